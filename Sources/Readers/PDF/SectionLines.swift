import PDF
import Text

/// The lines of a section that may hold tables without lines: letters with their places, to look for labels in.
struct SectionLines {
  /// A letter by its line and its place there.
  struct Place: Hashable {
    var line: Int
    var letter: Int
  }

  struct Line {
    /// From 1.
    let page: Int
    /// How far down it stands, those of further pages further down.
    let y: Float
    /// How far down its page begins.
    let top: Float
    let em: Float
    let letters: [PrintedLine.Letter]
    /// Its letters as labels are compared: simplified, half width; 0 for marks.
    let folded: [UInt32]
    /// Letters that are of a label.
    var isUsed: [Bool]
  }

  /// A page is lower than this, in points.
  static let pageHeight: Float = 20_000

  var lines: [Line]
  /// Level lines drawn there, as far down as `Line.y` says.
  let levels: [RuledLine]
  /// What is seen there and is no text, as far down as `Line.y` says, with its page.
  let marks: [(page: Int, box: Box)]
  private let widths: [Int: Float]

  init(_ lines: ArraySlice<PageLine>, levels: [Int: [RuledLine]], marks: [Int: [Box]], widths: [Int: Float]) {
    self.widths = widths
    let first = lines.first?.page ?? 1
    func top(_ page: Int) -> Float { Float(page - first) * Self.pageHeight }
    self.lines = lines.map { line in
      let letters = line.line.letters
      return Line(
        page: line.page, y: line.line.y + top(line.page), top: top(line.page), em: line.line.em,
        letters: letters,
        folded: letters.map { Self.fold($0.scalar) }, isUsed: Array(repeating: false, count: letters.count))
    }
    let pages = Set(lines.map(\.page)).sorted()
    self.levels = pages.flatMap { page in
      (levels[page] ?? []).map { RuledLine(at: $0.at + top(page), from: $0.from, to: $0.to) }
    }
    self.marks = pages.flatMap { page in
      (marks[page] ?? []).map { box in
        (page, Box(x0: box.x0, y0: box.y0 + top(page), x1: box.x1, y1: box.y1 + top(page)))
      }
    }
  }

  /// Letters as labels are compared.
  static func fold(_ scalar: UInt32) -> UInt32 {
    switch scalar {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: scalar
    case 0xFF10...0xFF19, 0xFF21...0xFF3A, 0xFF41...0xFF5A: scalar - 0xFEE0
    case 0x3400...0x9FFF, 0x3007: Unicode.Scalar(scalar)?.simplified.value ?? 0
    case 0x20000...0x3FFFF: scalar
    default: 0
    }
  }

  /// A label as it is compared.
  static func fold(_ label: [UInt8]) -> [UInt32] {
    Characters(label.span).map { fold($0.value) }.filter { $0 != 0 }
  }

  /// Whether a level line ends where its page does.
  func runsOffPage(_ line: RuledLine) -> Bool {
    let page = lines.last { $0.top <= line.at }?.page ?? 0
    return widths[page].map { line.to > $0 - 3 } ?? false
  }

  /// How far down a letter stands.
  func height(of place: Place) -> Float { lines[place.line].top + lines[place.line].letters[place.letter].y }

  /// How wide the gap in front of a letter is, in ems; without end in front of a line's first.
  func gap(before place: Place) -> Float {
    guard place.letter > 0 else { return .infinity }
    let line = lines[place.line]
    return (line.letters[place.letter].x0 - line.letters[place.letter - 1].x1) / max(line.em, 1)
  }

  /// Whether words that are of no label stand between a label and the columns: its figures are theirs, as where a group is found and the
  /// row in it is not.
  func holdWords(behind label: FoundLabel, leftOf right: Float, in range: Range<Int>) -> Bool {
    lines[range].contains { line in
      let near = 0.75 * line.em
      return label.top - near <= line.y && line.y <= label.bottom + near
        && line.letters.indices.contains {
          !line.isUsed[$0] && line.folded[$0] > 0x7F && label.x1 <= line.letters[$0].x0 + 1
            && line.letters[$0].x0 < right
        }
    }
  }
}
