import Bytes
import CDeflate
import CZlib

/// The bytes of one entry as a window that grows on demand, inflated chunk by chunk; a small entry all at once.
///
/// As `ByteReader`: the owner looks at `window`, says how much it is done with (`consume`), and asks for `more`. Memory is the
/// largest window that was needed, or the small entry, and the 40 kB of the inflater.
@safe public struct ZIPEntryReader: ~Copyable {
  private let archive: [UInt8]
  private let archiveName: String
  private let entry: ZIPEntry
  private let limits: ZIPLimits
  private var storage: [UInt8] = []
  private var start = 0
  private var end = 0
  /// The next compressed byte, in the archive.
  private var next: Int
  private var inflatedCount = 0
  private var checksum = Checksum()
  public private(set) var isAtEnd = false
  /// zlib's, in memory of its own, for it keeps its address. `nil` for a stored entry, and for a small one.
  private let stream: UnsafeMutablePointer<z_stream>?

  /// The largest entry that is inflated at once: by libdeflate, twice as fast as zlib, which can stop and go on.
  private static let smallEntry = 1 << 20
  /// The most bytes that one call of `more` adds: all of a small entry and one more, so that its end is found at once.
  private let chunk: Int
  static let largestChunk = 64 << 10

  /// - Throws: `ZIPError` where the entry cannot be read, or is said to be larger than the limits.
  public init(_ entry: ZIPEntry, of archive: ZIPArchive) throws(ZIPError) {
    self.archive = archive.bytes
    archiveName = archive.name
    self.entry = entry
    limits = archive.limits
    next = entry.data.lowerBound
    chunk = entry.size <= Self.smallEntry ? max(entry.size, 0) + 1 : Self.largestChunk
    guard entry.flags & 1 == 0 else { throw .encrypted(name: archive.name, entry: entry.title) }
    guard entry.size <= limits.size else {
      throw .tooLarge(name: archive.name, entry: entry.title, limit: limits.size)
    }
    switch entry.method {
    case 0: unsafe stream = nil
    case 8 where entry.size <= Self.smallEntry: unsafe stream = nil
    case 8:
      unsafe stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
      // The pointer is this reader's own; negative window bits ask for deflate without a header.
      unsafe stream?.initialize(to: z_stream())
      let status = unsafe inflateInit2_(stream, -MAX_WBITS, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
      precondition(status == Z_OK, "there is memory for the inflater")
    default: throw .method(name: archive.name, entry: entry.title, method: Int(entry.method))
    }
  }

  deinit {
    guard let stream = unsafe stream else { return }
    unsafe inflateEnd(stream)
    unsafe stream.deallocate()
  }

  /// The bytes at hand, valid until the next call of `more`.
  public var window: Span<UInt8> {
    @_lifetime(borrow self) get { storage.span.extracting(start..<end) }
  }

  /// Gives up the first `count` bytes of the window.
  public mutating func consume(_ count: Int) {
    precondition(count >= 0 && start + count <= end, "consumes what is in the window")
    start += count
  }

  /// Inflates more bytes behind the window; `false` at the end of the entry.
  ///
  /// - Throws: `ZIPError`; at the end too, where size or checksum are not those of the directory.
  public mutating func more() throws(ZIPError) -> Bool {
    guard !isAtEnd else { return false }
    makeRoom()
    let count = entry.method == 0 ? copy() : unsafe stream == nil ? try inflateAll() : try inflateMore()
    checksum = checksum.appending(storage.span.extracting(end..<end + count))
    end += count
    inflatedCount += count
    try checkSize()
    return count > 0
  }

  /// Copies stored bytes.
  private mutating func copy() -> Int {
    let count = min(chunk, entry.data.upperBound - next)
    storage.replaceSubrange(end..<end + count, with: archive[next..<next + count])
    next += count
    if next == entry.data.upperBound { isAtEnd = true }
    return count
  }

  /// Inflates the entry as a whole.
  private mutating func inflateAll() throws(ZIPError) -> Int {
    var (used, count) = (0, 0)
    let (end, data, chunk) = (end, entry.data, chunk)
    guard let inflater = unsafe libdeflate_alloc_decompressor() else {
      preconditionFailure("there is memory for the inflater")
    }
    defer { unsafe libdeflate_free_decompressor(inflater) }
    let result = unsafe archive.withUnsafeBytes { input in
      unsafe storage.withUnsafeMutableBytes { output in
        // In bounds: the entry's data lies in the archive, and `makeRoom` left a chunk behind `end`.
        let (from, to) = unsafe (input[data], output[end...])
        return unsafe libdeflate_deflate_decompress_ex(
          inflater, UnsafeRawBufferPointer(rebasing: from).baseAddress, data.count,
          UnsafeMutableRawBufferPointer(rebasing: to).baseAddress, chunk, &used, &count)
      }
    }
    next += used
    isAtEnd = true
    switch result {
    case LIBDEFLATE_SUCCESS: return count
    case LIBDEFLATE_INSUFFICIENT_SPACE:
      throw .size(name: archiveName, entry: entry.title, expected: entry.size)
    default: throw .inflate(name: archiveName, entry: entry.title)
    }
  }

  private mutating func inflateMore() throws(ZIPError) -> Int {
    guard let stream = unsafe stream else { return 0 }
    var (status, count, used) = (Z_OK, 0, 0)
    let (end, next, limit, chunk) = (end, next, entry.data.upperBound, chunk)
    unsafe archive.withUnsafeBufferPointer { input in
      unsafe storage.withUnsafeMutableBufferPointer { output in
        guard let from = input.baseAddress, let to = output.baseAddress else { return }
        // In bounds: the entry's data lies in the archive, and `makeRoom` left a chunk behind `end`. The input is not written to.
        unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: from + next)
        unsafe stream.pointee.avail_in = UInt32(clamping: limit - next)
        unsafe stream.pointee.next_out = to + end
        unsafe stream.pointee.avail_out = UInt32(chunk)
        let available = unsafe stream.pointee.avail_in
        status = unsafe inflate(stream, Z_NO_FLUSH)
        used = unsafe Int(available - stream.pointee.avail_in)
        count = unsafe chunk - Int(stream.pointee.avail_out)
      }
    }
    self.next += used
    if status == Z_STREAM_END {
      isAtEnd = true
    } else if status != Z_OK || count == 0 {
      // Cut off, where the inflater asks for more than there is.
      throw .inflate(name: archiveName, entry: entry.title)
    }
    return count
  }

  private func checkSize() throws(ZIPError) {
    let isWrong = isAtEnd ? inflatedCount != entry.size : inflatedCount > entry.size
    if inflatedCount > limits.size {
      throw .tooLarge(name: archiveName, entry: entry.title, limit: limits.size)
    }
    if inflatedCount > 4 << 20, inflatedCount / limits.ratio > max(next - entry.data.lowerBound, 1) {
      throw .bomb(name: archiveName, entry: entry.title, ratio: limits.ratio)
    }
    if isWrong { throw .size(name: archiveName, entry: entry.title, expected: entry.size) }
    if isAtEnd, checksum.value != entry.checksum { throw .checksum(name: archiveName, entry: entry.title) }
  }

  /// Leaves a chunk of room behind the window.
  private mutating func makeRoom() {
    if start == end {
      (start, end) = (0, 0)
    } else if start > storage.count / 2 {
      storage.removeSubrange(..<start)
      (start, end) = (0, end - start)
    }
    let missing = end + chunk - storage.count
    if missing > 0 { storage.append(contentsOf: repeatElement(0, count: max(missing, storage.count))) }
  }
}
