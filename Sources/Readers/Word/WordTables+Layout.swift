import Bytes
import Text

extension WordTables {
  /// Whether a figure stands beside words in a row of a table that is taken for layout: its own figures are lost.
  var hasFigureAroundTable: Bool {
    var open: [(isLayout: Bool, hasWord: Bool)] = []
    for item in items {
      switch item.mark {
      case .table: open.append((isLayout[Int(item.lower)], false))
      case .row: if let last = open.indices.last { open[last].hasWord = false }
      case .paragraph:
        let paragraph = text.span.extracting(item.range)
        let visible = paragraph.extracting(paragraph.trimmed(0..<paragraph.count))
        guard let last = open.indices.last, open[last].isLayout, !visible.isEmpty else { continue }
        if !visible.isFigure { open[last].hasWord = true } else if open[last].hasWord { return true }
      case .tableEnd: open.removeLast(open.isEmpty ? 0 : 1)
      case .cell, .mergedCell: break
      }
    }
    return false
  }
}
