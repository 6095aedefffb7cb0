/// A Word document: the parts that it needs and no more, stored in a ZIP archive.
struct WordPackage {
  let plan: ReportPlan
  private var dice: Dice

  init(plan: ReportPlan) {
    self.plan = plan
    dice = Dice(plan.seed, "docx")
  }

  /// The archive around the main part.
  static func bytes(document: [UInt8]) -> [UInt8] {
    StoredZIP.bytes([
      ("[Content_Types].xml", Array(types.utf8)), ("_rels/.rels", Array(relationships.utf8)),
      ("word/document.xml", document),
    ])
  }

  /// The main part.
  mutating func document(_ report: PrintedReport) -> String {
    var body = ""
    for part in report.parts {
      switch part {
      case .paragraph(let line): body += paragraph(line)
      case .heading(let line):
        body += "<w:p><w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr>\(runs(line))</w:p>"
      case .table(let table): body += self.table(table)
      }
    }
    let namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return
      "\(Self.declaration)<w:document xmlns:w=\"\(namespace)\"><w:body>\(body)<w:sectPr/></w:body></w:document>"
  }

  private static let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"

  private static let types =
    declaration + "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
    + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
    + "<Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/word/document.xml\" ContentType=\""
    + "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>"

  private static let relationships =
    declaration + "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
    + "<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\""
    + " Target=\"word/document.xml\"/></Relationships>"

  private mutating func paragraph(_ line: String) -> String {
    "<w:p><w:pPr><w:ind w:firstLine=\"640\"/></w:pPr>\(runs(line))</w:p>"
  }

  /// Word parts text into runs where it likes; figures too.
  private mutating func runs(_ text: String) -> String {
    guard text.count > 1, dice.chance(0.3) else { return run(text) }
    let index = text.index(text.startIndex, offsetBy: dice.int(1...text.count - 1))
    let mark = dice.pick([
      "", "<w:proofErr w:type=\"spellStart\"/>", "<w:bookmarkStart w:id=\"0\" w:name=\"_GoBack\"/>",
    ])
    return run(String(text[..<index])) + mark + run(String(text[index...]))
  }

  private func run(_ text: String) -> String {
    let escaped = text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    return "<w:r><w:rPr><w:sz w:val=\"21\"/></w:rPr><w:t xml:space=\"preserve\">\(escaped)</w:t></w:r>"
  }

  private mutating func table(_ table: PrintedTable) -> String {
    var text = "<w:tbl><w:tblPr><w:tblW w:w=\"0\"/></w:tblPr><w:tblGrid>"
    text += String(repeating: "<w:gridCol w:w=\"900\"/>", count: table.columnCount) + "</w:tblGrid>"
    /// The widths of the merges that run down, by column.
    var widths: [Int: Int] = [:]
    for places in table.grid {
      text += "<w:tr>"
      for (column, place) in places.enumerated() {
        switch place {
        case .cell(let cell):
          widths[column] = cell.width
          let merge = cell.height > 1 ? "<w:vMerge w:val=\"restart\"/>" : ""
          text += "<w:tc><w:tcPr>\(span(cell.width))\(merge)</w:tcPr>\(content(cell))</w:tc>"
        case .coveredFromAbove:
          text += "<w:tc><w:tcPr>\(span(widths[column] ?? 1))<w:vMerge/></w:tcPr><w:p/></w:tc>"
        case .coveredFromLeft: continue
        }
      }
      text += "</w:tr>"
    }
    return text + "</w:tbl>"
  }

  private func span(_ width: Int) -> String { width > 1 ? "<w:gridSpan w:val=\"\(width)\"/>" : "" }

  private mutating func content(_ cell: PrintedTable.Cell) -> String {
    if cell.hasParagraphs { return cell.lines.map { "<w:p>\(runs($0))</w:p>" }.joined() }
    return "<w:p>" + cell.lines.map { runs($0) }.joined(separator: "<w:r><w:br/></w:r>") + "</w:p>"
  }
}

/// A ZIP archive whose entries are stored as they are (APPNOTE 4.3).
enum StoredZIP {
  static func bytes(_ entries: [(name: String, data: [UInt8])]) -> [UInt8] {
    var bytes: [UInt8] = []
    var directory: [UInt8] = []
    for (name, data) in entries {
      // Version, flags, method, time, date; checksum, sizes, length of the name, and no further fields.
      let common =
        little(20, 2) + little(0x800, 2) + little(0, 2) + little(0, 2) + little(0x21, 2)
        + little(Int(crc32(data)), 4) + little(data.count, 4) + little(data.count, 4)
        + little(name.utf8.count, 2)
        + little(0, 2)
      let offset = bytes.count
      bytes += little(0x0403_4b50, 4) + common + Array(name.utf8) + data
      directory +=
        little(0x0201_4b50, 4) + little(20, 2) + common + little(0, 2) + little(0, 2) + little(0, 2)
        + little(0, 4)
        + little(offset, 4) + Array(name.utf8)
    }
    let end =
      little(0x0605_4b50, 4) + little(0, 4) + little(entries.count, 2) + little(entries.count, 2)
      + little(directory.count, 4) + little(bytes.count, 4) + little(0, 2)
    return bytes + directory + end
  }

  private static func little(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
  }

  private static func crc32(_ bytes: [UInt8]) -> UInt32 {
    var crc = ~UInt32(0)
    for byte in bytes {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
    }
    return ~crc
  }
}
