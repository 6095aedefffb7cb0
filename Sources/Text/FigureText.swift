import Bytes

extension Span where Element == UInt8 {
  /// Whether it holds digits, and at most points and commas beside them.
  package var isFigure: Bool {
    var hasDigit = false
    for index in indices {
      if self[index].isDigit {
        hasDigit = true
      } else if self[index] != .period, self[index] != .comma {
        return false
      }
    }
    return hasDigit
  }
}
