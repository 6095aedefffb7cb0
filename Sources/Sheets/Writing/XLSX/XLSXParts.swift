import Bytes
import XML

/// The parts of a package beside the sheets.
///
/// Source: ECMA-376 part 1, sections 12.3, 15.2 and 18.2 to 18.8; part 2, section 7.
enum XLSXParts {
  static let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
  static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  static let office = "http://schemas.openxmlformats.org/officeDocument/2006"
  private static let package = "http://schemas.openxmlformats.org/package/2006"

  static let packageRelationships =
    declaration + "<Relationships xmlns=\"\(package)/relationships\">"
    + "<Relationship Id=\"rId1\" Type=\"\(office)/relationships/officeDocument\" Target=\"xl/workbook.xml\"/>"
    + "<Relationship Id=\"rId2\" Type=\"\(package)/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>"
    + "<Relationship Id=\"rId3\" Type=\"\(office)/relationships/extended-properties\" Target=\"docProps/app.xml\"/>"
    + "</Relationships>"

  /// No time of making: the same facts give the same file.
  static let core =
    declaration + "<cp:coreProperties xmlns:cp=\"\(package)/metadata/core-properties\" "
    + "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:creator>nianbao</dc:creator></cp:coreProperties>"

  static let app =
    declaration
    + "<Properties xmlns=\"\(office)/extended-properties\"><Application>nianbao</Application></Properties>"

  static func contentTypes(_ sheets: [XLSXSheets.Sheet]) -> String {
    let document = "application/vnd.openxmlformats-officedocument"
    let spreadsheet = document + ".spreadsheetml"
    let overrides = sheets.enumerated().map { index, sheet in
      "<Override PartName=\"/xl/worksheets/sheet\(index + 1).xml\" ContentType=\"\(spreadsheet).worksheet+xml\"/>"
        + (sheet.hasRemarks
          ? "<Override PartName=\"/xl/comments\(index + 1).xml\" ContentType=\"\(spreadsheet).comments+xml\"/>"
          : "")
    }
    let drawings =
      sheets.contains(where: \.hasRemarks)
      ? "<Default Extension=\"vml\" ContentType=\"\(document).vmlDrawing\"/>" : ""
    return declaration + "<Types xmlns=\"\(package)/content-types\">"
      + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
      + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>" + drawings
      + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"\(spreadsheet).sheet.main+xml\"/>"
      + "<Override PartName=\"/xl/styles.xml\" ContentType=\"\(spreadsheet).styles+xml\"/>"
      + "<Override PartName=\"/xl/theme/theme1.xml\" ContentType=\"\(document).theme+xml\"/>"
      + "<Override PartName=\"/xl/sharedStrings.xml\" ContentType=\"\(spreadsheet).sharedStrings+xml\"/>"
      + "<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>"
      + "<Override PartName=\"/docProps/app.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.extended-properties+xml\"/>"
      + overrides.joined() + "</Types>"
  }

  static func workbookRelationships(_ sheetCount: Int) -> String {
    relationships(
      (1...max(sheetCount, 1)).prefix(sheetCount).map { ("worksheet", "worksheets/sheet\($0).xml") }
        + [("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml"), ("theme", "theme/theme1.xml")])
  }

  /// What a sheet with remarks refers to: the shapes, and the texts that stand in them.
  static func sheetRelationships(_ number: Int) -> String {
    relationships([
      ("vmlDrawing", "../drawings/vmlDrawing\(number).vml"), ("comments", "../comments\(number).xml"),
    ])
  }

  /// rId1, rId2 and so on.
  private static func relationships(_ targets: [(type: String, part: String)]) -> String {
    declaration + "<Relationships xmlns=\"\(package)/relationships\">"
      + targets.enumerated().map { index, target in
        "<Relationship Id=\"rId\(index + 1)\" Type=\"\(office)/relationships/\(target.type)\" Target=\"\(target.part)\"/>"
      }.joined() + "</Relationships>"
  }

