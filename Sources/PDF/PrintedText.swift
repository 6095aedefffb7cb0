/// The text of a cell, and whether it is certain.
package struct PrintedText: Equatable, Sendable {
  /// Why digits that stand in one cell may not be one figure.
  package enum Doubt: Equatable, Sendable {
    /// A character whose font does not tell what it is.
    case unknown
    /// A wide gap between digits of a line, or digits of two sizes or heights.
    case gap
    /// Digits on several lines, none of which is so full that it had to be broken.
    case lines
    /// Digits that touch those of a neighbouring cell: one figure that is wider than its column.
    case crossing
    /// Something stands in the cell that is seen and is no text: its figure, or a part of it, may be drawn.
    case unread(UnreadMark.Kind)
  }

  /// UTF-8; what is not certain is parted by blanks.
  package var bytes: [UInt8] = []
  package var doubt: Doubt?

  package init(_ bytes: [UInt8] = [], doubt: Doubt? = nil) { (self.bytes, self.doubt) = (bytes, doubt) }

  /// The text that some characters make in a box.
  ///
  /// - Parameter places: their places in `glyphs`, in order of their height.
  init(_ places: [Int], of glyphs: [Glyph], in box: Box) {
    guard !places.isEmpty else { return }
    // Figures below each other are looked at line by line.
    if !places.allSatisfy({ glyphs[$0].isOfFigure }), Self.runDown(places, glyphs) {
      for place in places.sorted() { append(glyphs[place].scalar) }
      return
    }
    let lines = Self.lines(places, of: glyphs)
    for number in lines.indices {
      if number > 0 { breakLine(lines[number - 1], lines[number], glyphs, in: box) }
      append(line: lines[number], glyphs, gap: 0.25)
    }
    if lines.count > 1, doubt == nil, isFigure, !Self.isBroken(lines) { doubt = .lines }
  }

  /// The text of one line outside of tables.
  init(line: [Int], of glyphs: [Glyph]) { append(line: line, glyphs, gap: 0.25, wide: 1) }

  private mutating func append(_ scalar: UInt32) {
    guard let scalar = Unicode.Scalar(scalar), scalar.value != 0xFFFD, scalar.value >= 0x20 else {
      doubt = .unknown
      bytes += [0xEF, 0xBF, 0xBD]
      return
    }
    for byte in UTF8.encode(scalar) ?? .init() { bytes.append(byte) }
  }

  // MARK: lines

  /// Whether characters follow each other downwards in the order of the file: a label written from top to bottom, in one column or
  /// several.
  private static func runDown(_ places: [Int], _ glyphs: [Glyph]) -> Bool {
    guard places.count > 2 else { return false }
    let places = places.sorted()
    var steps = 0
    for (one, next) in zip(places, places.dropFirst()) {
      let (left, right) = (glyphs[one].box.middle, glyphs[next].box.middle)
      let em = glyphs[one].em
      if abs(left.x - right.x) < 0.3 * em, right.y - left.y > 0.5 * em { steps += 1 }
    }
    return Float(steps) >= 0.6 * Float(places.count - 1)
  }

  /// Parts characters, which are in order of their height, into lines from left to right.
  static func lines(_ places: [Int], of glyphs: [Glyph]) -> [[Int]] {
    var lines: [[Int]] = []
    var last = -Float.infinity
    for place in places {
      let y = glyphs[place].box.middle.y
      if y - last < 0.45 * max(glyphs[place].em, 6) {
        lines[lines.count - 1].append(place)
      } else {
        lines.append([place])
      }
      last = y
    }
    for line in lines.indices { lines[line].sortFromLeft(glyphs) }
    return lines
  }

  /// Whether the digits of a cell are one figure that was broken where lines are full: all but the last are of one length.
  private static func isBroken(_ lines: [[Int]]) -> Bool {
    let full = lines[0].count
    return lines.dropLast().allSatisfy { $0.count == full } && (lines.last?.count ?? 0) <= full
  }

  /// Goes on with a line below: digits that follow digits go on with their figure where the line above had no room for one more.
  private mutating func breakLine(_ above: [Int], _ below: [Int], _ glyphs: [Glyph], in box: Box) {
    guard let last = above.last, let first = below.first else { return }
    guard !glyphs[last].isDense, !glyphs[first].isDense else { return }
    guard glyphs[last].isOfFigure, glyphs[first].isOfFigure else { return bytes.append(0x20) }
    let room = box.x1 - box.x0 - (glyphs[last].box.x1 - glyphs[above[0]].box.x0)
    // What cells keep free at their sides, in office programs and on pages.
    let padding: Float = 14
    let isOfOneSize = !glyphs[first].isOfOtherSize(than: glyphs[last])
    if room > padding + glyphs[first].box.x1 - glyphs[first].box.x0 || !isOfOneSize {
      bytes.append(0x20)
      doubt = doubt ?? .lines
    }
  }

  // MARK: gaps

  /// Appends the characters of a line; what a gap or another size parts gets a blank between.
  ///
  /// - Parameters:
  ///   - gap: how wide a gap between words is, in ems.
  ///   - wide: the same beside ideographs.
  private mutating func append(line: [Int], _ glyphs: [Glyph], gap: Float, wide: Float = .infinity) {
    let isSpaced = Self.isLetterSpaced(line, glyphs)
    for (number, place) in line.enumerated() {
      let glyph = glyphs[place]
      if number > 0 {
        let left = glyphs[line[number - 1]]
        let width = (glyph.box.x0 - left.box.x1) / max(glyph.em, 1)
        let isParted = width > (left.isDense || glyph.isDense ? wide : gap) && !isSpaced
        let isNote = glyph.isDigit && left.isDigit && glyph.isOffLine(of: left)
        if isParted || isNote {
          bytes.append(0x20)
          if left.isOfFigure, glyph.isOfFigure, isNote || !Self.groupsDigits(at: number, of: line, glyphs) {
            doubt = doubt ?? .gap
          }
        }
      }
      append(glyph.scalar)
    }
  }

  /// Whether all gaps of a line of digits are wide, and about as wide: it is one figure, printed with space between its digits.
  private static func isLetterSpaced(_ line: [Int], _ glyphs: [Glyph]) -> Bool {
    var (least, most) = (Float.infinity, -Float.infinity)
    for (one, next) in zip(line, line.dropFirst()) {
      guard glyphs[one].isOfFigure, glyphs[next].isOfFigure else { return false }
      let gap = (glyphs[next].box.x0 - glyphs[one].box.x1) / max(glyphs[one].em, 1)
      (least, most) = (min(least, gap), max(most, gap))
    }
    // Wider gaps are those of columns; of two digits one gap alone tells little.
    return least > 0 && most <= (line.count > 2 ? 0.6 : 0.35) && least >= 0.5 * most
  }

  /// Whether a gap is a blank that groups digits by threes: 100 000. The text is certain then, whatever figure it is.
  private static func groupsDigits(at gap: Int, of line: [Int], _ glyphs: [Glyph]) -> Bool {
    func width(_ place: Int) -> Float {
      place < line.count
        ? (glyphs[line[place]].box.x0 - glyphs[line[place - 1]].box.x1) / max(glyphs[line[place]].em, 1) : 1
    }
    let group = gap..<gap + 3
    return group.upperBound <= line.count && group.allSatisfy { glyphs[line[$0]].isDigit } && width(gap) < 0.6
      && width(gap + 1) < 0.1 && width(gap + 2) < 0.1
      && (width(gap + 3) > 0.2 || !glyphs[line[gap + 3]].isDigit)
  }

  /// Whether it is digits, and marks that stand in figures.
  private var isFigure: Bool {
    bytes.allSatisfy { 0x2B...0x39 ~= $0 || $0 == 0x20 || $0 == 0x25 }
  }
}

extension [Int] {
  mutating func sortFromLeft(_ glyphs: [Glyph]) {
    sort { (glyphs[$0].box.x0, $0) < (glyphs[$1].box.x0, $1) }
  }
}

extension Glyph {
  var isDigit: Bool { 0x30...0x39 ~= scalar }
  /// Whether it is of another size, or stands higher or lower: the number of a note behind a figure, 12¹.
  func isOffLine(of other: Glyph) -> Bool {
    isOfOtherSize(than: other) || abs(box.y1 - other.box.y1) > 0.1 * em
  }
  func isOfOtherSize(than other: Glyph) -> Bool { min(em, other.em) < 0.93 * max(em, other.em) }
  /// Digits, and + , - . / between them.
  var isOfFigure: Bool { 0x2B...0x39 ~= scalar }
  /// Whether it stands without blanks beside others: ideographs, kana, and their marks.
  var isDense: Bool { scalar >= 0x2E80 }
}
