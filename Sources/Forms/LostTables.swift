import Bytes
import Cells

/// Official sections of a report that must hold a table and do not: the cells are lost, or the table is an image.
///
/// A section with prose only is none of these: a body may say in words that nothing happened.
struct LostTables {
  private let report: Report
  private let index: FormIndex
  /// The sections whose tables were read.
  private let read: Set<[UInt8]>

  /// An error for each table that is lost.
  ///
  /// - Parameter met: the blocks that were recognised.
  static func find(in report: Report, index: FormIndex, met: Set<Int>) -> [Diagnostic] {
    let sections = Set(index.blocks.map(\.section))
    let tables = LostTables(report: report, index: index, read: Set(met.map { index.blocks[$0].section }))
    var found: [Diagnostic] = []
    for section in report.sections.indices where sections.contains(report.sections[section]) {
      // A table of contents has the titles too.
      let isLast = report.sections[(section + 1)...].allSatisfy { $0 != report.sections[section] }
      if isLast, let diagnostic = tables.loss(section) { found.append(diagnostic) }
    }
    return found + tables.placeholders
  }

  private func loss(_ section: Int) -> Diagnostic? {
    let title = report.sections[section]
    guard !read.contains(title), let heading = report.pieces.first(where: { $0.section == section }) else {
      return nil
    }
    let pieces = report.pieces.filter { $0.section == section && $0.kind != .heading && $0.kind != .title }
    let place = Location(report.source, line: heading.line)
    let name = String(decoding: title, as: UTF8.self)
    if pieces.allSatisfy({ isBlank($0) }) { return .emptySection(name, at: place) }
    let remains = pieces.filter { $0.kind == .paragraph && isRemains($0) }
    guard remains.count > 1 else { return nil }
    return .lostTable(name, at: Location(report.source, line: remains[0].line))
  }

  /// `[TABLE]`, which pandoc prints for a table that it cannot.
  private var placeholders: [Diagnostic] {
    let mark = Array("[TABLE]".utf8)
    let text = report.text.span
    return report.pieces.filter {
      $0.kind == .paragraph && text.extracting(text.trimmed($0.range)).equals(mark)
    }.map {
      .placeholder(at: Location(report.source, line: $0.line))
    }
  }

  private func isBlank(_ piece: Piece) -> Bool { report.text.span.isBlank(piece.range) }

  /// Whether a paragraph is a label of the forms, or figures and nothing else.
  private func isRemains(_ piece: Piece) -> Bool {
    let text = report.text.span.extracting(report.text.span.trimmed(piece.range))
    guard text.count <= 240 else { return false }
    var key: [UInt8] = []
    Label.normalize(text, into: &key)
    if index.roles(of: index.label(key.span)).contains(where: { $0.kind != .header }) { return true }
    var (figures, place) = (0, 0)
    while place < text.count {
      let blank = text.invisibleLength(at: place)
      guard blank > 0 || text[place].isDigit || text[place] == .period || text[place] == .hyphen else {
        return false
      }
      if text[place].isDigit { figures += 1 }
      place += max(blank, 1)
    }
    return figures > 0
  }
}
