import Reports

extension WordTables {
  /// What a table that is open holds.
  enum Mark {
    case table, row, cell, paragraph, tableEnd
    /// A cell of a merge across columns: it goes on with the cell before it.
    case mergedCell
  }

  struct Item {
    var mark: Mark
    /// A paragraph's text; of a table its number; of a cell 1 if it shows what is no text.
    var lower: Int32 = 0
    var upper: Int32 = 0
    /// Of a cell, the grid columns it takes.
    var span = GridSpan.unknown
    /// Whether cells below may go on with it.
    var isMerged = false

    init(_ mark: Mark, _ lower: Int = 0, _ upper: Int = 0, span: GridSpan = .unknown) {
      // A document has less than 2 GiB of text.
      self.mark = mark
      self.lower = Int32(truncatingIfNeeded: lower)
      self.upper = Int32(truncatingIfNeeded: upper)
      self.span = span
    }

    var range: Range<Int> { Int(lower)..<Int(upper) }
  }
}
