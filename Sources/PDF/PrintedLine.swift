/// A line of text outside of tables.
package struct PrintedLine: Sendable {
  /// A character, or U+FFFD for one whose font does not tell what it is, and where it stands from the left.
  package struct Letter: Equatable, Sendable {
    package let scalar: UInt32
    package let x0: Float
    package let x1: Float
    /// Its middle: letters of neighbouring cells, a little higher or lower, may be of one line.
    package let y: Float
  }

  /// The middle of its first character, and the size of that.
  package let y: Float
  package let em: Float
  /// From left to right.
  package let letters: [Letter]
  package let text: PrintedText

  /// The line in two, the first with so many letters.
  package func split(at count: Int) -> (PrintedLine, PrintedLine) {
    let parts = [Array(letters[..<count]), Array(letters[count...])].map { letters in
      var bytes: [UInt8] = []
      for letter in letters {
        for byte in UTF8.encode(Unicode.Scalar(letter.scalar) ?? "\u{FFFD}") ?? .init() { bytes.append(byte) }
      }
      return PrintedLine(y: letters.first?.y ?? y, em: em, letters: letters, text: PrintedText(bytes))
    }
    return (parts[0], parts[1])
  }

  package var x0: Float { letters.first?.x0 ?? 0 }
  package var x1: Float { letters.last?.x1 ?? 0 }

  /// The lines that characters make, which are given in order of their height.
  static func lines(_ places: [Int], of glyphs: [Glyph]) -> [PrintedLine] {
    var lines: [PrintedLine] = []
    var start = 0
    while start < places.count {
      let first = glyphs[places[start]]
      let y = first.box.middle.y
      var end = start + 1
      while end < places.count, glyphs[places[end]].box.middle.y - y < 0.5 * glyphs[places[end]].em {
        end += 1
      }
      var line = Array(places[start..<end])
      line.sortFromLeft(glyphs)
      let letters = line.map { place in
        let box = glyphs[place].box
        return Letter(scalar: glyphs[place].scalar, x0: box.x0, x1: box.x1, y: box.middle.y)
      }
      lines.append(
        PrintedLine(y: y, em: glyphs[line[0]].em, letters: letters, text: PrintedText(line: line, of: glyphs))
      )
      start = end
    }
    return lines
  }
}
