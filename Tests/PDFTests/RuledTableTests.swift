import PDF
import Testing

/// Drawn lines give the cells of tables, however they are drawn.
struct RuledTableTests {
  private func cells(_ table: PrintedGrid?) -> [String] {
    (table?.cells ?? []).map { cell in
      "\(cell.row) \(cell.column) \(cell.rows)x\(cell.columns) \(String(decoding: cell.text.bytes, as: UTF8.self))"
    }
  }

  private static let expected = ["0 0 1x2 项目", "1 0 2x1 甲类", "1 1 1x1 12", "2 1 1x1 "]

  @Test(arguments: Border.allCases.filter { $0 != .outerSidesMissing && $0 != .bands })
  func bordersOfAllKindsGiveTheSameCells(border: Border) {
    #expect(cells(SketchedTable.page(border).layout.tables.first) == Self.expected)
  }

  @Test func colouredCellsWithoutLinesAreCells() {
    let table = SketchedTable.page(.bands).layout.tables.first
    #expect(cells(table).filter { $0.contains("甲类") || $0.contains("12") }.count == 2)
    #expect(table?.rowCount == 4)
  }

  @Test func sidesThatAreNotDrawnAreThereWhereLinesEnd() {
    // Level lines reach beyond the only upright one on both sides.
    var sketch = PageSketch()
    for y: Float in [100, 120, 140] { sketch.stroke(100, y, 300, y) }
    for x: Float in [180, 240] { sketch.stroke(x, 100, x, 140) }
    for (row, y) in [(0, Float(110)), (1, 130)] {
      for (column, x) in [Float(120), 200, 260].enumerated() { sketch.write("\(row)\(column)", x: x, y: y) }
    }
    let table = sketch.layout.tables.first
    #expect(cells(table).map { $0.suffix(2) } == ["00", "01", "02", "10", "11", "12"])
  }

