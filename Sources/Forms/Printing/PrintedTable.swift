/// A table as people print it: rows of cells, a cell merged across columns once.
public struct PrintedTable: Sendable, Equatable {
  public struct Cell: Sendable, Equatable {
    public enum Kind: Sendable {
      /// The title of a block.
      case title
      case header, label, unit, value
      /// Covered by a cell above it.
      case covered
    }

    public let kind: Kind
    public let text: [UInt8]
    /// How many columns and rows it covers, itself included.
    public let across: Int
    public let down: Int
    /// Of a value, what its fact calls row and column; empty elsewhere.
    public let row: [UInt8]
    public let column: [UInt8]

    init(
      _ kind: Kind, _ text: [UInt8] = [], across: Int = 1, down: Int = 1, row: [UInt8] = [],
      column: [UInt8] = []
    ) {
      self.kind = kind
      self.text = text
      self.across = across
      self.down = down
      self.row = row
      self.column = column
    }
  }

  /// The section it stands under, and its heading with an ordinal: 一、 is 总体情况, so the first with a table is 二、.
  public let section: [UInt8]
  public internal(set) var heading: [UInt8] = []
  /// Whether it is the table of a form.
  public let isOfficial: Bool
  /// How many columns the widest row has, and how many of them hold labels and units.
  public internal(set) var columnCount: Int
  public internal(set) var labelColumnCount: Int
  public internal(set) var rows: [[Cell]] = []
  /// How many rows at the top are header.
  public internal(set) var headerRowCount: Int = 0
}
