import Bytes

/// Scans rows as to-xml, Excel and WPS write them:
/// `<Row><Cell ss:StyleID="s1"><Data ss:Type="String">文字</Data></Cell>…</Row>`, with or without blanks between the tags.
///
/// Most tags are those of a cell above, byte for byte: they are looked into once.
struct SpreadsheetMLRowScanner: Sendable {
  /// The tags in front of a text, from `<Cell` to the `>` of `<Data …>`, or an empty cell.
  private struct Head {
    let bytes: [UInt8]
    /// `nil` for the format of row, column or table.
    let format: NumberFormat?
    /// `nil` for a cell without anything in it.
    let isNumber: Bool?
    /// What `ss:Index` says; 0 for a cell behind the last one.
    let index: Int
  }

  /// The heads met so far, and for each column the one that the last row had.
  private var heads: [Head] = []
  private var lastHeads: [Int] = []
  /// The last tag of a row, and the format that it gives.
  private var rowTag: [UInt8] = Array("<Row>".utf8)
  private var rowFormat: NumberFormat?
  private var rowIsHidden = false

  /// More are never needed by one program's styles; then those met first go.
  private static let headLimit = 64
  private static let rowEnd = Array("</Row>".utf8)
  private static let rowStart = Array("<Row".utf8)
  private static let cellStart = Array("<Cell".utf8)
  private static let dataStart = Array("<Data".utf8)
  /// Excel writes it into each cell of a filter.
  private static let filterMark = Array("<NamedCell ss:Name=\"_FilterDatabase\"/>".utf8)
  /// `</Data>` and `</Cell>`
  private static var dataEnd: UInt64 { 0x3E_6174_6144_2F3C }
  private static var cellEnd: UInt64 { 0x3E_6C6C_6543_2F3C }
  private static var seven: UInt64 { 0xFF_FFFF_FFFF_FFFF }

  /// What cells have besides their tags.
  struct Surroundings {
    let styles: SpreadsheetMLStyles
    let calendar: SheetCalendar
    let tableFormat: NumberFormat?
    let columnFormats: [NumberFormat?]
    /// The column that the table begins in.
    let left: Int
  }

  init() {}

  /// Forgets the tags of another sheet: their formats may be others.
  mutating func begin() { self = Self() }

  /// Reads the row that begins at `start`, behind blanks. Its number is the one of `row` and not known here.
  ///
  /// - Returns: where the row is not whole or unusual, what stands in `row` is of no use.
  mutating func scan(
    _ window: Span<UInt8>, from start: Int, number: Int, in sheet: Surroundings, into row: inout SheetRow
  ) -> RowScan {
    var index = window.endOfSpace(from: start)
    guard index + RowScan.margin <= window.count else { return .incomplete }
    guard let end = endOfRowTag(window, from: index, styles: sheet.styles) else { return .unusual }
    row.begin(number: number)
    row.isHidden = rowIsHidden
    index = end
    var column = 0
    while true {
      index = window.endOfSpace(from: index)
      guard index + RowScan.margin <= window.count else { return .incomplete }
      if unsafe window[unchecked: index + 1] == .slash {
        guard window.extracting(index..<index + 6).equals(Self.rowEnd) else { return .unusual }
        return .row(end: index + 6)
      }
      guard let head = head(window, at: index, column: column, sheet.styles) else { return .unusual }
      if heads[head].index > 0 {
        guard heads[head].index > column else { return .unusual }
        column = heads[head].index - 1
      }
      guard column + sheet.left < SheetLimit.columns else { return .unusual }
      let next = scanCell(window, from: index, head, column: column, in: sheet, into: &row)
      guard next > 0 else { return next == 0 ? .unusual : .incomplete }
      index = next
      column += 1
    }
  }

  /// The place behind the tag of a row; `nil` for an empty or unusual one.
  private mutating func endOfRowTag(
    _ window: Span<UInt8>, from start: Int, styles: SpreadsheetMLStyles
  ) -> Int? {
    if window.holds(rowTag, at: start) { return start + rowTag.count }
    guard window.holds(Self.rowStart, at: start),
      let (attributes, end, isEmpty) = window.plainAttributes(from: start + 4), !isEmpty, end - start < 200
    else { return nil }
    var names: [String] = []
    var format: NumberFormat?
    var isHidden = false
    for attribute in attributes {
      let name = String(window.extracting(attribute.name))
      guard !names.contains(name) else { return nil }
      names.append(name)
      switch name {
      case "ss:StyleID": format = styles.format(String(window.extracting(attribute.value)))
      case "ss:Hidden": if String(window.extracting(attribute.value)) == "1" { isHidden = true }
      case "ss:Height": if Double(String(window.extracting(attribute.value))) == 0 { isHidden = true }
      case "ss:AutoFitHeight": break
      default: return nil
      }
    }
    rowTag = [UInt8](copying: window.extracting(start..<end))
    (rowFormat, rowIsHidden) = (format, isHidden)
    return end
  }

  // MARK: cells

  /// The number of the head that stands at `index`; `nil` where it is unusual.
  @inline(__always) private mutating func head(
    _ window: Span<UInt8>, at index: Int, column: Int, _ styles: SpreadsheetMLStyles
  ) -> Int? {
    if column < lastHeads.count, window.holds(heads[lastHeads[column]].bytes, at: index) {
      return lastHeads[column]
    }
    return otherHead(window, at: index, column: column, styles)
  }

