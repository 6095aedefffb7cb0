import Foundation
import TestSupport
import Testing

/// The cells of .xlsx files, by libraries that have no office program behind them.
@Suite(.needs(.python))
struct XLSXTests {
  @Test(arguments: [CellReader.openpyxl, .calamine])
  func cellsKeepTheirTypes(reader: CellReader) throws {
    let files = try WorkbookFiles.made()
    try files.expectEqual(
      read: reader.read(files.paths(.xlsx)), allowing: reader == .openpyxl ? .controlEscapes : [])
  }

  /// xlsx2csv knows no types, and shows numbers by their formats. The CSV that it writes cannot hold a CR alone.
  @Test func cellsAreShownAsWritten() throws {
    let files = try WorkbookFiles.made().without("awkward")
    try files.expectEqual(
      read: CellReader.xlsx2csv.read(files.paths(.xlsx)),
      allowing: [.untyped, .controlEscapes, .underscoreEscapes, .sixDecimals])
  }

  /// Texts, merged cells, panes, filters, titles of printed pages and number formats, as openpyxl reads them.
  @Test(arguments: WorkbookFiles.names)
  func theSheetsAreLaidOutAsTheyShould(name: String) throws {
    let files = try WorkbookFiles.made()
    let expected = try #require(files.expected[name])
    let layouts = try SheetReading.read(files.path(name, .xlsx))
    try #require(layouts.map(\.name) == expected.map(\.sheet.name))
    for (expected, layout) in zip(expected, layouts) {
      #expect(layout.overlaps.isEmpty, "Excel calls a file with such merged cells damaged")
      let height = layout.rowCount - expected.sheet.rows.count + 1
      let lastColumn = expected.sheet.rows[0].count
      switch expected.kind {
      case .records:
        #expect(layout.panes == "A2")
        #expect(layout.filter == "A1:\(columnName(lastColumn))\(expected.sheet.rows.count)")
        #expect(layout.printedRows == "$1:$1")
        #expect(layout.printedColumns == nil)
      case .wide:
        #expect(layout.panes == "C\(height + 1)")
        #expect(layout.filter == nil)
        #expect(layout.printedRows == "$1:$\(height)")
        #expect(layout.printedColumns == "$A:$B")
      case .printed:
        #expect(layout.panes == nil)
        for (row, written) in zip(layout.uncovered, expected.sheet.rows) where name != "awkward-report" {
          #expect(row.isLeft(of: written), "\(row) of \(written)")
        }
      case .about: #expect(layout.panes == nil)
      }
    }
  }

  /// Each figure that breaks a relation is marked in its table, with the rule and what is wrong, and no other cell is. Also where
  /// LibreOffice has saved the file.
  @Test(arguments: ["wrong-total", "panel"]) func wrongCellsHaveRemarks(name: String) throws {
    let files = try WorkbookFiles.made()
    let sheet = try #require(files.expected[name]?.first { $0.sheet.name == "核查" }).sheet
    let findings = sheet.rows.dropFirst().map { $0.map(\.plain) }.filter { $0[5] != "note" }
    try #require(findings.count >= 2)
    let folder = try WorkbookFiles.emptyFolder("remarks-\(name)")
    var paths = [files.path(name, .xlsx)]
    if Program.soffice.path != nil {
      try LibreOffice.convert(paths, to: LibreOffice.xlsx, into: folder)
      paths.append(folder.appending(path: "\(name).xlsx").path)
    }
    for path in paths {
      let remarks = try SheetReading.read(path).flatMap { layout in
        layout.remarks.map { "\(layout.name) \($0["value"] ?? "") \($0["fill"] ?? "") \($0["text"] ?? "")" }
      }
      let wanted = findings.map { finding in
        "\(finding[6]) \(finding[10]) FFFFC7CE \(finding[4]) \(finding[5]): \(finding[11])"
      }
      #expect(remarks.sorted() == wanted.sorted(), "\(path)")
    }
  }

  /// A number that ends in zeros has a format with as many decimals; any other none.
  @Test func numbersAreShownWithTheirZeros() throws {
    let files = try WorkbookFiles.made()
    for name in ["awkward", "panel"] {
      let file = try #require(files.facts.first { $0.name == name })
      let data = try #require(SheetReading.read(files.path(name, .xlsx)).first)
      for (index, record) in try file.records().enumerated().dropFirst() {
        guard case .number = Cell(value: record[5]) else { continue }
        let decimals = record[5].split(separator: ".").dropFirst().first ?? ""
        let format = decimals.hasSuffix("0") ? "0." + decimals.map { _ in "0" } : "General"
        #expect(data.formats["F\(index + 1)"] == format, "\(record)")
      }
    }
  }

