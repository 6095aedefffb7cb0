/// The colours of a document by their numbers, as its table of them lists them.
///
/// Source: Rich Text Format Specification 1.9.1, Color Table.
struct RTFColors {
  /// Red, green and blue; empty where the colour is left to the program, as mostly that of the number 0.
  private var colors: [[Int]] = []
  private var parts: [Int] = []

  mutating func take(part: Int) { parts.append(part) }

  mutating func endColor() {
    colors.append(parts)
    parts = []
  }

  func isWhite(_ number: Int) -> Bool {
    colors.indices.contains(number) && colors[number] == [255, 255, 255]
  }
}
