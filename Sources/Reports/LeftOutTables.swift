package import Bytes

/// What is said of figures in tables that are none of the report's.
extension Diagnostic {
  /// Of a table that holds another one, and is taken for layout.
  package static func figureAroundTable(at place: Location) -> Diagnostic {
    Diagnostic(
      .warning, at: place, what: "a figure stands in a table that holds another table in one of its cells",
      why: "the outer table is read as text, so its own figures give no facts",
      remedy: "Put the inner table below the outer one in a copy of the file")
  }

  package static func tableAboveTitle(at place: Location) -> Diagnostic {
    Diagnostic(
      .warning, at: place, what: "a table with figures stands above the title, and is left out",
      why: "what stands there is mostly of the page and not of the report",
      remedy: "Put it below the title in a copy of the file, if it belongs to the report")
  }
}
