import Bytes
import Reports
import Text

/// What the opening sentence and the sign-off say, for titles to be held against.
struct Witnesses {
  private(set) var names: [Characters] = []
  private(set) var years: [Int] = []

  init(_ report: Report, from textStart: Int) {
    let paragraphs = report.opening(from: textStart)
    if let stated = paragraphs.lazy.compactMap({ OpeningSentence.title(in: $0) }).first {
      if !stated.agency.isEmpty { names.append(stated.agency) }
      if let year = stated.year { years.append(year) }
    }
    if let name = paragraphs.lazy.compactMap({ OpeningSentence.compiler(in: $0) }).first {
      names.append(name)
    }
    let period = paragraphs.lazy.map { ReportYear.period(in: $0) }.first { !$0.isEmpty }
    if let period, period.count == 1 { years.append(period[0]) }
    let signOff = SignOff(report)
    if let signOff { years.append(signOff.reportYear) }
    let name = signOff?.agency ?? report.lastName
    if !name.isEmpty { names.append(name) }
  }

  /// Whether they speak for one title and not for another that contradicts it: on the body, else by so many more years.
  func isBetter(_ title: ReportTitle, than other: ReportTitle, byYears margin: Int) -> Bool {
    if !title.agency.isEmpty, !other.agency.isEmpty, !BodyName.agree(title.agency, other.agency) {
      return names(title) && !names(other)
    }
    return years.count { $0 == title.year } >= years.count { $0 == other.year } + margin
  }

  private func names(_ title: ReportTitle) -> Bool {
    names.contains { BodyName.agree($0, title.agency) }
  }
}

extension Report {
  /// The title in the sentences before the first section, and the years of the statistics period.
  func statements(from textStart: Int) -> (title: ReportTitle?, period: [Int]) {
    var title: ReportTitle?
    var period: [Int] = []
    var index = textStart
    while index < min(textStart + 6, pieces.count), title == nil || period.isEmpty {
      guard pieces[index].kind == .paragraph, pieces[index].section == 0 else { break }
      let lines = paragraph(at: index)
      index = lines.upperBound
      let isOfUse = pieces[lines].contains { piece in
        let line = text.span.extracting(piece.range)
        return Self.signs.contains { line.firstIndex(of: $0) != nil }
      }
      guard isOfUse else { continue }
      let sentences = characters(of: lines)
      title = title ?? OpeningSentence.title(in: sentences)
      if period.isEmpty { period = ReportYear.period(in: sentences) }
    }
    return (title, period)
  }

  /// The one year of the statistics period, or none: of the one that the opening states, else of a paragraph below the first heading, if
  /// that is another year than the title's.
  func period(_ opening: [Int], besides year: Int?, from start: Int) -> [Int] {
    guard opening.isEmpty, let year else { return opening.count == 1 ? opening : [] }
    for index in start..<min(start + 10, pieces.count) where pieces[index].kind == .paragraph {
      let line = text.span.extracting(pieces[index].range)
      guard line.firstIndex(of: Self.lastDay) != nil, line.firstIndex(of: Self.statistics) != nil else {
        continue
      }
      if line.firstIndex(of: Array("\(year)年12月31日".utf8)) != nil { return [] }
      let period = ReportYear.period(in: characters(of: paragraph(at: index)))
      return period.count == 1 ? period : []
    }
    return []
  }

  private static let lastDay = Array("31日".utf8)
  private static let statistics = Array("统计期限".utf8)

  /// What stands in titles and in the statistics period.
  private static let signs = ["报", "報", "31日"].map { Array($0.utf8) }
}
