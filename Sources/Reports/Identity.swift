import Bytes
import Cells

/// Finds the publishing body and the year of a report, and marks its title.
///
/// The body: the title, else the opening sentence, else the sign-off. The year: the title, else the opening sentence, else
/// the stated statistics period, else the first section, else the sign-off year less one. Plans, document numbers and
/// dates of publication never count.
struct Identity {
  private var agency: Characters = []
  private var year: Int?
  /// When the report was signed.
  private var signed: (year: Int, month: Int)?

  /// Fills in `agency` and `year`, and joins the lines of the title to one piece.
  static func find(_ report: inout Report) {
    var identity = Identity()
    identity.readTitle(&report)
    if identity.agency.isEmpty || identity.year == nil {
      let signOff = SignOff(report)
      identity.signed = signOff.map { ($0.year, $0.month) }
      identity.readOpening(report.opening())
      if identity.agency.isEmpty { identity.agency = signOff?.agency ?? report.lastName }
      if identity.year == nil, let signOff { identity.year = signOff.year - 1 }
    }
    report.agency = identity.agency.utf8
    report.year = identity.year.map { Array(String($0).utf8) } ?? []
  }

  // MARK: title

  private mutating func readTitle(_ report: inout Report) {
    var lines: [(piece: Int, text: Characters)] = []
    for index in report.pieces.indices.prefix(60) {
      let piece = report.pieces[index]
      if piece.kind != .paragraph { break }
      guard piece.range.count <= 300 else { break }
      lines.append((index, report.visibleText(of: piece)))
      if let found = TitleLines(lines.map(\.text)) {
        let pieces = lines[found.first...].map(\.piece)
        (agency, year) = (found.title.agency, found.title.year)
        report.joinTitle(pieces.first!...pieces.last!)
        readLine(&report, behind: pieces.first!)
        return
      }
    }
  }

  /// （2020年度） on a line of its own behind a title without a year, or a name behind one without a name.
  private mutating func readLine(_ report: inout Report, behind title: Int) {
    guard year == nil || agency.isEmpty, title + 1 < report.pieces.count else { return }
    let next = report.pieces[title + 1]
    guard next.kind == .paragraph, next.range.count <= 90 else { return }
    var text = Characters(report.text.span.extracting(next.range))
    while let first = text.first, first == 0x2014 || first == 0x2D { text.removeFirst() }
    // （2020年度） or （清源县水利局）
    if text.first?.isOpeningBracket == true, text.last?.isClosingBracket == true {
      text = Array(text.dropFirst().dropLast())
    }
    if agency.isEmpty, text.endsLikeAgency, OpeningSentence.isName(text) {
      agency = text
      return
    }
    guard year == nil else { return }
    guard let match = Years.match(text, at: 0), !match.isDate, match.range.count == text.count else { return }
    year = match.year
    report.joinTitle(title...title + 1)
  }

  // MARK: text

  private mutating func readOpening(_ paragraphs: [Characters]) {
    for text in paragraphs {
      guard agency.isEmpty || year == nil else { return }
      guard let title = OpeningSentence.title(in: text) else { continue }
      if agency.isEmpty { agency = title.agency }
      if year == nil { year = title.year }
    }
    for text in paragraphs where agency.isEmpty {
      agency = OpeningSentence.compiler(in: text) ?? []
    }
    for text in paragraphs where year == nil {
      year = Self.period(in: text)
    }
    if year == nil { year = commonYear(in: paragraphs.prefix(4)) }
  }

  /// The year of 自2020年1月1日起至2020年12月31日止. Both ends are often damaged, so either will do; they must not contradict.
  private static func period(in text: Characters) -> Int? {
    guard text.contains(Characters("12月31")) || text.contains(Characters("统计期限")) else { return nil }
    var years: [Int] = []
    for match in Years.all(text) {
      guard let year = match.year else { continue }
      let behind = text[match.range.upperBound...]
      let month = Array(text[match.range.lowerBound..<text.count].prefix(12))
      let isStart = month.contains(Characters("年1月1日")) || month.contains(Characters("年01月01日"))
      let isEnd = month.contains(Characters("年12月31"))
      if isStart || isEnd || behind.starts(with: Characters("12月31")) { years.append(year) }
    }
    guard let first = years.first, years.allSatisfy({ $0 == first }) else { return nil }
    return first
  }

