public import SystemPackage

/// Bytes on their way to a file, a pipe or memory, through one buffer.
///
/// Appending never fails; `flushIfFull`, called once a record, writes the buffer out.
public struct ByteWriter: ~Copyable {
  /// What is not written yet; for a writer to memory, all of it.
  public var bytes: [UInt8] = []
  /// The output's name in messages.
  public let name: String
  private let descriptor: FileDescriptor?

  private static let capacity = 256 * 1024

  /// Writes to a descriptor, which stays the caller's to close.
  public init(descriptor: FileDescriptor, name: String) {
    self.descriptor = descriptor
    self.name = name
    bytes.reserveCapacity(Self.capacity + Self.capacity / 4)
  }

  /// Keeps everything in `bytes`.
  public init() {
    descriptor = nil
    name = ""
  }

  @inlinable public mutating func append(_ byte: UInt8) { bytes.append(byte) }

  @inlinable public mutating func append(_ other: [UInt8]) { bytes.append(contentsOf: other) }

  @inlinable public mutating func append(_ other: ArraySlice<UInt8>) { bytes.append(contentsOf: other) }

  @inlinable public mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

  @inlinable public mutating func append(_ span: Span<UInt8>) { bytes.append(span: span) }

  /// Appends a number in decimal.
  public mutating func append(decimal number: Int) {
    var rest = number.magnitude
    if number < 0 { bytes.append(.hyphen) }
    var digits: InlineArray<20, UInt8> = .init(repeating: 0)
    var count = 0
    repeat {
      digits[count] = .zero + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
      count += 1
    } while rest > 0
    while count > 0 {
      count -= 1
      bytes.append(digits[count])
    }
  }

  /// Writes the buffer out once it is full.
  /// - Throws: `IOError.cannotWrite`.
  @inlinable public mutating func flushIfFull() throws(IOError) {
    if bytes.count >= 256 * 1024 { try flush() }
  }

  /// Writes all that is held; a writer to memory keeps it.
  /// - Throws: `IOError.cannotWrite`.
  public mutating func flush() throws(IOError) {
    guard let descriptor, !bytes.isEmpty else { return }
    do {
      _ = try descriptor.writeAll(bytes)
    } catch {
      throw .cannotWrite(name: name, error as? Errno ?? .ioError)
    }
    bytes.removeAll(keepingCapacity: true)
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