  /// As LibreOffice draws it where a merged cell ends a little below the row beside it.
  @Test func aStripTooLowForTextIsNoRow() {
    var sketch = PageSketch()
    for y: Float in [100, 140] { sketch.stroke(100, y, 300, y) }
    sketch.stroke(180, 120, 300, 120)
    sketch.stroke(100, 124, 180, 124)
    for x: Float in [100, 180, 240, 300] { sketch.stroke(x, 100, x, 140) }
    for (row, y) in [(0, Float(110)), (1, 130)] {
      for (column, x) in [Float(120), 200, 260].enumerated() { sketch.write("\(row)\(column)", x: x, y: y) }
    }
    #expect(
      cells(sketch.layout.tables.first)
        == ["0 0 1x1 00", "0 1 1x1 01", "0 2 1x1 02", "1 0 1x1 10", "1 1 1x1 11", "1 2 1x1 12"])
  }

  /// A change that Word or LibreOffice tracks: 35 is struck out, 33 is valid.
  @Test(arguments: [true, false]) func whatALineStrikesOutIsNoText(isStroked: Bool) {
    var sketch = SketchedTable.page(.solid)
    sketch.write("35", x: 222, y: 130)
    let (start, end) = (sketch.page.glyphs[sketch.page.glyphs.count - 2].box, sketch.page.glyphs.last!.box)
    let y = (start.y0 + start.y1) / 2
    if isStroked {
      sketch.stroke(start.x0, y, end.x1, y)
    } else {
      sketch.fill(start.x0, y - 0.3, end.x1, y + 0.3)
    }
    #expect(cells(sketch.layout.tables.first) == Self.expected)
    #expect(sketch.layout.struckCount == 2)
  }

  /// Editors of PDF files cover a figure with a white box and write another one over it.
  @Test func whatAWhiteBoxCoversIsNoText() {
    var sketch = SketchedTable.page(.solid)
    sketch.write("8", x: 240, y: 130)
    sketch.fill(205, 122, 295, 138, isWhite: true, isOver: true)
    #expect(sketch.layout.coveredCount == 3)
    sketch.write("31", x: 220, y: 130)
    #expect(cells(sketch.layout.tables.first).contains { $0.hasSuffix(" 31") })
    #expect(!cells(sketch.layout.tables.first).contains { $0.contains("12") })
  }

  @Test func moreDrawnOverTextThanAnyPageHasIsTold() {
    var sketch = SketchedTable.page(.solid)
    for number in 0..<3_000 { sketch.write("7", x: Float(number % 60) * 9, y: 200 + Float(number / 60) * 11) }
    for _ in 0..<2_000 { sketch.fill(0, 0, 595, 842, isWhite: true, isOver: true) }
    #expect(sketch.layout.hasTooManyLines && sketch.layout.tables.isEmpty)
  }

  @Test func aFigureWiderThanItsColumnIsInDoubt() {
    var sketch = PageSketch()
    for y: Float in [100, 120, 140] { sketch.stroke(100, y, 300, y) }
    for x: Float in [100, 200, 300] { sketch.stroke(x, 100, x, 140) }
    sketch.write("1357", x: 185, y: 110)
    sketch.write("12", x: 189, y: 130)
    sketch.write("34", x: 201, y: 130)
    let doubts = (sketch.layout.tables.first?.cells ?? []).map(\.text.doubt)
    #expect(doubts == [.crossing, .crossing, nil, nil])
    // Beside the table, too.
    var other = PageSketch()
    for y: Float in [100, 120, 140] { other.stroke(100, y, 300, y) }
    for x: Float in [100, 200, 300] { other.stroke(x, 100, x, 140) }
    other.write("9398", x: 285, y: 130)
    #expect(other.layout.tables.first?.cells.last?.text.doubt == .crossing)
  }

  @Test func linesUnderTextAndThroughMoreThanItStrikeNothingOut() {
    var sketch = SketchedTable.page(.solid)
    sketch.write("35", x: 222, y: 130)
    let (start, end) = (sketch.page.glyphs[sketch.page.glyphs.count - 2].box, sketch.page.glyphs.last!.box)
    sketch.stroke(start.x0, start.y1, end.x1, start.y1)
    sketch.stroke(start.x0 - 12, (start.y0 + start.y1) / 2, end.x1 + 12, (start.y0 + start.y1) / 2)
    #expect(sketch.layout.struckCount == 0)
  }

  @Test func aTableThatThePageCutsHasNoBottomLine() {
    var sketch = PageSketch()
    for y: Float in [700, 720] { sketch.stroke(100, y, 300, y) }
    for x: Float in [100, 200, 300] { sketch.stroke(x, 700, x, 740) }
    sketch.write("上", x: 120, y: 710)
    sketch.write("下", x: 120, y: 730)
    #expect(cells(sketch.layout.tables.first) == ["0 0 1x1 上", "0 1 1x1 ", "1 0 1x1 下", "1 1 1x1 "])
  }

  @Test func whiteFillsAndThePageItselfAreNoCells() {
    var sketch = SketchedTable.page(.solid)
    for row in 0..<4 {
      for column in 0..<4 {
        let (x, y) = (100 + Float(column) * 40, 100 + Float(row) * 12)
        sketch.fill(x, y, x + 40, y + 12, isWhite: true)
      }
    }
    sketch.fill(0, 0, 595, 842)
    #expect(cells(sketch.layout.tables.first) == Self.expected)
  }

  @Test func underlinesAndABoxAroundTextAreNoTable() {
    var sketch = PageSketch()
    sketch.write("某某局年度报告", x: 100, y: 100)
    sketch.stroke(100, 108, 200, 108)
    for y: Float in [200, 240] { sketch.stroke(100, y, 300, y) }
    for x: Float in [100, 300] { sketch.stroke(x, 200, x, 240) }
    sketch.write("公章", x: 150, y: 220)
    let layout = sketch.layout
    #expect(layout.tables.isEmpty)
    #expect(layout.lines.map { String(decoding: $0.text.bytes, as: UTF8.self) } == ["某某局年度报告", "公章"])
  }

  @Test func twoTablesSideBySideAreTwo() {
    var sketch = PageSketch()
    for left: Float in [50, 300] {
      for y: Float in [100, 120, 140] { sketch.stroke(left, y, left + 200, y) }
      for x: Float in [0, 100, 200] { sketch.stroke(left + x, 100, left + x, 140) }
      sketch.write("\(Int(left))", x: left + 20, y: 110)
    }
    sketch.write("旁注", x: 260, y: 110)
    let layout = sketch.layout
    #expect(layout.tables.map { $0.cells[0].text.bytes } == [Array("50".utf8), Array("300".utf8)])
    #expect(layout.lines.count == 1)
  }

  @Test func aCharacterOnALineBelongsToOneCellOnly() {
    var sketch = SketchedTable.page(.solid)
    sketch.write("7", x: 197.5, y: 150)
    let texts = (sketch.layout.tables.first?.cells ?? []).map {
      String(decoding: $0.text.bytes, as: UTF8.self)
    }
    #expect(texts.joined().filter { $0 == "7" }.count == 1)
  }

  @Test func labelsBesideATableWithoutALineAroundThemAreItsColumn() {
    var sketch = PageSketch()
    for row in 0...4 { sketch.stroke(200, 100 + Float(row) * 20, 300, 100 + Float(row) * 20) }
    for x: Float in [200, 250, 300] { sketch.stroke(x, 100, x, 180) }
    for row in 0..<4 {
      sketch.write("行\(row)", x: 100, y: 110 + Float(row) * 20)
      sketch.write("\(row)", x: 220, y: 110 + Float(row) * 20)
    }
    let layout = sketch.layout
    #expect(layout.lines.isEmpty)
    #expect(cells(layout.tables.first).first == "0 0 1x1 行0")
    #expect(layout.tables.first?.columnCount == 3)
  }

  @Test func proseBesideATableIsNoColumn() {
    var sketch = PageSketch()
    for row in 0...4 { sketch.stroke(200, 100 + Float(row) * 20, 300, 100 + Float(row) * 20) }
    for x: Float in [200, 250, 300] { sketch.stroke(x, 100, x, 180) }
    sketch.write("1", x: 220, y: 110)
    for line in 0..<6 { sketch.write("一行文字", x: 100, y: 105 + Float(line) * 13) }
    let layout = sketch.layout
    #expect(layout.lines.count == 6)
    #expect(layout.tables.first?.columnCount == 2)
  }

  // MARK: hostile pages

  @Test func moreLinesThanAnyPageHasAreNoTable() {
    var sketch = PageSketch()
    for line in 0..<21_000 {
      // Apart, so that none joins another.
      let (row, column) = (line / 30, line % 30)
      sketch.stroke(Float(column) * 19, Float(row) * 1.1, Float(column) * 19 + 10, Float(row) * 1.1)
    }
    #expect(sketch.layout.hasTooManyLines)
    #expect(sketch.layout.tables.isEmpty)
  }

  @Test func aPageOfDotsIsReadInItsOwnSize() {
    var sketch = SketchedTable.page(.dotted)
    for dot in 0..<60_000 {
      let (x, y) = (Float(dot % 300) * 1.9, 300 + Float(dot / 300) * 2.7)
      sketch.fill(x, y, x + 1, y + 1)
    }
    #expect(cells(sketch.layout.tables.first { $0.box.y0 < 200 }) == Self.expected)
  }

  @Test func numbersWithoutMeaningDoNotTrap() {
    var sketch = SketchedTable.page(.solid)
    for value: Float in [.nan, .infinity, -.infinity, 1e30, -1e30] {
      sketch.page.strokes.append(Stroke(box: Box(x0: value, y0: 0, x1: value, y1: 100), isLevel: false))
      sketch.page.fills.append(Fill(box: Box(x0: 0, y0: value, x1: 100, y1: value), isWhite: false))
      sketch.page.glyphs.append(
        Glyph(scalar: 0x31, box: Box(x0: value, y0: value, x1: value, y1: value), em: value))
    }
    _ = sketch.layout
  }
}
