import Bytes
import Forms
import Reports
import Text

/// Official sections of a report that must hold a table and do not: the cells are lost, or the table is an image.
///
/// A section with prose only is none of these: a body may say in words that nothing happened.
struct LostTables {
  private let report: Report
  private let index: FormIndex
  /// The sections whose tables were read.
  private let read: [[UInt8]]
  /// Whether the forms have it, of each section of the report.
  private let isOfficial: [Bool]
  private let met: [Int]

  /// A piece outside tables; or the first cell of some that follow each other in one section, for the others tell no more.
  private struct Entry {
    let piece: Piece
    /// The label that the text is, for `FormIndex.roles`; -1 for none and for cells.
    let label: Int
  }

  /// In their order. Nearly all pieces are cells.
  private let entries: [Entry]

  /// An error for each table that is lost.
  ///
  /// - Parameter met: the blocks that were recognised.
  static func find(
    in report: Report, index: FormIndex, met: [Int], labels: inout LabelMemo
  ) -> [Diagnostic] {
    let tables = LostTables(
      report: report, index: index, read: met.map { index.blocks[$0].section },
      isOfficial: report.sections.map { index.sections.contains($0) }, met: met,
      entries: entries(of: report, index: index, labels: &labels))
    let blocks = tables.lostBlocks
    var found: [Diagnostic] = []
    for section in report.sections.indices where tables.isOfficial[section] {
      // A table of contents has the titles too.
      let isLast = report.sections[(section + 1)...].allSatisfy { $0 != report.sections[section] }
      if isLast, let diagnostic = tables.loss(section) ?? tables.lostRows(section) {
        found.append(diagnostic)
      }
    }
    let others = blocks.filter { block in !found.contains { $0.what == block.what } }
    return found + others + tables.figuresInText + tables.placeholders
  }

  private static func entries(of report: Report, index: FormIndex, labels: inout LabelMemo) -> [Entry] {
    var entries: [Entry] = []
    entries.reserveCapacity(64)
    /// The section of the cells that the last piece belongs to.
    var cells = -1
    let text = report.text.span
    let pieces = report.pieces.span
    for number in pieces.indices {
      if pieces[number].kind == .cell {
        if pieces[number].section == cells { continue }
        cells = pieces[number].section
        entries.append(Entry(piece: pieces[number], label: -1))
        continue
      }
      cells = -1
      let line = text.extracting(pieces[number].range)
      let isLabel = line.count <= longestLine && index.canBeLabel(line)
      let label = isLabel ? labels.label(of: line, index: index).exact : -1
      entries.append(Entry(piece: pieces[number], label: label))
    }
    return entries
  }

  /// No label is longer, in bytes.
  private static let longestLine = 240

  private func loss(_ section: Int) -> Diagnostic? {
    let title = report.sections[section]
    if read.contains(title) { return nil }
    guard let heading = report.pieces.first(where: { $0.section == section }) else { return nil }
    let pieces = report.pieces.filter { $0.section == section && $0.kind != .heading && $0.kind != .title }
    let place = Location(report.source, line: heading.line)
    let name = String(decoding: title, as: UTF8.self)
    if pieces.allSatisfy({ isBlank($0) }) { return .emptySection(name, at: place) }
    // Rows such as 一、本年新收 look like headings where their cells are lost, and open sections of their own.
    let end = report.sections.indices[(section + 1)...].first { isOfficial[$0] }
    let remains = entries.filter {
      (section..<(end ?? report.sections.count)).contains($0.piece.section) && $0.piece.kind == .paragraph
        && isRemains($0)
    }
    guard remains.count > 1 || remains.first.map({ isTitle($0) || hasFigures($0.piece, 2) }) == true else {
      return nil
    }
    return .lostTable(name, at: Location(report.source, line: remains[0].piece.line))
  }

