import Bytes
import Flow
import Identity

/// How the cells of a text are set apart.
enum TextShape {
  /// A tab opens a cell, mostly one on a line.
  case tabCells
  /// A tab parts the cells of a row.
  case tabRows
  /// `|` parts the cells of a row.
  case pipes
  /// Lines and columns only.
  case flow

  /// What most lines that could hold cells look like, and whether others may look otherwise: then it is worth looking for tables there.
  static func recognise(
    _ text: Span<UInt8>, _ lines: Span<TextLine>
  ) -> (shape: TextShape, isMixed: Bool) {
    let hasPipes = text.firstIndex(of: UInt8(ascii: "|")) != nil
    let hasTabs = text.firstIndex(of: .tab) != nil
    let hasOther = text.firstIndex(of: UInt8(ascii: "<")) != nil || text.holdsDrawnLine
    if !hasPipes, !hasTabs { return (.flow, hasOther) }
    if !hasPipes {
      let kinds = lines.kinds
      if kinds.cells * 2 > lines.count { return (.tabCells, hasOther || kinds.rows > 1) }
    }
    var (cellLines, rowLines, pipeLines, figureLines) = (0, 0, 0, 0)
    // 欢迎访问本站|政务公开 is no row, over two lines or on one.
    var hasRow = false
    for index in lines.indices {
      let line = lines[index]
      let range = line.range
      if hasPipes {
        let line = text.extracting(range)
        let isRow = line.isPipeRow
        if isRow || line.isPipePair { pipeLines += 1 }
        hasRow = hasRow || line.isFigureBesidePipe || isRow && line.hasTwoPipes
      }
      if line.isCell {
        cellLines += 1
      } else if line.tabCount == 0 {
        let visible = text.trimmed(range)
        if !visible.isEmpty, visible.count < 12, text.isFigure(visible) { figureLines += 1 }
      } else if line.tabCount > 1 || !text.isBlank(range.lowerBound..<line.firstTab) {
        // A tab behind text, or a further one.
        rowLines += 1
        // Right below a cell: the header of one column, with nothing over the labels.
        if index > 0, line.tabCount == 1, lines[index - 1].isCell, lines[index - 1].number == line.number - 1
        {
          cellLines -= 1
          rowLines += 1
        }
      } else {
        cellLines += 1
      }
    }
    let shape: TextShape =
      if hasRow, pipeLines >= 2, pipeLines > cellLines, pipeLines > rowLines {
        .pipes
      } else if rowLines >= 3, rowLines > cellLines {
        .tabRows
      } else {
        // A stray tab does not make the tab form of text whose figures stand on lines without one.
        cellLines + rowLines > 0 && cellLines + rowLines >= figureLines ? .tabCells : .flow
      }
    let isMixed =
      switch shape {
      case .pipes: rowLines > 1 || cellLines > 3
      case .tabRows: pipeLines > 1 || cellLines > 3
      case .tabCells: pipeLines > 1 || rowLines > 1
      case .flow: pipeLines > 1 || rowLines > 1 || cellLines > 3
      }
    return (shape, isMixed || hasOther)
  }
}

extension Span where Element == TextLine {
  /// How many lines are cells, mostly nearly all, and how many of the others may be rows of another table.
  fileprivate var kinds: (cells: Int, rows: Int) {
    var (cells, rows) = (0, 0)
    for index in indices {
      if self[index].isCell {
        cells += 1
      } else if self[index].tabCount > 0, self[index].firstTab > self[index].range.lowerBound {
        // A tab behind text; further cells on the line of the first one are none.
        rows += 1
      }
    }
    return (cells, rows)
  }
}

extension Span where Element == UInt8 {
  /// Whether a character that draws lines (U+2500 to U+257F) stands anywhere.
  fileprivate var holdsDrawnLine: Bool {
    var start = 0
    while let place = firstIndex(of: 0xE2, from: start), place + 1 < count {
      if self[place + 1] == 0x94 || self[place + 1] == 0x95 { return true }
      start = place + 1
    }
    return false
  }

  /// Whether a line is short and has one `|` with text on both sides: a label and a value, but for the marks of a site.
  var isPipePair: Bool {
    guard count <= 120, let first = firstIndex(of: UInt8(ascii: "|")) else { return false }
    return firstIndex(of: UInt8(ascii: "|"), from: first + 1) == nil && !isBlank(0..<first)
      && !isBlank(first + 1..<count)
  }

  /// Whether a line is a row of cells parted by `|`, or a cell with `|` behind it: prose may hold one too.
  var isPipeRow: Bool {
    let visible = trimmed(0..<count)
    guard !visible.isEmpty, let first = firstIndex(of: UInt8(ascii: "|")) else { return false }
    return first == visible.lowerBound || self[visible.upperBound - 1] == UInt8(ascii: "|")
      || firstIndex(of: UInt8(ascii: "|"), from: first + 1) != nil
  }

  /// Whether a figure stands right before or behind the last `|` of a line.
  fileprivate var isFigureBesidePipe: Bool {
    guard let place = indices.last(where: { self[$0] == UInt8(ascii: "|") }) else { return false }
    return [trimmed(0..<place), trimmed(place + 1..<count)].contains { value in
      !value.isEmpty && value.count < 12 && isFigure(value)
    }
  }

  fileprivate var hasTwoPipes: Bool {
    let pipe = UInt8(ascii: "|")
    return firstIndex(of: pipe).map { firstIndex(of: pipe, from: $0 + 1) != nil } ?? false
  }
}
