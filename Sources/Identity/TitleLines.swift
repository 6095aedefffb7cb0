import Bytes
package import Text

/// What texts say as titles, for a while: a title is looked at where the report before ends, where its own begins, and once more
/// with what stands around it.
package final class TitleMemo {
  private var known: [(text: Characters, title: ReportTitle?)] = []
  private var next = 0

  /// A title and its lines, each joined with those below.
  private static let limit = 8

  package init() {}

  func title(_ text: Characters) -> ReportTitle? {
    if let place = known.firstIndex(where: { $0.text == text }) { return known[place].title }
    let title = ReportTitle(text)
    if known.count < Self.limit { known.append((text, title)) } else { known[next] = (text, title) }
    next = (next + 1) % Self.limit
    return title
  }
}

/// The fewest last lines that make a title, with lines above for what they lack.
package struct TitleLines {
  /// The first line of the title.
  package let first: Int
  /// Its first line but for those that are the body's name alone.
  let nameless: Int
  package let title: ReportTitle
  /// Whether words stand before it in quotes, and no report need begin there: 参考《…年度报告》.
  let isMention: Bool

  /// As many lines as a title takes: place, department, year, and the words for the report on three.
  package static let limit = 6
  /// The words for the report stand on no more lines, with what else is on them.
  private static let wordLimit = 4

  package init?(_ lines: [Characters], _ titles: TitleMemo) {
    guard let last = lines.last, last.count <= 100, Self.canEndTitle(last, lines), !last.contains("。")
    else {
      return nil
    }
    var joined: Characters = []
    var found: (first: Int, title: ReportTitle)?
    var nameless = 0
    for index in lines.indices.reversed().prefix(Self.limit) {
      guard found != nil || lines.count - index <= Self.wordLimit else { break }
      var line = lines[index].withoutEmphasis.withoutPageHead
      if let above = found {
        if line.isInBrackets, above.title.agency.isEmpty {
          line = Array(line.dropFirst().dropLast())
          // 清源县水利局 over （盖章） over 2023年…
          if !line.endsLikeAgency, !line.isYear { continue }
        }
        // Only what the title lacks, and only from a line that holds nothing else.
        guard line.count <= (above.title.agency.isEmpty ? BodyName.longest : 30), !above.title.isPath,
          Self.completes(above.title, line)
        else { break }
      } else if line.isEmpty || line.count > (index == lines.count - 1 ? 100 : 60) {
        break
      } else if index < lines.count - 1, PageFurniture.isFurniture(line.simplified) {
        break
      }
      joined = line + joined
      if var title = titles.title(joined) {
        // The name stood on lines of its own so far.
        title.isNameAlone = found.map { $0.title.agency.isEmpty || $0.title.isNameAlone } ?? false
        found = (index, title)
        if !title.isNameAlone || title.agency.isEmpty { nameless = index }
      } else if found != nil || PageFurniture.isFurniture(line.simplified) {
        break
      }
    }
    guard let found else { return nil }
    (first, title) = found
    self.nameless = nameless
    isMention = lines[first].firstIndex(of: "《").map { $0 > 0 } ?? false
  }

  /// A quick no for nearly all lines that no title ends in, as they stand.
  package static func canEndTitle(_ line: Span<UInt8>) -> Bool {
    var index = 0
    while index + 2 < line.count {
      switch (line[index], line[index + 1], line[index + 2]) {
      // 报 報 告
      case (0xE6, 0x8A, 0xA5), (0xE5, 0xA0, 0xB1), (0xE5, 0x91, 0x8A): return true
      default: index += line[index] < 0xE0 ? 1 : 3
      }
    }
    return false
  }

  /// Whether a title can end in this line: a 报 stands there, or the line above ends in one that 告 follows.
  private static func canEndTitle(_ last: Characters, _ lines: [Characters]) -> Bool {
    if last.contains("报") || last.contains("報") { return true }
    guard last.first == "告", lines.count > 1 else { return false }
    return lines[lines.count - 2].last?.simplified == "报"
  }

  /// Whether the line above a title gives what the title lacks, and holds nothing else: the name, the beginning of a name that is
  /// cut, or the year.
  private static func completes(_ title: ReportTitle, _ line: Characters) -> Bool {
    if title.agency.isEmpty || title.year == nil, line.isYear { return true }
    var line = line
    // 某某县人民政府2022年 over 政府信息公开…, 2022年某某县委办公室、 over 某某县人民政府办公室…
    if title.year == nil, let year = Years.all(line).last, !year.isDate {
      let isFirst = year.range.lowerBound == 0
      if isFirst || year.range.upperBound == line.count { line.removeSubrange(year.range) }
      while let word = about.ending(of: line.simplified) { line.removeLast(word.count) }
      if isFirst, !title.agency.isEmpty, line.endsLikeAgency, BodyName.isPlausible(line) { return true }
    }
    guard BodyName.isPlausible(line), !PageFurniture.isFurniture(line.simplified) else { return false }
    if title.agency.isEmpty { return line.endsLikeAgency }
    // 某某镇人民政 over 府2022年…, 某某县发展和改革局、 over 某某县粮食局2022年…
    if title.agency.count == 1 || BodyName.isTail(title.agency) || line.last == "、" { return true }
    if BodyName.isUnit(title.agency, of: line) { return true }
    // Its second name.
    if title.agency.isInBrackets { return line.endsLikeAgency }
    // The county's name over the county's name is the head of the page.
    if title.agency.starts(with: line.prefix(2)) { return false }
    let level = BodyName.placeLevel(title.agency)
    // 清源县 over 水利局 over 2022年…
    if let above = BodyName.endLevel(line), line.count <= 20 { return above > level ?? -1 }
    // 清源县住房和城 over 乡建设局. A whole name above is the page's, but for the rest of a name that is none alone.
    guard level == nil, BodyName.isPlaced(line) else { return false }
    return !line.endsLikeAgency || BodyName.isCut(line) || BodyName.isRest(title.agency, of: line)
  }

  private static let about = Words(["关于"])
}
