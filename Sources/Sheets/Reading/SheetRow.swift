import Bytes

/// A cell of a row that was read.
public struct SheetCell: Equatable, Sendable {
  public enum Kind: UInt8, Sendable {
    /// Nothing, whatever it looks like.
    case blank
    case text
    /// A plain decimal, as a person sees it but for percent, currencies and the like.
    case number
    /// `2024-01-31`, `2024-01-31 08:30:00` or `08:30:00`.
    case date
    /// `TRUE` or `FALSE`.
    case boolean
    /// `#DIV/0!` and the like.
    case error
    /// A formula whose value the file does not hold: no program has computed it.
    case formula
    /// Something that cannot be read; why is among `WorkbookReader.losses`.
    case lost
  }

  /// Where its text stands.
  enum Origin: UInt8 {
    case window, strings, row
  }

  /// From 0.
  public let column: Int
  public let kind: Kind
  let origin: Origin
  let lower: Int
  let upper: Int
}

/// Cells that are merged into their first one.
public struct SheetMerge: Equatable, Sendable {
  /// From 1, as rows are numbered.
  public let row: Int
  /// From 0.
  public let column: Int
  public let rowCount: Int
  public let columnCount: Int

  public init(row: Int, column: Int, rowCount: Int, columnCount: Int) {
    (self.row, self.column) = (row, column)
    (self.rowCount, self.columnCount) = (rowCount, columnCount)
  }
}

/// The row at hand. Its buffers are used again for the next one.
struct SheetRow {
  /// From 1.
  var number = 0
  private(set) var cells: [SheetCell] = []
  /// Texts that stand nowhere as they are meant.
  private(set) var bytes: [UInt8] = []
  /// The text of the cell that is being read.
  var value: [UInt8] = []
  var strings = SharedStrings()
  /// The merged cells of the sheet so far.
  private(set) var merges: [SheetMerge] = []
  /// Whether the row is hidden.
  var isHidden = false
  /// The hidden columns of the sheet, from 0.
  private(set) var hiddenColumns: [ClosedRange<Int>] = []
  /// Whether the sheet is known to be hidden: in a document that stands behind its rows.
  var isSheetHidden = false
  var losses = SheetLosses()
  /// The names of the workbook and the sheet.
  var source = ""
  var sheet = ""

  /// How many merged cells of a sheet are kept: more than any form has.
  private static let mergeLimit = 100_000

  mutating func beginSheet() {
    merges.removeAll(keepingCapacity: true)
    hiddenColumns.removeAll()
    isSheetHidden = false
  }

  mutating func hide(columns: ClosedRange<Int>) {
    if hiddenColumns.count < SheetLimit.columns { hiddenColumns.append(columns) }
  }

  mutating func append(_ merge: SheetMerge) {
    if merges.count < Self.mergeLimit { merges.append(merge) }
  }

  /// The most bytes of a row: a cell holds 32,767 characters, and no row comes near that in all its cells.
  static let limit = 16 << 20

  mutating func begin(number: Int) {
    self.number = number
    isHidden = false
    cells.removeAll(keepingCapacity: true)
    bytes.removeAll(keepingCapacity: true)
  }

  /// The column behind the last cell.
  @inline(__always) var nextColumn: Int { cells.last.map { $0.column + 1 } ?? 0 }

  @inline(__always) mutating func append(_ cell: SheetCell) { cells.append(cell) }

  @inline(__always) mutating func append(_ kind: SheetCell.Kind, column: Int, in window: Range<Int>) {
    cells.append(
      SheetCell(
        column: column, kind: kind, origin: .window, lower: window.lowerBound, upper: window.upperBound))
  }

  mutating func appendBlank(column: Int, isFormula: Bool = false) {
    cells.append(
      SheetCell(column: column, kind: isFormula ? .formula : .blank, origin: .row, lower: 0, upper: 0))
  }

