import Bytes
public import Sheets

extension SheetInfo {
  /// Whether the sheet may hold a form: it is shown, and has no name of those in which facts and remarks stand.
  public var isForPeople: Bool {
    !isHidden && name != "说明" && !["数据", "核查"].contains { name == $0 || name.hasPrefix($0 + " (") }
  }
}

extension WorkbookReader {
  /// Whether the row at hand begins one of the sheets that to-xlsx and to-xml write beside those for people: what it explains, its
  /// facts, and what breaks a relation of the forms; `nil` for a blank row. Somebody may give a sheet of a report the same name.
  var beginsOwnSheet: Bool? {
    var texts: [String] = []
    for cell in cells.prefix(6) where !text(cell).isEmpty { texts.append(String(text(cell))) }
    if texts.isEmpty { return nil }
    return texts[0] == "政府信息公开工作年度报告数据" || texts.starts(with: ["agency", "year", "section", "row", "column"])
      || texts.starts(with: ["source", "line", "agency", "year", "rule", "severity"])
  }
}
