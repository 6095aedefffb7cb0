import Bytes
import Facts
import Forms
import Reports
import TestSupport
import Testing
import Tidying

@testable import Readers

// PDF files made by hand: what page breaks cut, what runs around pages, what is refused.

/// What comes of a file: `row | column = value` of each fact, and all messages.
struct PrintedFacts {
  var reports: [Report] = []
  var facts: [String] = []
  var messages: [String] = []

  init(_ bytes: [UInt8]) throws {
    let library = try FormLibrary()
    var reader = ReportReader(
      ByteReader(bytes: bytes, name: "t.pdf"), name: "t.pdf", vocabulary: library.vocabulary)
    var tidier = Tidier(library)
    while let report = try reader.next() {
      var output = ByteWriter()
      messages += report.notes.map(\.description)
      messages += tidier.tidy(report, to: &output).diagnostics.map(\.description)
      reports.append(report)
      for line in String(decoding: output.bytes, as: UTF8.self).split(separator: "\n") {
        let fields = line.split(separator: ",", omittingEmptySubsequences: false)
        facts.append("\(fields[3]) | \(fields[4]) = \(fields[5])")
      }
    }
  }

  init(_ pages: [TestPDF.Page]) throws { try self.init(TestPDF(pages).bytes) }

  var errors: [String] { messages.filter { $0.contains(": error: ") } }

  /// The texts of the paragraphs and headings of the first report.
  var paragraphs: [String] {
    reports[0].pieces.filter { $0.kind != .cell }.map {
      String(decoding: reports[0].text[$0.range], as: UTF8.self)
    }
  }
}

/// The table of documents: columns at `xs`, rows of four cells each, one of a single text over all columns.
func documents(
  _ page: inout TestPDF.Page, from top: Double, rows: [[String]], isOpen: Bool = false, isCut: Bool = false
) {
  var cells: [(row: Int, column: Int, rows: Int, columns: Int, text: String)] = []
  for (number, row) in rows.enumerated() {
    for (column, text) in row.enumerated() {
      cells.append((number, column, 1, row.count == 1 ? 4 : 1, text))
    }
  }
  page.table(
    xs: [60, 180, 280, 380, 480], ys: (0...rows.count).map { top + Double($0) * 30 }, isOpen: isOpen,
    isCut: isCut, cells: cells)
}

