import Bytes
import Text

/// What `ReportBoundary` asks of lines.
extension Span where Element == UInt8 {
  /// Whether a line begins with a digit and holds a figure and nothing else.
  var isFigureAlone: Bool {
    !isEmpty && self[0].isDigit && count < 16 && extracting(trimmed(0..<count)).isFigure
  }

  /// Where the line right above another one begins, if its last sentence goes on there.
  func sentenceStart(in above: Range<Int>?, before line: Range<Int>) -> Int? {
    guard let above, above.upperBound + 1 == line.lowerBound, above.count < ReportBoundary.longestOpening,
      extracting(above).goesOnBelow
    else { return nil }
    return above.lowerBound
  }
}
