import Bytes
import Reports
import Text

/// What the narrative of a report states, each figure once.
struct Narrative: Sendable {
  /// A figure, and the sentence that states it.
  struct Figure: Sendable, Equatable {
    let figure: StatedFigure
    /// `nil` where the text only comes near to it.
    let value: Int?
    /// Whether it counts requests as new ones (新收).
    let isNew: Bool
    let piece: Int
    /// The sentence's bytes in `Report.text`.
    let sentence: Range<Int>
  }

  /// In printed order.
  private(set) var figures: [Figure] = []
  /// The further places of figures that were stated differently, which none of them is given for.
  private(set) var contradictions: [(first: Figure, second: Figure)] = []
  private var reader: NarrativeReader

  /// - Parameter isNarrative: whether a section of the report is one whose sentences count; `nil` for one that no form knows.
  init(_ report: Report, isNarrative: ([UInt8]) -> Bool?) {
    let agency = report.agency
    reader = NarrativeReader(
      year: Int(String(decoding: report.year, as: UTF8.self)), body: Characters(agency.span).simplified)
    let known = report.sections.map { $0.isEmpty ? false : isNarrative($0) }
    var section = -1
    var isRead = false
    for (number, piece) in report.pieces.enumerated() {
      guard piece.kind == .heading || piece.kind == .paragraph else { continue }
      if piece.section != section {
        section = piece.section
        let name = report.sections[section]
        let heading = Characters(name.span).simplified
        isRead = known[section] ?? reader.isAboutRequests(heading: heading)
        if isRead { reader.begin(heading: heading) }
      }
      guard isRead else { continue }
      if piece.kind == .heading {
        reader.begin(heading: Characters(report.text.span.extracting(piece.range)).simplified)
      } else {
        read(report, number)
      }
    }
  }

  private mutating func read(_ report: Report, _ number: Int) {
    let range = report.pieces[number].range
    let text = report.text.span
    var start = range.lowerBound
    var isFirst = true
    while start < range.upperBound {
      let end = text.sentenceEnd(from: start, to: range.upperBound)
      let sentence = text.trimmed(start..<end)
      start = end
      for statement in reader.read(Characters(text.extracting(sentence)).simplified, isFirst: isFirst) {
        add(
          Figure(
            figure: statement.figure, value: statement.value, isNew: statement.isNew, piece: number,
            sentence: sentence))
      }
      isFirst = false
    }
  }

  /// Of figures of one kind that differ none is certain; 近百件 and 98件 do not.
  private mutating func add(_ figure: Figure) {
    if contradictions.contains(where: { $0.first.figure == figure.figure }) { return }
    guard let known = figures.firstIndex(where: { $0.figure == figure.figure }) else {
      figures.append(figure)
      return
    }
    guard let new = figure.value, new != figures[known].value else { return }
    // 受理86件，其中新收82件: the second is what the table asks for.
    if figures[known].isNew, !figure.isNew { return }
    if figures[known].value == nil || (figure.isNew && !figures[known].isNew) {
      figures[known] = figure
    } else {
      contradictions.append((figures[known], figure))
      figures.remove(at: known)
    }
  }
}

extension Span where Element == UInt8 {
  /// The place behind the next 。 ！ ？ ； or ;, or `end`.
  fileprivate func sentenceEnd(from start: Int, to end: Int) -> Int {
    var index = start
    while index < end {
      let byte = self[index]
      if byte == 0x3B { return index + 1 }
      if byte == 0xE3, index + 2 < end, self[index + 1] == 0x80, self[index + 2] == 0x82 { return index + 3 }
      if byte == 0xEF, index + 2 < end, self[index + 1] == 0xBC,
        self[index + 2] == 0x81 || self[index + 2] == 0x9B || self[index + 2] == 0x9F
      {
        return index + 3
      }
      index += 1
    }
    return end
  }
}
