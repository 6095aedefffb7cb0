import TestSupport
import Testing

// Tables of PDF files without lines: labels give rows and columns, or the table is refused.

/// Middles of the columns of figures.
private let middles: [Double] = [230, 330, 430]
private let columns = ["本年制发件数", "本年废止件数", "现行有效件数"]

extension TestPDF.Page {
  /// Writes a text around a middle.
  fileprivate mutating func center(_ text: String, _ x: Double, _ y: Double) {
    let width = text.unicodeScalars.reduce(0.0) { $0 + ($1.value < 0x2E80 ? 5 : 10) }
    write(text, x: x - width / 2, y: y)
  }

  fileprivate mutating func header(_ y: Double) {
    center("第二十条第（一）项", 300, y)
    center("信息内容", 100, y + 20)
    for (column, middle) in zip(columns, middles) { center(column, middle, y + 20) }
  }

  fileprivate mutating func row(_ label: String, _ values: [String], _ y: Double) {
    center(label, 100, y)
    for (value, middle) in zip(values, middles) where !value.isEmpty { center(value, middle, y) }
  }
}

private func facts(_ row: String, _ values: [String]) -> [String] {
  zip(columns, values).map { "\(row) | \($0) = \($1)" }
}

/// The first page of a report, with a table drawn by a test.
private func read(_ draw: (inout TestPDF.Page) -> Void) throws -> PrintedFacts {
  var page = firstPage()
  draw(&page)
  return try PrintedFacts([page])
}

/// A page with the table of disputes: labels in two lines, and as near to the next one as lines of one label are; figures 0 to 14.
private func disputes() -> TestPDF.Page {
  var page = TestPDF.Page()
  page.write("东岭县档案局2022年政府信息公开工作年度报告", x: 150, y: 80, size: 14)
  page.write("四、政府信息公开行政复议、行政诉讼情况", x: 60, y: 120)
  page.write("行政复议", x: 90, y: 150, size: 7)
  page.write("行政诉讼", x: 330, y: 150, size: 7)
  page.write("未经复议直接起诉", x: 230, y: 160, size: 7)
  page.write("复议后起诉", x: 400, y: 160, size: 7)
  let labels = [("结果", "维持"), ("结果", "纠正"), ("其他", "结果"), ("尚未", "审结"), ("", "总计")]
  for column in 0..<15 {
    let (x, label) = (62 + Double(column) * 31, labels[column % 5])
    page.write(label.0, x: x, y: 170, size: 7)
    page.write(label.1, x: x, y: 180, size: 7)
    page.write("\(column)", x: x, y: 192, size: 7)
  }
  return page
}

struct UnruledTableTests {
  @Test func labelsGiveRowsAndColumns() throws {
    let read = try read {
      $0.header(170)
      $0.row("规章", ["3", "", "17"], 210)
      $0.row("行政规范性文件", ["", "1024", "40"], 230)
      $0.write("其他说明见附件。", x: 80, y: 260)
    }
    #expect(read.facts == facts("规章", ["3", "", "17"]) + facts("行政规范性文件", ["", "1024", "40"]))
    #expect(read.errors.isEmpty)
    #expect(read.paragraphs.last == "其他说明见附件。")
  }

  @Test func aColumnWithoutFiguresIsBlankWhereTheLabelsAboveTellWhichItIs() throws {
    let read = try read {
      $0.header(170)
      $0.row("规章", ["3", "", ""], 210)
      $0.row("行政规范性文件", ["", "", "40"], 230)
    }
    #expect(read.facts == facts("规章", ["3", "", ""]) + facts("行政规范性文件", ["", "", "40"]))
  }

