import Bytes

/// How the rows of a text with pipes are set, as far as all of them tell.
struct PipeStyle {
  /// Whether most lines hold one cell.
  private(set) var isOneCellALine = false
  /// Whether most rows have a delimiter before the first cell, and behind the last.
  private(set) var hasOuter = (first: false, last: false)
  /// Whether blank cells can be told from ends of rows, in one cell a line: a blank stands before the delimiter of the cell.
  private(set) var marksAreExact = false
  /// Whether the writer drops blank cells and pads each row at its end with pipes (trafilatura 1.12 to 2.1), so that
  /// `行政许可 | 12 | 345 | |` may be 12, blank, 345.
  private(set) var dropsBlanks = false
  /// Whether blank cells at the ends of rows may be such pads: no blank stands among cells, as writers that keep them have.
  private(set) var mayDropBlanks = false
  /// Whether ruling lines part rows.
  private(set) var isRuled = false

  init() {}

  init(_ text: Span<UInt8>) {
    var (single, several, first, last) = (0, 0, 0, 0)
    var (blankCells, rowEnds, runs) = (0, 0, 0)
    var (hasPads, hasInnerBlanks) = (false, false)
    var start = 0
    while start < text.count {
      let end = text.firstIndex(of: .lineFeed, from: start) ?? text.count
      let visible = text.trimmed(start..<end)
      let line = text.extracting(visible)
      if line.count == 1, line[0] == .pipe {
        if visible.lowerBound > start { blankCells += 1 } else { rowEnds += 1 }
      } else if line.count > 1, line.count <= 64, line[0] == .pipe, line.loneDelimiters != nil {
        runs += 1
      }
      start = end + 1
      if !line.isEmpty, line[0] == UInt8(ascii: "+"), line.isRuling { isRuled = true }
      guard !line.isEmpty, line.isPipeRow || line.isPipePair else { continue }
      let row = PipeRow(line)
      if row.hasPads { hasPads = true }
      if row.hasInnerBlanks { hasInnerBlanks = true }
      if row.cells == 1, line[line.count - 1] == .pipe { single += 1 }
      guard row.cells > 1 else { continue }
      several += 1
      if line[0] == .pipe { first += 1 }
      if line[line.count - 1] == .pipe { last += 1 }
    }
    dropsBlanks = hasPads && !hasInnerBlanks
    isOneCellALine = single > several && !dropsBlanks
    // Rows without outer delimiters begin with one where their first cell is blank.
    // One row without a last delimiter may end in a blank value: then blank cells at the ends are left to the table's other rows.
    hasOuter = (10 * first > 9 * several, several > 0 && last == several)
    mayDropBlanks = hasOuter.last && !hasInnerBlanks
    marksAreExact = blankCells > 0 && (rowEnds > 0 || runs > 0)
  }
}

/// What one line of pipes tells.
private struct PipeRow {
  /// How many cells are not blank.
  private(set) var cells = 0
  /// Whether pipes that nothing parts stand behind a cell that has a blank before its own: `项目 | |||`.
  private(set) var hasPads = false
  /// Whether a blank cell as pads are stands before another.
  private(set) var hasInnerBlanks = false

  init(_ line: Span<UInt8>) {
    var start = 0
    /// Whether a blank as pads are stands behind the last cell; whether the pipe of that cell has a blank before it.
    var (hasBlank, isSpaced, isRun) = (false, false, false)
    while start <= line.count {
      let end = line.firstIndex(of: .pipe, from: start) ?? line.count
      if line.isPad(start..<end) {
        if start > 0, end < line.count {
          hasBlank = true
          isRun = isRun || start == end
        }
      } else if !line.isBlank(start..<end) {
        if hasBlank { hasInnerBlanks = true }
        cells += 1
        (hasBlank, isRun) = (false, false)
        isSpaced = end < line.count && line[end - 1] == .space
      }
      start = end + 1
    }
    hasPads = cells > 0 && isSpaced && isRun
  }
}

extension Span where Element == UInt8 {
  /// Whether what stands between two pipes is no cell but may be a pad: nothing, or one blank. Writers that keep blank cells put
  /// two there.
  func isPad(_ range: Range<Int>) -> Bool {
    range.isEmpty || range.count == 1 && self[range.lowerBound] == .space
  }

  /// The number of `|` where nothing else can be seen.
  var loneDelimiters: Int? {
    var (bars, index) = (0, 0)
    while index < count {
      let blank = invisibleLength(at: index)
      if blank == 0, self[index] != .pipe { return nil }
      if blank == 0 { bars += 1 }
      index += Swift.max(blank, 1)
    }
    return bars
  }
}
