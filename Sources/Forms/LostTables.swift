import Bytes
import Cells

/// Official sections of a report that must hold a table and do not: the cells are lost, or the table is an image.
///
/// A section with prose only is none of these: a body may say in words that nothing happened.
struct LostTables {
  private let report: Report
  private let index: FormIndex
  /// The sections whose tables were read.
  private let read: [[UInt8]]
  private let met: Set<Int>
  /// The pieces that are no cells, by number, and what they are as labels.
  private let others: [(number: Int, piece: Piece, label: Int)]

  private init(in report: Report, index: FormIndex, met: Set<Int>, labels: inout LabelMemo) {
    self.report = report
    self.index = index
    self.met = met
    read = met.map { index.blocks[$0].section }
    var others: [(Int, Piece, Int)] = []
    others.reserveCapacity(64)
    for number in report.pieces.indices where report.pieces[number].kind != .cell {
      let piece = report.pieces[number]
      let text = report.text.span.extracting(piece.range)
      var label = -1
      if text.count <= Self.longest {
        // Reports have the same headings; paragraphs come once.
        label =
          piece.kind == .heading ? labels.label(of: text, index: index).exact : Self.label(text, index)
      }
      others.append((number, piece, label))
    }
    self.others = others
  }

  /// An error for each table that is lost.
  ///
  /// - Parameter met: the blocks that were recognised.
  static func find(
    in report: Report, index: FormIndex, met: Set<Int>, labels: inout LabelMemo
  ) -> [Diagnostic] {
    let tables = LostTables(in: report, index: index, met: met, labels: &labels)
    let blocks = tables.lostBlocks
    var found: [Diagnostic] = []
    for section in report.sections.indices where index.sections.contains(report.sections[section]) {
      // A table of contents has the titles too.
      let isLast = report.sections[(section + 1)...].allSatisfy { $0 != report.sections[section] }
      if isLast, let diagnostic = tables.loss(section) ?? (blocks.isEmpty ? tables.lostRows(section) : nil) {
        found.append(diagnostic)
      }
    }
    let others = blocks.filter { block in !found.contains { $0.what == block.what } }
    return found + others + tables.placeholders
  }

  private func loss(_ section: Int) -> Diagnostic? {
    let title = report.sections[section]
    if read.contains(title) { return nil }
    guard let heading = report.pieces.first(where: { $0.section == section }) else {
      return nil
    }
    let pieces = report.pieces.filter { $0.section == section && $0.kind != .heading && $0.kind != .title }
    let place = Location(report.source, line: heading.line)
    let name = String(decoding: title, as: UTF8.self)
    if pieces.allSatisfy({ isBlank($0) }) { return .emptySection(name, at: place) }
    // Rows such as 一、本年新收 look like headings where their cells are lost, and open sections of their own.
    let end = report.sections.indices[(section + 1)...].first { index.sections.contains(report.sections[$0]) }
    let remains = report.pieces.filter {
      (section..<(end ?? report.sections.count)).contains($0.section) && $0.kind == .paragraph
        && isRemains($0)
    }
    guard remains.count > 1 || remains.first.map({ isTitle($0) || figures(in: $0) > 1 }) == true else {
      return nil
    }
    return .lostTable(name, at: Location(report.source, line: remains[0].line))
  }

  /// Rows of a table that is read for the rest: figures stand in the text, side by side, or several alone on lines.
  private func lostRows(_ section: Int) -> Diagnostic? {
    guard read.contains(report.sections[section]) else { return nil }
    let name = String(decoding: report.sections[section], as: UTF8.self)
    var lone: [Piece] = []
    for (_, piece, _) in others where piece.section == section && piece.kind == .paragraph {
      if figures(in: piece) > 1 { return .lostTable(name, at: Location(report.source, line: piece.line)) }
      if isFigure(piece) { lone.append(piece) }
    }
    // One alone may be the number of a page.
    return lone.count > 1 ? .lostTable(name, at: Location(report.source, line: lone[0].line)) : nil
  }

