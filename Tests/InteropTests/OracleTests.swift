import Testing

/// What a cell should show is written out for each awkward text; the oracle that tells it for whole sheets must agree.
@Suite struct OracleTests {
  @Test(arguments: Awkward.all)
  func anAwkwardTextIsShownAsWrittenOut(awkward: Awkward) {
    let text = awkward.bytes.text
    let shown: Cell = awkward.shown.isEmpty ? .empty : .text(awkward.shown)
    #expect(Cell(shown: text) == shown)
    #expect(Cell(value: text) == (awkward.number.map { .number($0) } ?? shown))
  }

  /// The comparison sees what a reader may lose.
  @Test(arguments: [
    (Cell.text("007"), Cell.number(7)), (.text("x "), .text("x")), (.number(1), .text("1")),
    (.text("1"), .empty),
    (.empty, .number(0)), (.text("\u{F9E4}"), .text("\u{7406}")), (.text("a\r\nb"), .text("a\nb")),
    (.text("TRUE"), .other(kind: "bool", text: "True")),
  ])
  func aLossIsADifference(written: Cell, read: Cell) {
    let sheets = [written, read].map { [Sheet(name: "数据", rows: [[.text("x"), $0, .text("y")]])] }
    #expect(differences(written: sheets[0], read: sheets[1]).count == 1)
  }

  @Test func missingRowsAndSheetsAreDifferences() {
    let sheet = Sheet(name: "数据", rows: [[.number(1)], [.number(2)]])
    #expect(differences(written: [sheet], read: [Sheet(name: "数据", rows: [[.number(1)]])]).count == 1)
    #expect(differences(written: [sheet, sheet], read: [sheet]).count == 1)
  }
}