  /// Rows of a table that is read for the rest: figures stand in the text, side by side, or several alone on lines, or behind what may
  /// be a label right below a table.
  private func lostRows(_ section: Int) -> Diagnostic? {
    guard read.contains(report.sections[section]) else { return nil }
    var lone: [Piece] = []
    /// How many pieces ago a table ended, as long as no sentence follows; whether the table at hand is named as lost anyway.
    var (distance, isNamed) = (Int.max, false)
    var found: Piece?
    for entry in entries where entry.piece.section >= section {
      let piece = entry.piece
      // 五、网上投诉件 looks like a heading where it is a row, and so does the heading of rows, repeated on a new page, above figures.
      if piece.section > section {
        if distance == .max || isOfficial[piece.section] { break }
        if distance >= Self.longestLabel, piece.kind != .cell, !isFigure(piece) { continue }
      }
      if piece.kind == .cell {
        (distance, isNamed) = (0, false)
        continue
      }
      guard piece.kind == .paragraph || piece.section > section else { continue }
      if lostBlock(index.roles(of: entry.label), section: section) != nil { isNamed = true }
      if isNamed { continue }
      if distance < .max { distance = isSentence(piece) ? .max : distance + 1 }
      let isRow =
        (2...Self.longestLabel).contains(distance) && isFigure(piece)
        || distance <= Self.longestLabel && endsInFigure(piece)
      if isRow || hasFigures(piece, 2) { found = piece }
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
    for entry in entries {
      let piece = entry.piece
      if piece.kind == .cell { label = nil }
      // Rows such as 一、本年新收 look like headings where their cells are lost.
      guard piece.kind == .paragraph || piece.kind == .heading, piece.range.count <= Self.longestLine
      else { continue }
      if let last = label, isFigure(piece) { note(last.name, last.line, rows: Self.enough) }
      // A unit stands between a label and its figure.
      if label != nil { label!.age += 1 }
      if let last = label, last.age > 1 { label = nil }
      // The same block may be of several forms.
      if let (block, isTitle) = lostBlock(index.roles(of: entry.label), section: piece.section) {
        // Of a table under any heading one label may be prose.
        note(block.name, piece.line, rows: isTitle || read.contains(block.section) ? Self.enough : 1)
        label = (block.name, piece.line, 0)
        continue
      }
      for range in rowLabels(piece) {
        guard let row = lostBlock(roles(range), section: piece.section, hasFigures: true) else { continue }
        note(row.block.name, piece.line, rows: Self.enough)
        break
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
    if roles.isEmpty { return nil }
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
    for place in entries.indices where entries[place].piece.kind == .paragraph {
      let piece = entries[place].piece
      if !isOfficial[piece.section], hasFigures(piece, 4) {
        return [.figuresInText(at: Location(report.source, line: piece.line))]
      }
    }
    return []
  }

  /// `[TABLE]`, which pandoc prints for a table that it cannot.
  private var placeholders: [Diagnostic] {
    let text = report.text.span
    var found: [Diagnostic] = []
    for place in entries.indices where entries[place].piece.kind == .paragraph {
      let piece = entries[place].piece
      // Nearly all lines are longer, or shorter.
      if Self.placeholderLengths.contains(piece.range.count),
        text.extracting(text.trimmed(piece.range)).equals(Self.placeholder)
      {
        found.append(.placeholder(at: Location(report.source, line: piece.line)))
      }
    }
    return found
  }

  private static let placeholder = Array("[TABLE]".utf8)
  private static let placeholderLengths = placeholder.count..<64

  private func isBlank(_ piece: Piece) -> Bool { report.text.span.isBlank(piece.range) }

  private func roles(_ range: Range<Int>) -> [LabelRole] {
    let text = report.text.span.extracting(range)
    guard index.canBeLabel(text) else { return [] }
    var key: [UInt8] = []
    Label.normalize(text, into: &key)
    return index.roles(of: index.label(key.span))
  }

  private func isTitle(_ entry: Entry) -> Bool {
    index.roles(of: entry.label).contains { $0.kind == .title }
  }

  /// What stands before the figures at the end of a paragraph, with the unit before them and without.
  private func rowLabels(_ piece: Piece) -> [Range<Int>] {
    // Nearly all text ends in something else.
    guard endsInDigit(piece) else { return [] }
    let words = report.text[piece.range].split { $0 == .space || $0 == .tab }
    guard let last = words.lastIndex(where: { !$0.allSatisfy(\.isDigit) }), last < words.count - 1 else {
      return []
    }
    return words[...last].suffix(2).reversed().map { piece.range.lowerBound..<$0.endIndex }
  }

  /// Whether a paragraph is a label of the forms, or holds two figures side by side, or nothing but figures.
  private func isRemains(_ entry: Entry) -> Bool {
    if index.roles(of: entry.label).contains(where: { $0.kind != .header }) { return true }
    return hasFigures(entry.piece, 2) || isFigure(entry.piece)
  }

  private func isFigure(_ piece: Piece) -> Bool {
    !piece.range.isEmpty && report.text[piece.range].allSatisfy { $0.isDigit || $0 == .space }
  }

  /// Whether the last byte is a digit, or blanks stand there.
  private func endsInDigit(_ piece: Piece) -> Bool {
    guard !piece.range.isEmpty else { return false }
    let last = report.text[piece.upper - 1]
    return last.isDigit || last == .space || last == .tab
  }

  /// Whether so many figures, two or more, stand side by side in a paragraph.
  private func hasFigures(_ piece: Piece, _ number: Int) -> Bool {
    let text = report.text.span.extracting(piece.range)
    // Prose has no blanks.
    guard text.firstIndex(of: .space) != nil || text.firstIndex(of: .tab) != nil else { return false }
    return Self.figures(in: text) >= number
  }

  /// How many figures stand side by side in a paragraph, at most.
  private static func figures(in text: Span<UInt8>) -> Int {
    var (run, longest) = (0, 0)
    /// Whether the word at hand is a figure so far; `nil` between words.
    var isFigure: Bool?
    for index in text.indices {
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
    guard endsInDigit(piece) else { return false }
    let words = report.text[piece.range].split { $0 == .space || $0 == .tab }
    return words.count > 1 && words[words.count - 1].allSatisfy(\.isDigit) && !isSentence(piece)
  }

  /// Whether a paragraph holds a full stop.
  private func isSentence(_ piece: Piece) -> Bool {
    report.text.span.extracting(piece.range).firstIndex(of: Self.fullStop) != nil
  }

  private static let fullStop = Array("。".utf8)
}
