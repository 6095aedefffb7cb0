import Bytes

/// Numbers of a workbook as a person sees them: plain decimals of at most 15 significant digits.
struct NumberText {
  /// The significant digits, as 0 to 9, without zeros at the front.
  private var digits: [UInt8] = []
  /// The place of the point: so many digits stand before it.
  private var point = 0
  private var isNegative = false
  /// Digits that stood behind the point.
  private var decimals = 0

  /// Programs show no more, and a double keeps no more.
  static let digitLimit = 15

  /// `nil` for what is no finite number.
  init?(_ text: Span<UInt8>) {
    guard read(text) else { return nil }
    if digits.count > Self.digitLimit, !round(text) { return nil }
    // The largest double is 1.8E+308, and what is smaller than 4.9E-324 is 0.
    guard point <= 309 else { return nil }
    if point < -323 { (digits, point, isNegative) = ([], 0, false) }
  }

  /// Reads `-12.5E+3`.
  private mutating func read(_ text: Span<UInt8>) -> Bool {
    digits.removeAll(keepingCapacity: true)
    (point, decimals) = (0, 0)
    var index = 0
    isNegative = index < text.count && text[index] == .hyphen
    if index < text.count, text[index] == .hyphen || text[index] == .plus { index += 1 }
    var (hasDigits, isBehindPoint) = (false, false)
    while index < text.count {
      let byte = text[index]
      if byte == .period, !isBehindPoint {
        isBehindPoint = true
      } else if byte.isDigit {
        hasDigits = true
        if isBehindPoint { decimals += 1 }
        if byte != .zero || !digits.isEmpty {
          digits.append(byte - .zero)
          if !isBehindPoint { point += 1 }
        } else if isBehindPoint {
          point -= 1
        }
      } else {
        break
      }
      index += 1
    }
    guard hasDigits else { return false }
    if index < text.count, text[index] | 0x20 == UInt8(ascii: "e") {
      guard let exponent = text.exponent(from: index + 1) else { return false }
      point += exponent
      decimals = 0
    } else if index < text.count {
      return false
    }
    dropZeros()
    return true
  }

  /// Zeros at the end are no significant digits.
  private mutating func dropZeros() {
    while digits.last == 0 { digits.removeLast() }
    if digits.isEmpty { (point, isNegative) = (0, false) }
  }

  /// Takes the shortest decimal of the double, and of that 15 digits.
  private mutating func round(_ text: Span<UInt8>) -> Bool {
    guard let double = Double(String(text)), double.isFinite else { return false }
    let shortest = Array(double.description.utf8)
    guard read(shortest.span) else { return false }
    decimals = 0
    guard digits.count > Self.digitLimit else { return true }
    let goesUp = digits[Self.digitLimit] >= 5
    digits.removeSubrange(Self.digitLimit...)
    guard goesUp else {
      dropZeros()
      return true
    }
    var place = digits.count - 1
    while place >= 0, digits[place] == 9 {
      digits[place] = 0
      place -= 1
    }
    if place >= 0 {
      digits[place] += 1
    } else {
      digits.insert(1, at: 0)
      point += 1
    }
    dropZeros()
    return true
  }

  var isZero: Bool { digits.isEmpty }

  var sign: NumberFormat.Signs { isZero ? .zero : isNegative ? .negative : .positive }

  /// The digits behind the point that are no zeros at the end.
  var decimalCount: Int { max(0, digits.count - point) }

  /// Appends the number.
  ///
  /// - Parameters:
  ///   - format: digits that it shows in any case.
  ///   - keepsZeros: whether zeros that stood behind the point stay.
  func append(format: NumberFormat, keepsZeros: Bool, to output: inout [UInt8]) {
    if isNegative { output.append(.hyphen) }
    let whole = max(point, 0)
    for _ in 0..<max(0, max(Int(format.wholeDigits), 1) - whole) { output.append(.zero) }
    for place in 0..<whole { output.append(.zero + (place < digits.count ? digits[place] : 0)) }
    let needed = max(0, digits.count - point)
    let shown = max(needed, Int(format.decimals), keepsZeros ? min(decimals, 308) : 0)
    guard shown > 0 else { return }
    output.append(.period)
    for offset in 0..<shown {
      let place = point + offset
      output.append(.zero + (place >= 0 && place < digits.count ? digits[place] : 0))
    }
  }
}

extension Span where Element == UInt8 {
  /// `+3`, `-12`: no more than four digits.
  fileprivate func exponent(from start: Int) -> Int? {
    var index = start
    var isNegative = false
    if index < count, self[index] == .hyphen || self[index] == .plus {
      isNegative = self[index] == .hyphen
      index += 1
    }
    guard index < count, count - index <= 4 else { return nil }
    var value = 0
    while index < count {
      guard self[index].isDigit else { return nil }
      value = value * 10 + Int(self[index] - .zero)
      index += 1
    }
    return isNegative ? -value : value
  }
}