  @Test func figuresAtTheRightOfTheirColumnsStandInTheirOrder() throws {
    let read = try read {
      $0.header(170)
      for (label, values, y) in [("规章", ["3", "12345", "7"], 210.0), ("行政规范性文件", ["4096", "5", "86"], 230)] {
        $0.center(label, 100, y)
        for (value, middle) in zip(values, middles) {
          $0.write(value, x: middle + 40 - 5 * Double(value.count), y: y)
        }
      }
    }
    #expect(read.facts == facts("规章", ["3", "12345", "7"]) + facts("行政规范性文件", ["4096", "5", "86"]))
  }

  @Test(arguments: [["3", "/", "17"], ["-", "3", "-"], ["2", "", ""], ["3", "5", "8"]])
  func aRowAtTheEdgeOfAPageIsNoNumberOfAPage(values: [String]) throws {
    var (first, second) = (firstPage(), TestPDF.Page())
    first.header(700)
    first.row("规章", ["1", "1", "1"], 740)
    second.row("行政规范性", values, 40)
    second.center("文件", 100, 52)
    second.write("三、收到和处理政府信息公开申请情况", x: 60, y: 90)
    let read = try PrintedFacts([first, second])
    let wanted = facts("行政规范性文件", values.map { ["/", "-"].contains($0) ? "" : $0 })
    #expect(Array(read.facts.suffix(3)) == wanted)
  }

  @Test func aRowWhoseLabelIsOnlyThatOfItsGroupIsRefused() throws {
    // The label of the row itself, in two lines, is none of the form: the figures are of it, not of its group.
    let read = try read {
      $0.header(170)
      $0.center("废止的", 118, 204)
      $0.center("规章", 76, 210)
      $0.center("目录", 113, 216)
      for (value, middle) in zip(["3", "4", "5"], middles) { $0.center(value, middle, 210) }
      $0.row("行政规范性文件", ["6", "7", "8"], 240)
    }
    #expect(read.facts == facts("行政规范性文件", ["6", "7", "8"]))
    #expect(read.errors.count == 1 && read.errors[0].contains("1.1.3.1: error: the row “规章”"))
  }

  @Test func labelsOfManyNarrowColumnsAreFoundInTheSameOrderAlways() throws {
    let read = try PrintedFacts([disputes()])
    #expect(read.facts.map { $0.split(separator: " ").last ?? "" } == (0..<15).map { "\($0)" })
  }

  @Test func figuresBelowTheFirstLineOfTheirCellsRefuseTheTable() throws {
    // Beside a cell of words, whose first line stands as high as a figure: 0（其中网 over 上办理1件.
    var page = disputes()
    page.write("（其中网", x: 62 + 31 + 6, y: 192, size: 7)
    page.write("上办理）", x: 62 + 31, y: 199, size: 7)
    page.write("7", x: 62 + 31 * 4, y: 202, size: 7)
    let read = try PrintedFacts([page])
    #expect(read.facts.isEmpty)
    #expect(read.errors.contains { $0.contains("its figures stand on several lines") })
  }

  @Test func marksAmongTheFiguresOfATableWithoutLinesRefuseTheirRow() throws {
    let read = try read {
      $0.header(170)
      $0.row("规章", ["3", "", "17"], 210)
      $0.row("行政规范性文件", ["8", "1024", "40"], 230)
      // A figure that is drawn, a 4 of straight lines.
      $0.operators.append("328 630 m 332 636 l 332 628 l 331 628 l f")
    }
    #expect(read.facts == facts("行政规范性文件", ["8", "1024", "40"]))
    #expect(read.errors.contains { $0.contains("规章") })
  }

  @Test func aBrokenLabelIsOneRow() throws {
    let read = try read {
      $0.header(170)
      $0.row("规章", ["3", "1", "17"], 210)
      $0.center("行政规范性", 100, 229)
      $0.row("", ["5", "2", "40"], 235)
      $0.center("文件", 100, 241)
    }
    #expect(read.facts == facts("规章", ["3", "1", "17"]) + facts("行政规范性文件", ["5", "2", "40"]))
  }

