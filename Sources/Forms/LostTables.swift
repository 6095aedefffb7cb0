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
    if read.contains(title) { return lostBlock(section) }
    guard let heading = report.pieces.first(where: { $0.section == section }) else {
      return nil
    }
    let pieces = report.pieces.filter { $0.section == section && $0.kind != .heading && $0.kind != .title }
    let place = Location(report.source, line: heading.line)
    let name = String(decoding: title, as: UTF8.self)
    if pieces.allSatisfy({ isBlank($0) }) { return .emptySection(name, at: place) }
    let remains = pieces.filter { $0.kind == .paragraph && isRemains($0) }
    guard remains.count > 1 || remains.first.map({ isTitle($0) || figures(behind: $0) > 1 }) == true else {
      return nil
    }
    return .lostTable(name, at: Location(report.source, line: remains[0].line))
  }

  /// A part of a table that is read for the rest: its title stands in the text, and figures behind it.
  private func lostBlock(_ section: Int) -> Diagnostic? {
    var title: Piece?
    for piece in report.pieces where piece.section == section {
      if piece.kind == .cell { title = nil }
      guard piece.kind == .paragraph else { continue }
      if let title, figures(behind: piece) > 0 {
        let name = String(decoding: report.text[title.range], as: UTF8.self)
        return .lostTable(name, at: Location(report.source, line: title.line))
      }
      if isTitle(piece) { title = piece }
    }
    return nil
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

  private func roles(_ piece: Piece) -> [LabelRole] {
    var key: [UInt8] = []
    Label.normalize(report.text.span.extracting(piece.range), into: &key)
    return index.roles(of: index.label(key.span))
  }

  private func isTitle(_ piece: Piece) -> Bool { roles(piece).contains { $0.kind == .title } }

  /// Whether a paragraph is a label of the forms, or ends in two figures, or is nothing but figures.
  private func isRemains(_ piece: Piece) -> Bool {
    guard piece.range.count <= 240 else { return false }
    if roles(piece).contains(where: { $0.kind != .header }) { return true }
    return figures(behind: piece) > 1 || report.text[piece.range].allSatisfy { $0.isDigit || $0 == .space }
  }

  /// How many figures end a paragraph.
  private func figures(behind piece: Piece) -> Int {
    report.text[piece.range].split { $0 == .space || $0 == .tab }.reversed().prefix {
      $0.allSatisfy { $0.isDigit || $0 == .period || $0 == .hyphen }
    }.count
  }
}
