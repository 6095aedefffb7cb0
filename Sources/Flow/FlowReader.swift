import Bytes
package import Forms
package import Reports

/// Reads text whose cells have no borders: of PDFs, as pdftotext writes it with or without `-layout`, and with one cell a line.
///
/// Tables are looked for under the official headings only, by the labels of the forms. What is not recognised with certainty
/// stays the paragraphs it is.
package struct FlowReader {
  private let vocabulary: Vocabulary
  private var builder: ReportBuilder
  private let lines: [FlowLine]
  /// The text as the words of all sections share it.
  private let bytes: [UInt8]
  /// How wide full lines are, in half widths; nothing where lines are not filled.
  private let fullWidth: Int

  /// The pieces of one report, as paragraphs and cells.
  ///
  /// - Parameters:
  ///   - text: valid UTF-8 with LF or CR LF line ends; a form feed ends a page.
  ///   - firstLine: the number of its first line.
  package static func read(_ text: Span<UInt8>, source: String, firstLine: Int, vocabulary: Vocabulary)
    -> Report
  {
    let lines = FlowLine.lines(of: text, firstLine: firstLine, sections: vocabulary.sections)
    var reader = FlowReader(lines, of: text, source: source, vocabulary: vocabulary)
    reader.builder.reserve(byteCount: text.count)
    var start = 0
    while start < lines.count {
      let section = lines[start].section
      var end = start + 1
      while end < lines.count, lines[end].section == nil { end += 1 }
      if section != nil {
        reader.addLine(start, of: text)
        if start + 1 < end, lines[start + 1].isHeadingRest {
          start += 1
          reader.builder.join(text.extracting(lines[start].range))
        }
      }
      // The statistics table of 2014, with its column of units, stands under any heading.
      let templates = vocabulary.tables.filter { $0.section == section || $0.hasUnitColumn }
      let body = section == nil ? start..<end : start + 1..<end
      reader.addTables(body, templates, of: text)
      start = end
    }
    reader.builder.endTable()
    return reader.builder.report
  }

  private init(_ lines: [FlowLine], of text: Span<UInt8>, source: String, vocabulary: Vocabulary) {
    self.lines = lines
    bytes = [UInt8](copying: text)
    self.vocabulary = vocabulary
    builder = ReportBuilder(source: source)
    // Prose fills its lines, but for the last ones of its paragraphs, which end with a mark.
    var widest = 0
    for (place, line) in lines.enumerated().dropLast()
    where line.isProse && line.isOpen && !lines[place + 1].range.isEmpty && lines[place + 1].section == nil {
      widest = max(widest, line.width)
    }
    fullWidth = (40...160).contains(widest) ? widest - 8 : .max
  }

  /// No section has tables of more words; what has is not looked at, for that takes time by the square.
  private static let longestTables = 4000
  /// The words that are looked at still: no report has more sections with tables than that.
  private var wordsLeft = 8 * longestTables

  // MARK: prose

  private mutating func addLine(_ line: Int, of text: Span<UInt8>) {
    builder.addParagraph(text.extracting(lines[line].range), line: lines[line].number)
  }

  /// Adds what stands on the line of a table besides it.
  private mutating func addRest(_ rest: Range<Int>?, of text: Span<UInt8>, line: Int) {
    guard let rest, !text.isBlank(rest) else { return }
    builder.addParagraph(text.extracting(rest), line: lines[line].number)
  }

  /// Adds lines as paragraphs: a line that is full goes on in the next.
  private mutating func addLines(_ range: Range<Int>, of text: Span<UInt8>) {
    /// The line whose sentence goes on.
    var above: FlowLine?
    for place in range {
      let line = lines[place]
      if line.range.isEmpty {
        if !line.isPageEnd { above = nil }
        continue
      }
      let isJoined = above.map { goesOn($0, in: line, of: text) } ?? false
      if isJoined {
        let isInNumber = text[above!.range.upperBound - 1].isDigit && text[line.range.lowerBound].isDigit
        builder.join(text.extracting(line.range), inWord: isInNumber)
      } else {
        addLine(place, of: text)
      }
      above = (line.isProse || isJoined) && line.isOpen && line.width >= fullWidth ? line : nil
    }
  }

  /// Whether a line goes on with the sentence of the one above: it begins no paragraph.
  private func goesOn(_ above: FlowLine, in line: FlowLine, of text: Span<UInt8>) -> Bool {
    guard above.page == line.page else { return line.indent == 0 || !text.canBeginOrdinal(in: line.range) }
    return line.indent <= above.indent + 1
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
      // —— in the column of units stands for none; behind a unit it is the figure.
      let units = templates.filter(\.hasUnitColumn).flatMap(\.rows).map(\.unit)
      for place in words.indices
      where words[place].isValue && text.extracting(words[place].range).equals(Array("——".utf8)) {
        words[place].isValue =
          place > 0 && units.contains { text.extracting(words[place - 1].range).equals($0) }
      }
    }
    guard words.count <= min(Self.longestTables, wordsLeft), words.contains(where: \.isValue) else {
      return addLines(range, of: text)
    }
    wordsLeft -= words.count
    let flow = FlowWords(words, text: bytes)
    var firstLine = range.lowerBound
    /// What stands on the line of a table that ended, behind it.
    var rest: Range<Int>?
    let tables = tables(templates, flow: flow)
    let isSure = !hasFigures(flow, besides: tables)
    for table in tables {
      let table = isSure && table.rows.allSatisfy { $0.odd == nil } ? table : table.withoutDoubtful()
      let (first, last) = (words[table.words.lowerBound], words[table.words.upperBound - 1])
      let tableLine = lines[first.line]
      if firstLine < first.line {
        addRest(rest, of: text, line: firstLine - 1)
        addLines(firstLine..<first.line, of: text)
        addRest(tableLine.range.lowerBound..<first.range.lowerBound, of: text, line: first.line)
      } else {
        addRest(
          (rest?.lowerBound ?? tableLine.range.lowerBound)..<first.range.lowerBound, of: text,
          line: first.line)
      }
      add(table, flow: flow, text: text)
      firstLine = max(firstLine, last.line + 1)
      rest = last.range.upperBound..<lines[last.line].range.upperBound
    }
    addRest(rest, of: text, line: firstLine - 1)
    addLines(firstLine..<range.upperBound, of: text)
  }

  /// Whether figures stand behind a table, before the title of any other, that are of none.
  private func hasFigures(_ flow: FlowWords, besides tables: [FlowTable]) -> Bool {
    let titles = Set(vocabulary.tables.flatMap(\.titles))
    return tables.indices.contains { index in
      let start = tables[index].words.upperBound
      let end = index + 1 < tables.count ? tables[index + 1].words.lowerBound : flow.words.count
      return start < end
        && flow.words.indices[start..<end].prefix { !titles.contains(flow.keys[$0]) }
          .contains { flow.words[$0].isValue }
    }
  }

  /// The tables in their order; of several with the same rows the one whose header stands above them.
  private func tables(_ templates: [TableTemplate], flow: FlowWords) -> [FlowTable] {
    let matchers = templates.map { FlowMatcher($0, flow: flow) }
    let tables = matchers.compactMap {
      FlowTable.whole($0, besides: FlowTable($0, among: matchers), in: vocabulary)
    }
    .filter { table in table.headerScore >= 0.6 && !matchers.contains { $0.fits(table) } }
    .sorted { $0.rank < $1.rank }
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
    let isParted = header.count < table.header.count || table.title.map(table.header.overlaps) == true
    if table.matcher.hasWholeColumns(header), !isParted {
      for place in header { addCell([place], flow: flow, text: text) }
    } else {
      // Labels of columns that line breaks cut, or figures or a title part, are put as the form has them.
      let line = max(builder.lastLine, lines[flow.words[table.words.lowerBound].line].number)
      for column in table.template.columns { builder.addCell(column.span, line: line) }
    }
    for row in table.rows {
      if let odd = row.odd {
        addRefused(row, odd, of: table.template, flow: flow, text: text)
        continue
      }
      builder.beginRow()
      if !row.headings.isEmpty { addCell(row.headings, flow: flow, text: text) }
      if let parent = row.parent { builder.addCell(parent.span, line: builder.lastLine) }
      if !row.label.isEmpty {
        addCell(row.label, flow: flow, text: text)
      } else if let number = row.number {
        // Its words may stand anywhere.
        let label = table.template.rows[number].labels[0]
        builder.addCell(label.span, line: builder.lastLine)
      }
      if table.template.hasUnitColumn { addCell(row.unit.map { [$0] } ?? [], flow: flow, text: text) }
      for value in row.cells { addCell(value, inWord: true, flow: flow, text: text) }
    }
  }

  /// Adds a row that is refused: its label, and what stands there and may be its values.
  private mutating func addRefused(
    _ row: FlowTable.Row, _ odd: [Int], of template: TableTemplate, flow: FlowWords, text: Span<UInt8>
  ) {
    builder.beginRow()
    if let number = row.number, row.label.isEmpty {
      // Only its beginning stands there.
      let label = template.rows[number].labels[0]
      builder.addCell(label.span, line: builder.lastLine)
    } else if row.number != nil {
      addCell(row.label, flow: flow, text: text)
    }
    // Which words are the label of a row that the form does not have is not known.
    let words = row.number == nil ? (row.label + odd).sorted() : odd
    if !words.isEmpty { addCell(words, flow: flow, text: text) }
    builder.refuseRow()
  }

  /// Adds a cell of some words; a blank one of none, on the line of the cell before.
  private mutating func addCell(_ words: [Int], inWord: Bool = false, flow: FlowWords, text: Span<UInt8>) {
    let blank: [UInt8] = []
    guard let first = words.first else {
      builder.addCell(blank.span, line: builder.lastLine)
      return
    }
    // Words are not read line by line: a cell is said to stand no higher than the one before it.
    let line = max(builder.lastLine, lines[flow.words[first].line].number)
    builder.addCell(text.extracting(flow.words[first].range), line: line)
    for word in words.dropFirst() { builder.join(text.extracting(flow.words[word].range), inWord: inWord) }
  }
}

extension Span where Element == UInt8 {
  fileprivate func isUnitHeader(_ range: Range<Int>) -> Bool {
    extracting(range).equals(Array("单位".utf8)) || extracting(range).equals(Array("计量单位".utf8))
  }
}
