public import Bytes
public import Cells

/// Reports out of one input, one at a time.
///
/// Memory is one report. Text only: UTF-8 in the tab form.
public struct ReportReader: ~Copyable {
  /// The longest report, in bytes. The longest published ones are below 1 MiB.
  static let limit = 16 << 20

  private var input: ByteReader
  private let sections: SectionTitles
  /// What is said of the input's name in `source`.
  private let name: String
  /// Bytes and lines before the window.
  private var offset = 0
  private var line = 1
  private var reportCount = 0
  private var isChecked = false

  /// - Parameters:
  ///   - input: the raw bytes.
  ///   - name: the input's name in `source` and in messages.
  ///   - sections: the official section titles.
  public init(_ input: consuming ByteReader, name: String, sections: SectionTitles) {
    self.input = input
    self.name = name
    self.sections = sections
  }

  /// The next report, or `nil` after the last one.
  ///
  /// - Throws: `ReportError`; the rest of the input cannot be read then.
  public mutating func next() throws(ReportError) -> Report? {
    try checkBeginning()
    while true {
      let length = try findEnd()
      guard length > 0 else {
        if reportCount == 0 { throw .empty(name: name) }
        return nil
      }
      defer { pass(length) }
      let hasSeparators = try Encoding.check(
        input.window.extracting(0..<length), name: name, offset: offset, line: line)
      if input.window.isBlank(0..<length) { continue }
      reportCount += 1
      if hasSeparators { blankLineSeparators(length) }
      return read(length)
    }
  }

  private mutating func read(_ length: Int) -> Report {
    let source = reportCount == 1 ? name : "\(name)#\(reportCount)"
    let skipped = input.window.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var report = TabReader.read(
      input.window.extracting(skipped..<length), source: source, firstLine: line, sections: sections)
    Outline(sections: sections).assign(&report)
    Identity.find(&report)
    return report
  }

  /// The length of the report that the window begins with; 0 at the end of the input.
  private mutating func findEnd() throws(ReportError) -> Int {
    var boundary = ReportBoundary(sections: sections)
    var start = 0
    while true {
      let end = input.window.firstIndex(of: .lineFeed, from: start) ?? input.window.count
      if end == input.window.count, !input.isAtEnd {
        guard end <= Self.limit else { throw .tooLong(Location(name, line: line)) }
        _ = try more()
        continue
      }
      if let length = boundary.read(input.window.extracting(start..<end), at: start) {
        return length
      }
      if end >= input.window.count { return input.window.count }
      start = end + 1
    }
  }

  private mutating func more() throws(ReportError) -> Bool {
    do { return try input.more() } catch { throw .input(error) }
  }

  /// Refuses what is no text before all of it is read.
  private mutating func checkBeginning() throws(ReportError) {
    guard !isChecked else { return }
    isChecked = true
    while input.window.count < 8, try more() {}
    try Encoding.check(beginning: input.window, name: name)
  }

  private mutating func pass(_ length: Int) {
    line += input.window.count(of: .lineFeed, upTo: length)
    offset += length
    input.consume(length)
  }

  /// Blanks for VT, NEL, LS and PS, which Word's line breaks become: no field holds a line break.
  private mutating func blankLineSeparators(_ length: Int) {
    for index in input.start..<input.start + length {
      switch input.storage[index] {
      case 0x0B: input.storage[index] = .space
      case 0x85 where input.storage[index - 1] == 0xC2: blank(index - 1...index)
      case 0xA8, 0xA9:
        if index >= 2, input.storage[index - 1] == 0x80, input.storage[index - 2] == 0xE2 {
          blank(index - 2...index)
        }
      default: break
      }
    }
  }

  private mutating func blank(_ range: ClosedRange<Int>) {
    for index in range { input.storage[index] = .space }
  }
}
