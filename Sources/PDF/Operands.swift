import Bytes

/// What stands before an operator of a content stream. One is made for a document, and used again for each operator.
@safe struct Operands {
  /// Room for numbers: an array would ask for each one whether it is its only owner.
  @safe private final class Numbers {
    let start: UnsafeMutablePointer<Double>

    init() {
      unsafe start = .allocate(capacity: PDFLimits.operands)
      unsafe start.initialize(repeating: 0, count: PDFLimits.operands)
    }

    deinit { unsafe start.deallocate() }
  }

  /// A member of an array.
  enum Item {
    case number(Double)
    case string(Range<Int>, isHexadecimal: Bool)
  }

  private let owner = Numbers()
  /// Of `owner`.
  private let numbers: UnsafeMutablePointer<Double>
  private(set) var count = 0
  /// The first name and the last, as they are written.
  private(set) var firstName: Range<Int>?
  private(set) var name: Range<Int>?
  /// The last string.
  var string: Item?
  /// Of the last array.
  private(set) var items: [Item] = []
  private var arrayDepth = 0
  /// What the property list of a marked-content operator says to be the text.
  var actualText: [UInt32]?

  init() { unsafe numbers = owner.start }

  @inline(__always)
  mutating func push(_ number: Double) {
    if arrayDepth > 0 {
      append(.number(number))
    } else if count < PDFLimits.operands {
      // In bounds: there is room for as many.
      unsafe numbers[count] = number
      count += 1
    }
  }

  @inline(__always)
  mutating func push(_ range: Range<Int>, isHexadecimal: Bool) {
    if arrayDepth > 0 {
      append(.string(range, isHexadecimal: isHexadecimal))
    } else {
      string = .string(range, isHexadecimal: isHexadecimal)
    }
  }

  @inline(__always)
  mutating func push(name range: Range<Int>) {
    if firstName == nil { firstName = range }
    name = range
  }

  private mutating func append(_ item: Item) {
    if items.count < PDFLimits.arrayOperands { items.append(item) }
  }

  mutating func beginArray() {
    if arrayDepth == 0 { items.removeAll(keepingCapacity: true) }
    arrayDepth += 1
  }

  mutating func endArray() { arrayDepth = max(0, arrayDepth - 1) }

  @inline(__always)
  mutating func removeAll() {
    count = 0
    firstName = nil
    name = nil
    string = nil
    arrayDepth = 0
    if !items.isEmpty { items.removeAll(keepingCapacity: true) }
    if actualText != nil { actualText = nil }
  }

  /// A number from the end: 0 is the last one. Ask for `count` first.
  @inline(__always)
  func last(_ index: Int) -> Double {
    precondition(index >= 0 && index < count, "as many numbers were asked for")
    // In bounds by the precondition.
    return unsafe numbers[count - 1 - index]
  }

  /// The last six numbers.
  var matrix: Matrix? {
    guard count >= 6 else { return nil }
    return Matrix(a: last(5), b: last(4), c: last(3), d: last(2), e: last(1), f: last(0))
  }

  /// All numbers.
  var span: Span<Double> {
    @_lifetime(borrow self)
    get {
      // In bounds: no more are pushed, and `owner` lives as long as this does.
      let span = unsafe Span(_unsafeStart: numbers, count: count)
      return unsafe _overrideLifetime(span, borrowing: self)
    }
  }
}
