import Bytes

/// Scans rows as Excel, WPS, LibreOffice and most libraries write them:
/// `<row r="2" spans="1:6"><c r="A2" s="1" t="s"><v>12</v></c>…</row>`.
struct XLSXRowScanner: Sendable {
  /// What stood behind the number in the last tag of a row, up to `>`.
  private var tail: [UInt8] = []
  /// Whether it says that the row is hidden.
  private var isHidden = false

  // Bytes as a number, the first one lowest.
  /// `<row r="`
  private static var rowStart: UInt64 { 0x223D_7220_776F_723C }
  /// `</row>`
  private static var rowEnd: UInt64 { 0x3E77_6F72_2F3C }
  /// `<c r="`
  private static var cellStart: UInt64 { 0x223D_7220_633C }
  /// `<v>`
  private static var valueStart: UInt64 { 0x003E_763C }
  /// `</v></c>`
  private static var valueEnd: UInt64 { 0x3E63_2F3C_3E76_2F3C }
  /// `<is><t>`
  private static var textStart: UInt64 { 0x003E_743C_3E73_693C }
  /// `inlineSt`
  private static var inlineString: UInt64 { 0x7453_656E_696C_6E69 }
  private static let textEnd: [UInt8] = Array("</t></is></c>".utf8)
  private static var six: UInt64 { 0xFFFF_FFFF_FFFF }

  /// Reads the row that begins at `start`, which must come behind `lastRow`.
  ///
  /// - Returns: where the row is not whole or unusual, what stands in `row` is of no use.
  mutating func scan(
    _ window: Span<UInt8>, from start: Int, lastRow: Int, formats: [NumberFormat], calendar: SheetCalendar,
    into row: inout SheetRow
  ) -> RowScan {
    guard start + RowScan.margin <= window.count else { return .incomplete }
    guard window.eight(at: start) == Self.rowStart else { return .unusual }
    var index = start + 8
    var number = 0
    var digits = RowDigits()
    while index < start + 16, window[index].isDigit {
      number = number * 10 + Int(window[index] - .zero)
      digits.append(window[index])
      index += 1
    }
    guard number > lastRow, number <= SheetLimit.rows, window[index] == .quote, window[start + 8] != .zero
    else {
      return .unusual
    }
    guard let end = endOfTag(window, from: index + 1) else { return .unusual }
    row.begin(number: number)
    row.isHidden = isHidden
    let cells = CellScan(formats: formats, calendar: calendar, digits: digits)
    index = end
    while true {
      guard index + RowScan.margin <= window.count else { return .incomplete }
      let eight = window.eight(at: index)
      if eight & Self.six == Self.rowEnd { return .row(end: index + 6) }
      guard eight & Self.six == Self.cellStart else { return .unusual }
      let next = cells.scan(window, from: index + 6, into: &row)
      guard next > 0 else { return next == 0 ? .unusual : .incomplete }
      index = next
    }
  }

  /// The place behind the tag of a row whose number ends at `start`; `nil` for an empty or unusual one.
  private mutating func endOfTag(_ window: Span<UInt8>, from start: Int) -> Int? {
    if start + tail.count <= window.count, !tail.isEmpty,
      window.extracting(start..<start + tail.count).equals(tail)
    {
      return start + tail.count
    }
    guard let (attributes, end, isEmpty) = window.plainAttributes(from: start), !isEmpty else { return nil }
    var names: [String] = ["r"]
    isHidden = false
    // Until the next one is known by its bytes.
    tail = []
    for attribute in attributes {
      let name = String(window.extracting(attribute.name))
      guard !names.contains(name), !name.hasPrefix("xmlns") else { return nil }
      names.append(name)
      let value = String(window.extracting(attribute.value))
      if name == "hidden", ["1", "true", "on"].contains(value) { isHidden = true }
      if name == "ht", Double(value) == 0 { isHidden = true }
    }
    if end - start < 200 { tail = [UInt8](copying: window.extracting(start..<end)) }
    return end
  }

  /// The digits of a row's number, as its cells repeat them.
  struct RowDigits {
    private(set) var packed: UInt64 = 0
    private(set) var count = 0

    mutating func append(_ byte: UInt8) {
      packed |= UInt64(byte) << UInt64(8 * count)
      count += 1
    }

    /// The digits and the quote behind them.
    var quoted: UInt64 { packed | UInt64(UInt8.quote) << UInt64(8 * count) }
    /// The bytes of `quoted`.
    var mask: UInt64 { count == 7 ? .max : (1 << UInt64(8 * count + 8)) - 1 }
  }

  /// Scans the cells of one row.
  private struct CellScan {
    let formats: [NumberFormat]
    let calendar: SheetCalendar
    let quotedRow: UInt64
    let rowMask: UInt64
    let rowLength: Int

    init(formats: [NumberFormat], calendar: SheetCalendar, digits: RowDigits) {
      self.formats = formats
      self.calendar = calendar
      quotedRow = digits.quoted
      rowMask = digits.mask
      rowLength = digits.count + 1
    }

