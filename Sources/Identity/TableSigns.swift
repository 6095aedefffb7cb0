import Bytes
package import Forms
import Reports
import Text

/// What the cells of a table say of it: whether it is a report's, or the foot of a page (访问量 | 1024; 热线 | 12345 | 传真 | 8801234).
package struct TableSigns {
  /// Whether a label of the forms stands in it.
  private(set) var hasLabel = false
  private var figures = 0
  /// The words of pages.
  package private(set) var words = 0

  package init() {}

  package var isReports: Bool { hasLabel || figures > max(2, words) }

  package mutating func add(_ cell: Span<UInt8>, _ vocabulary: Vocabulary) {
    if cell.isFigure {
      figures += 1
    } else if vocabulary.hasLabel(cell) {
      hasLabel = true
    } else if cell.count <= 60, PageFurniture.isFurniture(Characters(cell).simplified) {
      words += 1
    }
  }
}

extension Vocabulary {
  /// Whether a text is a label of the forms as it stands, blanks, ordinals and notes in it.
  package func hasLabel(_ text: Span<UInt8>) -> Bool {
    guard canBeLabel(text) else { return false }
    var key: [UInt8] = []
    Label.normalize(text, into: &key)
    return isLabel(key.span)
  }
}

extension Span where Element == UInt8 {
  /// Whether tabs or pipes part the line into the cells of a row: a figure among three or more, for contents have two (总体情况, 3).
  ///
  /// - Parameter hasTab: whether a tab stands in it: who reads lines knows that.
  func isRowOfFigures(hasTab: Bool) -> Bool {
    // Prose has neither.
    guard hasTab || firstIndex(of: .pipe) != nil else { return false }
    var (cells, figures) = (0, 0)
    forEachCell { cell in
      cells += 1
      if cell.isFigure { figures += 1 }
    }
    return cells > 2 && figures > 0
  }

  /// The texts between tabs or pipes that hold anything.
  func forEachCell(_ body: (Span<UInt8>) -> Void) {
    var start = 0
    for index in 0...count where index == count || self[index] == .tab || self[index] == .pipe {
      let visible = trimmed(start..<index)
      if !visible.isEmpty { body(extracting(visible)) }
      start = index + 1
    }
  }
}