  /// Appends a cell that is struck out.
  ///
  /// - Parameter own: what of its text is not, for it has fonts of its own.
  mutating func append(struck own: [UInt8], column: Int) {
    if own.isEmpty { appendBlank(column: column) } else { append(.text, column: column, copying: own.span) }
  }

  /// Appends a cell whose content cannot be read.
  mutating func appendLost(column: Int, at place: Location, why: String) {
    losses.add(.cell, at: place, why: why)
    cells.append(SheetCell(column: column, kind: .lost, origin: .row, lower: 0, upper: 0))
  }

  /// Appends a cell that is white on white.
  mutating func appendWhite(column: Int) {
    losses.add(.white, at: place(column), why: "nobody sees it")
    appendBlank(column: column)
  }

  /// Appends a cell with a number of which nothing is shown.
  mutating func appendUnseen(column: Int) {
    losses.add(.unseen, at: place(column), why: "its format shows nothing for it")
    appendBlank(column: column)
  }

  private func place(_ column: Int) -> Location {
    Location(source, sheet: sheet, row: number, sheetColumn: column)
  }

  /// Appends a cell with a text of the shared strings.
  ///
  /// - Returns: whether there is such a text.
  @inline(__always) mutating func append(string: Int, column: Int) -> Bool {
    guard let range = strings.range(of: string) else { return false }
    cells.append(
      SheetCell(
        column: column, kind: .text, origin: .strings, lower: range.lowerBound, upper: range.upperBound))
    return true
  }

  /// Appends a cell whose text is copied.
  mutating func append(_ kind: SheetCell.Kind, column: Int, copying text: Span<UInt8>) {
    let lower = bytes.count
    bytes.append(span: text)
    cells.append(SheetCell(column: column, kind: kind, origin: .row, lower: lower, upper: bytes.count))
  }

  /// Appends the text of `value`.
  mutating func appendValue(_ kind: SheetCell.Kind, column: Int) {
    let lower = bytes.count
    bytes.append(contentsOf: value)
    cells.append(SheetCell(column: column, kind: kind, origin: .row, lower: lower, upper: bytes.count))
  }

  /// Appends a number, or the date that it stands for; with the unit of money that its format shows, as a text.
  ///
  /// - Parameter keepsZeros: whether zeros that stand behind the point stay.
  /// - Returns: whether the text is a number.
  mutating func append(
    number text: Span<UInt8>, column: Int, format: NumberFormat, calendar: SheetCalendar, keepsZeros: Bool
  ) -> Bool {
    let lower = bytes.count
    var kind = SheetCell.Kind.number
    if format.isDate, let serial = Double(String(text)),
      calendar.append(serial: serial, format: format, to: &bytes)
    {
      kind = .date
    } else {
      guard let number = NumberText(text) else { return false }
      if format.hidden.contains(number.sign) {
        appendUnseen(column: column)
        return true
      }
      number.append(format: format, keepsZeros: keepsZeros, to: &bytes)
      if format.money != .none {
        kind = .text
        bytes.append(contentsOf: format.money.rawValue.utf8)
      }
      if format.isOther, !number.isZero {
        losses.add(
          .shown, at: place(column),
          why: "its format shows it in another size, as another text, or not at all")
      } else if let limit = format.decimalLimit, number.decimalCount > limit {
        losses.add(.shown, at: place(column), why: "its format rounds it")
      }
    }
    cells.append(SheetCell(column: column, kind: kind, origin: .row, lower: lower, upper: bytes.count))
    return true
  }

  /// `1` and `0`, as files have them, as `TRUE` and `FALSE`.
  ///
  /// - Returns: whether the text is a boolean.
  mutating func append(boolean text: Span<UInt8>, column: Int) -> Bool {
    switch String(text).lowercased() {
    case "1", "true": append(.boolean, column: column, copying: Array("TRUE".utf8).span)
    case "0", "false": append(.boolean, column: column, copying: Array("FALSE".utf8).span)
    default: return false
    }
    return true
  }
}
