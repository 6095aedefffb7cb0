import Bytes
import Cells
import Facts

/// The tables of a report as rows of cells, each cell read and looked up once.
struct Grid {
  struct Cell {
    let piece: Int
    let value: CellValue
    /// The label that the text is, for `FormIndex.roles`; -1 for figures, blanks and labels of no form.
    let label: Int
    /// The figure, as a place in `Grid.digits`.
    let digits: Range<Int>
    /// Whether the text begins with an ordinal, as labels do and values do not.
    let hasOrdinal: Bool
    var isLabel: Bool { hasOrdinal || label >= 0 }
    var isText: Bool { value.status == .text && !value.isNone }
    var isValue: Bool { !isText }
  }

  struct Row {
    let cells: Range<Int>
    let table: Int
    let kind: Kind
  }

  /// What a row is, as far as its cells alone tell.
  enum Kind {
    /// The title of a block, alone in its row.
    case title
    /// Column labels and nothing that must be a row.
    case header
    case data
  }

  private(set) var cells: [Cell] = []
  private(set) var rows: [Row] = []
  private(set) var digits: [UInt8] = []
  private let index: FormIndex

  init(_ report: Report, index: FormIndex, labels: inout LabelMemo) {
    self.index = index
    var figure: [UInt8] = []
    cells.reserveCapacity(report.pieces.count)
    var start = 0
    var place = (table: 0, row: 0)
    for (number, piece) in report.pieces.enumerated() where piece.kind == .cell {
      if (piece.table, piece.row) != place {
        close(from: start, table: place.table)
        start = cells.count
        place = (piece.table, piece.row)
      }
      let lower = digits.count
      var label = LabelMemo.none
      var value: CellValue
      let text = report.text.span.extracting(report.text.span.withoutMarks(piece.range))
      if text.count == 1, text[0].isDigit {
        // Most cells are one digit.
        value = CellValue(status: .number)
        digits.append(text[0])
      } else {
        value = CellValue.read(text, into: &figure)
        if value.status == .text { label = labels.label(of: text, index: index) }
        digits.append(contentsOf: figure)
      }
      cells.append(
        Cell(
          piece: number, value: value, label: label.number, digits: lower..<digits.count,
          hasOrdinal: label.hasOrdinal))
    }
    close(from: start, table: place.table)
  }

  private mutating func close(from start: Int, table: Int) {
    guard start < cells.count else { return }
    rows.append(Row(cells: start..<cells.count, table: table, kind: kind(start..<cells.count)))
  }

  /// What the text of a cell can be as a label.
  func roles(of cell: Cell) -> [LabelRole] { index.roles(of: cell.label) }

  /// Whether a row holds figures and blanks only.
  func isBare(_ row: Row) -> Bool {
    hasFigures(row) && cells[row.cells].allSatisfy(\.isValue)
  }

  func hasFigures(_ row: Row) -> Bool {
    cells[row.cells].contains { $0.value.status == .number }
  }

  private func kind(_ range: Range<Int>) -> Kind {
    var texts = 0
    var hasNumber = false
    var hasTitle = false
    var hasHeader = false
    /// Whether each text could be the label of a row.
    var couldBeData = true
    for cell in cells[range] {
      if cell.value.status == .number { hasNumber = true }
      guard cell.isText else { continue }
      texts += 1
      var isRow = false
      for role in roles(of: cell) {
        switch role.kind {
        case .title: hasTitle = true
        case .header, .column: hasHeader = true
        case .row, .heading: isRow = true
        }
      }
      if !isRow { couldBeData = false }
    }
    if hasNumber { return .data }
    if hasTitle, texts == 1 { return .title }
    return hasHeader && !couldBeData ? .header : .data
  }
}
