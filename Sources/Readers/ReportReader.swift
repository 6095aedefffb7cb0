public import Bytes
import Flow
public import Forms
import Identity
public import Reports

/// Reports out of one input, one at a time, whatever raw form they come in.
///
/// Memory is one report of text, or one document of another kind.
public struct ReportReader: ~Copyable {
  /// The longest report of text, in bytes and in lines. The longest published ones are below 1 MiB.
  static let limit = 16 << 20
  static let lineLimit = 1 << 19
  /// The longest document of another kind, but for those whose row in `RawKind` says more.
  static let documentLimit = 64 << 20

  var input: ByteReader
  let vocabulary: Vocabulary
  /// What is said of the input's name in `source`.
  let name: String
  let encoding: TextEncoding?
  /// The encoding that was found.
  var found = TextEncoding.utf8
  /// What was asked for, then what was found; `nil` for text whose shape is told report by report.
  var kind: RawKind?
  /// Bytes and lines before the window.
  private var offset = 0
  var line = 1
  /// The lines of the report that the window begins with.
  private var lines: [TextLine] = []
  /// What is known of that report, and whose the name is that stands behind it.
  private var above = ReportAbove(style: nil)
  private var between: NameBetween?
  /// The offset up to which the text is known to be plain.
  var plainEnd = 0
  private var reportCount = 0
  var isBegun = false
  private let titles = TitleMemo()
  /// The reports of a document or workbook that are still to be given.
  private var others: ArraySlice<Report>?
  /// What is to be said of the input's beginning, with its first report; where `next` throws: what was left out before, of no report.
  public internal(set) var notes: [Diagnostic] = []

  /// - Parameters:
  ///   - input: the raw bytes.
  ///   - name: the input's name in `source` and in messages.
  ///   - vocabulary: the official section titles and labels.
  ///   - kind: the raw form, where it is not to be recognised.
  ///   - encoding: the encoding of text, where it is not to be recognised.
  public init(
    _ input: consuming ByteReader, name: String, vocabulary: Vocabulary, kind: RawKind? = nil,
    encoding: TextEncoding? = nil
  ) {
    self.input = input
    self.name = name
    self.vocabulary = vocabulary
    self.kind = kind
    self.encoding = encoding
  }

  /// The next report, or `nil` after the last one.
  ///
  /// - Throws: `ReportError`; the rest of the input cannot be read then.
  public mutating func next() throws(ReportError) -> Report? {
    if !isBegun { try begin() }
    var report =
      switch kind?.reader {
      case .document(let read), .markup(let read): try nextOf(read)
      default: try textReport()
      }
    if !notes.isEmpty {
      report?.notes.insert(contentsOf: notes, at: 0)
      notes = []
    }
    return report
  }

  // MARK: reading

  /// Reads on; `false` at the end of the input.
  mutating func more() throws(ReportError) -> Bool {
    do {
      return try input.more()
    } catch {
      throw .input(error)
    }
  }

  /// Refuses an input that does not fit the encoding it is read in.
  func checkTranscoding() throws(ReportError) {
    guard let bad = input.invalidOffset else { return }
    let line = line + input.window.count(of: .lineFeed, upTo: input.window.count)
    throw .invalidText(Location(name, line: line), offset: bad, encoding: found)
  }

  // MARK: documents

  mutating func readAll() throws(ReportError) {
    let limit = kind?.limit ?? Self.documentLimit
    while !input.isAtEnd, try more() {
      guard input.window.count <= limit else { throw .tooLong(Location(name)) }
    }
  }

  /// The next report of an input that is read as a whole, nearly always the only one.
  private mutating func nextOf(
    _ read: (inout ReportReader) throws(ReportError) -> [Report]
  ) throws(ReportError) -> Report? {
    if others == nil {
      try readAll()
      try checkTranscoding()
      others = try read(&self)[...]
    }
    return others?.popFirst()
  }

  /// The reports of a page; few bytes that fit no character are replaced, as browsers do, and told.
  mutating func page() throws(ReportError) -> [Report] {
    var repair = PageRepair(input.replaced, found)
    let mended = repair.mended(input.window, behind: plainEnd)
    let warning = try repair.warning(input.window, name: name, line: line)
    var report =
      if let mended {
        try HTMLReader.read(mended.span, source: name, vocabulary: vocabulary)
      } else {
        try HTMLReader.read(input.window, source: name, vocabulary: vocabulary)
      }
    if let warning { report.notes.insert(warning, at: 0) }
    return try split(report)
  }

  mutating func workbook() throws(ReportError) -> [Report] {
    try SheetReader.read(
      [UInt8](copying: input.window), source: name, vocabulary: vocabulary, notes: &notes)
  }

