import Bytes
import Reports
import Text

/// The bodies whose names stand on lines of their own around a title: those above it, as 清源县水利局 over 清源县河长制办公室 over
/// 2022年政府信息公开工作年度报告, may be joint with its own, or the page's.
struct TitleBodies {
  /// The names above, and the title's own as the last one; in printed order.
  let names: [Characters]
  /// The piece with the first of them.
  let first: Int
  /// A name on the line behind the title that is not its body's.
  let behind: Characters?

  init(_ report: Report, _ title: FrontMatter.Candidate, agency: Characters) {
    var names = [agency]
    var first = title.pieces.lowerBound
    while first > 0, names.count < Self.limit, let name = report.name(at: first - 1),
      Self.isBeside(name, agency), !names.contains(name)
    {
      names.insert(name, at: 0)
      first -= 1
    }
    (self.names, self.first) = (names, first)
    behind = report.name(at: title.pieces.upperBound + 1).flatMap {
      BodyName.isPlaced($0) && !BodyName.isSame($0, agency) ? $0 : nil
    }
  }

  /// Who signs for several bodies does so on as many lines.
  private static let limit = 4

  /// Whether a name above is of another body of the same rank: not of the place, its government or committee, which the head of a
  /// page names, nor of the body that the own one is a part of.
  private static func isBeside(_ name: Characters, _ own: Characters) -> Bool {
    guard BodyName.isPlaced(name), !BodyName.isPlace(name) else { return false }
    let offices = [name, own].map(BodyName.office)
    return !BodyName.isSame(name, own)
      || offices[0] != nil && offices[1] != nil && BodyName.isOfCommittee(name) != BodyName.isOfCommittee(own)
  }

  /// All names as one, where the report is signed by all of them, or the offices of committee and government publish it together.
  func joined(signed lines: [Characters], names witnesses: [Characters]) -> Characters? {
    guard names.count > 1 else { return nil }
    let together = Characters(names.joined())
    let last = lines.first.map { Years.match($0, at: 0) != nil } == true ? lines.dropFirst() : lines[...]
    let isSigned =
      last.prefix(names.count).elementsEqual(names.reversed())
      || witnesses.contains { $0.filter { $0 != Self.comma } == together }
    let offices = names.map { BodyName.office(of: $0) }
    let areOffices = names.count == 2 && offices[0] != nil && offices[0] == offices[1]
    return isSigned || areOffices ? Characters(names.joined(separator: [Self.comma])) : nil
  }

  private static let comma: Unicode.Scalar = "、"
}

extension Report {
  /// The body's name that a paragraph is, and nothing else but 和 or 暨 behind it.
  func name(at index: Int) -> Characters? {
    guard pieces.indices.contains(index), pieces[index].kind == .paragraph, pieces[index].range.count <= 150
    else { return nil }
    var text = visibleText(of: pieces[index]).withoutEmphasis.withoutSeal
    if let last = text.last, ["和", "与", "及", "暨", "，"].contains(last) { text.removeLast() }
    return NamePhrase.isName(text) ? text : nil
  }

  /// Makes one title of the pieces of a range.
  mutating func joinTitle(_ range: ClosedRange<Int>) {
    let lower = text.count
    for index in range {
      let part = pieces[index].range
      if text.span.needsBlank(
        behind: lower..<text.count, before: text.span.extracting(part))
      {
        text.append(0x20)
      }
      // A copy: a slice would make the text be copied as a whole.
      let bytes = Array(text[part])
      text.append(contentsOf: bytes)
    }
    pieces[range.lowerBound].kind = .title
    pieces[range.lowerBound].lower = lower
    pieces[range.lowerBound].upper = text.count
    let extra = range.count - 1
    if extra == 0 { return }
    // One by one: a report has hundreds of pieces, and `removeSubrange` moves them at many times the cost.
    var rest = pieces.mutableSpan
    for index in range.upperBound + 1..<rest.count { rest[index - extra] = rest[index] }
    pieces.removeLast(extra)
  }
}
