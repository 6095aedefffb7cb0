import Bytes
import Facts
import Forms
import Reports
import Text

/// The tables of a report as rows of cells, each cell read and looked up once.
struct Grid {
  struct Cell {
    let piece: Int
    let value: CellValue
    /// The label that the text is, for `FormIndex.roles`; -1 for figures, blanks and labels of no form.
    let label: Int32
    /// The figure, as a place in `Grid.digits`.
    private let digitsStart: UInt32
    private let digitsEnd: UInt32
    /// Whether the text begins with an ordinal, as labels do and values do not.
    let hasOrdinal: Bool
    /// Whether it takes, or is covered by, rows of a merged cell.
    let isMergedDown: Bool

    init(piece: Int, isMergedDown: Bool, value: CellValue, label: LabelMemo.Entry, digits: Range<Int>) {
      self.piece = piece
      self.value = value
      self.label = label.number
      // A report has less than 4 GiB.
      digitsStart = UInt32(truncatingIfNeeded: digits.lowerBound)
      digitsEnd = UInt32(truncatingIfNeeded: digits.upperBound)
      hasOrdinal = label.hasOrdinal
      self.isMergedDown = isMergedDown
    }

    var digits: Range<Int> { Int(digitsStart)..<Int(digitsEnd) }
    var isLabel: Bool { hasOrdinal || label >= 0 }
    /// Whether it is words, which may be a label.
    var isText: Bool { value.status == .text && !value.isNone && !value.isMasked && !value.isRefused }
    /// Whether a figure stands there, be it certain or not.
    var hasFigure: Bool { value.status == .number || value.isRefused }
    var isValue: Bool { !isText }
    /// Whether the value is a figure without a unit, or blank, of one row.
    var isFigureOrBlank: Bool { value.unit == .none && value.status != .text && !isMergedDown }
  }

  struct Row {
    let cells: Range<Int>
    let table: Int
    let kind: Kind
    /// Whether its reader has refused it.
    let isRefused: Bool
  }

  /// What a row is, as far as its cells alone tell.
  enum Kind {
    /// The title of a block, alone in its row.
    case title
    /// Column labels and nothing that must be a row.
    case header
    case data
  }

  /// How many bytes a figure takes with blanks on both sides, as far as most are.
  private static let paddedFigure = 12

  var cells: [Cell] = []
  var rows: [Row] = []
  private(set) var digits: [UInt8] = []
  private let index: FormIndex
  /// Of cells that are covered, the cells that cover them.
  private var owners: [Int: Int] = [:]

  init(_ report: Report, index: FormIndex, labels: inout LabelMemo) {
    self.index = index
    var figure: [UInt8] = []
    cells.reserveCapacity(report.pieces.count)
    rows.reserveCapacity(report.pieces.count / 3)
    digits.reserveCapacity(report.pieces.count)
    var start = 0
    var place = (table: 0, row: 0)
    let text = report.text.span
    let pieces = report.pieces.span
    /// The last cells of the table that take several rows, by their columns.
    var merged: [Int32: Int] = [:]
    for number in pieces.indices where pieces[number].kind == .cell {
      let piece = pieces[number]
      if piece.row != place.row || piece.table != place.table {
        close(from: start, table: place.table, in: report)
        start = cells.count
        if piece.table != place.table, !merged.isEmpty { merged.removeAll() }
        place = (piece.table, piece.row)
      }
      let isMergedDown = piece.span.rows != 1 && piece.span.isKnown
      let lower = digits.count
      var label = LabelMemo.none
      var value = CellValue(status: .number)
      let raw = text.extracting(piece.range)
      // Of a row that is refused as a whole the first cell is refused.
      let isRefused = piece.isRefused && start < cells.count && !pieces[cells[start].piece].isRefused
      // Most cells are a few digits, blanks around them or not, or nothing.
      let isPadded = raw.count > 1 && raw.count <= Self.paddedFigure
      let visible = isPadded ? raw.trimmed(raw.indices) : raw.indices
      if isRefused {
        value = CellValue(status: .text, isRefused: true)
      } else if visible.isEmpty {
        value.status = .blank
      } else if raw.isPlainFigure(visible) {
        for place in visible { digits.append(raw[place]) }
      } else if let known = labels.cells.entry(of: raw) {
        (value, label) = (known.value, known.label)
      } else {
        let visible = raw.extracting(raw.withoutMarks(raw.indices))
        value = CellValue.read(visible: visible, into: &figure)
        if value.status == .text {
          label = labels.label(of: visible, index: index)
        } else {
          digits.append(contentsOf: figure)
        }
        if digits.count == lower { labels.cells.insert(raw, value, label) }
      }
      cells.append(
        Cell(
          piece: number, isMergedDown: isMergedDown, value: value, label: label, digits: lower..<digits.count)
      )
      if isMergedDown { note(piece.span, &merged) }
    }
    close(from: start, table: place.table, in: report)
  }

  /// Notes that the last cell takes several rows, or which cell it is covered by.
  private mutating func note(_ span: GridSpan, _ merged: inout [Int32: Int]) {
    if span.isCovered {
      owners[cells.count - 1] = merged[span.column]
    } else {
      merged[span.column] = cells.count - 1
    }
  }

  private mutating func close(from start: Int, table: Int, in report: Report) {
    guard start < cells.count else { return }
    let isRefused = report.pieces[cells[start].piece].isRefused
    let kind = isRefused ? .data : kind(start..<cells.count)
    rows.append(Row(cells: start..<cells.count, table: table, kind: kind, isRefused: isRefused))
  }

  /// The cell that covers another one, itself where none does: a value of several rows.
  func owner(of cell: Int) -> Int { owners[cell] ?? cell }

  /// The piece that the first cell of some rows is.
  func firstPiece(of rows: Range<Int>) -> Int { cells[self.rows[rows.lowerBound].cells.lowerBound].piece }

  /// What the text of a cell can be as a label.
  func roles(of cell: Cell) -> [LabelRole] { index.roles(of: Int(cell.label)) }

  /// Whether a row holds figures and blanks only.
  func isBare(_ row: Row) -> Bool {
    hasFigures(row) && cells[row.cells].allSatisfy(\.isValue)
  }

  func hasFigures(_ row: Row) -> Bool { cells[row.cells].contains(where: \.hasFigure) }

  private func kind(_ range: Range<Int>) -> Kind {
    // Most rows have figures, at their end.
    for place in range.reversed() where cells[place].hasFigure { return .data }
    var texts = 0
    var isTitle = false
    /// Whether each text could be the label of a row.
    var couldBeData = true
    /// Whether a text can be a label of columns only: 总计 and 其他 are labels of rows as well, and 12（核） is none.
    var isHeader = false
    for place in range where cells[place].isText {
      texts += 1
      let own = index.kinds(of: Int(cells[place].label))
      if own.contains(.title) { isTitle = true }
      if !own.contains(.row) { couldBeData = false }
      if own.contains(.header), !own.contains(.row) { isHeader = true }
    }
    if isTitle, texts == 1 { return .title }
    return isHeader && !couldBeData ? .header : .data
  }
}

extension Span where Element == UInt8 {
  /// Whether a range is a figure as `CellValue` gives it: a digit, or some that no zero leads.
  @inline(__always) fileprivate func isPlainFigure(_ range: Range<Int>) -> Bool {
    if range.count > 9 || self[range.lowerBound] == .zero && range.count > 1 { return false }
    for index in range where !self[index].isDigit { return false }
    return true
  }
}
