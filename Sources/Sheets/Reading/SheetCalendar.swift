import Bytes

/// Days counted from 1900, as Excel counts them, or from 1904, as it did on the Macintosh.
///
/// Source: ECMA-376 part 1, section 18.17.4.1. With 1900 there is a 1900-02-29, which never was: day 60.
struct SheetCalendar: Equatable, Sendable {
  var is1904 = false

  /// 9999-12-31.
  private var lastDay: Int { is1904 ? 2_957_003 : 2_958_465 }
  private static let millisecondsOfDay = 86_400_000

  /// Appends what a serial number stands for.
  ///
  /// - Returns: whether it stands for a date or a time; else nothing was appended.
  func append(serial: Double, format: NumberFormat, to output: inout [UInt8]) -> Bool {
    guard serial.isFinite, serial >= 0, serial < Double(lastDay + 1) else { return false }
    var day = Int(serial)
    var milliseconds = Int(((serial - Double(day)) * Double(Self.millisecondsOfDay)).rounded())
    if milliseconds == Self.millisecondsOfDay { (day, milliseconds) = (day + 1, 0) }
    if format.isElapsed, !format.hasDate {
      Self.append(milliseconds: day * Self.millisecondsOfDay + milliseconds, to: &output)
      return true
    }
    let hasDate = day > 0 || is1904 && format.hasDate
    guard hasDate || format.hasTime else { return false }
    if hasDate {
      append(day: day, to: &output)
      if format.hasTime || milliseconds > 0 { output.append(.space) }
    }
    if format.hasTime || milliseconds > 0 { Self.append(milliseconds: milliseconds, to: &output) }
    return true
  }

  private func append(day: Int, to output: inout [UInt8]) {
    if !is1904, day == 60 {
      output.append(contentsOf: "1900-02-29".utf8)
      return
    }
    // Days from 0000-03-01 of the proleptic calendar: 1899-12-30 is 693,899, and 1904-01-01 is 695,361.
    let days = day + (is1904 ? 695_361 : day < 60 ? 693_900 : 693_899)
    let (era, dayOfEra) = days.quotientAndRemainder(dividingBy: 146_097)
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * dayOfYear + 2) / 153
    Self.append(era * 400 + yearOfEra + (month < 10 ? 0 : 1), width: 4, to: &output)
    output.append(.hyphen)
    Self.append(month < 10 ? month + 3 : month - 9, width: 2, to: &output)
    output.append(.hyphen)
    Self.append(dayOfYear - (153 * month + 2) / 5 + 1, width: 2, to: &output)
  }

  /// `08:30:00`, with milliseconds where there are any.
  private static func append(milliseconds: Int, to output: inout [UInt8]) {
    let seconds = milliseconds / 1000
    append(seconds / 3600, width: 2, to: &output)
    output.append(UInt8(ascii: ":"))
    append(seconds / 60 % 60, width: 2, to: &output)
    output.append(UInt8(ascii: ":"))
    append(seconds % 60, width: 2, to: &output)
    guard milliseconds % 1000 > 0 else { return }
    output.append(.period)
    append(milliseconds % 1000, width: 3, to: &output)
  }

  private static func append(_ number: Int, width: Int, to output: inout [UInt8]) {
    let digits = Array(String(number).utf8)
    output.append(contentsOf: repeatElement(.zero, count: max(0, width - digits.count)))
    output.append(contentsOf: digits)
  }

  // MARK: ISO 8601

  /// Appends a date that stands in the file as `2016-12-14T00:00:00.000`.
  ///
  /// - Returns: whether the text is one.
  static func append(iso text: Span<UInt8>, format: NumberFormat, to output: inout [UInt8]) -> Bool {
    if let time = text.isoTime {
      output.append(span: text.extracting(time))
      return true
    }
    guard let end = text.isoEnd else { return false }
    let date = text.extracting(0..<min(10, end))
    // Times alone stand on the day before the calendar begins.
    let isTimeOnly =
      !format.hasDate && end > 10
      && (date.equals(Array("1899-12-31".utf8)) || date.equals(Array("1899-12-30".utf8)))
    if !isTimeOnly { output.append(span: date) }
    guard end > 10 else { return true }
    let time = text.extracting(11..<end)
    guard isTimeOnly || format.hasTime || !time.equals(Array("00:00:00".utf8)) else { return true }
    if !isTimeOnly { output.append(.space) }
    output.append(span: time)
    return true
  }
}

extension Span where Element == UInt8 {
  /// Where the time stands in `08:30:00` or `T08:30:00.250Z`, without zeros of seconds; `nil` for other text.
  fileprivate var isoTime: Range<Int>? {
    let start = isEmpty || self[0] != UInt8(ascii: "T") ? 0 : 1
    guard count - start >= 8, self[start + 2] == UInt8(ascii: ":") else { return nil }
    // With a day before it, it is what it is elsewhere.
    let whole = Array("2000-01-01T".utf8) + [UInt8](copying: extracting(start..<count))
    return whole.span.isoEnd.map { start..<start + $0 - 11 }
  }

  /// Where `2016-12-14`, or `2016-12-14T08:30:00.250`, ends without zeros of seconds and without a zone; `nil` for other text.
  fileprivate var isoEnd: Int? {
    guard count >= 10 else { return nil }
    let shape = Array("0000-00-00T00:00:00".utf8)
    for index in 0..<Swift.min(count, shape.count) {
      let fits = shape[index] == .zero ? self[index].isDigit : self[index] == shape[index]
      guard fits else { return nil }
    }
    guard count > 10 else { return 10 }
    guard count >= shape.count else { return nil }
    var end = shape.count
    if end < count, self[end] == .period {
      end += 1
      while end < count, self[end].isDigit { end += 1 }
    }
    guard end == count || end == count - 1 && self[end] == UInt8(ascii: "Z") else { return nil }
    if end > shape.count {
      while self[end - 1] == .zero { end -= 1 }
      if self[end - 1] == .period { end -= 1 }
    }
    return end
  }
}
