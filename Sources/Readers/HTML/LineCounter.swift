import Bytes

/// Counts the lines up to places that only go forward.
struct LineCounter {
  private var place = 0
  private var line: Int

  init(line: Int) { self.line = line }

  mutating func line(at index: Int, of bytes: Span<UInt8>) -> Int {
    line += bytes.extracting(place..<index).count(of: .lineFeed, upTo: index - place)
    place = index
    return line
  }
}
