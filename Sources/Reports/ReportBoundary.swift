import Bytes
import Cells

/// Finds where the next report begins, line by line, so that one report at a time is held.
///
/// A form feed begins a report. So does a further title, but only once something follows it that a report consists of:
/// pages end in lists of titles of other reports. The same title again may be a running head; it begins a report only when
/// the outline starts over behind it.
struct ReportBoundary {
  let sections: SectionTitles

  private var title: Characters?
  private var hasText = false
  private var hasBody = false
  /// The last official section, by its place in the form.
  private var section = -1
  /// A title that may begin the next report, and where.
  private var candidate: (offset: Int, title: Characters)?
  /// The last short lines, for titles over several of them.
  private var lines: [(offset: Int, text: Characters)] = []

  init(sections: SectionTitles) {
    self.sections = sections
  }

  /// Looks at one line.
  ///
  /// - Parameter offset: of the line's first byte, in any count that the caller goes by.
  /// - Returns: the offset at which a further report begins, once that is certain.
  mutating func read(_ line: Span<UInt8>, at offset: Int) -> Int? {
    if let feed = line.formFeed {
      if hasText || !line.isBlank(0..<feed) { return offset + feed }
    }
    if !line.isEmpty, line[0] == .tab {
      hasText = true
      hasBody = true
      lines.removeAll(keepingCapacity: true)
      return confirmed(by: .table)
    }
    if line.isBlank(0..<line.count) { return nil }
    hasText = true
    if let index = sections.index(of: line) {
      let before = section
      section = index
      hasBody = true
      lines.removeAll(keepingCapacity: true)
      return confirmed(by: .heading(startsOver: index == 0 || index < before))
    }
    guard line.count <= 180 else {
      lines.removeAll(keepingCapacity: true)
      if section >= 2, candidate == nil, line.count < 3000, let title = Self.openingTitle(line) {
        candidate = (offset, title)
        return nil
      }
      return confirmed(by: .prose)
    }
    readShortLine(line, at: offset)
    return nil
  }

  private mutating func readShortLine(_ line: Span<UInt8>, at offset: Int) {
    lines.append((offset, Characters(line)))
    if lines.count > 4 { lines.removeFirst() }
    guard let found = TitleLines(lines.map(\.text)) else { return }
    let text = Array(lines[found.first...].map(\.text).joined())
    let start = lines[found.first].offset
    lines.removeAll(keepingCapacity: true)
    if !hasBody {
      title = title ?? text
    } else if candidate?.title != text {
      candidate = (start, text)
    }
  }

  private enum Evidence {
    case table, prose
    case heading(startsOver: Bool)
  }

  private mutating func confirmed(by evidence: Evidence) -> Int? {
    guard let candidate else { return nil }
    if case .heading(let startsOver) = evidence {
      if startsOver || candidate.title != title { return candidate.offset }
      self.candidate = nil
      return nil
    }
    return candidate.title != title ? candidate.offset : nil
  }

  /// The body and year of a report that begins with its opening sentence.
  private static func openingTitle(_ line: Span<UInt8>) -> Characters? {
    guard let title = OpeningSentence.title(in: Characters(line)), title.year != nil, !title.agency.isEmpty
    else { return nil }
    return title.agency + Characters(String(title.year ?? 0))
  }
}

extension Span where Element == UInt8 {
  fileprivate var formFeed: Int? {
    for index in indices where self[index] == .formFeed { return index }
    return nil
  }
}