  private mutating func otherHead(
    _ window: Span<UInt8>, at index: Int, column: Int, _ styles: SpreadsheetMLStyles
  ) -> Int? {
    var found: Int?
    for place in heads.indices where window.holds(heads[place].bytes, at: index) { found = place }
    if found == nil {
      guard let head = Self.readHead(window, from: index, styles) else { return nil }
      if heads.count == Self.headLimit { (heads, lastHeads) = ([], []) }
      heads.append(head)
      found = heads.count - 1
    }
    while lastHeads.count <= column { lastHeads.append(0) }
    lastHeads[column] = found ?? 0
    return found
  }

  private static func readHead(_ window: Span<UInt8>, from start: Int, _ styles: SpreadsheetMLStyles) -> Head?
  {
    guard window.holds(cellStart, at: start), let cell = window.plainAttributes(from: start + 5),
      cell.attributes.count <= 2, cell.end - start < 160
    else { return nil }
    var format: NumberFormat?
    var index = 0
    for attribute in cell.attributes {
      let value = window.extracting(attribute.value)
      switch String(window.extracting(attribute.name)) {
      case "ss:StyleID" where format == nil:
        format = styles.format(String(value)) ?? styles.format("Default") ?? .general
      case "ss:Index" where index == 0:
        guard let number = value.sheetNumber, number > 0 else { return nil }
        index = number
      default: return nil
      }
    }
    func head(to end: Int, isNumber: Bool?) -> Head {
      Head(
        bytes: [UInt8](copying: window.extracting(start..<end)), format: format, isNumber: isNumber,
        index: index)
    }
    if cell.isEmpty { return head(to: cell.end, isNumber: nil) }
    let data = window.endOfSpace(from: cell.end)
    if let end = endOfEmptyCell(window, from: data) { return head(to: end, isNumber: nil) }
    guard window.holds(dataStart, at: data),
      let (attributes, end, isEmpty) = window.plainAttributes(from: data + 5),
      attributes.count == 1, !isEmpty, end - start < 200,
      window.extracting(attributes[0].name).equals(Array("ss:Type".utf8))
    else { return nil }
    let type = String(window.extracting(attributes[0].value))
    guard type == "String" || type == "Number" else { return nil }
    return head(to: end, isNumber: type == "Number")
  }

  /// The place behind a cell that holds nothing but the mark of a filter, from there on.
  private static func endOfEmptyCell(_ window: Span<UInt8>, from start: Int) -> Int? {
    guard window.holds(filterMark, at: start) else { return nil }
    let end = window.endOfSpace(from: start + filterMark.count)
    return window.holds(Array("</Cell>".utf8), at: end) ? end + 7 : nil
  }

  /// Reads what stands behind the head of a cell.
  ///
  /// - Returns: the place behind the cell; 0 where it is unusual, -1 where it is not whole.
  @inline(__always) private func scanCell(
    _ window: Span<UInt8>, from start: Int, _ head: Int, column: Int, in sheet: Surroundings,
    into row: inout SheetRow
  ) -> Int {
    let place = column + sheet.left
    let text = start + heads[head].bytes.count
    guard let isNumber = heads[head].isNumber else {
      row.appendBlank(column: place)
      return text
    }
    let end = window.endOfPlainText(from: text)
    guard end + 8 <= window.count else { return -1 }
    guard window.eight(at: end) & Self.seven == Self.dataEnd else { return 0 }
    var close = window.endOfSpace(from: end + 7)
    guard close + RowScan.margin / 2 <= window.count else { return -1 }
    if window.eight(at: close) & Self.seven != Self.cellEnd {
      guard window.holds(Self.filterMark, at: close) else { return 0 }
      close = window.endOfSpace(from: close + Self.filterMark.count)
      guard close + 8 <= window.count else { return -1 }
      guard window.eight(at: close) & Self.seven == Self.cellEnd else { return 0 }
    }
    if !isNumber {
      row.append(.text, column: place, in: text..<end)
      return close + 7
    }
    let format =
      heads[head].format ?? rowFormat ?? columnFormat(column, sheet) ?? sheet.tableFormat ?? .general
    if format.isGeneral, let (stop, _) = window.endOfPlainDecimal(from: text), stop == end,
      format.decimalLimit == nil || window.isWhole(text..<end)
    {
      row.append(.number, column: place, in: text..<end)
      return close + 7
    }
    let isTaken =
      end - text < 64
      && row.append(
        number: window.extracting(text..<end), column: place, format: format, calendar: sheet.calendar,
        keepsZeros: true)
    return isTaken ? close + 7 : 0
  }

  @inline(__always) private func columnFormat(_ column: Int, _ sheet: Surroundings) -> NumberFormat? {
    column < sheet.columnFormats.count ? sheet.columnFormats[column] : nil
  }
}

extension Span where Element == UInt8 {
  /// Where no white space of XML stands any more.
  @inline(__always) func endOfSpace(from start: Int) -> Int {
    var index = start
    while index < count, self[index] <= .space {
      guard
        self[index] == .space || self[index] == .lineFeed || self[index] == .tab
          || self[index] == .carriageReturn
      else { break }
      index += 1
    }
    return index
  }

  /// Whether the bytes stand at `index`.
  @inline(__always) func holds(_ other: [UInt8], at index: Int) -> Bool {
    index + other.count <= count && extracting(index..<index + other.count).equals(other)
  }
}
