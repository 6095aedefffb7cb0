import SystemPackage

/// Bytes of a file, a pipe or memory as a window that grows on demand.
///
/// The owner looks at `window`, says how much it is done with (`consume`), and asks for `more`. Memory is the largest
/// window that was needed, rounded up to the chunk.
public struct ByteReader: ~Copyable {
  /// The input's name in messages.
  public let name: String
  /// The bytes at hand are `storage[start..<end]`. Public for owners that edit in place (CSV removes quotes so).
  public var storage: [UInt8]
  public private(set) var start = 0
  public private(set) var end: Int
  /// Whether the input has been read to its end; `window` may still hold bytes.
  public private(set) var isAtEnd: Bool

  /// Where the bytes do not fit the encoding they are read in: the offset in the input, from 0. Reading ends there.
  public private(set) var invalidOffset: Int?
  /// Whether that is so because the input ends inside a character.
  public private(set) var isCut = false
  /// The encoding that the input is read in.
  public private(set) var encoding = TextEncoding.utf8
  private var transcoder: Transcoder?
  /// Where UTF-8 is checked as it comes: the place in the storage up to which it fits. `nil` where it is not.
  private var checkedEnd: Int?
  /// Whether UTF-8 within another encoding ends the input: read as GB18030 it would be other characters.
  private var refusesMixture = false
  /// The offset in the input of the storage's first byte, as long as it is read as it is.
  private var offset = 0
  private let descriptor: FileDescriptor?
  private let closesDescriptor: Bool

  /// The most bytes of one read.
  private let chunk: Int
  /// The size of a regular file that was opened by its name.
  private var size: Int?

  /// 128 KiB: larger reads measured no faster through pipes or files.
  public static let defaultChunk = 128 * 1024

  /// Reads a file, or standard input for the name `-`.
  ///
  /// - Parameter chunk: the most bytes of one read.
  /// - Throws: `IOError.cannotOpen`, `IOError.isDirectory`.
  public init(opening name: String, chunk: Int = Self.defaultChunk) throws(IOError) {
    let (descriptor, size) = name == "-" ? (.standardInput, nil) : try Self.open(name)
    // One byte more than the file has: the read that fills the rest finds the end. Most reports are small.
    self.init(
      descriptor: descriptor, name: name, closes: name != "-", chunk: min(chunk, size.map { $0 + 1 } ?? chunk)
    )
    self.size = size
  }

  /// The file, and its size where it is a regular one.
  private static func open(_ name: String) throws(IOError) -> (FileDescriptor, size: Int?) {
    let descriptor: FileDescriptor
    do {
      descriptor = try FileDescriptor.open(FilePath(fileName: name), .readOnly)
    } catch {
      throw .cannotOpen(name: name, error as? Errno ?? .ioError)
    }
    // Of the open file: its name is looked up once.
    let stat = try? Stat(descriptor)
    if stat?.type == .directory {
      try? descriptor.close()
      throw .isDirectory(name: name)
    }
    return (descriptor, stat?.type == .regular ? stat.map { Int($0.size) } : nil)
  }

  /// Reads bytes that are in memory already.
  public init(bytes: [UInt8], name: String) {
    self.name = name
    storage = bytes
    end = bytes.count
    isAtEnd = true
    descriptor = nil
    closesDescriptor = false
    chunk = 0
  }

  init(descriptor: FileDescriptor, name: String, closes: Bool, chunk: Int = Self.defaultChunk) {
    self.name = name
    self.descriptor = descriptor
    closesDescriptor = closes
    self.chunk = chunk
    storage = [UInt8](repeating: 0, count: chunk)
    end = 0
    isAtEnd = false
  }

  deinit {
    if closesDescriptor { try? descriptor?.close() }
  }

  /// The bytes at hand.
  @inlinable public var window: Span<UInt8> {
    @inline(__always) @_lifetime(borrow self) get { storage.span.extracting(start..<end) }
  }

  /// Reads the input in another encoding from here on, the window included: the window is UTF-8 then.
  ///
  /// - Parameters:
  ///   - replacements: how many bytes that fit no character are replaced by U+FFFD; the next one ends the input.
  ///   - refusesMixture: whether the input ends where UTF-8 stands in it.
  /// - Throws: `IOError.unknownEncoding` where the C library does not know it.
  public mutating func transcode(
    from encoding: TextEncoding, replacements: Int = 0, refusesMixture: Bool = false
  ) throws(IOError) {
    guard encoding != .utf8 else { return }
    guard let transcoder = Transcoder(from: encoding) else {
      throw .unknownEncoding(name: name, encoding: encoding.rawValue)
    }
    transcoder.replacementsLeft = replacements
    self.transcoder = transcoder
    self.encoding = encoding
    self.refusesMixture = refusesMixture && encoding == .gb18030
    let bytes = Array(storage[start..<end])
    storage.removeAll(keepingCapacity: true)
    (start, end) = (0, 0)
    append(transcoded: bytes[...])
  }

