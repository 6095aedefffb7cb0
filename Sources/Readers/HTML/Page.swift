import HTML

/// What a page shows: its text and what stands where, in the order of the page.
struct Page {
  /// A part of a page. Tables hold rows, rows hold cells, cells hold paragraphs and tables.
  enum Item {
    case paragraph(Paragraph)
    /// A table; `end` is the index of its `tableEnd`.
    case table(end: Int, isLayout: Bool)
    /// - group: the group that it begins, into which no cell above reaches; `nil` where it goes on with one.
    case row(group: RowGroup?)
    /// - rowSpan: 0 for all rows that are left of the group.
    /// - hasObject: whether it shows what is no text: a picture, say.
    case cell(rowSpan: Int, columnSpan: Int, line: Int, hasObject: Bool)
    case tableEnd
  }

  /// Rows that are shown together: of a table the first head first, and the first foot last, wherever they stand.
  ///
  /// Source: CSS 2.2, section 17.2.
  enum RowGroup { case head, body, foot }

  struct Paragraph {
    /// The bytes of `Page.text`.
    var range: Range<Int>
    /// The line on which it begins, from 1.
    var line: Int
    /// How many of its bytes are links.
    var linkLength = 0
    /// Whether it stands in a table, but in none of its cells, as a caption does.
    var isBesideCells = false

    var isLink: Bool { linkLength * 10 >= range.count * 9 }
  }

  /// UTF-8; white space is collapsed, a no-break space stays.
  var text: [UInt8] = []
  var items: [Item] = []
  /// What `title` elements say.
  var titles: [Paragraph] = []
  /// Whether styles were met behind the first content: what they hide may stand above them.
  var isBeforeStyles = false
  /// Tags that are not whole: the first line of each fault.
  var faults: [(fault: Tokenizer.Fault, line: Int)] = []
  /// Whether the page has more rules of styles for one name than are looked at.
  var hasTooManyRules = false
  /// The selector of a rule that may hide text of a cell, and the line of that text.
  var doubt: (rule: String, line: Int)?
  /// The line of a figure in a table that the page hides.
  var hiddenTable: Int?
  /// Whether a table stands in another one, which is layout then.
  var hasNestedTables = false
  /// The line of a figure in what a style makes a cell, `display: table-cell`, and no element of a table.
  var styledCell: Int?
}
