import Bytes
import Cells
import Facts

/// The tables of a report as rows of cells, each cell read and looked up once.
struct Grid {
  struct Cell {
    let piece: Int
    let value: CellValue
    /// What the text can be as a label; none for figures and blanks.
    let roles: [LabelRole]
    /// The figure, as a place in `Grid.digits`.
    let digits: Range<Int>
    /// Whether the text begins with an ordinal, as labels do and values do not.
    let hasOrdinal: Bool
    var isLabel: Bool { hasOrdinal || !roles.isEmpty }
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

  init(_ report: Report, index: FormIndex) {
    var key: [UInt8] = []
    var figure: [UInt8] = []
    var start = 0
    var place = (table: 0, row: 0)
    for (number, piece) in report.pieces.enumerated() where piece.kind == .cell {
      if (piece.table, piece.row) != place {
        close(from: start, table: place.table)
        start = cells.count
        place = (piece.table, piece.row)
      }
      let text = report.text.span.extracting(report.text.span.withoutMarks(piece.range))
      let value = CellValue.read(text, into: &figure)
      var roles: [LabelRole] = []
      if value.status == .text, text.count <= 600 {
        Label.normalize(text, into: &key)
        roles = index.roles(of: key)
        // 1 属于国家秘密: the dot is lost.
        if roles.isEmpty, key.first?.isDigit == true {
          roles = index.roles(of: Array(key.drop(while: \.isDigit)))
        }
      }
      let hasOrdinal = value.status == .text && text.count < 120 && Ordinal(Characters(text)) != nil
      let lower = digits.count
      digits.append(contentsOf: figure)
      cells.append(
        Cell(piece: number, value: value, roles: roles, digits: lower..<digits.count, hasOrdinal: hasOrdinal))
    }
    close(from: start, table: place.table)
  }

  private mutating func close(from start: Int, table: Int) {
    guard start < cells.count else { return }
    rows.append(Row(cells: start..<cells.count, table: table, kind: kind(start..<cells.count)))
  }

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
      for role in cell.roles {
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
