import Text

/// What stands behind the words for the report in a title.
enum TitleTail {
  /// The year of 年度报告2022 and 年度报告-2022年.
  static func year(_ rest: Characters) -> Int? {
    let rest = Array(rest.drop(while: marks.contains))
    return (4...6).contains(rest.count) && rest.isYear ? Years.stated(rest, at: 0)?.year : nil
  }

  /// What is left behind a date and the time of day: 2023-01-20 10:20 来源：….
  static func behindDate(_ rest: Characters, _ end: Int) -> Characters {
    var end = end
    let limit = min(rest.count, end + 8)
    while end < limit, rest[end].isDecimalDigit || rest[end] == ":" { end += 1 }
    return Array(rest[end...])
  }

  /// The body of 2022年政府信息公开工作年度报告（清源县水利局）.
  static func name(_ rest: Characters) -> Characters? {
    guard rest.isInBrackets else { return nil }
    let name = Array(rest.dropFirst().dropLast())
    return BodyName.isPlaced(name) && NamePhrase.isName(name) ? name : nil
  }

  /// The title of 清源县人民政府-政府信息公开年报-清源县水利局2022年政府信息公开工作年度报告, where words of a page stand before it.
  static func title(_ rest: Characters) -> ReportTitle? {
    guard let first = rest.first, marks.contains(first) else { return nil }
    let title = ReportTitle(rest.drop(while: marks.contains))
    return title?.year != nil && title?.agency.isEmpty == false ? title : nil
  }

  /// The body behind that of the site: 清源县人民政府-清源县水利局.
  static func behindSite(_ name: Characters) -> Characters {
    guard let mark = name.lastIndex(where: marks.contains) else { return name }
    let own = Array(name[(mark + 1)...])
    let isSite = BodyName.isPlaced(Array(name[..<mark])) && Array(name[..<mark]).endsLikeAgency
    return isSite && BodyName.isPlaced(own) && NamePhrase.isName(own) ? own : name
  }

  private static let marks: [Unicode.Scalar] = ["-", "—", "–", "－", "_", "|", "｜"]
}
