import Bytes
import Forms
import PDF
import Reports
import Text

/// Joins the lines of pages to paragraphs.
struct DocumentParagraphs {
  private let sections: SectionTitles
  private let margins: [Int: (left: Float, right: Float)]
  private var above: PageLine?
  /// Whether the heading of a section was met: titles stand above it.
  private var isInBody = false

  init(_ sections: SectionTitles, margins: [Int: (left: Float, right: Float)]) {
    (self.sections, self.margins) = (sections, margins)
  }

  /// A table stands between.
  mutating func end() { above = nil }

  mutating func add(_ line: PageLine, to builder: inout ReportBuilder) {
    let text = line.line.text.bytes.span
    if let above, goesOn(above, in: line, builder) {
      let isInNumber = above.line.text.bytes.last?.isDigit ?? false
      builder.join(text, inWord: isInNumber && text[0].isDigit)
    } else {
      builder.addParagraph(text, line: line.page)
    }
    above = line
    let paragraph = builder.report.text.span.extracting(builder.lastRange)
    if paragraph.count <= 240, sections.index(of: paragraph) != nil {
      isInBody = true
      self.above = nil
    }
  }

  /// Whether a line goes on with the paragraph of the one above.
  private func goesOn(_ above: PageLine, in line: PageLine, _ builder: ReportBuilder) -> Bool {
    let em = line.line.em
    guard abs(above.line.em - em) < 0.1 * em, Ordinal(beginning: line.line.text.bytes.span) == nil else {
      return false
    }
    let isNear = line.page > above.page || line.line.y - above.line.y < 3 * em
    guard isNear, let margins = margins[above.page] else { return false }
    let isFull = above.line.x1 > margins.right - 1.6 * em
    // The first line of a paragraph is indented, the others are not.
    if isFull, line.line.x0 <= above.line.x0 + 0.5 * em { return true }
    return isTitle(above) && isTitle(line) && Ordinal(beginning: above.line.text.bytes.span) == nil
      && above.page == line.page
  }

  private static let fullStop = Array("。".utf8)

  /// Whether a line is of a title: in large letters, as far from the left as from the right, above the text.
  private func isTitle(_ line: PageLine) -> Bool {
    guard !isInBody, line.line.em > 12, let margins = margins[line.page], line.line.letters.count < 40 else {
      return false
    }
    let (left, right) = (line.line.x0 - margins.left, margins.right - line.line.x1)
    return abs(left - right) < 3 * line.line.em && line.line.text.bytes.suffix(3) != Self.fullStop[...]
  }
}
