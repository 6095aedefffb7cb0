/// The cells of a row, as its control words define them one after another.
///
/// Source: Rich Text Format Specification 1.9.1, Table Definitions.
struct RTFRow {
  private(set) var cells: [RowDefinition.Cell] = []
  var isDeleted = false
  private var left = 0
  private var flags = 0

  /// More cells than Word makes in a row.
  private static let limit = 1024

  /// \trleft: where the first cell begins.
  mutating func begin(at edge: Int) { if cells.isEmpty { left = edge } }

  /// What the next cell is of merges: as in a definition of Word 97.
  mutating func mark(_ flag: Int) { flags |= flag }

  /// \cellx: a cell that ends there.
  mutating func addCell(to right: Int) {
    guard cells.count < Self.limit else { return }
    cells.append(RowDefinition.Cell(left: cells.last?.right ?? left, right: right, flags: flags))
    flags = 0
  }
}
