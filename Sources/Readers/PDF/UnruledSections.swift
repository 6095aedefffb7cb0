import Bytes
import Forms
import PDF
import Reports
import Text

/// The tables without lines among the lines of a section.
struct UnruledSections {
  enum Part {
    /// Lines that are of no table.
    case lines(Range<Int>)
    case table(UnruledTable)
    /// A table that is not read: its name, why, and its page.
    case doubtful(title: String, why: String, page: Int)
  }

  private let vocabulary: Vocabulary
  /// Whether labels of columns are known to begin at the left of their columns, from a table above.
  private var isLeft = false

  init(_ vocabulary: Vocabulary) { self.vocabulary = vocabulary }

  /// No section with tables has more.
  private static let longest = 600

  /// The parts of a section's lines, which begin behind its heading.
  mutating func parts(
    of lines: ArraySlice<PageLine>, section: Int, levels: [Int: [RuledLine]], marks: [Int: [Box]],
    widths: [Int: Float]
  ) -> [Part] {
    let templates = vocabulary.tables.filter { $0.section == section }
    guard !templates.isEmpty, lines.count <= Self.longest, lines.contains(where: \.line.holdsFigure),
      let last = lines.last, let first = lines.first, last.page - first.page < 12
    else { return [.lines(0..<lines.count)] }
    let section = SectionLines(lines, levels: levels, marks: marks, widths: widths)
    var parts: [Part] = []
    var next = 0
    for (range, templates) in regions(of: templates, in: section) {
      guard range.lowerBound >= next else { continue }
      switch best(of: templates, in: range, of: section) {
      case .absent: continue
      case .table(let table):
        // Its title stands above its header.
        let start = min(range.lowerBound, table.lines.lowerBound)
        let isTitled = !table.template.titles.isEmpty
        let begin = isTitled ? start : table.lines.lowerBound
        if next < begin { parts.append(.lines(next..<begin)) }
        parts.append(.table(table))
        next = table.lines.upperBound
      case .doubtful(let why, let line, _):
        let name = templates[0].titles.first ?? vocabulary.sections.titles[templates[0].section]
        parts.append(
          .doubtful(title: String(decoding: name, as: UTF8.self), why: why, page: section.lines[line].page))
      }
    }
    if next < lines.count { parts.append(.lines(next..<lines.count)) }
    return parts
  }

  /// The lines from each title to the next, with the tables of forms that have it; all lines for tables without titles.
  private func regions(of templates: [TableTemplate], in section: SectionLines) -> [(
    Range<Int>, [TableTemplate]
  )] {
    let all = section.lines.indices
    var starts: [(line: Int, templates: [TableTemplate])] = []
    let untitled = templates.filter { $0.titles.isEmpty }
    if !untitled.isEmpty { return [(all, untitled)] }
    for template in templates {
      let found = template.titles.lazy.compactMap { title in
        section.find(SectionLines.fold(title), in: all, isGlued: false)?.firstLine
      }.first
      guard let found else { continue }
      if let known = starts.firstIndex(where: { $0.line == found }) {
        starts[known].templates.append(template)
      } else {
        starts.append((found, [template]))
      }
    }
    starts.sort { $0.line < $1.line }
    return starts.indices.map { number in
      let end = number + 1 < starts.count ? starts[number + 1].line : all.upperBound
      return (starts[number].line..<end, starts[number].templates)
    }
  }

  /// Of several tables that may stand there, the one of which most is found.
  private mutating func best(of templates: [TableTemplate], in range: Range<Int>, of lines: SectionLines)
    -> UnruledTable.Reading
  {
    var best = (found: 0, isLeft: isLeft, reading: UnruledTable.Reading.absent)
    for template in templates {
      var reader = UnruledReader(template, in: range, of: lines, isLeft: isLeft)
      var reading = reader.read()
      if template.isLine, case .doubtful = reading,
        let start = range.last(where: { lines.lines[$0].page > lines.lines[range.lowerBound].page })
      {
        // Its header may be repeated on the page of its figures.
        let page = lines.lines[start].page
        let first = range.first { lines.lines[$0].page == page } ?? start
        var last = UnruledReader(template, in: first..<range.upperBound, of: lines, isLeft: isLeft)
        let second = last.read()
        if case .table = second { (reader, reading) = (last, second) }
      }
      let found =
        switch reading {
        case .absent: 0
        case .table(let table): 1000 + table.rows.count + template.columns.count
        case .doubtful(_, _, let found): found
        }
      if found > best.found { best = (found, reader.isLeft, reading) }
    }
    isLeft = best.isLeft
    return best.reading
  }
}

extension PrintedLine {
  fileprivate var holdsFigure: Bool { letters.contains { 0x30...0x39 ~= $0.scalar } }
}

extension UnruledTable {
  /// Writes the table as rows of cells, with the labels that its form has.
  func write(to builder: inout ReportBuilder) {
    builder.endTable()
    let page = rows.first?.page ?? builder.lastLine
    if let title = template.titles.first { add([title], page, to: &builder) }
    add(template.columns, page, to: &builder)
    for row in rows {
      var cells: [[UInt8]] = []
      if let number = row.number {
        if let parent = template.rows[number].parent { cells.append(template.rows[parent].labels[0]) }
        cells.append(template.rows[number].labels[0])
      }
      if template.hasUnitColumn { cells.append([]) }
      add(cells + row.values, row.page, to: &builder)
      if row.isRefused { builder.refuseRow() }
    }
    builder.endTable()
  }

  private func add(_ cells: [[UInt8]], _ page: Int, to builder: inout ReportBuilder) {
    builder.beginRow()
    for cell in cells { builder.addCell(cell.span, line: page) }
  }
}
