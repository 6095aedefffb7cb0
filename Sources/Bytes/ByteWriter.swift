public import SystemPackage

/// Bytes on their way to a file, a pipe or memory, through one buffer.
///
/// Appending never fails; `flushIfFull`, called once a record, writes the buffer out. The buffer is memory of its own and no
/// array: an array asks at every append whether it is shared, which took a third of the time of a stage.
@safe public struct ByteWriter: ~Copyable {
  @usableFromInline var buffer: UnsafeMutablePointer<UInt8>
  @usableFromInline var capacity: Int
  @usableFromInline var count: Int
  /// The output's name in messages.
  public let name: String
  private let output: Output

  private enum Output {
    case memory
    case descriptor(FileDescriptor)
    case terminal(FileDescriptor)
    case taker((Span<UInt8>) -> Void)
  }

  @usableFromInline static let flushCount = 256 * 1024

  /// Writes to a descriptor, which stays the caller's to close.
  public init(descriptor: FileDescriptor, name: String) {
    self.init(.descriptor(descriptor), name: name, capacity: Self.flushCount + Self.flushCount / 4)
  }

  /// Writes to what a person may look at: on a terminal control characters are shown as such.
  public init(shownOn descriptor: FileDescriptor, name: String) {
    self.init(
      descriptor.isTerminal ? .terminal(descriptor) : .descriptor(descriptor), name: name,
      capacity: Self.flushCount + Self.flushCount / 4)
  }

  /// Keeps everything.
  public init() {
    self.init(.memory, name: "", capacity: 64)
  }

  /// Gives what would be written to `taker`.
  public init(name: String, taker: @escaping (Span<UInt8>) -> Void) {
    self.init(.taker(taker), name: name, capacity: Self.flushCount + Self.flushCount / 4)
  }

  private init(_ output: Output, name: String, capacity: Int) {
    self.output = output
    self.name = name
    self.capacity = capacity
    count = 0
    unsafe buffer = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
  }

  deinit { unsafe buffer.deallocate() }

  /// What waits to be written; for a writer to memory, all of it.
  public var span: Span<UInt8> {
    @_lifetime(borrow self) get {
      // The first `count` bytes are initialised, and live as long as the writer is not changed.
      let span = unsafe Span(_unsafeStart: UnsafePointer(buffer), count: count)
      return unsafe _overrideLifetime(span, borrowing: self)
    }
  }

  /// A copy of `span`.
  public var bytes: [UInt8] { [UInt8](copying: span) }

  /// Forgets what waits.
  public mutating func removeAll() { count = 0 }

  @inlinable public mutating func append(_ byte: UInt8) {
    if count == capacity { grow(1) }
    // In bounds: there is room for one more.
    unsafe buffer[count] = byte
    count += 1
  }

  @inlinable public mutating func append(_ other: Span<UInt8>) {
    if count + other.count > capacity { grow(other.count) }
    // In bounds: there is room for all of `other`.
    unsafe other.withUnsafeBufferPointer { bytes in
      guard let start = bytes.baseAddress else { return }
      unsafe (buffer + count).update(from: start, count: bytes.count)
    }
    count += other.count
  }

  /// Appends three texts and a byte, with one look for room: what a fact is made of.
  public mutating func append(
    _ first: Span<UInt8>, _ second: Span<UInt8>, _ third: Span<UInt8>, end: UInt8
  ) {
    let length = first.count + second.count + third.count + 1
    if count + length > capacity { grow(length) }
    put(first)
    put(second)
    put(third)
    // In bounds: there is room for all of it.
    unsafe buffer[count] = end
    count += 1
  }

  /// Appends what there is room for.
  @inline(__always) private mutating func put(_ other: Span<UInt8>) {
    // A digit is most of all.
    if other.count == 1 {
      unsafe buffer[count] = other[0]
    } else {
      // In bounds: the caller looked for room.
      unsafe other.withUnsafeBufferPointer { bytes in
        guard let start = bytes.baseAddress else { return }
        unsafe (buffer + count).update(from: start, count: bytes.count)
      }
    }
    count += other.count
  }

  @inlinable public mutating func append(_ other: [UInt8]) { append(other.span) }

