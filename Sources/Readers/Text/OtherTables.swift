import Bytes
import Flow
import Forms
import Identity
import Reports
import Text

/// Tables of a text whose cells are set apart otherwise than those of its other tables: rows with pipes pasted below cells with tabs,
/// a table drawn in lines, the tags of a page.
///
///     项目 | 件数        项目⇥件数        │项目│件数│        <table><tr><td>项目<td>件数</table>
///     来信 | 5           来信⇥5          │来信│5  │
///
/// Each is read by its own marks; what stands around it is read without it.
struct OtherTables {
  /// How the cells of a table are set apart.
  private enum Marks {
    case pipes, tabs, cells, lines, tags
  }

  private struct Table {
    let marks: Marks
    /// Its bytes, and how many lines stand before it.
    let range: Range<Int>
    let before: Int
  }

  /// How the cells of the text are set apart.
  private let shape: TextShape

  /// The pieces of one report, those of its other tables among them.
  static func read(
    _ text: Span<UInt8>, _ lines: Span<TextLine>, shape: TextShape, _ origin: ReportOrigin,
    _ vocabulary: Vocabulary
  ) -> Report {
    let tables = OtherTables(shape: shape).find(text, lines, vocabulary)
    guard !tables.isEmpty else { return shape.read(text, lines, origin, vocabulary) }
    var rest = [UInt8](copying: text)
    for table in tables { for index in table.range where rest[index] != .lineFeed { rest[index] = .space } }
    var restLines: [TextLine] = []
    var next = 0
    for index in lines.indices {
      let range = lines[index].range
      while next < tables.count, tables[next].range.upperBound <= range.lowerBound { next += 1 }
      let isWithin =
        next < tables.count && tables[next].range.lowerBound <= range.lowerBound
        && range.upperBound <= tables[next].range.upperBound
      if !isWithin { restLines.append(lines[index]) }
    }
    var report = shape.read(rest.span, restLines.span, origin, vocabulary)
    var others: [(line: Int, report: Report)] = []
    for table in tables {
      let line = origin.firstLine + table.before
      let place = ReportOrigin(source: origin.source, firstLine: line)
      do throws(ReportError) {
        others.append((line, try read(text.extracting(table.range), table.marks, place, vocabulary)))
      } catch {
        report.notes.append(
          Diagnostic(
            .error, at: Location(origin.source, line: line), what: "a table in the text cannot be read",
            why: "\(error.diagnostic.what), so it gives no facts",
            remedy: "Check how the report was turned into text"))
      }
    }
    report.insert(others)
    return report
  }

  // MARK: reading

  private static func read(
    _ text: Span<UInt8>, _ marks: Marks, _ origin: ReportOrigin, _ vocabulary: Vocabulary
  ) throws(ReportError) -> Report {
    switch marks {
    case .pipes, .tabs:
      return DelimitedReader.read(
        text, delimiter: marks == .pipes ? .pipe : .tab, source: origin.source, firstLine: origin.firstLine,
        vocabulary: vocabulary)
    case .lines:
      let table = text.withoutDrawnLines
      return DelimitedReader.read(
        table.span, delimiter: .pipe, source: origin.source, firstLine: origin.firstLine,
        vocabulary: vocabulary)
    case .cells:
      return TabReader.read(
        text, TextLine.lines(of: text).span, source: origin.source, firstLine: origin.firstLine,
        vocabulary: vocabulary)
    case .tags:
      return try HTMLReader.read(
        text, source: origin.source, firstLine: origin.firstLine, vocabulary: vocabulary)
    }
  }

  // MARK: finding

  private func find(_ text: Span<UInt8>, _ lines: Span<TextLine>, _ vocabulary: Vocabulary) -> [Table] {
    let pasted = PastedTables.find(in: text).ranges
    var tables: [Table] = []
    var (index, nextPasted) = (0, 0)
    while index < lines.count {
      let start = lines[index].range.lowerBound
      if nextPasted < pasted.count, pasted[nextPasted].lowerBound < lines[index].range.upperBound {
        let range = pasted[nextPasted]
        tables.append(Table(marks: .tags, range: range, before: lines[index].number))
        nextPasted += 1
        while index < lines.count, lines[index].range.upperBound <= range.upperBound { index += 1 }
        continue
      }
      guard let marks = marks(of: index, text, lines) else {
        index += 1
        continue
      }
      var end = index + 1
      while end < lines.count, lines[end].number - lines[end - 1].number <= (marks == .cells ? 2 : 1),
        self.marks(of: end, text, lines) == marks
      {
        end += 1
      }
      if isTable(index..<end, marks, text, lines, vocabulary) {
        tables.append(
          Table(marks: marks, range: start..<lines[end - 1].range.upperBound, before: lines[index].number))
      }
      index = end
    }
    return tables
  }

