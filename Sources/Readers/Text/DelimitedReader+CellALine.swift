import Bytes
import Flow
import Reports

/// Text of one cell a line: `规章 |`.
extension DelimitedReader {
  /// Cells with `|` behind or before them.
  ///
  /// Lone delimiters are blank cells where a figure follows. Where a label follows, the last of them, or a run of several on one
  /// line, ended the row.
  mutating func readCells(_ line: Span<UInt8>, isIndented: Bool) {
    if let count = line.loneDelimiters {
      if count == 1, style.marksAreExact {
        if isIndented { addBlankCell() } else { startsRow = true }
      } else if count == 1 {
        marks += 1
      } else {
        addBlankCells(marks)
        (marks, startsRow) = (0, true)
      }
      return
    }
    for cell in cells(of: line) {
      let text = line.extracting(cell)
      if text.isEmpty {
        marks += 1
        continue
      }
      if startsRow || marks > 0 && !text.isValue {
        addBlankCells(marks - 1)
        builder.beginRow()
      } else {
        addBlankCells(marks)
      }
      (marks, startsRow) = (0, false)
      builder.addCell(text, line: self.line)
    }
  }

  private mutating func addBlankCells(_ count: Int) {
    guard !startsRow, count > 0 else { return }
    for _ in 0..<count { addBlankCell() }
  }

  private mutating func addBlankCell() {
    let blank: [UInt8] = []
    if startsRow { builder.beginRow() }
    startsRow = false
    builder.addCell(blank.span, line: line)
  }
}

extension Span where Element == UInt8 {
  /// Whether a cell is a value: a figure or a mark for none.
  fileprivate var isValue: Bool { isFigure(0..<count) }
}
