import Text

/// The notice with which a body publishes its report: 关于印发《某某局2020年政府信息公开工作年度报告》的通知, 某某局关于发布2020年…的公告.
///
/// The report stands behind it, with a title of its own or without one.
enum PublishingNotice {
  /// What the notice says of the report; `nil` for other lines, as a superior's 关于做好…工作的通知.
  static func title(in line: Characters) -> ReportTitle? {
    let folded = line.simplified
    guard let about = folded.firstIndex(of: about), let verb = verbs.word(at: about + 2, of: folded) else {
      return nil
    }
    var start = about + 2 + verb.count
    if start < folded.count, folded[start] == "《" { start += 1 }
    guard let kind = folded.indices.first(where: { $0 > start && kinds.word(at: $0, of: folded) != nil })
    else {
      return nil
    }
    // The notice's own number may stand behind it: （清办〔2022〕3号）.
    let behind = Array(folded[(kind + (kinds.word(at: kind, of: folded)?.count ?? 0))...])
    guard behind.isEmpty || behind.isInBrackets || behind.last?.isClosingBracket == true,
      var title = ReportTitle(line[start..<kind])
    else { return nil }
    let issuer = Array(line[..<about])
    if title.agency.isEmpty, NamePhrase.isName(issuer) { title.agency = issuer }
    return title
  }

  private static let about = Characters("关于")
  private static let verbs = Words(["发布", "公布", "印发", "公开"])
  private static let kinds = Words(["》的公告", "》的通知", "》的通告", "的公告", "的通知", "的通告"])
}
