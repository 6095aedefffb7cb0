import Bytes
import PDF
import Reports

/// The pages of a document as tables and lines in reading order, what runs around them left out.
struct DocumentPages {
  enum Part {
    /// Lines that follow each other.
    case lines([PageLine])
    case table(DocumentTable)
    /// A page that is not read: nothing goes on over it.
    case lostPage
  }

  private(set) var parts: [Part] = []
  /// Level lines that belong to no table, by their pages.
  private(set) var levels: [Int: [RuledLine]] = [:]
  /// What is seen outside of tables and may be a figure, by their pages.
  private(set) var marks: [Int: [Box]] = [:]
  /// How wide the pages are that have such lines.
  private(set) var widths: [Int: Float] = [:]
  /// How far the text of pages reaches to the left and right: of all pages that are as wide, for one may have short lines only.
  private(set) var margins: [Int: (left: Float, right: Float)] = [:]
  private(set) var notes: [Diagnostic] = []
  private var leftOut = LeftOut()
  private var pagesOfLeftOut: [Int] = []
  private let isLabel: ([UInt8]) -> Bool

  /// - Parameter isLabel: whether a text is a label of the forms.
  init(_ file: PDFFile, source: String, isLabel: @escaping ([UInt8]) -> Bool) throws(PDFError) {
    self.isLabel = isLabel
    var pages: [PageLayout?] = []
    var running = RunningLines()
    var reader = PageReader(file)
    while pages.count < reader.pageCount {
      let page = try layout(&reader, number: pages.count + 1, of: source)
      if let page { running.note(page) }
      pages.append(page)
    }
    notes.insert(contentsOf: file.notes.map { $0.diagnostic(of: source) }, at: 0)
    if let note = Diagnostic(leftOut: leftOut, pages: pagesOfLeftOut, of: source) { notes.append(note) }
    let widths = pages.map { $0?.width ?? 0 }
    for index in pages.indices {
      add(pages[index], running)
      // What is added is not kept twice.
      pages[index] = nil
    }
    widenMargins(widths)
  }

  /// What stands on the next page; `nil` where that is not read, and why is told.
  private mutating func layout(_ reader: inout PageReader, number: Int, of source: String) throws(PDFError)
    -> PageLayout?
  {
    let known = reader.file.notes.count
    do throws(PDFError) {
      guard let page = try reader.next() else { return nil }
      // A cell whose figure is lost looks blank.
      let isDamaged = reader.file.notes[known...].contains(where: \.mayLose)
      if isDamaged || reader.file.notes.contains(.missingContent(page: number)) {
        notes.append(.damagedPage(number, of: source))
        return nil
      }
      let before = leftOut
      leftOut.add(page.leftOut)
      defer { if leftOut != before { pagesOfLeftOut.append(number) } }
      if let reason = Diagnostic(unread: page, of: source) {
        notes.append(reason)
        return nil
      }
      let layout = PageLayout(page)
      leftOut.sloping += layout.watermarkCount
      leftOut.struck += layout.struckCount
      leftOut.covered += layout.coveredCount
      if page.imageShare > 0.5, layout.coveredCount * 2 > page.glyphs.count {
        notes.append(.picture(page: number, of: source))
        return nil
      }
      if layout.hasTooManyLines { notes.append(.tooManyLines(page: number, of: source)) }
      return layout
    } catch .filter(let name) {
      notes.append(.filteredPage(number, filter: name, of: source))
      return nil
    }
  }

  private mutating func add(_ page: PageLayout?, _ running: RunningLines) {
    guard let page else { return parts.append(.lostPage) }
    let lines = page.lines.filter { !running.contains($0, on: page) && !continues($0, page) }
    if !page.marks.isEmpty { marks[page.number] = page.marks }
    if !page.levels.isEmpty { (levels[page.number], widths[page.number]) = (page.levels, page.width) }
    if let left = lines.map(\.x0).min(), let right = lines.map(\.x1).max() {
      margins[page.number] = (left, right)
    }
    var (next, isFirst) = (0, true)
    for table in page.tables {
      let start = next
      while next < lines.count, lines[next].y < table.box.y0 { next += 1 }
      add(lines[start..<next], page.number)
      isFirst = isFirst && start == next
      add(DocumentTable(table, page: page.number), mayGoOn: isFirst)
      isFirst = false
    }
    add(lines[next...], page.number)
  }

  /// - Parameter widths: of the pages.
  private mutating func widenMargins(_ widths: [Float]) {
    var widest: [Float: (left: Float, right: Float)] = [:]
    for (index, width) in widths.enumerated() {
      guard let own = margins[index + 1] else { continue }
      let known = widest[width] ?? own
      widest[width] = (min(known.left, own.left), max(known.right, own.right))
    }
    for (index, width) in widths.enumerated() where margins[index + 1] != nil {
      margins[index + 1] = widest[width]
    }
  }
  /// Gives the parts away, each of which is let go of when it is written.
  mutating func takeParts() -> [Part] {
    defer { parts = [] }
    return parts
  }

  private mutating func add(_ lines: ArraySlice<PrintedLine>, _ page: Int) {
    if lines.isEmpty { return }
    let lines = lines.map { PageLine(page: page, line: $0) }
    if case .lines(let above)? = parts.last {
      parts[parts.count - 1] = .lostPage
      parts[parts.count - 1] = .lines(above + lines)
    } else {
      parts.append(.lines(lines))
    }
  }

  private mutating func add(_ table: DocumentTable, mayGoOn: Bool) {
    guard mayGoOn, case .table(var above)? = parts.last, above.mayGoOn(in: table) else {
      return parts.append(.table(table))
    }
    // Taken out while it is changed, so that its rows are not copied.
    parts[parts.count - 1] = .lostPage
    above.goOn(in: table, isLabel: isLabel)
    parts[parts.count - 1] = .table(above)
  }

  /// Whether a line says that the table below it goes on from the page before: 续表.
  private func continues(_ line: PrintedLine, _ page: PageLayout) -> Bool {
    guard line.text.bytes.count <= 15, page.lines.first?.y == line.y || page.lines.count == 1 else {
      return false
    }
    let text = line.text.bytes.filter { ![0x28, 0x29, 0x20].contains($0) }
    return Self.continued.contains { text == $0 } && page.tables.first.map { $0.box.y0 > line.y } ?? false
  }

  private static let continued = ["续表", "（续表）", "续上表", "（续）"].map { Array($0.utf8) }
}

extension LeftOut {
  fileprivate mutating func add(_ other: LeftOut) {
    invisible += other.invisible
    white += other.white
    hidden += other.hidden
    clipped += other.clipped
    sloping += other.sloping
    turned += other.turned
    annotation += other.annotation
  }
}
