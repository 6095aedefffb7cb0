import Bytes
package import Forms
package import Reports
import Text

/// Finds headings among the paragraphs and gives every piece its section.
///
/// Only lines outside tables are looked at, for the rows of table 3 carry ordinals like headings. An official title opens its
/// section whatever its ordinal; any other heading with 一、 opens a section of its own; deeper headings leave the section.
package struct Outline {
  let vocabulary: Vocabulary

  package init(vocabulary: Vocabulary) { self.vocabulary = vocabulary }

  package func assign(_ report: inout Report) {
    var current = 0
    let text = report.text
    // Taken out of the report, and not copied, for they are changed one by one.
    var all = report.pieces
    report.pieces = []
    defer { report.pieces = all }
    var pieces = all.mutableSpan
    for index in pieces.indices {
      if pieces[index].kind == .paragraph, let heading = heading(text.span.extracting(pieces[index].range)) {
        pieces[index].kind = .heading
        if let section = heading.section {
          report.sections.append(section)
          current = report.sections.count - 1
        }
      }
      pieces[index].section = current
    }
  }

  /// A heading; `section` is the name of the section it opens, if it opens one.
  private struct Heading {
    var section: [UInt8]?
  }

  private func heading(_ line: Span<UInt8>) -> Heading? {
    guard line.count <= 240 else { return nil }
    let bare = line.extracting(line.withoutMarks(0..<line.count))
    if let index = vocabulary.sections.index(of: bare) {
      return Heading(section: vocabulary.sections.titles[index])
    }
    guard bare.beginsLikeOrdinal, !isInContents(bare) else { return nil }
    let characters = Characters(bare)
    if let ordinal = Ordinal(characters) {
      let name = characters[ordinal.length...]
      // 一、某某局2022年政府信息公开工作年度报告, in a collection.
      if let last = name.last?.simplified, last == "告" || last == "报",
        let title = ReportTitle(characters),
        title.year != nil, !title.agency.isEmpty
      {
        return nil
      }
      guard Self.isHeading(name, level: ordinal.level), !isRow(bare) else { return nil }
      return Heading(section: ordinal.level == 1 ? Self.trimmed(name).utf8 : nil)
    }
    // 一基本情况: the mark behind the ordinal is missing.
    if let first = characters.first, first.isHanDigit, characters.count <= 20,
      Self.endings.end(characters.simplified)
    {
      return Heading(section: Self.trimmed(characters.dropFirst()).utf8)
    }
    return nil
  }

  /// Whether a line stands in a table of contents: the number of a page ends it, behind dots, a tab or an official title.
  private func isInContents(_ line: Span<UInt8>) -> Bool {
    var end = line.count
    while end > 0, line[end - 1].isDigit { end -= 1 }
    guard (1...3).contains(line.count - end) else { return false }
    let title = line.trimmed(0..<end)
    if line.extracting(title.upperBound..<end).firstIndex(of: .tab) != nil { return true }
    let dots = Characters(line.extracting(title)).reversed().prefix { Self.leaders.contains($0) }
    return dots.count > 2 || dots.contains("…")
      || vocabulary.sections.index(of: line.extracting(title)) != nil
  }

  /// . … · ‥ ・ ． _ - —
  private static let leaders: [Unicode.Scalar] = [
    ".", "…", "·", "‥", "・", "．", "_", "-", "—",
  ]

  /// Whether a line is a row of a table whose cells are lost: a label of the forms, or text with figures parted by blanks.
  func isRow(_ line: Span<UInt8>) -> Bool {
    var figures = 0
    for index in line.indices.dropFirst() where line[index].isDigit && line[index - 1] == .space {
      if index + 1 == line.count || line[index + 1] == .space || line[index + 1].isDigit { figures += 1 }
    }
    if figures > 1 { return true }
    guard vocabulary.canBeLabel(line) else { return false }
    var key: [UInt8] = []
    Label.normalize(line, into: &key)
    return vocabulary.isLabel(key.span)
  }

  /// Whether a line is a row of a table without marks, or the beginning of its label.
  func canBeRow(_ line: Span<UInt8>) -> Bool {
    if isRow(line) { return true }
    let visible = line.trimmed(0..<line.count)
    // Where columns are kept a gap stands behind the label.
    let end = line.firstIndex(of: [.space, .space], from: visible.lowerBound) ?? visible.upperBound
    var key: [UInt8] = []
    Label.normalize(line.extracting(visible.lowerBound..<min(end, visible.upperBound)), into: &key)
    // 一、 alone begins every label.
    return !key.isEmpty
      && vocabulary.tables.contains { table in
        table.rows.contains { row in row.labels.contains { $0.starts(with: key) } }
      }
  }

  /// Whether the text behind an ordinal is a heading and not the beginning of a paragraph.
  private static func isHeading(_ name: Characters.SubSequence, level: Int) -> Bool {
    guard (2...(level == 1 ? 45 : 30)).contains(name.count) else { return false }
    let inner = name.dropLast()
    // 。 ； ！ ？ inside: sentences. A deeper heading has no comma either.
    if inner.contains(where: { ["。", "；", ";", "！", "？"].contains($0) }) { return false }
    if level > 1 {
      return !inner.contains { ["，", ","].contains($0) } && name.last != "。"
    }
    return true
  }

  private static func trimmed(_ name: Characters.SubSequence) -> Characters {
    var name = Array(name)
    while let last = name.last, ["。", "、", "：", ":", ".", "，"].contains(last) {
      name.removeLast()
    }
    return name
  }

  private static let endings = Words(["情况", "措施", "事项", "问题", "概述", "附表", "说明"])
}
