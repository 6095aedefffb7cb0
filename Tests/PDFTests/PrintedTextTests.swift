import PDF
import Testing

/// The text of cells, and when the digits in one are no figure.
struct PrintedTextTests {
  /// The text of a cell 40 points wide and 60 high.
  private func cell(width: Float = 40, _ draw: (inout PageSketch) -> Void) -> PrintedText? {
    var sketch = PageSketch()
    for y: Float in [100, 160, 180] { sketch.stroke(100, y, 100 + width, y) }
    for x in [100, 100 + width] { sketch.stroke(x, 100, x, 180) }
    draw(&sketch)
    return sketch.layout.tables.first?.cells.first?.text
  }

  private func text(_ text: PrintedText?) -> String { String(decoding: text?.bytes ?? [], as: UTF8.self) }

  @Test func linesAreReadFromTopToBottomWhateverTheirOrderInTheFile() {
    let read = cell {
      $0.write("公开", x: 105, y: 130)
      $0.write("政府", x: 105, y: 115)
    }
    #expect(read == PrintedText(Array("政府公开".utf8)))
  }

  @Test func figuresBelowEachOtherInAWideCellAreInDoubt() {
    let read = cell(width: 100) {
      for (place, digit) in ["1", "0", "2"].enumerated() {
        $0.write(digit, x: 145, y: 115 + Float(place) * 13)
      }
    }
    #expect(read == PrintedText(Array("1 0 2".utf8), doubt: .lines))
  }

  @Test func aLabelWrittenDownwardsInTwoColumnsIsReadInTheOrderOfTheFile() {
    let read = cell {
      for (place, letter) in "本年度办理结果".enumerated() {
        $0.write(String(letter), x: place < 4 ? 120 : 105, y: 110 + Float(place % 4) * 11)
      }
    }
    #expect(text(read) == "本年度办理结果")
  }

  @Test func aFigureBrokenInANarrowColumnIsOne() {
    let read = cell(width: 25) {
      $0.write("123", x: 105, y: 120)
      $0.write("45", x: 105, y: 132)
    }
    #expect(read == PrintedText(Array("12345".utf8)))
  }

  @Test(arguments: [
    // There was room for more digits; the second line is longer than the first.
    (Float(60), "12", "34"), (25, "12", "345"), (25, "123", "4567"),
  ])
  func figuresBelowEachOtherAreNoFigure(width: Float, above: String, below: String) {
    let read = cell(width: width) {
      $0.write(above, x: 105, y: 120)
      $0.write(below, x: 105, y: 132)
    }
    #expect(read?.doubt == .lines)
  }

  @Test func digitsWithAGapAreNoFigure() {
    let read = cell {
      $0.write("2", x: 105, y: 120)
      $0.write("0", x: 118, y: 120)
    }
    #expect(read == PrintedText(Array("2 0".utf8), doubt: .gap))
  }

  /// The number of a note behind a figure, 12¹: somewhat smaller, or somewhat higher; or below it in small print.
  @Test(arguments: [(120, 8), (118, 9), (118.5, 10), (130, 8)] as [(Float, Float)])
  func aDigitOffTheLineOrOfAnotherSizeIsOfNoFigure(y: Float, em: Float) {
    let read = cell(width: 24) {
      $0.write("12", x: 102, y: 120)
      $0.write("1", x: y < 130 ? 112 : 106, y: y, em: em)
    }
    #expect(text(read) == "12 1")
    #expect(read?.doubt == (y < 130 ? .gap : .lines))
  }

  @Test func digitsSpacedAlikeAreOneFigure() {
    let read = cell { $0.write("2048", x: 102, y: 120, gap: 3.5) }
    #expect(read == PrintedText(Array("2048".utf8)))
  }

  @Test func figuresOfColumnsWithoutLinesBetweenAreNoFigure() {
    let read = cell(width: 100) { $0.write("123", x: 105, y: 120, gap: 20) }
    #expect(read == PrintedText(Array("1 2 3".utf8), doubt: .gap))
  }

  @Test func aNoteRaisedBehindAFigureIsNoDigitOfIt() {
    let read = cell {
      $0.write("12", x: 105, y: 120)
      $0.write("1", x: 115, y: 117, em: 6)
    }
    #expect(read == PrintedText(Array("12 1".utf8), doubt: .gap))
  }

  @Test func aCharacterThatTheFontDoesNotTellIsADoubt() {
    let read = cell { $0.write("1\u{FFFD}", x: 105, y: 120) }
    #expect(read == PrintedText(Array("1\u{FFFD}".utf8), doubt: .unknown))
  }

  @Test func wordsOfLettersKeepTheirBlanks() {
    let read = cell(width: 100) {
      $0.write("Total of", x: 105, y: 115)
      $0.write("2021 年", x: 105, y: 130)
    }
    #expect(text(read) == "Total of 2021年")
  }

  @Test func linesOutsideOfTablesKeepGaps() {
    var sketch = PageSketch()
    sketch.write("某某局", x: 100, y: 100)
    sketch.write("2022年1月", x: 200, y: 100)
    #expect(sketch.layout.lines.map { String(decoding: $0.text.bytes, as: UTF8.self) } == ["某某局 2022年1月"])
  }
}
