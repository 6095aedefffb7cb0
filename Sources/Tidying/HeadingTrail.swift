import Bytes
import Reports
import Text

/// The headings of a report, passed once from its beginning to its end.
struct HeadingTrail {
  private let report: Report
  /// The first piece that was not looked at yet.
  private var next = 0
  private var nearest: Int?

  init(_ report: Report) { self.report = report }

  /// What the nearest heading before a piece calls its part: the section's name where it opened one, else its text without the
  /// ordinal.
  ///
  /// Cost: pieces come in printed order, so that all calls together pass the report once.
  mutating func name(before piece: Int) -> [UInt8] {
    while next < piece {
      if report.pieces[next].kind == .heading { nearest = next }
      next += 1
    }
    guard let nearest else { return report.sections[report.pieces[piece].section] }
    let heading = report.pieces[nearest]
    if nearest == 0 || report.pieces[nearest - 1].section != heading.section {
      return report.sections[heading.section]
    }
    var name = Label.printed(report.text.span.extracting(heading.range))
    for mark in ["。", "：", "、"] where name.suffix(3).elementsEqual(mark.utf8) { name.removeLast(3) }
    return name
  }
}
