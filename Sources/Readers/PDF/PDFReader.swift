import Bytes
import Forms
import Identity
import PDF
import Reports
import Text

/// Reads PDF files by what is seen on their pages: drawn lines give the cells of tables, with their spans; lines of text make paragraphs.
///
/// The line of a piece is its page, from 1: a cell's place is page, table, row and cell.
struct PDFReader {
  /// How many pieces a document may have: a compilation of thousands of reports has millions.
  static let pieceLimit = 1 << 22

  private let vocabulary: Vocabulary
  private var builder: ReportBuilder

  /// The pieces of a document; its notes say what is not read.
  ///
  /// - Throws: `ReportError.document` where the file cannot be read, or none of its pages.
  static func read(_ bytes: [UInt8], source: String, vocabulary: Vocabulary) throws(ReportError) -> Report {
    var pages: DocumentPages
    do throws(PDFError) {
      pages = try DocumentPages(PDFFile(bytes), source: source) { vocabulary.hasLabel($0.span) }
    } catch {
      throw .document(error.diagnostic(of: source))
    }
    var reader = PDFReader(vocabulary: vocabulary, builder: ReportBuilder(source: source, limit: pieceLimit))
    reader.add(&pages)
    var report = reader.builder.report
    if report.pieces.isEmpty {
      guard let reason = pages.notes.first(where: { $0.severity == .error }) else {
        throw .noText(name: source)
      }
      throw .document(reason)
    }
    report.notes.insert(contentsOf: pages.notes, at: 0)
    for index in report.pieces.indices where report.pieces[index].kind == .cell {
      report.pieces[index].isOnPage = true
    }
    return report
  }

  private mutating func add(_ pages: inout DocumentPages) {
    var paragraphs = DocumentParagraphs(vocabulary.sections, margins: pages.margins)
    var unruled = UnruledSections(vocabulary)
    var parts = pages.takeParts()
    for index in parts.indices {
      let part = parts[index]
      parts[index] = .lostPage
      switch part {
      case .lines(let lines):
        add(lines.flatMap(withoutFiguresBeforeHeading), around: pages, &paragraphs, &unruled)
      case .table(let table):
        paragraphs.end()
        table.write(to: &builder) { [vocabulary] in vocabulary.hasLabel($0.span) }
      case .lostPage: paragraphs.end()
      }
    }
    builder.endTable()
  }

  /// Adds lines that follow each other: those of a section with tables may hold some without drawn lines.
  private mutating func add(
    _ lines: [PageLine], around pages: DocumentPages, _ paragraphs: inout DocumentParagraphs,
    _ unruled: inout UnruledSections
  ) {
    var start = 0
    var section: Int?
    var next = 0
    while next <= lines.count {
      let heading = next < lines.count ? heading(at: next, of: lines) : nil
      guard next == lines.count || heading != nil else {
        next += 1
        continue
      }
      add(lines[start..<next], section: section, around: pages, &paragraphs, &unruled)
      for line in lines[next..<min(next + (heading?.lines ?? 0), lines.count)] {
        paragraphs.add(line, to: &builder)
      }
      next += heading?.lines ?? 1
      (section, start) = (heading?.section, next)
    }
  }

  /// A heading beside which figures of the table above stand is a line of its own.
  private func withoutFiguresBeforeHeading(_ line: PageLine) -> [PageLine] {
    let text = line.line.text.bytes
    guard text.first?.isDigit == true, let blank = text.lastIndex(of: .space) else { return [line] }
    let figures = text[..<blank]
    guard Array(figures).span.isDigitsAndMarks,
      vocabulary.sections.index(of: Array(text[(blank + 1)...]).span) != nil
    else { return [line] }
    let (left, right) = line.line.split(at: figures.count { $0 != .space })
    return [PageLine(page: line.page, line: left), PageLine(page: line.page, line: right)]
  }

  /// The section whose heading begins with a line, and how many lines it takes.
  private func heading(at place: Int, of lines: [PageLine]) -> (section: Int, lines: Int)? {
    let text = lines[place].line.text.bytes
    if let section = vocabulary.sections.index(of: text.span) { return (section, 1) }
    guard place + 1 < lines.count, text.span.canBeginOrdinal else { return nil }
    let both = text + lines[place + 1].line.text.bytes
    return vocabulary.sections.index(of: both.span).map { ($0, 2) }
  }

  private mutating func add(
    _ lines: ArraySlice<PageLine>, section: Int?, around pages: DocumentPages,
    _ paragraphs: inout DocumentParagraphs, _ unruled: inout UnruledSections
  ) {
    guard let section else {
      for line in lines { paragraphs.add(line, to: &builder) }
      return
    }
    for part in unruled.parts(
      of: lines, section: section, levels: pages.levels, marks: pages.marks, widths: pages.widths)
    {
      switch part {
      case .lines(let range):
        for line in range { paragraphs.add(lines[lines.startIndex + line], to: &builder) }
      case .table(let table):
        paragraphs.end()
        table.write(to: &builder)
      case .doubtful(let title, let why, let page):
        builder.note(.unruledTable(title, why, page: page, of: builder.report.source))
      }
    }
  }
}