  /// How the cells of a line are set apart, if otherwise than those of the text.
  private func marks(of index: Int, _ text: Span<UInt8>, _ lines: Span<TextLine>) -> Marks? {
    let line = lines[index]
    // Most lines.
    if shape == .tabCells, line.isCell { return isCorner(index, text, lines) ? .tabs : nil }
    let visible = text.extracting(line.range)
    if visible.isDrawn { return .lines }
    if line.tabCount > 0 {
      let beginsWithTab = text.isBlank(line.range.lowerBound..<line.firstTab)
      if shape == .tabRows { return line.isCell && !isCorner(index, text, lines) ? .cells : nil }
      if !beginsWithTab || isCorner(index, text, lines) { return .tabs }
      return shape == .tabCells || !line.isCell ? nil : .cells
    }
    return shape != .pipes && visible.isPipeRow ? .pipes : nil
  }

  /// Whether a line that begins with a tab is the header above rows: nothing stands over their labels.
  private func isCorner(_ index: Int, _ text: Span<UInt8>, _ lines: Span<TextLine>) -> Bool {
    guard index + 1 < lines.count, lines[index + 1].number == lines[index].number + 1 else { return false }
    let next = lines[index + 1]
    return next.tabCount == lines[index].tabCount && !text.isBlank(next.range.lowerBound..<next.firstTab)
  }

  /// Whether lines of one kind are rows of a table: there are several, and a figure stands in one, behind its first cell.
  private func isTable(
    _ range: Range<Int>, _ marks: Marks, _ text: Span<UInt8>, _ lines: Span<TextLine>,
    _ vocabulary: Vocabulary
  ) -> Bool {
    guard range.count >= (marks == .cells ? 4 : 2) else { return false }
    // Behind a cell that begins with a tab a line goes on with it.
    if marks == .tabs, shape == .tabCells, range.lowerBound > 0 {
      let above = lines[range.lowerBound - 1]
      if above.isCell, lines[range.lowerBound].number - above.number <= 2 { return false }
    }
    var hasFigure = false
    for index in range {
      let line = text.extracting(lines[index].range)
      let first = line.extracting(0..<lines[index].firstTab - lines[index].range.lowerBound)
      let hasOwn = line.hasFigureCell(marks == .pipes ? .pipe : .tab, isDrawn: marks == .lines)
      // 一、总体情况⇥1: contents.
      if first.canBeginChapter, Ordinal(beginning: first)?.level == 1,
        vocabulary.sections.index(of: first) != nil || hasOwn && index == range.lowerBound
      {
        return false
      }
      hasFigure = hasFigure || hasOwn
    }
    return hasFigure
  }
}

extension Span where Element == UInt8 {
  /// Whether a line is one of a table drawn in lines: a row, with sides or without, or a rule.
  fileprivate var isDrawn: Bool {
    let visible = trimmed(0..<count)
    return visible.count > 3
      && (extracting(visible).beginsDrawn || Self.drawnSides.contains { firstIndex(of: $0) != nil })
  }

  /// │ ┃ ║
  private static var drawnSides: [[UInt8]] {
    [[0xE2, 0x94, 0x82], [0xE2, 0x94, 0x83], [0xE2, 0x95, 0x91]]
  }

  /// Whether the first character draws lines (U+2500 to U+257F).
  private var beginsDrawn: Bool { count > 2 && self[0] == 0xE2 && (self[1] == 0x94 || self[1] == 0x95) }

  /// A table drawn in lines as one with pipes and rules.
  fileprivate var withoutDrawnLines: [UInt8] {
    var table: [UInt8] = []
    table.reserveCapacity(count)
    var index = 0
    while index < count {
      guard self[index] == 0xE2, extracting(index..<count).beginsDrawn else {
        table.append(self[index])
        index += 1
        continue
      }
      switch character(at: index).0 {
      case "│", "┃", "║": table.append(.pipe)
      case "─", "━": table.append(.hyphen)
      case "═": table.append(UInt8(ascii: "="))
      default: table.append(UInt8(ascii: "+"))
      }
      index += 3
    }
    return table
  }

  /// Whether a cell behind the first one is a figure.
  fileprivate func hasFigureCell(_ delimiter: UInt8, isDrawn: Bool) -> Bool {
    if isDrawn {
      let row = withoutDrawnLines
      return row.span.hasFigureCell(.pipe, isDrawn: false)
    }
    var start = firstIndex(of: delimiter).map { $0 + 1 } ?? count
    while start < count {
      let end = firstIndex(of: delimiter, from: start) ?? count
      let cell = trimmed(start..<end)
      if !cell.isEmpty, isFigure(cell) { return true }
      start = end + 1
    }
    return false
  }
}

extension TextLine {
  /// The lines of a text, blank ones left out.
  fileprivate static func lines(of text: Span<UInt8>) -> [TextLine] {
    var lines: [TextLine] = []
    var (start, number) = (0, 0)
    while start < text.count {
      let end = text.firstIndex(of: .lineFeed, from: start) ?? text.count
      let tabs = (start..<end).filter { text[$0] == .tab }
      if end > start {
        lines.append(TextLine(number, start..<end, firstTab: tabs.first ?? end, tabCount: tabs.count))
      }
      (start, number) = (end + 1, number + 1)
    }
    return lines
  }
}
