/// The cells of a row, as its control words define them one after another.
///
/// Source: Rich Text Format Specification 1.9.1, Table Definitions.
struct RTFRow {
  private(set) var cells: [RowDefinition.Cell] = []
  private var left = 0
  private var flags = 0

  /// More cells than Word makes in a row.
  private static let limit = 1024

  /// Takes a control word; whether it is of definitions. Merges are as in a definition of Word 97.
  mutating func take(_ word: String, _ number: Int) -> Bool {
    switch word {
    case "trowd": self = RTFRow()
    case "trleft": if cells.isEmpty { left = number }
    case "cellx": addCell(to: number)
    case "clmgf": flags |= 1
    case "clmrg": flags |= 2
    case "clvmgf": flags |= 0x60
    case "clvmrg": flags |= 0x20
    default: return false
    }
    return true
  }

  /// A cell that ends there.
  private mutating func addCell(to right: Int) {
    guard cells.count < Self.limit else { return }
    cells.append(RowDefinition.Cell(left: cells.last?.right ?? left, right: right, flags: flags))
    flags = 0
  }
}
