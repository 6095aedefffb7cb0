import Bytes
import HTML
import Reports
import Text

extension Page {
  /// The line of a figure alone in its row, in a table of several rows and one column. Such tables are taken for layout.
  func loneFigure(in items: Range<Int>) -> Int? {
    var open: (rows: Int, cells: Int, figure: Int?)?
    for index in items {
      switch self.items[index] {
      case .table(_, let isLayout): open = isLayout ? (0, 0, nil) : nil
      case .row: open?.rows += 1
      case .cell: open?.cells += 1
      case .paragraph(let paragraph):
        if open != nil, open?.figure == nil, text.span.isWholeNumber(paragraph.range) {
          open?.figure = paragraph.line
        }
      case .tableEnd:
        if let open, open.rows > 1, open.rows == open.cells, let figure = open.figure { return figure }
        open = nil
      }
    }
    return nil
  }

  /// The line of a figure beside words in a row of a table that holds another one, and is taken for layout.
  func figureAroundTable(in items: Range<Int>) -> Int? {
    guard hasNestedTables else { return nil }
    var open: [(holdsTable: Bool, hasWord: Bool, figure: Int?)] = []
    for index in items {
      switch self.items[index] {
      case .table: open.append((false, false, nil))
      case .row: if let last = open.indices.last { open[last].hasWord = false }
      case .cell: break
      case .paragraph(let paragraph):
        guard let last = open.indices.last, !paragraph.isLink else { continue }
        if !text.span.extracting(paragraph.range).isFigure {
          open[last].hasWord = true
        } else if open[last].hasWord, open[last].figure == nil {
          open[last].figure = paragraph.line
        }
      case .tableEnd:
        guard let ended = open.popLast() else { continue }
        if ended.holdsTable, let figure = ended.figure { return figure }
        if let last = open.indices.last { open[last].holdsTable = true }
      }
    }
    // What is left open ends behind the last part; all but the innermost hold a table.
    return open.indices.lazy.compactMap { place in
      open[place].holdsTable || place < open.count - 1 ? open[place].figure : nil
    }.first
  }

  /// What is said of a page that is read, but not as its author may have meant.
  func warnings(_ source: String) -> [Diagnostic] {
    var warnings = faults.map { fault, line in
      Diagnostic(
        .warning, at: Location(source, line: line), what: Self.what(fault), why: Self.why(fault),
        remedy: "Compare the figures there with the page")
    }
    if hasTooManyRules {
      warnings.append(
        Diagnostic(
          .warning, at: Location(source), what: "the page has too many rules of styles",
          why: "what some of them hide is read", remedy: "Compare the figures with the page"))
    }
    if let doubt {
      warnings.append(
        Diagnostic(
          .warning, at: Location(source, line: doubt.line),
          what: "a rule of the page's styles may hide text that is read",
          why: "“\(doubt.rule)” asks for more than names of elements, classes and ids",
          remedy: "Compare the figures there with the page"))
    }
    if let styledCell {
      warnings.append(
        Diagnostic(
          .warning, at: Location(source, line: styledCell),
          what: "a figure stands in what a style makes a cell, display: table-cell",
          why: "only tables of the page are read, so it gives no fact",
          remedy: "Use another copy of the report, such as the Word file"))
    }
    if let hiddenTable {
      warnings.append(
        Diagnostic(
          .warning, at: Location(source, line: hiddenTable),
          what: "a table with figures is left out that the page hides",
          why: "its style or the page's says so, though a script may show it",
          remedy: "If the page shows it, save the page from the browser"))
    }
    return warnings
  }

  private static func what(_ fault: Tokenizer.Fault) -> String {
    switch fault {
    case .unclosed: "a tag has no > before the next tag begins"
    case .figure: "an attribute of a tag holds a figure and the end of a cell"
    case .unended: "a tag, a comment or a script is open at the end of the page"
    }
  }

  private static func why(_ fault: Tokenizer.Fault) -> String {
    switch fault {
    case .unclosed: "it is taken to end there"
    case .figure: "its quote seems not to be closed; what stands in it is not read"
    case .unended: "what stands behind its beginning is not read"
    }
  }
}