    /// Reads the cell whose reference begins at `start`, with `RowScan.margin` less the tag's begin left in the window.
    ///
    /// - Returns: the place behind it; 0 where it is unusual, -1 where it is not whole.
    @inline(__always) func scan(_ window: Span<UInt8>, from start: Int, into row: inout SheetRow) -> Int {
      var index = start
      var column = 0
      while index < start + 3 {
        // In bounds by the margin, as all that follows.
        let letter = unsafe window[unchecked: index] &- UInt8(ascii: "A")
        guard letter < 26 else { break }
        column = column &* 26 &+ Int(letter) &+ 1
        index += 1
      }
      column -= 1
      guard column >= row.nextColumn, column < SheetLimit.columns,
        window.eight(at: index) & rowMask == quotedRow
      else { return 0 }
      index += rowLength
      var (style, type) = (-1, UInt8(0))
      while unsafe window[unchecked: index] == .space {
        let eight = window.eight(at: index + 1)
        // `="`
        guard eight & 0xFFFF00 == 0x223D00 else { return 0 }
        let name = UInt8(truncatingIfNeeded: eight)
        index += 4
        if name == UInt8(ascii: "s"), style < 0 {
          guard let end = Self.digits(window, from: index, into: &style) else { return 0 }
          index = end + 1
        } else if name == UInt8(ascii: "t"), type == 0 {
          type = UInt8(truncatingIfNeeded: eight >> 24)
          if UInt8(truncatingIfNeeded: eight >> 32) == .quote, type != UInt8(ascii: "i") {
            index += 2
          } else {
            guard window.eight(at: index) == XLSXRowScanner.inlineString else { return 0 }
            guard unsafe window[unchecked: index + 8] == UInt8(ascii: "r"), window[index + 9] == .quote else {
              return 0
            }
            index += 10
          }
        } else {
          return 0
        }
      }
      if style >= formats.count, !formats.isEmpty { return 0 }
      let closing = unsafe window[unchecked: index]
      if closing == .slash, window[index + 1] == UInt8(ascii: ">") {
        row.appendBlank(column: column)
        return index + 2
      }
      guard closing == UInt8(ascii: ">") else { return 0 }
      return value(window, from: index + 1, column: column, style: style, type: type, into: &row)
    }

    /// Reads a number of at most six digits, and the quote behind it.
    @inline(__always) private static func digits(
      _ window: Span<UInt8>, from start: Int, into number: inout Int
    ) -> Int? {
      var index = start
      number = 0
      while index < start + 6, unsafe window[unchecked: index].isDigit {
        number = number &* 10 &+ Int(unsafe window[unchecked: index] &- .zero)
        index += 1
      }
      return index > start && window[index] == .quote ? index : nil
    }

    @inline(__always) private func value(
      _ window: Span<UInt8>, from start: Int, column: Int, style: Int, type: UInt8, into row: inout SheetRow
    ) -> Int {
      let eight = window.eight(at: start)
      guard eight & 0xFFFFFF == XLSXRowScanner.valueStart else {
        guard type == UInt8(ascii: "i"), eight & 0xFF_FFFF_FFFF_FFFF == XLSXRowScanner.textStart else {
          return 0
        }
        return text(window, from: start + 7, column: column, into: &row)
      }
      if type == UInt8(ascii: "s") { return string(window, from: start + 3, column: column, into: &row) }
      guard type == 0 || type == UInt8(ascii: "n") else { return 0 }
      return number(window, from: start + 3, column: column, style: max(style, 0), into: &row)
    }

    @inline(__always) private func string(
      _ window: Span<UInt8>, from start: Int, column: Int, into row: inout SheetRow
    ) -> Int {
      var index = start
      var string = 0
      while index < start + 9, unsafe window[unchecked: index].isDigit {
        string = string &* 10 &+ Int(unsafe window[unchecked: index] &- .zero)
        index += 1
      }
      guard index > start, window.eight(at: index) == XLSXRowScanner.valueEnd,
        row.append(string: string, column: column)
      else { return 0 }
      return index + 8
    }

    @inline(__always) private func number(
      _ window: Span<UInt8>, from start: Int, column: Int, style: Int, into row: inout SheetRow
    ) -> Int {
      let format = formats.isEmpty ? .general : formats[style]
      if format.isGeneral, let (end, hasZeroAtEnd) = window.endOfPlainDecimal(from: start), !hasZeroAtEnd,
        window.eight(at: end) == XLSXRowScanner.valueEnd,
        format.decimalLimit == nil || window.isWhole(start..<end)
      {
        row.append(.number, column: column, in: start..<end)
        return end + 8
      }
      // The longest that programs write: -1.2345678901234567E-300.
      var end = start
      while end < start + 32, unsafe window[unchecked: end] != UInt8(ascii: "<") { end += 1 }
      guard window.eight(at: end) == XLSXRowScanner.valueEnd,
        row.append(
          number: window.extracting(start..<end), column: column, format: format, calendar: calendar,
          keepsZeros: false)
      else { return 0 }
      return end + 8
    }

    /// An inline string in one piece.
    private func text(_ window: Span<UInt8>, from start: Int, column: Int, into row: inout SheetRow) -> Int {
      let end = window.endOfPlainText(from: start)
      guard end + 13 <= window.count else { return -1 }
      guard window.extracting(end..<end + 13).equals(XLSXRowScanner.textEnd),
        !window.extracting(start..<end).mayHoldEscape
      else { return 0 }
      row.append(.text, column: column, in: start..<end)
      return end + 13
    }
  }
}

extension Span where Element == UInt8 {
  /// Whether `_x` stands anywhere.
  fileprivate var mayHoldEscape: Bool {
    var index = 0
    while let place = firstIndex(of: UInt8(ascii: "_"), from: index) {
      if place + 1 < count, self[place + 1] == UInt8(ascii: "x") { return true }
      index = place + 1
    }
    return false
  }
}