  @inlinable public mutating func append(_ text: String) {
    var text = text
    text.makeContiguousUTF8()
    append(text.utf8.span)
  }

  /// Appends a number in decimal.
  public mutating func append(decimal number: Int) {
    // Lines, rows and cells are small.
    if 0..<10 ~= number {
      append(.zero + UInt8(truncatingIfNeeded: number))
      return
    }
    var rest = number.magnitude
    var digits: InlineArray<20, UInt8> = .init(repeating: 0)
    var first = 20
    repeat {
      first -= 1
      digits[first] = .zero + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    } while rest > 0
    if number < 0 { append(.hyphen) }
    append(digits.span.extracting(first..<20))
  }

  /// Writes the buffer out once it is full.
  /// - Throws: `IOError.cannotWrite`.
  @inlinable public mutating func flushIfFull() throws(IOError) {
    if count >= Self.flushCount { try flush() }
  }

  /// Writes all that is held; a writer to memory keeps it.
  /// - Throws: `IOError.cannotWrite`.
  public mutating func flush() throws(IOError) {
    if case .memory = output { return }
    try writeOut(span)
    count = 0
  }

  /// Appends many bytes; as many as are written out at once are not copied before.
  /// - Throws: `IOError.cannotWrite`.
  public mutating func write(_ bytes: Span<UInt8>) throws(IOError) {
    if case .descriptor = output, bytes.count >= Self.flushCount / 2 {
      try flush()
      try writeOut(bytes)
    } else {
      append(bytes)
      try flushIfFull()
    }
  }

  private func writeOut(_ bytes: Span<UInt8>) throws(IOError) {
    guard !bytes.isEmpty else { return }
    switch output {
    case .memory: break
    case .taker(let take): take(bytes)
    case .descriptor(let descriptor): try write(bytes, to: descriptor)
    case .terminal(let descriptor):
      try write(Array(String(bytes).visible(keepingLines: true).utf8).span, to: descriptor)
    }
  }

  private func write(_ bytes: Span<UInt8>, to descriptor: FileDescriptor) throws(IOError) {
    do {
      // The bytes live for this call.
      _ = unsafe try bytes.withUnsafeBytes { unsafe try descriptor.writeAll($0) }
    } catch {
      throw .cannotWrite(name: name, error as? Errno ?? .ioError)
    }
  }

  /// Appends a part of a file, and writes out on the way what has become full.
  /// - Throws: `IOError`, also where the file ends before the part does.
  public mutating func copy(
    _ part: Range<Int>, of file: FileDescriptor, name: String
  ) throws(IOError) {
    var chunk = [UInt8](repeating: 0, count: min(part.count, Self.flushCount))
    var offset = part.lowerBound
    while offset < part.upperBound {
      let count: Int
      do {
        count = unsafe try chunk.withUnsafeMutableBytes { bytes in
          // In bounds: no more than the chunk holds.
          let room = unsafe UnsafeMutableRawBufferPointer(rebasing: bytes.prefix(part.upperBound - offset))
          return unsafe try file.read(fromAbsoluteOffset: Int64(offset), into: room)
        }
      } catch {
        throw .cannotRead(name: name, error as? Errno ?? .ioError)
      }
      guard count > 0 else { throw .cannotRead(name: name, .ioError) }
      append(chunk.span.extracting(0..<count))
      try flushIfFull()
      offset += count
    }
  }

  @usableFromInline mutating func grow(_ length: Int) {
    let larger = max(capacity * 2, count + length)
    let moved = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
    unsafe moved.update(from: buffer, count: count)
    unsafe buffer.deallocate()
    unsafe buffer = moved
    capacity = larger
  }
}

extension [UInt8] {
  /// Appends the bytes of a span.
  @inlinable public mutating func append(span: Span<UInt8>) {
    // The pointer lives for this call only.
    unsafe span.withUnsafeBufferPointer { buffer in
      unsafe append(contentsOf: buffer)
    }
  }

  /// The bytes of a span, copied.
  @inlinable public init(copying span: Span<UInt8>) {
    self.init()
    append(span: span)
  }
}