  static func workbook(_ sheets: [XLSXSheets.Sheet]) -> String {
    var xml =
      declaration + "<workbook xmlns=\"\(main)\" xmlns:r=\"\(office)/relationships\">"
      + "<bookViews><workbookView xWindow=\"0\" yWindow=\"0\" windowWidth=\"24000\" windowHeight=\"12000\"/></bookViews><sheets>"
    var names = ""
    for (index, sheet) in sheets.enumerated() {
      let name = escaped(sheet.layout.name)
      xml += "<sheet name=\"\(name)\" sheetId=\"\(index + 1)\" r:id=\"rId\(index + 1)\"/>"
      let quoted = "'" + name.replacing("'", with: "''") + "'"
      if let filter = sheet.filter {
        names +=
          "<definedName name=\"_xlnm._FilterDatabase\" localSheetId=\"\(index)\" hidden=\"1\">\(quoted)!\(absolute(filter))</definedName>"
      }
      let titles = printTitles(sheet.layout).map { "\(quoted)!\($0)" }.joined(separator: ",")
      if !titles.isEmpty {
        names += "<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"\(index)\">\(titles)</definedName>"
      }
    }
    return xml + "</sheets>" + (names.isEmpty ? "" : "<definedNames>\(names)</definedNames>") + "</workbook>"
  }

  /// The columns and rows that are printed on each page.
  private static func printTitles(_ layout: SheetLayout) -> [String] {
    let last = String(decoding: columnName(max(layout.frozenColumns, 1) - 1), as: UTF8.self)
    return (layout.frozenColumns > 0 ? ["$A:$\(last)"] : [])
      + (layout.frozenRows > 0 ? ["$1:$\(layout.frozenRows)"] : [])
  }

  private static func escaped(_ text: String) -> String {
    var writer = ByteWriter()
    writer.append(xmlText: Array(text.utf8).span)
    return String(decoding: writer.bytes, as: UTF8.self).replacing("\"", with: "&quot;")
  }

  /// `A1:F9` as `$A$1:$F$9`.
  private static func absolute(_ range: String) -> String {
    range.split(separator: ":").map { cell in
      let letters = cell.prefix { $0.isLetter }
      return "$\(letters)$\(cell.dropFirst(letters.count))"
    }.joined(separator: ":")
  }

  static let styles: String = {
    let font = { (size: Int, rest: String) in
      "<font>\(rest)<sz val=\"\(size)\"/>"
        + "<name val=\"宋体\"/><family val=\"3\"/><charset val=\"134\"/></font>"
    }
    let fill = { (color: String) in
      "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FF\(color)\"/><bgColor indexed=\"64\"/></patternFill></fill>"
    }
    let lines = ["left", "right", "top", "bottom"].map {
      "<\($0) style=\"thin\"><color rgb=\"FF7F7F7F\"/></\($0)>"
    }
    let formats = (1...Decimals.most).map {
      "<numFmt numFmtId=\"\(163 + $0)\" formatCode=\"\(Decimals.format($0))\"/>"
    }
    let looks = CellStyle.allCases.map { XLSXLooks.look($0) }
    let numbers = [CellStyle.number, .wrong].flatMap { style in
      (1...Decimals.most).map {
        var look = XLSXLooks.look(style)
        look.format = 163 + $0
        return look
      }
    }
    let cells = (looks + numbers).map(\.xml)
    return declaration
      + "<styleSheet xmlns=\"\(main)\"><numFmts count=\"\(formats.count)\">\(formats.joined())</numFmts>"
      + "<fonts count=\"4\">" + font(11, "") + font(11, "<b/>") + font(16, "<b/>")
      + "<font><sz val=\"10\"/><color rgb=\"FF595959\"/><name val=\"宋体\"/><family val=\"3\"/><charset val=\"134\"/></font></fonts>"
      + "<fills count=\"4\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill>"
      + fill("DDEBF7") + fill("FFC7CE") + "</fills>"
      + "<borders count=\"2\"><border><left/><right/><top/><bottom/><diagonal/></border>"
      + "<border>\(lines.joined())<diagonal/></border></borders>"
      + "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>"
      + "<cellXfs count=\"\(cells.count + 1)\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>"
      + cells.joined() + "</cellXfs>"
      + "<cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>"
  }()
}

extension XLSXLooks.Look {
  fileprivate var xml: String {
    "<xf numFmtId=\"\(format)\" fontId=\"\(font)\" fillId=\"\(fill)\" borderId=\"\(border)\" xfId=\"0\""
      + " applyNumberFormat=\"1\" applyFont=\"1\" applyFill=\"1\" applyBorder=\"1\" applyAlignment=\"1\">"
      + "<alignment \(alignment)/></xf>"
  }
}
