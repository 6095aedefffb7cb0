/// A text or a spreadsheet of OpenDocument: its parts stored in a ZIP archive.
struct OpenDocumentPackage {
  private var dice: Dice
  private let isSheet: Bool

  init(plan: ReportPlan, isSheet: Bool) {
    dice = Dice(plan.seed, "odf")
    self.isSheet = isSheet
  }

  /// The archive around the content.
  func bytes(content: [UInt8]) -> [UInt8] {
    let type = "application/vnd.oasis.opendocument.\(isSheet ? "spreadsheet" : "text")"
    let manifest = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    let files = [("/", type), ("content.xml", "text/xml")].map { path, type in
      "<m:file-entry m:full-path=\"\(path)\" m:media-type=\"\(type)\"/>"
    }
    let list = "<m:manifest xmlns:m=\"\(manifest)\" m:version=\"1.3\">\(files.joined())</m:manifest>"
    return StoredZIP.bytes([
      ("mimetype", Array(type.utf8)), ("content.xml", content), ("META-INF/manifest.xml", Array(list.utf8)),
    ])
  }

  mutating func content(_ report: PrintedReport) -> String {
    var body = ""
    if isSheet {
      body = "<table:table table:name=\"年报\"><table:table-column table:number-columns-repeated=\"16384\"/>\n"
      for row in SheetRows.rows(report, &dice) { body += self.row(row) }
      body += "<table:table-row table:number-rows-repeated=\"1000000\"><table:table-cell/></table:table-row>"
      body += "</table:table>"
    } else {
      for part in report.parts {
        switch part {
        case .paragraph(let line): body += "<text:p text:style-name=\"P1\">\(runs(line))</text:p>\n"
        case .heading(let line): body += "<text:h text:outline-level=\"1\">\(runs(line))</text:h>\n"
        case .table(let table):
          body +=
            "<table:table><table:table-column table:number-columns-repeated=\"\(table.columnCount)\"/>\n"
          for row in SheetRows.rows(of: table) { body += self.row(row) }
          body += "</table:table>\n"
        }
      }
    }
    let names = ["office", "text", "table", "style"].map {
      "xmlns:\($0)=\"urn:oasis:names:tc:opendocument:xmlns:\($0):1.0\""
    }
    let kind = isSheet ? "spreadsheet" : "text"
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:document-content "
      + names.joined(separator: " ")
      + "><office:body><office:\(kind)>\(body)</office:\(kind)></office:body></office:document-content>"
  }

  private mutating func row(_ cells: [SheetRows.Cell?]) -> String {
    var text = "<table:table-row>\n"
    var blanks = 0
    for cell in cells {
      guard let cell else {
        text += "<table:covered-table-cell/>\n"
        continue
      }
      blanks = cell.text.isEmpty && cell.width == 1 && cell.height == 1 ? blanks + 1 : 0
      var attributes = ""
      if cell.width > 1 || cell.height > 1 {
        attributes +=
          " table:number-columns-spanned=\"\(cell.width)\" table:number-rows-spanned=\"\(cell.height)\""
      }
      if isSheet, let number = cell.number {
        attributes += " office:value-type=\"float\" office:value=\"\(number)\""
      }
      let lines = cell.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      let paragraphs = cell.text.isEmpty ? "" : lines.map { "<text:p>\(runs($0))</text:p>" }.joined()
      text += "<table:table-cell\(attributes)>\(paragraphs)</table:table-cell>\n"
    }
    return text + "</table:table-row>\n"
  }

  private mutating func runs(_ text: String) -> String {
    guard text.count > 1, dice.chance(0.3) else { return inline(text) }
    let index = text.index(text.startIndex, offsetBy: dice.int(1...text.count - 1))
    let first = inline(String(text[..<index]))
    return "<text:span text:style-name=\"T1\">\(first)</text:span>\(inline(String(text[index...])))"
  }

  private func inline(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      .replacing("\n", with: "<text:line-break/>").replacing("\t", with: "<text:tab/>")
      .replacing(" ", with: "<text:s/>")
  }
}
