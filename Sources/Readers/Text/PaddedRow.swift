import Bytes
import Flow

/// A row of a writer that drops blank cells and pads the row at its end (`PipeStyle.dropsBlanks`), with the lines that it goes on in.
///
/// A cell that holds a blank paragraph is a line break before its pipe: the row goes on in a line that begins with a pipe. All
/// rows of a table have as many pipes, so that what belongs to a row can be counted:
///
///     行政处罚 |            处罚, blank, 31, 7
///     | 31 | 7 |
///
/// Older versions write a pipe in front of a row only where text begins its first cell, others always; the last row may lack its pads.
struct PaddedRow {
  struct Cell {
    let text: [UInt8]
    let line: Int
    let isPad: Bool
    var isBlank: Bool { text.isEmpty }
  }

  private var cells: [Cell] = []
  private var pipes = 0
  private var lines = 0
  /// Whether it begins with a pipe, and whether its first line is nothing else.
  private var isLed = false
  private var isLoneFirst = false
  private var isOver = false

  init(_ line: Span<UInt8>, number: Int) {
    isLed = line[0] == .pipe
    isLoneFirst = line.count == 1
    add(line, number: number)
  }

  /// Adds a line without blanks at its ends.
  mutating func add(_ line: Span<UInt8>, number: Int) {
    lines += 1
    var start = 0
    while let end = line.firstIndex(of: .pipe, from: start) {
      pipes += 1
      let text = line.extracting(line.trimmed(start..<end))
      // The pipe in front of a line closes a cell of the line above.
      let isPad = start > 0 && line.isPad(start..<end)
      cells.append(Cell(text: [UInt8](copying: text), line: number, isPad: isPad))
      start = end + 1
    }
    guard start < line.count else { return }
    let text = line.extracting(line.trimmed(start..<line.count))
    cells.append(Cell(text: [UInt8](copying: text), line: number, isPad: false))
  }

  /// How many pipes the rows of its table have, and whether they begin with one more: of a row of labels on one line.
  var shape: (width: Int, isLed: Bool)? {
    let width = pipes - (isLed ? 1 : 0)
    let hasFigures = cells.contains { !$0.isBlank && $0.text.span.isFigure(0..<$0.text.count) }
    return lines == 1 && width > 2 && !isLoneFirst && !hasFigures ? (width, isLed) : nil
  }

  /// Whether the row goes on in a line that begins with a pipe and holds figures and blanks only.
  ///
  /// - Parameters:
  ///   - width: how many pipes the rows of the table have, but for one in front; `nil` where that is not known.
  ///   - rowsAreLed: whether the table's first row begins with a pipe.
  func isOpen(width: Int?, rowsAreLed: Bool) -> Bool {
    let lead = isLed && !(isLoneFirst && !rowsAreLed) ? 1 : 0
    return width.map { pipes < $0 + lead } ?? true
  }

  /// Whether it went on.
  var isBroken: Bool { lines > 1 }

  /// Notes that figures stand behind it that may be its own.
  mutating func overflow() { isOver = true }

  /// The cells that are certain, without pads.
  ///
  /// - Parameters: as of `isOpen`, and
  ///   - isLast: whether the table ends behind it.
  /// - Returns: of a row whose lines do not add up no blank ones: it is too short then, and refused.
  func cells(width: Int?, rowsAreLed: Bool, isLast: Bool) -> ArraySlice<Cell> {
    var row = cells[...]
    while let last = row.last, last.isPad { row.removeLast() }
    // Its first cell is a blank paragraph, and no pipe stands in front.
    let keepsFirst = isLed && pipes == width && isLoneFirst && !rowsAreLed
    if isLed, !keepsFirst, row.first?.isBlank == true { row.removeFirst() }
    if lines == 1 && !isOver { return row }
    let isFull = width.map { pipes == $0 + (isLed && !keepsFirst ? 1 : 0) } ?? false
    // The first cell of a row of figures only, and so the place of all, is not known where the pipe in front may be its own.
    let hasLabel = row.first.map { !$0.isBlank && !$0.text.span.isFigure(0..<$0.text.count) } ?? false
    let isShort = isLast && hasLabel && width.map { pipes <= $0 } ?? false
    if (isFull || isShort) && !isOver && !row.contains(where: \.isPad) { return row }
    return ArraySlice(row.filter { !$0.isBlank })
  }
}

extension Span where Element == UInt8 {
  /// Whether a line begins with a pipe and holds figures and blanks only.
  var isRowRest: Bool {
    guard !isEmpty, self[0] == .pipe else { return false }
    var start = 1
    while start < count {
      let end = firstIndex(of: .pipe, from: start) ?? count
      let cell = trimmed(start..<end)
      if !cell.isEmpty, !isFigure(cell) { return false }
      start = end + 1
    }
    return true
  }
}