  /// A port of Microsoft's Open XML SDK holds packages against the schemas of ECMA-376, and looks for broken references.
  @Test func packagesAreValid() throws {
    let files = try WorkbookFiles.made()
    let audited = try audit(files.folder)
    #expect(audited.count == files.facts.count)
    for (file, errors) in audited { #expect(errors == [], "\(file)") }
  }

  /// It is no rubber stamp.
  @Test(arguments: [
    ("xl/worksheets/sheet1.xml", "<sheetData>", "<autoFilter/><sheetData>"),
    ("xl/worksheets/sheet1.xml", " t=\"s\"", " t=\"string\""),
    ("xl/worksheets/sheet2.xml", "<mergeCells count", "<mergeCells number"),
    ("xl/styles.xml", "<left/><right/>", "<right/><left/>"),
    ("xl/workbook.xml", "r:id=\"rId1\"", "r:id=\"rId99\""),
    ("xl/sharedStrings.xml", "<si><t", "<si><u"),
    ("[Content_Types].xml", "PartName=\"/xl/styles.xml\"", "Part=\"/xl/styles.xml\""),
    ("docProps/core.xml", "dc:creator", "dc:Creator"),
  ])
  func aBrokenPackageIsInvalid(part: String, text: String, broken: String) throws {
    let folder = try WorkbookFiles.emptyFolder("broken-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "broken.xlsx").path
    let script = Workplace.root.appending(path: "Tests/InteropTests/Readers/replace_in_part.py").path
    _ = try Program.python.run([
      script, WorkbookFiles.made().path("2019-form", .xlsx), path, part, text, broken,
    ]).checked("replace_in_part.py")
    #expect(try audit(folder)[path] != [])
  }

  /// What is wrong with the packages in a folder. A theme is no fault: ECMA-376 part 1, section 14.2.7, lets a package go without
  /// one, and Excel opens such files; the SDK asks for it all the same.
  private func audit(_ folder: URL) throws -> [String: [String]] {
    let result = try Program.python.run(["-m", "openxml_audit", "-r", "-o", "json", folder.path])
    let report = try JSONSerialization.jsonObject(with: Data(result.stdout)) as? [[String: Any]] ?? []
    return try report.reduce(into: [:]) { audited, file in
      let errors = try #require(file["errors"] as? [[String: Any]])
      audited[file["file"] as? String ?? ""] =
        errors.compactMap { $0["description"] as? String }.filter { !$0.hasSuffix("/theme' is missing.") }
    }
  }
}

/// What openpyxl says of a sheet beside its cells.
private struct SheetReading {
  let name: String
  let rowCount: Int
  let panes: String?
  let filter: String?
  let printedRows: String?
  let printedColumns: String?
  /// Merged ranges that have a cell in common.
  let overlaps: [[String]]
  /// The cells that no merged cell covers.
  let uncovered: [[Cell]]
  /// The formats of cells that hold numbers, by place.
  let formats: [String: String]
  /// For each cell with a remark its place, value, fill, and the remark.
  let remarks: [[String: String]]

  static func read(_ path: String) throws -> [Self] {
    let script = Workplace.root.appending(path: "Tests/InteropTests/Readers/read_layout.py").path
    let result = try Program.python.run([script, path]).checked("read_layout.py")
    let sheets = try JSONSerialization.jsonObject(with: Data(result.stdout)) as? [[String: Any]] ?? []
    return sheets.map(Self.init(json:))
  }

  private init(json: [String: Any]) {
    name = json["name"] as? String ?? ""
    rowCount = json["rowCount"] as? Int ?? 0
    panes = json["panes"] as? String
    filter = json["filter"] as? String
    printedRows = json["printedRows"] as? String
    printedColumns = json["printedColumns"] as? String
    overlaps = json["overlaps"] as? [[String]] ?? []
    uncovered = (json["uncovered"] as? [[Any]] ?? []).map { $0.map(Cell.init(json:)) }
    formats = json["formats"] as? [String: String] ?? [:]
    remarks = json["remarks"] as? [[String: String]] ?? []
  }
}

extension Cell {
  /// A whole number without a point.
  fileprivate var plain: String {
    if case .number(let number) = self {
      number == number.rounded() ? String(Int(number)) : String(number)
    } else {
      text
    }
  }
}

extension [Cell] {
  /// Whether nothing but blank cells was taken out of `row`, in which covered cells are blank, to give these cells.
  fileprivate func isLeft(of row: [Cell]) -> Bool {
    var rest = self[...]
    for cell in row {
      if rest.first == cell { rest.removeFirst() } else if cell != .empty { return false }
    }
    return rest.allSatisfy { $0 == .empty }
  }
}

private func columnName(_ count: Int) -> String { String(UnicodeScalar(UInt8(64 + count))) }
