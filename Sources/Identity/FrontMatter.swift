import Bytes
import Reports
import Text

/// What stands before the text of a report: its title, and what a page, an index card or a list of links has there besides.
struct FrontMatter {
  /// A text that can be the report's title.
  struct Candidate {
    var title: ReportTitle
    var pieces: ClosedRange<Int>
    /// The list it stands in, as far as its head tells.
    var list: List?
  }

  /// A list under a head such as 目录 or 相关链接.
  struct List: Equatable {
    let isContents: Bool
    let number: Int
  }

  /// What the body's own notice says of the report that stands behind it.
  private(set) var announced: ReportTitle?
  /// In their order.
  private(set) var candidates: [Candidate] = []
  /// Whether the document is a notice, an explanation, a form to fill in or part of a year's report.
  private(set) var isOther = false
  /// The first piece that is no title, nor before one, nor of an index card.
  var textStart: Int { max(candidates.last.map { $0.pieces.upperBound + 1 } ?? 0, cardEnd) }

  private var lines: [(piece: Int, text: Characters)] = []
  private let titles: TitleMemo
  /// The piece behind the last index card.
  private var cardEnd = 0
  /// The list that goes on.
  private var list: List?

  /// More pieces are no front matter.
  private static let limit = 400
  /// An index card has no more cells.
  private static let cardLimit = 60

  init(_ report: Report, _ titles: TitleMemo) {
    self.titles = titles
    let text = report.outlineStart
    var index = 0
    while index < min(text, Self.limit) {
      let piece = report.pieces[index]
      if piece.kind == .cell {
        guard let next = report.endOfCard(from: index, limit: Self.cardLimit) else { break }
        (index, cardEnd) = (next, next)
        lines.removeAll()
        continue
      }
      guard read(report.visibleText(of: piece), piece: index, isHeading: piece.kind == .heading) else {
        break
      }
      index += 1
    }
  }

  /// Looks at one line; `false` where the report's text begins.
  private mutating func read(_ line: Characters, piece: Int, isHeading: Bool) -> Bool {
    let line = line.withoutEmphasis
    if isHeading || line.count > 100 {
      lines.removeAll()
      list = nil
      // Links without their line ends.
      return isHeading || !line.contains("。")
    }
    if PageFurniture.isVariable(line) { return true }
    lines.append((piece, line))
    let last = lines.suffix(TitleLines.limit)
    if let found = TitleLines(last.map(\.text), titles) {
      let first = last[last.startIndex + found.first].piece
      candidates.append(
        Candidate(title: found.title, pieces: first...piece, list: first == piece ? list : nil))
      isOther = false
      lines.removeAll()
      return true
    }
    let folded = line.simplified
    if let notice = notice(line) {
      announced = notice
      lines.removeAll()
    } else if isNotice(folded, piece: piece) {
      isOther = list == nil
      lines.removeAll()
    } else if PageFurniture.isListHead(folded) {
      list = List(isContents: PageFurniture.isContents(folded), number: piece)
    } else if line.contains("。") {
      // 现将《…》印发给你们。
      return announced != nil && candidates.isEmpty || !isText(folded)
    } else if line.count > 1, !isDate(line), hasLink || !PageFurniture.isFurniture(folded) {
      list = nil
    }
    return true
  }

  /// Whether the list at hand has a link.
  private var hasLink: Bool { list != nil && candidates.last?.list == list }

  private func isDate(_ line: Characters) -> Bool {
    Years.match(line, at: 0).map { $0.isDate && $0.range.count == line.count } ?? false
  }

  /// What the notice says that this line is, perhaps with the one above.
  private func notice(_ line: Characters) -> ReportTitle? {
    guard line.contains("的") else { return nil }
    return lines.suffix(2).reversed().reduce(into: (text: Characters(), found: ReportTitle?.none)) {
      if $0.found != nil { return }
      $0.text = $1.text + $0.text
      $0.found = PublishingNotice.title(in: $0.text)
    }.found
  }

  /// Whether this line, perhaps with those above it, is the title of a document that is no report.
  private mutating func isNotice(_ line: Characters, piece: Int) -> Bool {
    var joined: Characters = []
    for above in lines.suffix(3).reversed() {
      joined = above.text.simplified + joined
      if PageFurniture.isOther(joined) { return true }
    }
    // 关于…年度报告 over 的通知
    if let last = candidates.last, last.pieces.upperBound == piece - 1, line.count <= 12,
      line.first == "的" || line.starts(with: Characters("编制")),
      PageFurniture.isOther(Characters("信息公开年度报告") + line)
    {
      candidates.removeLast()
      return true
    }
    return false
  }

  /// Whether a sentence is the report's: behind a title any is.
  private func isText(_ line: Characters) -> Bool {
    !candidates.isEmpty || Self.subjects.contains { line.contains($0) }
  }

  private static let subjects = ["公开", "工作", "报告"].map { Characters($0) }
}

extension Report {
  /// The piece with which the outline begins; behind a table of contents, where it starts over.
  fileprivate var outlineStart: Int {
    guard let first = pieces.firstIndex(where: { $0.section > 0 }) else { return pieces.count }
    if let behind = endOfNumberedContents(from: first) { return behind }
    let name = sections[pieces[first].section]
    // Contents are headings and short lines only.
    for index in first + 1..<max(first + 1, min(pieces.count, first + 40)) {
      let piece = pieces[index]
      if piece.kind == .cell || piece.range.count > 180 { break }
      if piece.kind == .heading, sections[piece.section] == name, piece.section != pieces[first].section {
        return index
      }
    }
    return first
  }

  /// Where the outline begins behind contents of numbered names, 目录 over 一、清源县水利局 over 二、清源县审计局.
  private func endOfNumberedContents(from first: Int) -> Int? {
    guard first > 0, PageFurniture.isContents(visibleText(of: pieces[first - 1])) else { return nil }
    guard let end = pieces[first...].firstIndex(where: { $0.kind != .heading }),
      pieces[end].kind == .paragraph,
      pieces[end].range.count <= 180
    else { return nil }
    return pieces[end...].prefix(Self.longestFront).firstIndex { $0.kind != .paragraph }
  }

  private static let longestFront = 40

  /// The piece behind an index card, a table of 索引号, 发布机构 and the like; `nil` where another table stands.
  fileprivate func endOfCard(from start: Int, limit: Int) -> Int? {
    let table = pieces[start].table
    var end = start
    var isCard = false
    while end < pieces.count, pieces[end].kind == .cell, pieces[end].table == table {
      guard end - start < limit else { return nil }
      if !isCard, pieces[end].range.count <= 60 {
        isCard = PageFurniture.isFurniture(visibleText(of: pieces[end]).simplified)
      }
      end += 1
    }
    return isCard ? end : nil
  }

  /// The characters of a piece, bookmarks left out.
  func visibleText(of piece: Piece) -> Characters {
    Characters(text.span.extracting(text.span.withoutMarks(piece.range)))
  }
}
