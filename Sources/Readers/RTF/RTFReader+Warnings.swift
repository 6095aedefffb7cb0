import Bytes

/// What was met that is not as it should be.
extension RTFReader {
  var warnings: [Diagnostic] {
    let found = [
      (
        badCount, "bytes that fit no character were replaced with U+FFFD",
        "the code page of their font has none"
      ),
      (
        tables.misplacedCount, "table rows have other cells than their properties define",
        "their cells are taken one after another; they may belong to other columns"
      ),
      (tables.unendedCount, "table rows have no end", "their cells are taken one after another"),
    ]
    return found.filter { $0.0 > 0 }.map { count, what, why in warning("\(count) \(what)", why) }
      + (hasRest
        ? [warning("text behind the end of the document is not read", "a brace too many ends it there")] : [])
  }

  private func warning(_ what: String, _ why: String) -> Diagnostic {
    Diagnostic(
      .warning, at: Location(source), what: what, why: why,
      remedy: "Compare the report with what Word or WPS shows, or save it from there as .docx")
  }
}