  /// The year that the opening sentences name most often, the earlier where two tie.
  ///
  /// Years in 《》 〔〕, dates, and clauses about plans and the past do not count; nor does a year that was hardly over, or
  /// had not begun, when the report was signed.
  private func commonYear(in paragraphs: ArraySlice<Characters>) -> Int? {
    var counts: [(year: Int, count: Int)] = []
    for text in paragraphs {
      for clause in text.withoutTitles.split(whereSeparator: { ReportTitle.punctuation.contains($0) }) {
        let clause = Array(clause)
        if Self.otherTimes.contains(where: { clause.contains($0) }) { continue }
        for match in Years.all(clause) {
          guard let year = match.year, !match.isDate, match.range.count > 4, year <= likelyYear ?? .max
          else { continue }
          if let index = counts.firstIndex(where: { $0.year == year }) {
            counts[index].count += 1
          } else {
            counts.append((year, 1))
          }
        }
      }
      if !counts.isEmpty { break }
    }
    if let likelyYear, counts.contains(where: { $0.year == likelyYear }) { return likelyYear }
    let most = counts.map(\.count).max()
    return counts.first { $0.count == most }?.year
  }

  /// A report signed in January is about the year before; one signed in December about the year itself.
  private var likelyYear: Int? { signed.map { $0.month > 6 ? $0.year : $0.year - 1 } }

  private static let otherTimes = ["将", "计划", "下一步", "以来", "施行", "明年", "今后", "同比", "改革", "方案", "上年", "去年"].map
  {
    Characters($0)
  }
}

extension Report {
  /// The last six short lines outside tables, the last one first.
  var lastLines: [Characters] {
    var lines: [Characters] = []
    for piece in pieces.reversed().prefix(6) where piece.kind != .cell {
      guard piece.range.count <= 150 else { break }
      lines.append(Characters(text.span.extracting(piece.range)))
    }
    return lines
  }

  /// The last line, where it is a body's name and nothing else.
  fileprivate var lastName: Characters {
    guard let last = lastLines.first, OpeningSentence.isName(last), last.endsLikeAgency else { return [] }
    return last
  }

  /// The paragraphs up to the second section, as far as they are prose of the opening.
  fileprivate func opening() -> [Characters] {
    var result: [Characters] = []
    var firstSection: Int?
    for piece in pieces {
      if piece.kind == .cell { break }
      if piece.section > 0 {
        if firstSection == nil { firstSection = piece.section }
        if piece.section != firstSection { break }
      }
      guard piece.kind == .paragraph else { continue }
      result.append(Characters(text.span.extracting(piece.range)))
      if result.count == 40 { break }
    }
    return result
  }

  /// The characters of a piece, bookmarks left out.
  fileprivate func visibleText(of piece: Piece) -> Characters {
    Characters(text.span.extracting(text.span.withoutMarks(piece.range)))
  }

  /// Makes one title of the pieces of a range.
  fileprivate mutating func joinTitle(_ range: ClosedRange<Int>) {
    let lower = text.count
    for index in range {
      let part = pieces[index].range
      if text.span.needsBlank(
        behind: lower..<text.count, before: text.span.extracting(part))
      {
        text.append(0x20)
      }
      let bytes = text[part]
      text.append(contentsOf: bytes)
    }
    pieces[range.lowerBound].kind = .title
    pieces[range.lowerBound].lower = lower
    pieces[range.lowerBound].upper = text.count
    pieces.removeSubrange(range.lowerBound + 1..<range.upperBound + 1)
  }
}
