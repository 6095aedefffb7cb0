import Bytes

extension Diagnostic {
  /// That a figure stands in a cell merged over several rows, of which only the first one gets it.
  static func mergedFigure(at place: Location) -> Diagnostic {
    Diagnostic(
      .warning, at: place, what: "a figure stands in a cell that is merged over several rows",
      why: "it is given to the first of them; the others are blank there",
      remedy: "See which of the rows it counts for")
  }
}

extension Span where Element == UInt8 {
  /// Whether it holds digits, and at most points and commas beside them.
  var isFigure: Bool {
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