  @Test func aTableGoesOnBelowARepeatedHeader() throws {
    var (first, second) = (firstPage(), TestPDF.Page())
    first.header(700)
    first.row("规章", ["3", "1", "17"], 740)
    second.header(60)
    second.row("行政规范性文件", ["5", "", "40"], 100)
    let read = try PrintedFacts([first, second])
    #expect(read.facts == facts("规章", ["3", "1", "17"]) + facts("行政规范性文件", ["5", "", "40"]))
  }

  @Test func levelLinesAreNoCells() throws {
    let read = try read {
      $0.header(170)
      $0.row("规章", ["3", "1", "17"], 210)
      $0.row("行政规范性文件", ["5", "2", "40"], 230)
      for y in [160.0, 200, 220, 240] { $0.line(50, y, 500, y) }
    }
    #expect(read.facts == facts("规章", ["3", "1", "17"]) + facts("行政规范性文件", ["5", "2", "40"]))
  }

  // MARK: refused

  /// No fact, and an error with some words.
  private func expectRefused(_ words: String, _ draw: (inout TestPDF.Page) -> Void) throws {
    let read = try read(draw)
    #expect(read.facts.isEmpty)
    #expect(read.errors.contains { $0.contains("has no lines") && $0.contains(words) }, "\(read.messages)")
  }

  @Test func aFigureUnderNoColumnRefusesTheTable() throws {
    try expectRefused("no column") {
      $0.header(170)
      $0.row("规章", ["", "", ""], 210)
      $0.row("行政规范性文件", ["", "", ""], 230)
      $0.center("3", 280, 210)
    }
  }

  @Test func aFigureBesideNoRowRefusesTheTable() throws {
    try expectRefused("beside no row") {
      $0.header(170)
      $0.row("规章", ["3", "1", "17"], 210)
      $0.row("行政规范性文件", ["5", "2", ""], 250)
      $0.center("40", 430, 231)
    }
  }

  @Test func aFigureAboveTheFirstRowOrBelowTheLastRefusesTheTable() throws {
    for y in [198.0, 250] {
      try expectRefused("beside no row") {
        $0.header(170)
        $0.row("规章", ["3", "1", "17"], 215)
        $0.row("行政规范性文件", ["5", "2", ""], 232)
        $0.center("40", 430, y)
      }
    }
  }

  @Test func aLevelLineBetweenALabelAndItsFigureRefusesTheTable() throws {
    try expectRefused("beside no row") {
      $0.header(170)
      $0.row("规章", ["3", "1", "17"], 210)
      $0.center("行政规范性文件", 100, 230)
      $0.row("", ["5", "2", "40"], 227)
      $0.line(50, 228.5, 500, 228.5)
    }
  }

  @Test func figuresOfARowThatIsNotFoundRefuseTheTable() throws {
    try expectRefused("beside no row") {
      $0.header(170)
      $0.row("章", ["3", "1", "17"], 210)
      $0.row("行政规范性文件", ["5", "2", "40"], 230)
    }
  }

  @Test func aRowThatTheReportDoesNotHaveIsNamed() throws {
    let read = try read {
      $0.header(170)
      $0.row("行政规范性文件", ["5", "2", "40"], 210)
    }
    #expect(read.facts == facts("行政规范性文件", ["5", "2", "40"]))
    #expect(read.messages.contains { $0.contains("no row “规章”") })
  }

  @Test func twoFiguresInOneCellRefuseTheirRow() throws {
    let read = try read {
      $0.header(170)
      $0.row("规章", ["3", "1", "17"], 210)
      $0.row("行政规范性文件", ["5", "", "40"], 230)
      $0.write("2", x: 322, y: 230)
      $0.write("8", x: 333, y: 230)
    }
    #expect(!read.facts.contains { $0.hasSuffix("= 28") || $0.hasPrefix("行政规范性文件") })
    #expect(!read.errors.isEmpty)
  }
}
