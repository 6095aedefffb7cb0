import Bytes
import Cells

/// Reads text whose cells have no borders: of PDFs, as pdftotext writes it with or without `-layout`, and with one cell a line.
///
/// Tables are looked for under the official headings only, by the labels of the forms. What is not recognised with certainty
/// stays the paragraphs it is.
struct FlowReader {
  private let vocabulary: Vocabulary
  private var builder: ReportBuilder
  private let lines: [FlowLine]
  /// How wide full lines are, in half widths; nothing where lines are not filled.
  private let fullWidth: Int

  /// The pieces of one report, as paragraphs and cells.
  ///
  /// - Parameters:
  ///   - text: valid UTF-8 with LF or CR LF line ends; a form feed ends a page.
  ///   - firstLine: the number of its first line.
  static func read(_ text: Span<UInt8>, source: String, firstLine: Int, vocabulary: Vocabulary) -> Report {
    let lines = FlowLine.lines(of: text, firstLine: firstLine, sections: vocabulary.sections)
    var reader = FlowReader(lines, source: source, vocabulary: vocabulary)
    reader.builder.reserve(byteCount: text.count)
    var start = 0
    while start < lines.count {
      let section = lines[start].section
      var end = start + 1
      while end < lines.count, lines[end].section == nil { end += 1 }
      if section != nil { reader.addLine(start, of: text) }
      // The statistics table of 2014, with its column of units, stands under any heading.
      let templates = vocabulary.tables.filter { $0.section == section || $0.hasUnitColumn }
      let body = section == nil ? start..<end : start + 1..<end
      reader.addTables(body, templates, of: text)
      start = end
    }
    reader.builder.endTable()
    return reader.builder.report
  }

  private init(_ lines: [FlowLine], source: String, vocabulary: Vocabulary) {
    self.lines = lines
    self.vocabulary = vocabulary
    builder = ReportBuilder(source: source)
    // Prose fills its lines: the widest of them are about as wide.
    let widths = lines.map(\.width).sorted()
    let widest = widths.isEmpty ? 0 : widths[widths.count * 19 / 20]
    let isFilled = (40...160).contains(widest) && widths.count { $0 >= widest - 8 } >= 5
    fullWidth = isFilled ? widest - 8 : .max
  }

  /// No section has tables of more words; what has is not looked at, for that takes time by the square.
  private static let longestTables = 4000

  // MARK: prose

  private mutating func addLine(_ line: Int, of text: Span<UInt8>) {
    builder.addParagraph(text.extracting(lines[line].range), line: lines[line].number)
  }

  /// Adds lines as paragraphs: a line that is full goes on in the next.
  private mutating func addLines(_ range: Range<Int>, of text: Span<UInt8>) {
    var continues = false
    for place in range {
      let line = lines[place]
      if line.range.isEmpty {
        continues = continues && line.isPageEnd
        continue
      }
      if continues, !text.canBeginOrdinal(in: line.range) || !line.isIndented {
        builder.join(text.extracting(line.range))
      } else {
        addLine(place, of: text)
      }
      // A row of figures fills its line too.
      continues = line.width >= fullWidth && !text[line.range.upperBound - 1].isDigit
    }
  }

  // MARK: tables

  /// Adds the tables of a section one after another, and what stands around them.
  private mutating func addTables(_ range: Range<Int>, _ templates: [TableTemplate], of text: Span<UInt8>) {
    var words: [FlowToken] = []
    for place in range {
      let line = lines[place]
      let bytes = line.range.isEmpty ? line.range : line.start..<line.range.upperBound
      words += FlowToken.words(of: text, in: bytes, line: place, page: line.page)
    }
    if words.contains(where: { text.isUnitHeader($0.range) }) {
      // —— in the column of units stands for none.
      for place in words.indices
      where words[place].isValue && text.extracting(words[place].range).equals(Array("——".utf8)) {
        words[place].isValue = false
      }
    }
    guard words.count <= Self.longestTables, words.contains(where: \.isValue) else {
      return addLines(range, of: text)
    }
    let flow = FlowWords(words, text: text)
    var firstLine = range.lowerBound
    for table in tables(templates, flow: flow) {
      // What stands before the table, as far as it has lines of its own.
      let tableLine = words[table.words.lowerBound].line
      if firstLine < tableLine { addLines(firstLine..<tableLine, of: text) }
      add(FlowColumns(table, flow: flow).table, flow: flow, text: text)
      firstLine = max(firstLine, words[table.words.upperBound - 1].line + 1)
    }
    addLines(firstLine..<range.upperBound, of: text)
  }

  /// The tables in their order; of several with the same rows the one whose header stands above them.
  private func tables(_ templates: [TableTemplate], flow: FlowWords) -> [FlowTable] {
    let matchers = templates.map { FlowMatcher($0, flow: flow) }
    let tables = matchers.compactMap { FlowTable($0, among: matchers) }.filter { $0.headerScore >= 0.6 }
      .sorted {
        ($0.rows[0].words.lowerBound, -$0.headerScore) < ($1.rows[0].words.lowerBound, -$1.headerScore)
      }
    var chosen: [FlowTable] = []
    for table in tables where table.words.lowerBound >= chosen.last?.words.upperBound ?? 0 {
      chosen.append(table)
    }
    return chosen
  }

  private mutating func add(_ table: FlowTable, flow: FlowWords, text: Span<UInt8>) {
    if let title = table.title {
      builder.beginRow()
      addCell(Array(title), flow: flow, text: text)
    }
    builder.beginRow()
    let header = table.header.filter { !flow.words[$0].isValue }
    if table.matcher.hasWholeColumns(header) {
      for place in header { addCell([place], flow: flow, text: text) }
    } else {
      // Labels of columns that line breaks cut are joined as the form has them.
      let line = max(builder.lastLine, lines[flow.words[table.words.lowerBound].line].number)
      for column in table.template.columns { builder.addCell(column.span, line: line) }
    }
    for row in table.rows {
      builder.beginRow()
      if !row.headings.isEmpty { addCell(row.headings, flow: flow, text: text) }
      if !row.label.isEmpty { addCell(row.label, flow: flow, text: text) }
      if table.template.hasUnitColumn { addCell(row.unit.map { [$0] } ?? [], flow: flow, text: text) }
      for value in row.cells { addCell(value.map { [$0] } ?? [], flow: flow, text: text) }
    }
  }

  /// Adds a cell of some words; a blank one of none, on the line of the cell before.
  private mutating func addCell(_ words: [Int], flow: FlowWords, text: Span<UInt8>) {
    let blank: [UInt8] = []
    guard let first = words.first else {
      builder.addCell(blank.span, line: builder.lastLine)
      return
    }
    // Words are not read line by line: a cell is said to stand no higher than the one before it.
    let line = max(builder.lastLine, lines[flow.words[first].line].number)
    builder.addCell(text.extracting(flow.words[first].range), line: line)
    for word in words.dropFirst() { builder.join(text.extracting(flow.words[word].range)) }
  }
}

extension Span where Element == UInt8 {
  fileprivate func isUnitHeader(_ range: Range<Int>) -> Bool {
    extracting(range).equals(Array("单位".utf8)) || extracting(range).equals(Array("计量单位".utf8))
  }
}