  /// Parts of tables that are read for the rest, and the table that stands under no official heading: labels of their rows stand
  /// in the text, or their titles with figures behind.
  private var lostBlocks: [Diagnostic] {
    var found: [(name: String, line: Int, rows: Int)] = []
    func note(_ name: String, _ line: Int, rows: Int) {
      if let place = found.firstIndex(where: { $0.name == name }) {
        found[place].rows += rows
      } else {
        found.append((name, line, rows))
      }
    }
    var title: (piece: Piece, name: String)?
    var last = -1
    for (number, piece, label) in others {
      // Cells between.
      if number > last + 1, title != nil { title = nil }
      last = number
      // Rows such as 一、本年新收 look like headings where their cells are lost.
      guard piece.kind != .title, piece.range.count <= Self.longest else { continue }
      if let title, title.piece.section == piece.section, endsInFigure(piece) {
        note(title.name, title.piece.line, rows: Self.enough)
      }
      // The same block may be of several forms.
      guard let (block, isTitle) = lostBlock(index.roles(of: label), section: piece.section) else { continue }
      if isTitle {
        title = (piece, block.name)
      } else {
        // Of a table under any heading one label may be prose.
        note(block.name, piece.line, rows: read.contains(block.section) ? Self.enough : 1)
      }
    }
    return found.filter { $0.rows >= Self.enough }.map {
      .lostTable($0.name, at: Location(report.source, line: $0.line))
    }
  }

  /// How many labels of rows make a table.
  private static let enough = 3

  /// The block that a paragraph is the title of, or a row, if none of its name was recognised.
  private func lostBlock(_ roles: [LabelRole], section: Int) -> (block: IndexedBlock, isTitle: Bool)? {
    let roles = roles.filter { $0.kind == .title || $0.kind == .row }
    guard
      !roles.contains(where: { role in met.contains { index.blocks[$0].name == index.blocks[role.block].name }
      })
    else { return nil }
    for role in roles {
      let block = index.blocks[role.block]
      let isHere = block.section == report.sections[section] && read.contains(block.section)
      let isAnywhere =
        !read.contains(block.section) && block.section != report.sections[section]
        && (block.hasUnitColumn || report.sections.contains(block.section))
      if isHere || isAnywhere { return (block, role.kind == .title) }
    }
    return nil
  }

  /// `[TABLE]`, which pandoc prints for a table that it cannot.
  private var placeholders: [Diagnostic] {
    let mark = Array("[TABLE]".utf8)
    let text = report.text.span
    return others.map(\.piece).filter {
      $0.kind == .paragraph && text.extracting(text.trimmed($0.range)).equals(mark)
    }.map {
      .placeholder(at: Location(report.source, line: $0.line))
    }
  }

  private func isBlank(_ piece: Piece) -> Bool { report.text.span.isBlank(piece.range) }

  private func roles(_ piece: Piece) -> [LabelRole] {
    index.roles(of: Self.label(report.text.span.extracting(piece.range), index))
  }

  /// Longer texts are prose.
  private static let longest = 240

  /// The number of the label that a text is; -1 for none.
  private static func label(_ text: Span<UInt8>, _ index: FormIndex) -> Int {
    guard index.canBeLabel(text) else { return -1 }
    var key: [UInt8] = []
    Label.normalize(text, into: &key)
    return index.label(key.span)
  }

  private func isTitle(_ piece: Piece) -> Bool { roles(piece).contains { $0.kind == .title } }

  /// Whether a paragraph is a label of the forms, or holds two figures side by side, or nothing but figures.
  private func isRemains(_ piece: Piece) -> Bool {
    if piece.range.count <= Self.longest, roles(piece).contains(where: { $0.kind != .header }) { return true }
    return figures(in: piece) > 1 || isFigure(piece)
  }

  private func isFigure(_ piece: Piece) -> Bool {
    !piece.range.isEmpty && report.text[piece.range].allSatisfy { $0.isDigit || $0 == .space }
  }

  /// How many figures stand side by side in a paragraph, at most.
  private func figures(in piece: Piece) -> Int {
    var (run, longest) = (0, 0)
    /// Whether the word at hand is a figure so far; `nil` between words.
    var isFigure: Bool?
    let text = report.text.span
    for index in piece.range {
      let byte = text[index]
      if byte == .space || byte == .tab {
        if isFigure == true { run += 1 }
        isFigure = nil
      } else if byte.isDigit || byte == .period || byte == .hyphen || byte == .comma {
        isFigure = isFigure ?? true
      } else {
        (isFigure, run) = (false, 0)
      }
      if run > longest { longest = run }
    }
    return max(longest, isFigure == true ? run + 1 : 0)
  }

  /// Whether a paragraph ends in a figure.
  private func endsInFigure(_ piece: Piece) -> Bool {
    report.text[piece.range].split { $0 == .space || $0 == .tab }.last?.allSatisfy(\.isDigit) == true
  }
}
