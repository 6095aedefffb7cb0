import Bytes
import Reports

/// The paragraphs of a Word document that are open, and the run at hand, whatever file they come from.
struct WordText {
  struct Run {
    /// What its own properties say, and the place of its style.
    var own = DocxMarks()
    var style: Int?
    var isHidden = false
    /// Whether it is raised above the line or set below it.
    var isOffLine = false
    var white = White.none
  }

  /// Whether text is white: nobody sees it on white paper, and everybody where the ground is dark.
  enum White { case none, onWhite, onUnknown }

  private struct Paragraph {
    /// Where its text begins.
    let start: Int
    /// The place of its style.
    var style: Int?
  }

  /// The texts of the paragraphs, one behind the other: a text box stands inside a paragraph. LF is a line break.
  private var text: [UInt8] = []
  private var paragraphs: [Paragraph] = []
  /// Whether the last paragraph lost its end: the next one goes on with it.
  private(set) var isJoined = false
  /// Whether the end of the paragraph at hand is deleted.
  var isMarkDeleted = false
  var run = Run()
  /// The runs in which the text boxes that are open stand.
  private var outerRuns: [(run: Run, isTextOffLine: Bool)] = []
  /// Whether one of them is hidden, and the box with it.
  private var isBoxHidden = false
  /// Whether the last text was off the line.
  private var isTextOffLine = false
  /// The fields that are open, and whether their results have begun.
  private var fields: [Bool] = []

  /// The texts that are white on white, and left out, and those of an unknown ground: all of them, and those with figures.
  private(set) var whiteCount = 0
  private(set) var doubtfulCount = 0
  private(set) var doubtfulFigureCount = 0

  var count: Int { text.count }

  /// The place of the style of the innermost paragraph.
  var style: Int? {
    get { paragraphs.last?.style }
    set { if !paragraphs.isEmpty { paragraphs[paragraphs.count - 1].style = newValue } }
  }

  // MARK: runs

  mutating func beginRun(_ style: Int?) { run = Run(style: style) }
  mutating func endRun() { run = Run() }

  mutating func beginBox() {
    outerRuns.append((run, isTextOffLine))
    if run.isHidden { isBoxHidden = true }
    run = Run()
  }

  mutating func endBox() {
    (run, isTextOffLine) = outerRuns.popLast() ?? (Run(), false)
    isBoxHidden = outerRuns.contains { $0.run.isHidden }
  }

  // MARK: text

  /// Whether text is shown: not hidden, and no field's instruction.
  private var isShown: Bool {
    mutating get { !run.isHidden && !isBoxHidden && !paragraphs.isEmpty && !fields.contains(false) }
  }

  mutating func append(_ byte: UInt8) {
    if isShown { text.append(byte) }
  }

  /// Appends the text that `body` writes, if it is shown; what would break a line of CSV becomes blank.
  mutating func append(_ body: (inout [UInt8]) -> Void) {
    guard isShown else { return }
    let start = text.count
    body(&text)
    // The ground of a text box is its own.
    if run.white != .none, outerRuns.isEmpty { readWhite(from: start) }
    if run.isOffLine != isTextOffLine { partText(from: start) }
    var index = start
    if !text.span.extracting(index..<text.count).mayHoldLineBreaks { return }
    while index < text.count {
      let length = text.span.lineBreakLength(at: index)
      for place in index..<index + length { text[place] = .space }
      index += max(length, 1)
    }
  }

  /// Leaves white text out, or counts it.
  private mutating func readWhite(from start: Int) {
    if text.span.isBlank(start..<text.count) { return }
    if run.white == .onWhite {
      whiteCount += 1
      text.removeSubrange(start...)
    } else {
      doubtfulCount += 1
      if text[start...].contains(where: { $0.isDigit }) { doubtfulFigureCount += 1 }
    }
  }