  /// What was replaced so far of an input in another encoding.
  public var replaced: ReplacedBytes? { transcoder?.replaced }

  /// Holds the input against UTF-8 from here on, the window included: it ends where it does not fit.
  public mutating func checkUTF8() {
    checkedEnd = start
    check()
  }

  /// Looks at what has come; a character whose rest may come yet is looked at again.
  private mutating func check() {
    guard let checkedEnd else { return }
    let good = storage.span.extracting(0..<end).validEnd(from: checkedEnd)
    if good < end, isAtEnd || good + 4 <= end {
      invalidOffset = offset + good
      isCut = isAtEnd && storage.span.extracting(good..<end).isBeginningOfCharacter
      isAtEnd = true
      end = good
    }
    self.checkedEnd = good
  }

  /// Puts bytes of the other encoding behind the window.
  private mutating func append(transcoded bytes: ArraySlice<UInt8>) {
    guard let transcoder else { return }
    storage.removeSubrange(end...)
    let before = transcoder.offset
    let mixed = refusesMixture ? bytes.span.firstUTF8Run : nil
    if !transcoder.append(bytes.prefix(mixed ?? bytes.count), isLast: isAtEnd, to: &storage) {
      invalidOffset = transcoder.offset
      isCut = transcoder.isCut
      isAtEnd = true
    } else if let mixed {
      invalidOffset = before + mixed
      isAtEnd = true
    }
    end = storage.count
  }

  /// Gives up the first `count` bytes of the window.
  public mutating func consume(_ count: Int) {
    precondition(count >= 0 && start + count <= end, "consumes what is in the window")
    start += count
  }

  /// Reads more bytes behind the window; `false` at the end of the input.
  ///
  /// - Throws: `IOError.cannotRead`, `IOError.isDirectory`.
  public mutating func more() throws(IOError) -> Bool {
    guard !isAtEnd, let descriptor else { return false }
    if transcoder != nil { return try moreTranscoded(descriptor) }
    makeRoom()
    let room = end..<min(end + chunk, storage.count)
    do {
      let count = unsafe try storage.withUnsafeMutableBytes { bytes in
        // In bounds: `makeRoom` left at least one byte behind `end`.
        unsafe try descriptor.read(into: UnsafeMutableRawBufferPointer(rebasing: bytes[room]))
      }
      // A read of a regular file gives less only at its end.
      if count == 0 || size != nil && count < room.count { isAtEnd = true }
      end += count
      check()
      return count > 0
    } catch {
      throw readError(error)
    }
  }

  /// The rest of the input, window included, in memory that fits a file; `nil` where it is more than `limit` bytes.
  ///
  /// - Throws: `IOError.cannotRead`, `IOError.isDirectory`.
  public mutating func readAll(upTo limit: Int) throws(IOError) -> [UInt8]? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(min(size ?? 0, limit))
    repeat {
      guard bytes.count + window.count <= limit else { return nil }
      bytes.append(span: window)
      start = end
    } while try more()
    return bytes
  }

  private func readError(_ error: any Error) -> IOError {
    let errno = error as? Errno ?? .ioError
    return errno == .isDirectory ? .isDirectory(name: name) : .cannotRead(name: name, errno)
  }

  private mutating func moreTranscoded(_ descriptor: FileDescriptor) throws(IOError) -> Bool {
    var bytes = [UInt8](repeating: 0, count: chunk)
    let count: Int
    do {
      count = unsafe try bytes.withUnsafeMutableBytes { unsafe try descriptor.read(into: $0) }
    } catch {
      throw readError(error)
    }
    if count == 0 { isAtEnd = true }
    storage.removeSubrange(end...)
    storage.removeSubrange(..<start)
    (start, end) = (0, end - start)
    append(transcoded: bytes[..<count])
    return count > 0
  }

  /// Moves the window to the front when that frees enough, else doubles the storage.
  private mutating func makeRoom() {
    let count = end - start
    if start > 0, count <= storage.count / 2 {
      // In bounds: both ranges lie in the storage. Not as a slice, for that would share the storage and copy all of it.
      unsafe storage.withUnsafeMutableBufferPointer { bytes in
        guard let base = bytes.baseAddress else { return }
        unsafe base.update(from: base + start, count: count)
      }
      offset += start
      if let checkedEnd { self.checkedEnd = checkedEnd - start }
      (start, end) = (0, count)
    }
    if storage.count - end < (chunk == Self.defaultChunk ? chunk / 2 : 1) {
      storage.append(contentsOf: repeatElement(0, count: max(storage.count, chunk)))
    }
  }
}
