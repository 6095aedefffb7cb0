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

  /// An error for each table that is lost.
  ///
  /// - Parameter met: the blocks that were recognised.
  static func find(in report: Report, index: FormIndex, met: Set<Int>) -> [Diagnostic] {
    let tables = LostTables(
      report: report, index: index, read: met.map { index.blocks[$0].section }, met: met)
    let blocks = tables.lostBlocks
    var found: [Diagnostic] = []
    for section in report.sections.indices where index.sections.contains(report.sections[section]) {
      // A table of contents has the titles too.
      let isLast = report.sections[(section + 1)...].allSatisfy { $0 != report.sections[section] }
      if isLast, let diagnostic = tables.loss(section) ?? tables.lostRows(section) {
        found.append(diagnostic)
      }
    }
    let others = blocks.filter { block in !found.contains { $0.what == block.what } }
    return found + others + tables.figuresInText + tables.placeholders
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

  /// Rows of a table that is read for the rest: figures stand in the text, side by side, or several alone on lines, or behind what may
  /// be a label right below a table.
  private func lostRows(_ section: Int) -> Diagnostic? {
    guard read.contains(report.sections[section]) else { return nil }
    var lone: [Piece] = []
    /// How many pieces ago a table ended, as long as no sentence follows; whether the table at hand is named as lost anyway.
    var (distance, isNamed) = (Int.max, false)
    var found: Piece?
    for piece in report.pieces where piece.section >= section {
      // 五、网上投诉件 looks like a heading where it is a row.
      if piece.section > section,
        distance >= Self.longestLabel || index.sections.contains(report.sections[piece.section])
      {
        break
      }
      if piece.kind == .cell {
        (distance, isNamed) = (0, false)
        continue
      }
      guard piece.kind == .paragraph || piece.section > section else { continue }
      if piece.range.count <= 240, lostBlock(roles(piece.range), section: section) != nil { isNamed = true }
      if isNamed { continue }
      if distance < .max { distance = isSentence(piece) ? .max : distance + 1 }
      let isRow =
        (2...Self.longestLabel).contains(distance) && isFigure(piece)
        || distance <= Self.longestLabel && endsInFigure(piece)
      if isRow || figures(in: piece) > 1 { found = piece }
      if isFigure(piece) { lone.append(piece) }
      // One alone may be the number of a page.
      if lone.count > 1 { found = lone[0] }
      if let found {
        return .lostRows(
          String(decoding: report.sections[section], as: UTF8.self),
          at: Location(report.source, line: found.line))
      }
    }
    return nil
  }

  /// How many lines a label takes, and its figure.
  private static let longestLabel = 4

  /// Parts of tables that are read for the rest, and the table that stands under no official heading: their titles stand in the text,
  /// or labels of their rows.
  private var lostBlocks: [Diagnostic] {
    var found: [(name: String, line: Int, rows: Int)] = []
    func note(_ name: String, _ line: Int, rows: Int) {
      if let place = found.firstIndex(where: { $0.name == name }) {
        found[place].rows += rows
      } else {
        found.append((name, line, rows))
      }
    }
    /// The last label of a row, and how many pieces ago it was.
    var label: (name: String, line: Int, age: Int)?
    for piece in report.pieces {
      if piece.kind == .cell { label = nil }
      // Rows such as 一、本年新收 look like headings where their cells are lost.
      guard piece.kind == .paragraph || piece.kind == .heading, piece.range.count <= 240 else { continue }
      if let last = label, isFigure(piece) { note(last.name, last.line, rows: Self.enough) }
      // A unit stands between a label and its figure.
      if label != nil { label!.age += 1 }
      if let last = label, last.age > 1 { label = nil }
      // The same block may be of several forms.
      if let (block, isTitle) = lostBlock(roles(piece.range), section: piece.section) {
        // Of a table under any heading one label may be prose.
        note(block.name, piece.line, rows: isTitle || read.contains(block.section) ? Self.enough : 1)
        label = (block.name, piece.line, 0)
      } else if let row = rowLabels(piece).lazy.compactMap({
        lostBlock(roles($0), section: piece.section, hasFigures: true)
      }).first {
        note(row.block.name, piece.line, rows: Self.enough)
      }
    }
    return found.filter { $0.rows >= Self.enough }.map {
      .lostTable($0.name, at: Location(report.source, line: $0.line))
    }
  }

  /// How many labels of rows make a table.
  private static let enough = 3

  /// The block that a paragraph is the title of, or a row, if none of its name was recognised.
  ///
  /// - Parameter hasFigures: whether figures stand behind the label, so that it is no prose in any section.
  private func lostBlock(
    _ roles: [LabelRole], section: Int, hasFigures: Bool = false
  ) -> (block: IndexedBlock, isTitle: Bool)? {
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
      if isHere || isAnywhere || hasFigures || role.kind == .title { return (block, role.kind == .title) }
    }
    return nil
  }

  /// Figures side by side where no official section is: a table whose lines ran together with the text.
  private var figuresInText: [Diagnostic] {
    report.pieces.first { piece in
      piece.kind == .paragraph && !index.sections.contains(report.sections[piece.section])
        && figures(in: piece) > 3
    }.map { [.figuresInText(at: Location(report.source, line: $0.line))] } ?? []
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

  private func roles(_ range: Range<Int>) -> [LabelRole] {
    let text = report.text.span.extracting(range)
    guard index.canBeLabel(text) else { return [] }
    var key: [UInt8] = []
    Label.normalize(text, into: &key)
    return index.roles(of: index.label(key.span))
  }

  private func isTitle(_ piece: Piece) -> Bool { roles(piece.range).contains { $0.kind == .title } }

  /// What stands before the figures at the end of a paragraph, with the unit before them and without.
  private func rowLabels(_ piece: Piece) -> [Range<Int>] {
    let words = report.text[piece.range].split { $0 == .space || $0 == .tab }
    guard let last = words.lastIndex(where: { !$0.allSatisfy(\.isDigit) }), last < words.count - 1 else {
      return []
    }
    return words[...last].suffix(2).reversed().map { piece.range.lowerBound..<$0.endIndex }
  }

  /// Whether a paragraph is a label of the forms, or holds two figures side by side, or nothing but figures.
  private func isRemains(_ piece: Piece) -> Bool {
    if piece.range.count <= 240, roles(piece.range).contains(where: { $0.kind != .header }) { return true }
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

  /// Whether a paragraph ends in a figure behind other text.
  private func endsInFigure(_ piece: Piece) -> Bool {
    let words = report.text[piece.range].split { $0 == .space || $0 == .tab }
    return words.count > 1 && words[words.count - 1].allSatisfy(\.isDigit) && !isSentence(piece)
  }

  /// Whether a paragraph holds a full stop.
  private func isSentence(_ piece: Piece) -> Bool {
    report.text.span.extracting(piece.range).firstIndex(of: Array("。".utf8)) != nil
  }
}
