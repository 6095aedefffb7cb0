import Bytes

/// Bytes of a reader's own: those at hand, what was decoded, and the names of the elements that are open.
@safe struct XMLBuffer: ~Copyable {
  private var base: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private(set) var count = 0

  init(capacity: Int) {
    unsafe base = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    self.capacity = capacity
  }

  deinit { unsafe base.deallocate() }

  /// The bytes, not tied to the buffer: the compiler takes a span of one property for one of the whole reader, which could not
  /// change anything while it looks at it. Nobody may keep it past the next call of `append`.
  var loose: Span<UInt8> {
    @_lifetime(immortal) @inline(__always) get {
      // In bounds: the first `count` bytes are initialised.
      let span = unsafe Span(_unsafeStart: UnsafePointer(base), count: count)
      return unsafe _overrideLifetime(span, copying: ())
    }
  }

  /// Drops the first bytes, and appends others.
  mutating func append(_ other: Span<UInt8>, dropping length: Int = 0) {
    precondition(length <= count, "drops what is there")
    let kept = count - length
    if kept + other.count > capacity { grow(to: kept + other.count) }
    // In bounds: there is room for both. What is kept may overlap its new place, which `update` allows.
    if length > 0 { unsafe base.update(from: base + length, count: kept) }
    unsafe other.withUnsafeBufferPointer { bytes in
      guard let start = bytes.baseAddress else { return }
      unsafe (base + kept).update(from: start, count: bytes.count)
    }
    count = kept + other.count
  }

  @inline(__always) mutating func append(_ byte: UInt8) {
    if count == capacity { grow(to: count + 1) }
    // In bounds: there is room for one more.
    unsafe base[count] = byte
    count += 1
  }

  private mutating func grow(to length: Int) {
    let larger = max(capacity * 2, length)
    let moved = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
    // In bounds: `count` is no more than the old capacity.
    unsafe moved.update(from: base, count: count)
    unsafe base.deallocate()
    unsafe base = moved
    capacity = larger
  }

  /// Drops the last bytes.
  mutating func truncate(to length: Int) {
    precondition(length <= count, "drops what is there")
    count = length
  }
}

/// The attributes of one tag, in memory of their own that is never cleared.
@safe struct XMLAttributes: ~Copyable {
  private let base = UnsafeMutablePointer<XMLAttribute>.allocate(capacity: XMLReader.attributeLimit)
  private(set) var count = 0
  /// Whether there were more than are allowed.
  private(set) var isFull = false
  /// Whether none has references or may declare a namespace.
  private(set) var isPlain = true

  init() {}

  deinit { unsafe base.deallocate() }

  mutating func removeAll() { (count, isFull, isPlain) = (0, false, true) }

  /// - Parameter isPlain: whether it has no references, and its name does not begin like that of a namespace.
  @inline(__always) mutating func append(_ attribute: XMLAttribute, isPlain: Bool) {
    if !isPlain { self.isPlain = false }
    guard count < XMLReader.attributeLimit else {
      isFull = true
      return
    }
    // In bounds by the guard. Attributes are plain numbers.
    unsafe base[count] = attribute
    count += 1
  }

  subscript(_ index: Int) -> XMLAttribute {
    @inline(__always) get {
      precondition(index >= 0 && index < count)
      return unsafe base[index]
    }
    @inline(__always) set {
      precondition(index >= 0 && index < count)
      unsafe base[index] = newValue
    }
  }
}
