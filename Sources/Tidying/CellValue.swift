import Bytes
import Facts
import Text

/// A cell's text read as a figure.
struct CellValue: Sendable, Equatable {
  var status: FactStatus
  var unit: Figure.Unit = .none
  /// Whether the text is 无, which says that there is nothing.
  var isNone = false
  /// Whether the text is asterisks: a value that was blacked out.
  var isMasked = false
  /// Whether its reader has refused it: there is a figure, and what it is is not certain.
  var isRefused = false

  /// Reads the text of a cell and writes its figure to `digits`: an optional `-`, digits, an optional fraction.
  ///
  /// Understood: half and full width, thousands separators in their places, a leading `+`, and a unit behind. Anything else is text.
  static func read(_ text: Span<UInt8>, into digits: inout [UInt8]) -> CellValue {
    read(visible: text.extracting(text.trimmed(0..<text.count)), into: &digits)
  }

  /// As `read`, of a text without blanks at its ends.
  static func read(visible text: Span<UInt8>, into digits: inout [UInt8]) -> CellValue {
    if !digits.isEmpty { digits.removeAll(keepingCapacity: true) }
    if text.isEmpty { return CellValue(status: .blank) }
    if text.count == 1, text[0].isDigit {
      digits.append(text[0])
      return CellValue(status: .number)
    }
    // Ideographs from U+4000 on: labels, and 无.
    if 0xE4...0xE9 ~= text[0] { return CellValue(status: .text, isNone: text.equals(none)) }
    if let mark = Figure.mark(text) { return CellValue(status: mark == .slash ? .slash : .dash) }
    guard let end = Figure.number(text, into: &digits), let unit = Figure.unit(text, from: end) else {
      digits.removeAll(keepingCapacity: true)
      let isMasked = text.count > 1 && text.indices.allSatisfy { text[$0] == UInt8(ascii: "*") }
      return CellValue(status: .text, isMasked: isMasked)
    }
    return CellValue(status: .number, unit: unit)
  }

  private static let none = Array("无".utf8)

}
