import Bytes
import Reports
import Text

/// Whose the name is that stands on a line of its own between two reports.
package enum NameBetween {
  /// The first one's signature, or the head of the second.
  case signature, head
  /// Either: then neither has it, rather than each report its neighbour's.
  case unknown
}

/// What is known of a report whose end is looked for.
package struct ReportAbove {
  package var title: ReportTitle?
  /// The name on a line of its own right above its text; empty where none stands there.
  private(set) var head: Characters = []
  fileprivate private(set) var isHeadDated = false
  /// Whether nothing but a title stands above its text.
  private var beginsBare = false
  private(set) var isBegun = false
  /// Whose the name was above this report, where one was between.
  package let style: NameBetween?

  package init(style: NameBetween?) { self.style = style }

  /// Its body; empty where that is not known.
  fileprivate var name: Characters {
    if let title, title.agency.count > 1 { return title.agency }
    return head
  }

  /// Whether only the line above its text names it: it may be that of the site as well.
  fileprivate var isNamedByHead: Bool { (title?.agency.count ?? 0) < 2 }

  /// Whether the name below it is its signature where nothing says whose report it is: there would be heads elsewhere else.
  fileprivate func isSigned(beforeTitle: Bool) -> Bool {
    style == .signature || style == nil && beginsBare && !beforeTitle
  }

  /// Whether a title is surely another report's: of another body or year.
  package func isOther(than other: ReportTitle) -> Bool {
    guard let title else { return false }
    if let year = title.year, let second = other.year, year != second { return true }
    return title.agency.count > 1 && other.agency.count > 1 && !BodyName.isSame(title.agency, other.agency)
  }

  /// Takes the lines right above the first sentence, or the first heading.
  mutating func begin(below lines: [Characters]) {
    if head.isEmpty, let line = NameLine(lines[...]) { (head, isHeadDated) = (line.name, line.isDated) }
    if !isBegun { beginsBare = lines.isEmpty }
    isBegun = true
  }
}

/// A name on a line of its own.
private struct NameLine {
  let name: Characters
  let line: Int
  /// Whether （盖章） stands behind it: it is a signature.
  let isSealed: Bool
  /// Whether a date stands below it.
  let isDated: Bool

  /// The name that the last of the lines is, but for a year, a date or a seal below it, and the place above it.
  init?(_ lines: ArraySlice<Characters>) {
    var last = lines.endIndex - 1
    var (isSealed, isDated) = (false, false)
    while last > lines.startIndex, lines[last].count < 16 {
      let text = lines[last].isInBrackets ? Array(lines[last].dropFirst().dropLast()) : lines[last]
      let date = Years.match(text, at: 0)
      if date?.isDate == true, date?.range.count == text.count {
        isDated = true
      } else if lines[last].isSeal {
        isSealed = true
      } else if !text.isYear {
        break
      }
      last -= 1
    }
    guard last >= lines.startIndex, lines[last].count <= BodyName.longest else { return nil }
    var name = lines[last].withoutEmphasis
    if let ordinal = Ordinal(name) { name.removeFirst(ordinal.length) }
    let bare = name.withoutSeal
    guard NamePhrase.isName(bare) else { return nil }
    isSealed = isSealed || bare.count < name.count
    name = bare
    // 清源县 over 水利局
    if !BodyName.isPlaced(name), last > lines.startIndex, lines[last - 1].count < 12,
      BodyName.endLevel(lines[last - 1]) != nil, BodyName.isPlausible(lines[last - 1])
    {
      last -= 1
      name = lines[last] + name
    }
    (self.name, line, self.isSealed, self.isDated) = (name, last, isSealed, isDated)
  }
}

/// Where the next report begins among the lines above its text, its title among them.
struct ReportStart {
  /// Its first line; behind the last one where none of them is the next report's.
  let line: Int
  /// Whose the name is that was looked at; `nil` where there is none.
  let between: NameBetween?

  /// - Parameters:
  ///   - lines: the last short lines before the text; the title's are the last ones.
  ///   - title: the title among them, if there is one.
  ///   - stated: what the opening sentence behind them says, where there is no title.
  init(
    _ lines: [Characters], _ title: TitleLines? = nil, stated: ReportTitle? = nil, below report: ReportAbove
  ) {
    // The name that the title has from a line of its own is looked at like one above a title without any.
    let start = title.map { $0.title.isNameAlone ? $0.nameless : $0.first } ?? lines.count
    let named = title.map { $0.title.isNameAlone ? [] : $0.title.agency } ?? stated?.agency ?? []
    guard let name = NameLine(lines[..<start]) else {
      (line, between) = (title?.first ?? start, nil)
      return
    }
    let found = Self.between(
      name,
      isSigned: { NameLine(lines[..<name.line]).map { BodyName.isSame($0.name, report.name) } ?? false },
      named, title?.title, below: report)
    between = found
    guard found == .head else {
      line = start
      return
    }
    var first = min(name.line, title?.first ?? name.line)
    // A further name above, that is not the signature, may be joint with it.
    while first > 0, !report.name.isEmpty, let above = NameLine(lines[..<first]), above.line == first - 1,
      !BodyName.isSame(above.name, report.name)
    {
      first = above.line
    }
    line = first
  }

  private static func between(
    _ name: NameLine, isSigned: () -> Bool, _ next: Characters, _ title: ReportTitle?,
    below report: ReportAbove
  ) -> NameBetween {
    // A date below a head is told by the one below the first.
    if name.isSealed || name.isDated && !report.isHeadDated { return .signature }
    let isAbove = !report.name.isEmpty && BodyName.isSame(name.name, report.name)
    if next.count > 1 { return !isAbove && BodyName.isSame(name.name, next) ? .head : .signature }
    if isAbove {
      // No body reports twice on a year, and none signs twice.
      if let year = title?.year, let other = report.title?.year, year != other { return .head }
      return isSigned() ? .head : .signature
    }
    if report.name.isEmpty { return report.isSigned(beforeTitle: title != nil) ? .signature : .unknown }
    // 清源县人民政府 above the first of the reports of its departments: its own report's head, or the site's.
    let isPlace = report.isNamedByHead && BodyName.agree(report.name, name.name)
    return isPlace ? .unknown : .head
  }
}

extension Report {
  /// Takes what the names above and below it tell of its own, and tells the one that may be of either side.
  package mutating func take(_ above: ReportAbove, _ below: NameBetween?) {
    if above.style == .head || below == .head { head = above.head.utf8 }
    guard below == .unknown, let piece = pieces.last(where: { $0.kind != .cell }) else { return }
    hasDoubtfulEnd = true
    let name = String(decoding: text[piece.range], as: UTF8.self)
    notes.append(
      Diagnostic(
        .warning, at: Location(source, at: piece.place), what: "“\(name)” stands between two reports",
        why: "it may have signed the one above, or be the head of the one below; neither has it for its body",
        remedy: "Put each report into a file of its own"))
  }
}