  /// What is said of white text.
  func whiteWarnings(_ source: String) -> [Diagnostic] {
    func warning(_ count: Int, _ what: String, _ why: String) -> [Diagnostic] {
      let times = count > 1 ? ", \(count) times" : ""
      return count == 0
        ? []
        : [
          Diagnostic(
            .warning, at: Location(source), what: what + times, why: why,
            remedy: "Give it another colour, and save the file, if it counts; else delete it")
        ]
    }
    return warning(whiteCount, "text that is white on white is left out", "nobody sees it")
      + warning(
        doubtfulFigureCount, "a white figure is read",
        "the document has areas in colour, and whether it stands on one is not looked at")
  }

  /// Parts what comes from the text before: a note's number, or a picture, stands between them.
  mutating func part() { if isShown { isTextOffLine = !run.isOffLine } }

  /// Parts text off the line from text on it, unless both are Chinese: 12 and a note's 1 above it are not 121.
  private mutating func partText(from start: Int) {
    guard start < text.count, let first = paragraphs.last?.start else { return }
    isTextOffLine = run.isOffLine
    guard first < start, text[start - 1] > .space, text[start] > .space else { return }
    let needsBlank = text.span.needsBlank(
      behind: first..<start, before: text.span.extracting(start..<text.count))
    if needsBlank { text.insert(.space, at: start) }
  }

  /// A character of a symbol font, as the code it has there.
  mutating func appendSymbol(_ code: UInt32) {
    guard isShown, code >= 0x20, let scalar = Unicode.Scalar(code) else { return }
    text.append(contentsOf: Array(Character(scalar).utf8))
  }

  /// Where a field begins, its result begins, and it ends.
  enum FieldMark { case begin, separate, end }

  mutating func readFieldMark(_ mark: FieldMark) {
    switch mark {
    case .begin:
      // Ends that are missing, over and over.
      if fields.count == 64 { fields.removeAll() }
      fields.append(false)
    case .separate: if !fields.isEmpty { fields[fields.count - 1] = true }
    case .end: _ = fields.popLast()
    }
  }

  /// Whether the text at hand is the instruction of a field.
  var isInstruction: Bool { fields.contains(false) }

  // MARK: paragraphs

  /// - Parameter style: the place of the style of paragraphs that name none.
  mutating func beginParagraph(_ style: Int?) {
    isMarkDeleted = false
    if isJoined {
      isJoined = false
      self.style = style
    } else {
      paragraphs.append(Paragraph(start: text.count, style: style))
    }
  }

  /// - Returns: whether the paragraph is complete; else the next one goes on with it.
  mutating func endParagraph() -> Bool {
    // An instruction goes on over paragraphs only where its end is lost: then what follows must not be.
    for index in fields.indices { fields[index] = true }
    isJoined = isMarkDeleted
    isMarkDeleted = false
    return !isJoined
  }

  /// Ends the innermost paragraph, and gives its text to `body` line by line.
  mutating func endParagraph(_ body: (Span<UInt8>) -> Void) {
    isJoined = false
    guard let first = paragraphs.popLast()?.start else { return }
    var start = first
    // Most cells of a table are short or blank: no call for those.
    if start == text.count { return body(Span()) }
    while start <= text.count {
      let end = text.span.firstIndex(of: .lineFeed, from: start) ?? text.count
      body(text.span.extracting(start..<end))
      start = end + 1
    }
    text.removeSubrange(first...)
  }
}

extension Span where Element == UInt8 {
  /// Whether a byte stands there that begins a control character or line separator, among others.
  fileprivate var mayHoldLineBreaks: Bool {
    for index in indices {
      let byte = self[index]
      if byte < .space || byte == 0xC2 || byte == 0xE2 { return true }
    }
    return false
  }

  /// The length of the control character or line separator at `index`; 0 where there is none.
  @inline(__always) fileprivate func lineBreakLength(at index: Int) -> Int {
    let byte = self[index]
    if byte < .space { return 1 }
    guard byte == 0xC2 || byte == 0xE2 else { return 0 }
    if byte == 0xC2 { return index + 1 < count && self[index + 1] == 0x85 ? 2 : 0 }
    guard index + 2 < count, self[index + 1] == 0x80 else { return 0 }
    return self[index + 2] == 0xA8 || self[index + 2] == 0xA9 ? 3 : 0
  }
}
