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
    let sheets = [written, read].map { Sheet(name: "数据", rows: [[.text("x"), $0, .text("y")]]) }
    #expect(differences(written: [.records(sheets[0])], read: [sheets[1]]).count == 1)
  }

  @Test func missingRowsAndSheetsAreDifferences() {
    let sheet = Sheet(name: "数据", rows: [[.number(1)], [.number(2)]])
    let written = ExpectedSheet.records(sheet)
    #expect(differences(written: [written], read: [Sheet(name: "数据", rows: [[.number(1)]])]).count == 1)
    #expect(differences(written: [written, written], read: [sheet]).count == 1)
  }

  /// A header of levels tells the labels of each column; one that stands a column too far does not.
  @Test func aHeaderInLevelsIsReadAsPaths() {
    let flat = Sheet(name: "表", rows: [["agency", "year", "甲/子/数", "甲/数", "乙"].map { .text($0) }])
    let header: [[String]] = [["agency", "year", "甲", "甲", "乙"], ["", "", "子"], ["", "", "数", "数"]]
    let moved = [header[0], ["", "", "", "子"], header[2]]
    for (rows, count) in [(header, 0), (moved, 2)] {
      let read = Sheet(name: "表", rows: rows.map { $0.map { Cell(shown: $0) } })
      #expect(differences(written: [ExpectedSheet(kind: .wide, sheet: flat)], read: [read]).count == count)
    }
  }

  /// A printed table that lost a figure, or the sheet that explains a name.
  @Test func lostFiguresAndNamesAreDifferences() {
    let sheet = Sheet(name: "表", rows: [[.text("项"), .empty, .number(1)], [.text("目"), .number(2)]])
    let read = Sheet(name: "表", rows: [[.text("项"), .number(1)], [.text("目"), .empty]])
    #expect(differences(written: [ExpectedSheet(kind: .printed, sheet: sheet)], read: [read]).count == 1)
    #expect(differences(written: [ExpectedSheet(kind: .about, sheet: sheet)], read: [read]).isEmpty)
    let nothing = Sheet(name: "表", rows: [[.text("项")]])
    #expect(differences(written: [ExpectedSheet(kind: .about, sheet: sheet)], read: [nothing]).count == 1)
  }
}

extension ExpectedSheet {
  fileprivate static func records(_ sheet: Sheet) -> Self { Self(kind: .records, sheet: sheet) }
}