  /// The reports of a document, each with its sections and identity.
  ///
  /// - Parameter limit: how many pieces the document may have.
  func split(_ report: consuming Report, limit: Int = ReportBuilder.limit) throws(ReportError) -> [Report] {
    if report.pieces.isEmpty { throw .empty(name: name) }
    try checkSize(report, limit)
    var reports = FurtherReports.split(report, vocabulary, titles)
    for index in reports.indices { try finish(&reports[index]) }
    return reports
  }

  private func checkSize(_ report: Report, _ limit: Int = ReportBuilder.limit) throws(ReportError) {
    guard report.pieces.count < limit else { throw .tooManyCells(name: report.source, limit: limit) }
  }

  private func finish(_ report: inout Report) throws(ReportError) {
    try checkSize(report)
    Outline(vocabulary: vocabulary).assign(&report)
    Identity.find(&report, titles)
  }

  // MARK: text

  private mutating func textReport() throws(ReportError) -> Report? {
    while true {
      let length = try findEnd()
      guard length > 0 else {
        try checkTranscoding()
        if reportCount == 0 { throw .empty(name: name) }
        return nil
      }
      if offset + length > plainEnd,
        try Encoding.check(input.window.extracting(0..<length), name: name, offset: offset, line: line),
        replaceOthers(length)
      {
        // A title is seen only now.
        continue
      }
      defer { pass(length) }
      if input.window.isBlank(0..<length) { continue }
      reportCount += 1
      return try read(length)
    }
  }

  private func read(_ length: Int) throws(ReportError) -> Report {
    let source = reportCount == 1 ? name : "\(name)#\(reportCount)"
    let text = input.window.extracting(0..<length)
    let origin = ReportOrigin(source: source, firstLine: line)
    var report =
      if case .text(let read) = kind?.reader {
        read(text, lines.span, origin, vocabulary)
      } else {
        read(text, origin)
      }
    report.take(above, between)
    try finish(&report)
    return report
  }

  /// Reads text of any shape.
  private func read(_ text: Span<UInt8>, _ origin: ReportOrigin) -> Report {
    let (shape, isMixed) = TextShape.recognise(text, lines.span)
    return isMixed
      ? OtherTables.read(text, lines.span, shape: shape, origin, vocabulary)
      : shape.read(text, lines.span, origin, vocabulary)
  }

  /// The length of the report that the window begins with; 0 at the end of the input.
  private mutating func findEnd() throws(ReportError) -> Int {
    var boundary = ReportBoundary(vocabulary: vocabulary, titles: titles, style: between ?? above.style)
    while true {
      let length = boundary.read(input.window, isWhole: input.isAtEnd)
      guard length ?? input.window.count <= Self.limit, boundary.lineCount <= Self.lineLimit else {
        throw .tooLong(Location(name, line: line))
      }
      if let length {
        (above, between) = (boundary.report, boundary.between)
        lines = boundary.takeLines()
        lines.cut(at: length, of: input.window)
        return length
      }
      _ = try more()
    }
  }

  private mutating func pass(_ length: Int) {
    line += input.window.count(of: .lineFeed, upTo: length)
    offset += length
    input.consume(length)
  }

  /// Puts blanks for VT, NEL, LS and PS, which Word's line breaks become, for no field holds a line break; and ideographs for radicals, of
  /// which libraries take the first character of a glyph: 行 and ⾏ share one.
  ///
  /// - Returns: whether there were radicals.
  private mutating func replaceOthers(_ length: Int) -> Bool {
    var hasRadicals = false
    for index in input.start..<input.start + length {
      switch input.storage[index] {
      case 0x0B: input.storage[index] = .space
      case 0x85 where input.storage[index - 1] == 0xC2: replace(index - 1, by: "  ".utf8)
      case 0xE2:
        guard index + 2 < input.start + length else { continue }
        let (second, third) = (input.storage[index + 1], input.storage[index + 2])
        if second == 0x80, third == 0xA8 || third == 0xA9 { replace(index, by: "   ".utf8) }
        guard second >= 0xBA,
          let folded = Unicode.Scalar(
            Folding.fold(0x2000 | UInt32(second & 0x3F) << 6 | UInt32(third & 0x3F))),
          // Some are rare ideographs, which take a byte more.
          folded.value >= 0x3000, String(folded).utf8.count == 3
        else { continue }
        replace(index, by: String(folded).utf8)
        hasRadicals = true
      default: break
      }
    }
    return hasRadicals
  }

  private mutating func replace(_ start: Int, by bytes: String.UTF8View) {
    for (offset, byte) in bytes.enumerated() { input.storage[start + offset] = byte }
  }
}
