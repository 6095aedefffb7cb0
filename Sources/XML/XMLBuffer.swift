import Bytes

/// The bytes at hand of a reader, in memory of its own.
@safe @usableFromInline struct XMLBuffer: ~Copyable {
  private var base = UnsafeMutablePointer<UInt8>.allocate(capacity: 1 << 16)
  private var capacity = 1 << 16
  @usableFromInline private(set) var count = 0

  init() {}

  deinit { unsafe base.deallocate() }

  @usableFromInline var span: Span<UInt8> {
    @_lifetime(borrow self) get {
      let span = loose
      return unsafe _overrideLifetime(span, borrowing: self)
    }
  }

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
  mutating func append(_ other: Span<UInt8>, dropping length: Int) {
    precondition(length <= count, "drops what is there")
    let kept = count - length
    let room = unsafe base
    if kept + other.count > capacity {
      capacity = max(capacity * 2, kept + other.count)
      unsafe base = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    }
    // In bounds: there is room for both. What is kept may overlap its new place, which `update` allows.
    unsafe base.update(from: room + length, count: kept)
    if unsafe room != base { unsafe room.deallocate() }
    unsafe other.withUnsafeBufferPointer { bytes in
      guard let start = bytes.baseAddress else { return }
      unsafe (base + kept).update(from: start, count: bytes.count)
    }
    count = kept + other.count
  }
}
