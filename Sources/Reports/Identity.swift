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

  /// Fills in `agency` and `year`, and joins the lines of the title to one piece.
  static func find(_ report: inout Report) {
    var identity = Identity()
    identity.readTitle(&report)
    if identity.agency.isEmpty || identity.year == nil {
      let opening = report.opening()
      identity.readOpening(opening)
      identity.readSignOff(report)
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
        readYearLine(&report, behind: pieces.first!)
        return
      }
    }
  }

  /// （2020年度） on a line of its own behind a title without a year.
  private mutating func readYearLine(_ report: inout Report, behind title: Int) {
    guard year == nil, title + 1 < report.pieces.count else { return }
    let next = report.pieces[title + 1]
    guard next.kind == .paragraph, next.range.count <= 40 else { return }
    let text = Characters(report.text.span.extracting(next.range)).filter {
      !$0.isOpeningBracket && !$0.isClosingBracket
    }
    guard let match = Years.match(text, at: 0), match.range.count == text.count else { return }
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
    if year == nil { year = Self.commonYear(in: paragraphs.prefix(4)) }
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

  /// The year that the opening sentences name most often, the earlier where two tie; years in 《》 〔〕 and dates do not count.
  private static func commonYear(in paragraphs: ArraySlice<Characters>) -> Int? {
    var counts: [(year: Int, count: Int)] = []
    for text in paragraphs {
      let plain = text.withoutTitles
      for match in Years.all(plain) {
        guard let year = match.year,
          plain[..<match.range.upperBound].last == 0x5E74
            || plain[..<match.range.upperBound].last == 0x5EA6
        else { continue }
        if let index = counts.firstIndex(where: { $0.year == year }) {
          counts[index].count += 1
        } else {
          counts.append((year, 1))
        }
      }
      if !counts.isEmpty { break }
    }
    let most = counts.map(\.count).max()
    return counts.first { $0.count == most }?.year
  }

  // MARK: sign-off

  /// The last lines: a body's name, and a date. A report is written the year after.
  private mutating func readSignOff(_ report: Report) {
    var lines: [Characters] = []
    for piece in report.pieces.reversed().prefix(6) where piece.kind != .cell {
      guard piece.range.count <= 150 else { break }
      lines.append(Characters(report.text.span.extracting(piece.range)))
    }
    for (index, line) in lines.enumerated() {
      guard let match = Years.all(line).first, let signed = match.year, line.last == 0x65E5,
        line.count - match.range.lowerBound <= 13
      else { continue }
      let name = Array(line[..<match.range.lowerBound])
      let above = index + 1 < lines.count ? lines[index + 1] : []
      if agency.isEmpty {
        agency = [name, above].first { OpeningSentence.isName($0) && $0.endsLikeAgency } ?? []
      }
      if year == nil { year = signed - 1 }
      return
    }
    if agency.isEmpty, let last = lines.first, OpeningSentence.isName(last), last.endsLikeAgency {
      agency = last
    }
  }
}

/// The fewest last lines that make a title, with lines above for what they lack.
struct TitleLines {
  /// The first line of the title.
  let first: Int
  let title: ReportTitle

  init?(_ lines: [Characters]) {
    guard let last = lines.last, last.contains(0x62A5) || last.contains(0x5831) else { return nil }
    var joined: Characters = []
    var found: (first: Int, title: ReportTitle)?
    for index in lines.indices.reversed().prefix(4) {
      let line = lines[index]
      if let above = found {
        // Only what the title lacks, and only from a line that holds nothing else.
        let gives =
          above.title.agency.isEmpty
          ? line.endsLikeAgency || line.isYear : above.title.year == nil && line.isYear
        guard gives, line.count <= 30 else { break }
      } else if line.isEmpty || line.count > 60 {
        break
      }
      joined = line + joined
      if let title = ReportTitle(joined) {
        found = (index, title)
      } else if found != nil {
        break
      }
      if let title = found?.title, !title.agency.isEmpty, title.year != nil { break }
    }
    guard let found else { return nil }
    (first, title) = found
  }
}

extension Characters {
  /// Whether the last character is one that names of public bodies end in.
  var endsLikeAgency: Bool {
    guard let last, count >= 2, !contains(where: ReportTitle.punctuation.contains), !contains(0xFF1A)
    else { return false }
    return last.isClosingBracket || Self.agencyEndings.contains(last)
  }

  private static let agencyEndings = Set(
    Characters("府局委办室厅院处会所站心道镇乡县区市省州盟旗校学馆社行部署队司木团厂场村组关縣區鎮鄉辦會處廳館"))

  /// Whether the text is a year and nothing else.
  var isYear: Bool { Years.match(self, at: 0)?.range.count == count }

  /// The text without what stands in 《》, 〔〕 and brackets.
  var withoutTitles: Characters {
    var result: Characters = []
    var depth = 0
    for character in self {
      if character == 0x300A || character.isOpeningBracket {
        depth += 1
      } else if character == 0x300B || character.isClosingBracket {
        depth = Swift.max(0, depth - 1)
      } else if depth == 0 {
        result.append(character)
      }
    }
    return result
  }
}

extension Report {
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
    let bytes = text.span.extracting(piece.range)
    return Characters(bytes.extracting(bytes.bookmarkLength..<bytes.count))
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
