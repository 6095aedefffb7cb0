import PDF

/// A line of text outside of tables, on its page.
struct PageLine {
  /// From 1.
  let page: Int
  let line: PrintedLine
}
