import Bytes

/// The names of the elements that are open, one behind the other.
@safe struct XMLOpenElements: ~Copyable {
  private struct Element {
    /// Where its name begins.
    let lower: Int
    let namespace: Int
  }

  private var names = XMLBuffer(capacity: 1 << 12)
  private let elements = UnsafeMutablePointer<Element>.allocate(capacity: XMLReader.depthLimit)
  private(set) var count = 0

  init() {}

  deinit { unsafe elements.deallocate() }

  /// The innermost one, for messages.
  var last: String { String(name) }

  @inline(__always) private var name: Span<UInt8> {
    // In bounds: the first `count` elements are initialised.
    @_lifetime(immortal) get {
      names.loose.extracting((count == 0 ? 0 : unsafe elements[count - 1].lower)..<names.count)
    }
  }

  /// - Precondition: fewer than the limit are open.
  @inline(__always) mutating func push(_ name: Span<UInt8>, namespace: Int) {
    precondition(count < XMLReader.depthLimit)
    // In bounds by the precondition.
    unsafe (elements + count).initialize(to: Element(lower: names.count, namespace: namespace))
    count += 1
    // A call of memmove takes longer than a few bytes do.
    if name.count <= 8 {
      for index in name.indices { names.append(name[index]) }
    } else {
      names.append(name)
    }
  }

  @inline(__always) func isLast(_ other: Span<UInt8>) -> Bool { count > 0 && other.equals(name) }

  /// Closes the innermost element; gives its namespace.
  @inline(__always) mutating func pop() -> Int {
    precondition(count > 0)
    count -= 1
    // In bounds: it was the last one.
    let element = unsafe elements[count]
    names.truncate(to: element.lower)
    return element.namespace
  }
}