let documentHeader = [["第二十条第（一）项"], ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"]]

func firstPage() -> TestPDF.Page {
  var page = TestPDF.Page()
  page.write("东岭县档案局2022年政府信息公开工作年度报告", x: 150, y: 80, size: 14)
  page.write("一、总体情况", x: 60, y: 110)
  page.write("本年度各项工作按要求开展。", x: 80, y: 130)
  page.write("二、主动公开政府信息情况", x: 60, y: 150)
  return page
}

private let columns = ["本年制发件数", "本年废止件数", "现行有效件数"]
private func facts(_ row: String, _ values: [String]) -> [String] {
  zip(columns, values).map { "\(row) | \($0) = \($1)" }
}

struct PDFReaderTests {
  @Test func aTableWithLinesIsReadWithItsBlanks() throws {
    var page = firstPage()
    documents(
      &page, from: 170, rows: documentHeader + [["规章", "3", "", "17"], ["行政规范性文件", "", "0", "40"]])
    let read = try PrintedFacts([page])
    #expect(read.facts == facts("规章", ["3", "", "17"]) + facts("行政规范性文件", ["", "0", "40"]))
    #expect(read.reports[0].agency == Array("东岭县档案局".utf8))
    #expect(read.reports[0].year == Array("2022".utf8))
    #expect(read.errors.isEmpty)
  }

  @Test func theLineOfAPieceIsItsPage() throws {
    var second = TestPDF.Page()
    documents(&second, from: 80, rows: documentHeader + [["规章", "3", "1", "17"]])
    let read = try PrintedFacts([firstPage(), second])
    #expect(read.reports[0].pieces.filter { $0.kind == .cell }.allSatisfy { $0.line == 2 })
    #expect(read.reports[0].pieces[0].line == 1)
    #expect(read.reports[0].pieces.first { $0.kind == .cell }?.place.description == "2.1.1.1")
  }

  @Test func remarksOverThePageAreTold() throws {
    var page = firstPage()
    page.entries = "/Annots[<</Subtype/FreeText/Contents(42)/Rect[20 30 40 50]>>]"
    let read = try PrintedFacts([page])
    #expect(read.reports[0].notes.contains { $0.what.contains("2 of remarks, stamps and fields") })
  }

  // MARK: page breaks

  @Test func aRowThatThePageBreakCutsIsOneWhereItsLabelsMakeOneOfTheForms() throws {
    var (first, second) = (firstPage(), TestPDF.Page())
    documents(
      &first, from: 170, rows: documentHeader + [["规章", "3", "", "17"], ["行政规范", "", "", ""]], isOpen: true)
    documents(&second, from: 60, rows: [["性文件", "8", "0", "40"]])
    let read = try PrintedFacts([first, second])
    #expect(read.facts == facts("规章", ["3", "", "17"]) + facts("行政规范性文件", ["8", "0", "40"]))
  }

  @Test func figuresOnBothSidesOfThePageBreakAreRefusedAlone() throws {
    var (first, second) = (firstPage(), TestPDF.Page())
    documents(
      &first, from: 170, rows: documentHeader + [["规章", "3", "", "17"], ["行政规范", "2", "", ""]], isOpen: true)
    documents(&second, from: 60, rows: [["性文件", "8", "0", "40"]])
    let read = try PrintedFacts([first, second])
    #expect(
      read.facts == facts("规章", ["3", "", "17"]) + facts("行政规范性文件", ["", "0", "40"]).dropFirst())
    #expect(read.errors.contains { $0.contains("行政规范性文件") && $0.contains("page break") })
  }

  @Test func aRowIsNotJoinedByItsPlaceAlone() throws {
    var (first, second) = (firstPage(), TestPDF.Page())
    documents(&first, from: 170, rows: documentHeader + [["规章", "", "", ""]], isOpen: true)
    documents(&second, from: 60, rows: [["行政规范性文件", "8", "0", "40"]])
    let read = try PrintedFacts([first, second])
    #expect(read.facts == facts("规章", ["", "", ""]) + facts("行政规范性文件", ["8", "0", "40"]))
  }

  @Test func aHeaderRepeatedOnTheNextPageIsNoRow() throws {
    var (first, second) = (firstPage(), TestPDF.Page())
    documents(&first, from: 170, rows: documentHeader + [["规章", "3", "1", "17"]])
    documents(&second, from: 60, rows: documentHeader + [["行政规范性文件", "8", "0", "40"]])
    let read = try PrintedFacts([first, second])
    #expect(read.facts == facts("规章", ["3", "1", "17"]) + facts("行政规范性文件", ["8", "0", "40"]))
    #expect(Set(read.reports[0].pieces.filter { $0.kind == .cell }.map(\.table)) == [1])
    #expect(read.reports[0].pieces.last { $0.kind == .cell }?.row == 4)
  }

  @Test func aMergedLabelGoesOnBehindThePageBreak() throws {
    var (first, second) = (TestPDF.Page(), TestPDF.Page())
    first.write("各科室情况", x: 60, y: 600)
    first.table(
      xs: [60, 160, 260, 360], ys: [700, 730, 760, 790],
      cells: [
        (0, 0, 1, 1, "科室"), (0, 1, 1, 1, "事项"), (0, 2, 1, 1, "件数"), (1, 0, 2, 1, "办公室"), (1, 1, 1, 1, "来信"),
        (1, 2, 1, 1, "4"), (2, 1, 1, 1, "来访"), (2, 2, 1, 1, "5"),
      ])
    second.table(
      xs: [60, 160, 260, 360], ys: [60, 90, 120],
      cells: [
        (0, 0, 2, 1, ""), (0, 1, 1, 1, "来电"), (0, 2, 1, 1, ""), (1, 1, 1, 1, "其他"), (1, 2, 1, 1, "7"),
      ])
    let report = try PrintedFacts([first, second]).reports[0]
    let office = report.pieces.first { report.text[$0.range].elementsEqual("办公室".utf8) }
    #expect(office?.span == GridSpan(column: 1, columns: 1, rows: 4))
    // The blank figure is one of its own row.
    let blank = report.pieces.first { $0.row == 4 && $0.span.column == 3 }
    #expect(blank?.span == GridSpan(column: 3, columns: 1, rows: 1))
  }

  @Test func blankFiguresBelowAMergedHeaderAreNoPartOfIt() throws {
    let outcomes = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    var (first, second) = (firstPage(), TestPDF.Page())
    first.write("四、政府信息公开行政复议、行政诉讼情况", x: 60, y: 650)
    let xs = (0...15).map { 40 + Double($0) * 34 }
    var header: [(row: Int, column: Int, rows: Int, columns: Int, text: String)] = [
      (0, 0, 1, 5, "行政复议"), (0, 5, 1, 10, "行政诉讼"), (1, 5, 1, 5, "未经复议直接起诉"), (1, 10, 1, 5, "复议后起诉"),
    ]
    for column in 0..<15 {
      let label = outcomes[column % 5]
      let broken = label.count > 2 ? label.prefix(2) + "\n" + label.suffix(2) : label[...]
      header.append((column < 5 ? 1 : 2, column, column < 5 ? 2 : 1, 1, String(broken)))
    }
    first.table(xs: xs, ys: [670, 700, 730, 790], cells: header)
    second.table(
      xs: xs, ys: [60, 90], cells: (0..<15).map { (0, $0, 1, 1, $0 < 3 ? "" : "\($0)") })
    let read = try PrintedFacts([first, second])
    #expect(
      read.facts.map { String($0.split(separator: "=").last ?? "") }
        == (0..<15).map { $0 < 3 ? " " : " \($0)" })
  }

  // MARK: around the text

  @Test func headsFeetAndNumbersOfPagesAreLeftOutAndDoNotPartATable() throws {
    var (first, second) = (firstPage(), TestPDF.Page())
    documents(&first, from: 170, rows: documentHeader + [["规章", "3", "1", "17"]])
    documents(&second, from: 70, rows: [["行政规范性文件", "8", "0", "40"]])
    second.write("三、收到和处理政府信息公开申请情况", x: 60, y: 130)
    for (number, _) in [first, second].enumerated() {
      let head = "东岭县档案局公报第\(number + 31)期"
      if number == 0 { first.write(head, x: 60, y: 30) } else { second.write(head, x: 60, y: 30) }
      if number == 0 { first.write("- 1 -", x: 290, y: 810) } else { second.write("- 2 -", x: 290, y: 810) }
    }
    let read = try PrintedFacts([first, second])
    #expect(read.facts.count == 6)
    #expect(!read.paragraphs.contains { $0.contains("公报") || $0.contains("-") })
    #expect(Set(read.reports[0].pieces.filter { $0.kind == .cell }.map(\.table)) == [1])
  }

  @Test func linesAreJoinedToParagraphsWhereTheyAreFull() throws {
    var page = TestPDF.Page()
    page.write("一、总体情况", x: 60, y: 80)
    page.write("本年度本局按照上级部署开展政务公开，及时更新目录，依法答复群众来", x: 80, y: 100)
    page.write("信，没有收到投诉。", x: 60, y: 118)
    page.write("公开平台运行平稳。", x: 80, y: 136)
    let read = try PrintedFacts([page])
    #expect(
      read.paragraphs == [
        "一、总体情况", "本年度本局按照上级部署开展政务公开，及时更新目录，依法答复群众来信，没有收到投诉。", "公开平台运行平稳。",
      ])
  }

  @Test func severalReportsInOneFileAreSeveral() throws {
    func report(_ name: String, _ count: String) -> TestPDF.Page {
      var page = TestPDF.Page()
      page.write("\(name)2022年政府信息公开工作年度报告", x: 150, y: 80, size: 14)
      page.write("一、总体情况", x: 60, y: 110)
      page.write("工作有序。", x: 80, y: 130)
      page.write("二、主动公开政府信息情况", x: 60, y: 150)
      documents(&page, from: 170, rows: documentHeader + [["规章", count, "0", "0"]])
      page.write("六、其他需要报告的事项", x: 60, y: 400)
      page.write("无。", x: 80, y: 420)
      return page
    }
    let read = try PrintedFacts([report("东岭县档案局", "4"), report("西桥县林业局", "9")])
    #expect(read.reports.map(\.source) == ["t.pdf", "t.pdf#2"])
    #expect(read.reports.map { String(decoding: $0.agency, as: UTF8.self) } == ["东岭县档案局", "西桥县林业局"])
    #expect(read.facts.filter { $0.contains("本年制发") } == ["规章 | 本年制发件数 = 4", "规章 | 本年制发件数 = 9"])
  }

  // MARK: what is not read

  @Test func aPageThatIsAPictureIsToldAndTheOthersAreRead() throws {
    var scan = TestPDF.Page()
    scan.image(x: 0, y: 0, width: 595, height: 842)
    var page = firstPage()
    documents(&page, from: 170, rows: documentHeader + [["规章", "3", "1", "17"]])
    let read = try PrintedFacts([page, scan])
    #expect(read.facts == facts("规章", ["3", "1", "17"]))
    #expect(read.errors.contains { $0.contains("page 2 is a picture (a scan)") })
  }

  @Test func textLaidOverAPictureIsNotTrusted() throws {
    var scan = firstPage()
    scan.image(x: 0, y: 0, width: 595, height: 842)
    scan.write("规章 3 1 17", x: 60, y: 200)
    #expect(throws: ReportError.self) { try PrintedFacts([scan]) }
  }

  @Test func aFigureWithAGapIsRefusedAndNeverBlank() throws {
    var page = firstPage()
    documents(&page, from: 170, rows: documentHeader + [["规章", "", "1", "17"]])
    page.write("5", x: 190, y: 245)
    page.write("5", x: 215, y: 245)
    let read = try PrintedFacts([page])
    #expect(read.facts == Array(facts("规章", ["", "1", "17"]).dropFirst()))
    #expect(read.errors.contains { $0.contains("row “规章”, column “本年制发件数”") && $0.contains("gap") })
  }

  @Test func digitsThatABlankGroupsAreRefusedInTheFormsTables() throws {
    var page = firstPage()
    documents(&page, from: 170, rows: documentHeader + [["规章", "12 345", "1", "17"]])
    let read = try PrintedFacts([page])
    #expect(read.facts == Array(facts("规章", ["", "1", "17"]).dropFirst()))
    #expect(!read.errors.isEmpty)
  }

  @Test func aLabelWithAnOrdinalAndABlankIsNoFigure() throws {
    var page = firstPage()
    documents(&page, from: 170, rows: documentHeader + [["1. 规章 a", "3", "1", "17"]])
    let refused = try PrintedFacts([page]).reports[0].pieces.filter { $0.isRefused }
    #expect(refused.isEmpty)
  }

  @Test func aRefusedCellComesThroughCellsCSV() throws {
    var page = firstPage()
    documents(&page, from: 170, rows: documentHeader + [["规章", "12 345", "1", "17"]])
    let report = try PrintedFacts([page]).reports[0]
    var writer = ByteWriter()
    writer.appendCellsHeader()
    writer.append(cellsOf: report)
    var reader = try CellsReader(ByteReader(bytes: writer.bytes, name: "cells"))
    let again = try #require(try reader.next())
    let refused = again.pieces.map { $0.isRefused }
    #expect(refused == report.pieces.map { $0.isRefused })
    #expect(refused.filter { $0 }.count == 1)
  }

  @Test func aFileCutAnywhereGivesNoOtherFacts() throws {
    var (first, second) = (firstPage(), TestPDF.Page())
    documents(&first, from: 170, rows: documentHeader + [["规章", "3", "", "17"]])
    documents(&second, from: 60, rows: [["行政规范性文件", "8", "0", "40"]])
    let bytes = TestPDF([first, second]).bytes
    let whole = Set(try PrintedFacts(bytes).facts)
    #expect(whole.count == 6)
    for percent in 1..<100 {
      guard let read = try? PrintedFacts(Array(bytes.prefix(bytes.count * percent / 100))) else { continue }
      #expect(Set(read.facts).isSubset(of: whole), "\(percent) %")
      #expect(Set(read.facts) == whole || !read.messages.isEmpty, "\(percent) %")
    }
  }
}
