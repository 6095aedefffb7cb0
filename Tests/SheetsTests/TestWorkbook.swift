import Bytes
import Sheets
import TestSupport

@testable import Sheets

/// Workbooks made by hand of the rows of their sheets, right ones and wrong ones.
struct TestWorkbook {
  static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  static let relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  static let package = "http://schemas.openxmlformats.org/package/2006"

  /// The names of the sheets, and what stands in their `sheetData`.
  var sheets: [(name: String, rows: String)]
  /// What stands in `si`.
  var strings: [String] = []
  /// The codes of the formats of the styles 1, 2 and so on; a number is the id of a built-in one.
  var formats: [String] = []
  var workbookProperties = ""
  var isDeflated = false
  /// Parts to add, or to put in the place of others; `nil` leaves one out.
  var changes: [String: [UInt8]?] = [:]

  init(_ rows: String, strings: [String] = [], formats: [String] = []) {
    sheets = [("数据", rows)]
    self.strings = strings
    self.formats = formats
  }

  var parts: [(name: String, content: [UInt8])] {
    let names = sheets.indices.map { "xl/worksheets/sheet\($0 + 1).xml" }
    let type = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    var parts: [(String, String)] = [
      (
        "[Content_Types].xml",
        "<Types xmlns=\"\(Self.package)/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/>"
          + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
          + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"\(type).sheet.main+xml\"/></Types>"
      ),
      ("_rels/.rels", Self.relationships(["r1": ("officeDocument", "xl/workbook.xml")])),
      (
        "xl/workbook.xml",
        "<workbook xmlns=\"\(Self.main)\" xmlns:r=\"\(Self.relationships)\">\(workbookProperties)<sheets>"
          + sheets.enumerated().map {
            "<sheet name=\"\($1.name)\" sheetId=\"\($0 + 1)\" r:id=\"s\($0 + 1)\"/>"
          }
          .joined() + "</sheets></workbook>"
      ),
      ("xl/styles.xml", styles),
      (
        "xl/sharedStrings.xml",
        "<sst xmlns=\"\(Self.main)\">" + strings.map { "<si>\($0)</si>" }.joined() + "</sst>"
      ),
    ]
    var targets = ["a": ("styles", "styles.xml"), "b": ("sharedStrings", "sharedStrings.xml")]
    for (index, sheet) in sheets.enumerated() {
      targets["s\(index + 1)"] = ("worksheet", "worksheets/sheet\(index + 1).xml")
      parts.append((names[index], Self.sheet(sheet.rows)))
    }
    parts.append(("xl/_rels/workbook.xml.rels", Self.relationships(targets)))
    var bytes = parts.map { ($0, Array($1.utf8)) }
    for (name, content) in changes.sorted(by: { $0.key < $1.key }) {
      bytes.removeAll { $0.0 == name }
      if let content { bytes.append((name, content)) }
    }
    return bytes
  }

  static func sheet(_ rows: String) -> String {
    "<worksheet xmlns=\"\(main)\" xmlns:r=\"\(relationships)\"><sheetData>\(rows)</sheetData></worksheet>"
  }

  static func relationships(_ targets: [String: (kind: String, target: String)]) -> String {
    "<Relationships xmlns=\"\(package)/relationships\">"
      + targets.sorted { $0.key < $1.key }.map {
        "<Relationship Id=\"\($0)\" Type=\"\(relationships)/\($1.kind)\" Target=\"\($1.target)\"/>"
      }.joined() + "</Relationships>"
  }

  private var styles: String {
    let codes = formats.enumerated().filter { Int($1) == nil }
    return "<styleSheet xmlns=\"\(Self.main)\"><numFmts>"
      + codes.map { "<numFmt numFmtId=\"\(200 + $0)\" formatCode=\"\(Self.escaped($1))\"/>" }.joined()
      + "</numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/>"
      + formats.enumerated().map { "<xf numFmtId=\"\(Int($1) ?? 200 + $0)\"/>" }.joined()
      + "</cellXfs></styleSheet>"
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("\"", with: "&quot;").replacing("<", with: "&lt;")
  }

  var bytes: [UInt8] {
    TestArchive(parts.map { TestArchive.Entry($0.name, $0.content, isDeflated: isDeflated) }).bytes
  }

  // MARK: SpreadsheetML 2003

  /// A document with one sheet.
  static func xml(_ table: String, styles: String = "", before: String = "") -> [UInt8] {
    Array(
      """
      <?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
      <Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel" \
      xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:html="http://www.w3.org/TR/REC-html40">\(before)\
      <Styles>\(styles)</Styles><Worksheet ss:Name="数据"><Table>\(table)</Table></Worksheet></Workbook>
      """.utf8)
  }
}

/// A cell as the tests see it: where, what kind, and its text.
struct ReadCell: Equatable, CustomStringConvertible {
  let place: String
  let kind: SheetCell.Kind
  let text: String

  init(_ place: String, _ kind: SheetCell.Kind, _ text: String) {
    (self.place, self.kind, self.text) = (place, kind, text)
  }

  var description: String { "\(place) \(kind) \(text)" }
}

/// All cells of a workbook that hold anything.
func readCells(_ bytes: [UInt8], name: String = "a.xlsx", byEvents: Bool = false) throws(WorkbookError)
  -> [ReadCell]
{
  var book = try WorkbookReader(ByteReader(bytes: bytes, name: name))
  if byEvents { book.readByEvents() }
  var found: [ReadCell] = []
  while let sheet = try book.nextSheet() {
    while try book.nextRow() {
      for cell in book.cells where cell.kind != .blank {
        let place = Location("", sheet: sheet.name, row: book.rowNumber, sheetColumn: cell.column)
        found.append(ReadCell(String(place.cell), cell.kind, String(book.text(cell))))
      }
    }
  }
  return found
}

/// The cells of one sheet, as `A1 text`.
func readTexts(_ bytes: [UInt8]) throws -> [String] {
  try readCells(bytes).map { "\($0.place.split(separator: "!")[1]) \($0.text)" }
}
