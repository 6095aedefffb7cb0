import Bytes
package import Reports
import Text

/// Finds the publishing body and the year of a report, and marks its title.
///
/// The body: the title, else the opening sentence, else the sign-off. The year: the title, else what the opening sentence, the
/// stated statistics period, the first section and the sign-off date less one year agree on. Plans, document numbers and dates
/// of publication never count.
///
/// Pages list titles of other reports above the one at hand. The last title before the text is taken, unless opening and
/// sign-off both speak for another. A title never loses to a sentence alone, but what they contradict each other on is told.
/// Where a list of links stands right before the text and nothing decides, nothing is given: none is better than wrong.
package struct Identity {
  private let report: Report
  private let front: FrontMatter
  private var agency: Characters = []
  private var year: Int?
  /// Whether titles contradict each other on the body, and nothing decides.
  private var isRefused = false
  /// What title and opening contradict each other on; what was taken stands first.
  private var agencies: [Characters] = []
  private var years: [Int] = []

  /// Fills in `agency` and `year`, and joins the lines of the title to one piece.
  package static func find(_ report: inout Report, _ titles: TitleMemo) {
    let front = FrontMatter(report, titles)
    if front.isOther { return }
    var identity = Identity(report: report, front: front)
    let title = identity.choose().map { identity.lengthen($0) }.map { identity.weighBodies(of: $0) }
    identity.dropFragment()
    identity.complete(behind: title)
    let pieces = title.map { identity.titlePieces($0) }
    let (agency, year) = (identity.agency, identity.year)
    let contradictions = (identity.agencies.map(\.utf8), identity.years)
    // The copy of the report is let go before the report changes, or its text would be copied.
    _ = consume identity
    if let pieces { report.joinTitle(pieces) }
    report.agency = agency.count > 1 ? agency.utf8 : []
    report.year = year.map { Array(String($0).utf8) } ?? []
    (report.contradictoryAgencies, report.contradictoryYears) = contradictions
  }

  private init(report: Report, front: FrontMatter) {
    self.report = report
    self.front = front
  }

  // MARK: which title

  /// Takes body and year from the report's title; `nil` where it has none.
  private mutating func choose() -> FrontMatter.Candidate? {
    let titles = front.candidates.filter { !$0.title.isPath }
    guard let nearest = titles.last else {
      return front.candidates.last.flatMap { take($0, fillingFrom: []) }
    }
    if nearest.list != nil { return chooseAmongLinks(titles, nearest: nearest) }
    let rivals = titles.filter { Self.contradict($0.title, nearest.title) }
    if rivals.isEmpty { return take(bearer(of: nearest, in: titles) ?? nearest, fillingFrom: titles) }
    let witnesses = witnesses()
    let better = rivals.last { witnesses.isBetter($0.title, than: nearest.title, byYears: 2) }
    let taken = take(better ?? nearest, fillingFrom: titles)
    // Two titles of one body, and neither in a list.
    compare(rivals.filter { $0.list == nil && BodyName.agree($0.title.agency, agency) }.map(\.title.year))
    if better == nil, agencies.isEmpty, let above = rivals.last, isRightAbove(above, nearest, witnesses) {
      agencies = [nearest.title.agency, above.title.agency]
      compare([above.title.year])
    }
    return taken
  }

  /// Whether the whole title of another body stands right above the nearest one, and nothing else speaks for the nearest.
  private func isRightAbove(
    _ above: FrontMatter.Candidate, _ nearest: FrontMatter.Candidate, _ witnesses: Witnesses
  ) -> Bool {
    above.list == nil && above.pieces.upperBound + 1 == nearest.pieces.lowerBound
      && above.title.agency.count > 1 && nearest.title.agency.count > 1
      && !BodyName.agree(above.title.agency, nearest.title.agency)
      && !witnesses.isBetter(nearest.title, than: above.title, byYears: 1)
  }

  /// The title of the page, at its very beginning, where the title below it has neither body nor year, and what the report says of
  /// itself does not speak against it.
  private func bearer(
    of bare: FrontMatter.Candidate, in titles: [FrontMatter.Candidate]
  ) -> FrontMatter.Candidate? {
    guard bare.title.agency.isEmpty, bare.title.year == nil, !bare.title.isSpan, titles.count == 2,
      let first = titles.first, first.list == nil, first.pieces.lowerBound == 0,
      first.pieces.upperBound + 1 == bare.pieces.lowerBound, !first.title.agency.isEmpty,
      first.title.year != nil
    else { return nil }
    let witnesses = witnesses()
    let agrees = witnesses.names.allSatisfy { BodyName.agree($0, first.title.agency) }
    return agrees && witnesses.years.allSatisfy { $0 == first.title.year } ? first : nil
  }

  /// Where a list of links or contents stands right before the text: the title can be its last line, or above it, or missing.
  private mutating func chooseAmongLinks(
    _ titles: [FrontMatter.Candidate], nearest: FrontMatter.Candidate
  ) -> FrontMatter.Candidate? {
    let witnesses = witnesses()
    if let above = titles.last(where: { $0.list != nearest.list }), !nearest.title.agency.isEmpty {
      if !Self.contradict(above.title, nearest.title) {
        // A year that only one of them states is left to others.
        let isSame = above.title.agency == nearest.title.agency
        if isSame, above.title.year != nil, nearest.title.year == nil {
          return take(nearest, fillingFrom: [])
        }
        if isSame && above.title.year == nil || above.list == nil { return take(above, fillingFrom: titles) }
      } else if witnesses.isBetter(above.title, than: nearest.title, byYears: 1) {
        return take(above, fillingFrom: titles)
      } else if !witnesses.isBetter(nearest.title, than: above.title, byYears: 1) {
        isRefused = above.title.agency != nearest.title.agency
        if isRefused {
          agencies = [above.title.agency, nearest.title.agency]
        } else {
          agency = above.title.agency
        }
        return nil
      }
    }
    // Contents end before the title; one link may stand before a text without one, and says nothing of it then.
    let isNamed = witnesses.names.contains { BodyName.agree($0, nearest.title.agency) }
    let isDated = nearest.title.year.map(witnesses.years.contains) ?? false
    let isLone = nearest.list?.isContents == false && titles.count { $0.list == nearest.list } == 1
    guard isNamed || witnesses.names.isEmpty && !isLone, isDated || witnesses.years.isEmpty && !isLone else {
      return nil
    }
    return take(nearest, fillingFrom: titles)
  }

  private mutating func take(
    _ title: FrontMatter.Candidate, fillingFrom titles: [FrontMatter.Candidate]
  ) -> FrontMatter.Candidate? {
    (agency, year) = (title.title.agency, title.title.year)
    fill(from: titles, title)
    return confirm(title) ? title : nil
  }

  private static func contradict(_ left: ReportTitle, _ right: ReportTitle) -> Bool {
    if let first = left.year, let second = right.year, first != second { return true }
    return !left.agency.isEmpty && !right.agency.isEmpty && !BodyName.agree(left.agency, right.agency)
  }

  private func witnesses() -> Witnesses { Witnesses(report, from: front.textStart) }

  /// What the title lacks, from the name of this very page or file.
  private mutating func fill(from titles: [FrontMatter.Candidate], _ chosen: FrontMatter.Candidate) {
    for other in titles where other.title.isOwn || other.pieces.count > 1 {
      guard !Self.contradict(other.title, chosen.title) else { continue }
      if agency.isEmpty { agency = other.title.agency }
      if year == nil, !chosen.title.isSpan { year = other.title.year }
    }
  }

  /// Holds a title against the opening, for a link right above a report without a title looks like its title.
  ///
  /// - Returns: whether it is the report's title.
  private mutating func confirm(_ title: FrontMatter.Candidate) -> Bool {
    let (stated, period) = report.statements(from: front.textStart)
    if agency.count > 1, let stated, !stated.agency.isEmpty, !BodyName.agree(stated.agency, agency) {
      let signOff = SignOff(report)
      let name = signOff?.agency ?? report.lastName
      let isSigned = !name.isEmpty && BodyName.agree(name, agency)
      if !isSigned, title.title.isPath || !name.isEmpty && BodyName.agree(name, stated.agency) {
        (agency, year) = (stated.agency, stated.year)
        return false
      }
      agencies = [agency, stated.agency]
    }
    compare([stated?.year] + report.period(period, besides: year, from: front.textStart))
    return true
  }

  /// Tells years that contradict the one that was taken.
  private mutating func compare(_ others: [Int?]) {
    guard let year else { return }
    for case .some(let other) in others where other != year && !years.contains(other) {
      years = (years.isEmpty ? [year] : years) + [other]
    }
  }

  /// Takes the lines above into a title that begins within a name, where they and the title are the name of who signs, or of the
  /// opening sentence.
  private mutating func lengthen(_ title: FrontMatter.Candidate) -> FrontMatter.Candidate {
    guard !agency.isEmpty, agency == title.title.agency, BodyName.placeLevel(agency) == nil else {
      return title
    }
    var longer = title
    var names: [Characters]?
    for index in stride(
      from: title.pieces.lowerBound - 1, through: max(0, title.pieces.lowerBound - 3), by: -1)
    {
      guard report.pieces[index].kind == .paragraph, report.pieces[index].range.count <= 90 else { break }
      let line = report.visibleText(of: report.pieces[index]).withoutEmphasis
      let name = line + longer.title.agency
      guard BodyName.isPlausible(name) else { break }
      longer.pieces = index...title.pieces.upperBound
      longer.title.agency = name
      names = names ?? witnesses().names.map(\.simplified)
      if names?.contains(name.simplified) == true {
        agency = name
        return longer
      }
      // 清源县人民政府 over 水利局2023年…, signed by 清源县水利局: the place alone belongs to the name.
      if let place = names?.compactMap({ BodyName.place(of: $0, before: agency, in: line) }).first {
        agency = place + agency
        return title
      }
    }
    return title
  }

  /// Decides between the bodies whose names stand on lines of their own around a title, and tells of those that are not taken.
  private mutating func weighBodies(of title: FrontMatter.Candidate) -> FrontMatter.Candidate {
    guard agency.count > 1, agency == title.title.agency else { return title }
    let bodies = TitleBodies(report, title, agency: agency)
    if bodies.names.count > 1 {
      let witnesses = witnesses()
      if let joined = bodies.joined(signed: report.lastLines, names: witnesses.names) {
        (agency, agencies) = (joined, [])
        var title = title
        title.pieces = bodies.first...title.pieces.upperBound
        return title
      }
      let named = bodies.names.filter { body in witnesses.names.contains { BodyName.isSame($0, body) } }
      if named.count == 1 {
        (agency, agencies) = (named[0], [])
      } else {
        agencies = title.title.isNameAlone ? bodies.names : [agency, bodies.names[bodies.names.count - 2]]
        isRefused = title.title.isNameAlone
        if isRefused { agency = [] }
      }
    } else if let behind = bodies.behind, behind.utf8 == report.head {
      // The title is that of all reports, and names tell them apart.
      agency = behind
    } else if agencies.isEmpty, let behind = bodies.behind {
      agencies = [agency, behind]
    }
    return title
  }

  // MARK: what the title lacks

  /// Leaves a name that is cut to who signs or is stated, who may have it whole.
  private mutating func dropFragment() {
    if !agency.isEmpty, BodyName.isFragment(agency) { (agency, agencies) = ([], []) }
  }

  private mutating func complete(behind title: FrontMatter.Candidate?) {
    let isSpan = title?.title.isSpan ?? false
    if let title { readLine(behind: title) }
    guard agency.isEmpty || year == nil && !isSpan else { return }
    let signOff = SignOff(report)
    let paragraphs = report.opening(from: front.textStart)
    let stated = front.announced ?? paragraphs.lazy.compactMap { OpeningSentence.title(in: $0) }.first
    if agency.isEmpty, !isRefused {
      agency = report.head.isEmpty ? stated?.agency ?? [] : Characters(report.head.span)
      let signed = signOff?.agency ?? report.lastName
      if agency.isEmpty, let compiler = paragraphs.lazy.compactMap({ OpeningSentence.compiler(in: $0) }).first
      {
        // 由党政办公室编制: the office of the body that signs.
        let isOffice = BodyName.placeLevel(compiler) == nil
        agency = isOffice && (!signed.isEmpty || BodyName.isPart(compiler)) ? signed : compiler
      }
      if agency.isEmpty { takeSigner(signed) }
    }
    if year == nil, !isSpan {
      let stated = isRefused ? nil : stated?.year
      let found = ReportYear(stated: stated, paragraphs: paragraphs, signOff: signOff)
      year = found.year
      compare([stated] + (found.period.count == 1 ? found.period : []))
    }
  }

  /// Takes who signs, unless another body signs above it: which of them reports cannot be told.
  private mutating func takeSigner(_ signed: Characters) {
    agency = signed
    guard !signed.isEmpty, let other = report.signer(above: signed) else { return }
    (agency, agencies) = ([], [other, signed])
  }

  /// （2020年度） on a line of its own behind a title without a year, or a name behind one without a name.
  private mutating func readLine(behind title: FrontMatter.Candidate) {
    guard year == nil && !title.title.isSpan || agency.isEmpty && title.title.agency.isEmpty else { return }
    guard let text = lineBehind(title) else { return }
    if agency.isEmpty, text.endsLikeAgency, BodyName.isPlausible(text) {
      agency = text
      // A further name below is told.
      if let next = report.name(at: title.pieces.upperBound + 2), BodyName.isPlaced(next),
        !BodyName.isSame(next, text)
      {
        agencies = [text, next]
      }
    } else if year == nil, !title.title.isSpan, text.isYear {
      year = Years.stated(text, at: 0)?.year
    }
  }

  /// The short line behind a title, brackets and dashes around it dropped.
  private func lineBehind(_ title: FrontMatter.Candidate) -> Characters? {
    let next = title.pieces.upperBound + 1
    guard next < report.pieces.count, report.pieces[next].kind == .paragraph,
      report.pieces[next].range.count <= 90
    else { return nil }
    var text = report.visibleText(of: report.pieces[next]).withoutEmphasis
    while let first = text.first, first == "—" || first == "-" { text.removeFirst() }
    if text.first?.isOpeningBracket == true, text.last?.isClosingBracket == true {
      text = Array(text.dropFirst().dropLast())
    }
    return text
  }

  /// The pieces of a title, with its year on the line behind.
  private func titlePieces(_ title: FrontMatter.Candidate) -> ClosedRange<Int> {
    guard title.title.year == nil, let text = lineBehind(title), text.isYear else { return title.pieces }
    return title.pieces.lowerBound...title.pieces.upperBound + 1
  }
}
