import Bytes

/// The bytes around the text of a cell.
enum XMLStyles {
  /// By style, then by the decimals that a number shows.
  static let cells: [[[UInt8]]] = (0...CellStyle.allCases.count).map { raw in
    (0...Decimals.most).map { decimals in
      let style = CellStyle(rawValue: raw)
      let id = (style?.id ?? "") + (style?.isFigure == true && decimals > 0 ? String(decimals) : "")
      return Array("<Cell ss:StyleID=\"\(id)\"".utf8)
    }
  }
  static let string = Array("><Data ss:Type=\"String\">".utf8)
  static let number = Array("><Data ss:Type=\"Number\">".utf8)
  static let end = Array("</Data></Cell>".utf8)

  // With a remark, whose text must stand in an element of HTML.
  static let dataEnd = Array("</Data>".utf8)
  static let remark = Array(
    "<Comment ss:Author=\"nianbao\"><ss:Data xmlns=\"http://www.w3.org/TR/REC-html40\"><Font html:Size=\"9\">"
      .utf8)
  static let remarkEnd = Array("</Font></ss:Data></Comment></Cell>".utf8)
}

extension CellStyle {
  fileprivate var id: String {
    switch self {
    case .text: "t"
    case .title: "title"
    case .header: "h"
    case .label: "label"
    case .note: "note"
    case .error: "error"
    case .number: "n"
    case .wrong: "w"
    }
  }
}

extension XMLSheets {
  private static let border = ["Bottom", "Left", "Right", "Top"].map {
    "<Border ss:Position=\"\($0)\" ss:LineStyle=\"Continuous\" ss:Weight=\"1\" ss:Color=\"#7F7F7F\"/>"
  }.joined()

  private static func style(
    _ id: String, _ alignment: String, borders: Bool = true, font: String = "ss:Size=\"11\"",
    fill: String? = nil, format: String
  ) -> String {
    "<Style ss:ID=\"\(id)\"><Alignment \(alignment)/>"
      + (borders ? "<Borders>\(border)</Borders>" : "<Borders/>")
      + "<Font ss:FontName=\"宋体\" x:CharSet=\"134\" \(font)/>"
      + (fill.map { "<Interior ss:Color=\"#\($0)\" ss:Pattern=\"Solid\"/>" } ?? "<Interior/>")
      + "<NumberFormat ss:Format=\"\(format)\"/><Protection/></Style>\n"
  }

  /// Plain styles first, filled ones last, each with all its children: LibreOffice 7.4 lets a fill leak into the next style.
  static let head: String = {
    var styles = """
      <Style ss:ID="Default" ss:Name="Normal"><Alignment ss:Vertical="Center"/><Borders/>\
      <Font ss:FontName="宋体" x:CharSet="134" ss:Size="11"/><Interior/><NumberFormat/><Protection/></Style>

      """
    let left = "ss:Vertical=\"Center\""
    let wrapped = "ss:Vertical=\"Center\" ss:WrapText=\"1\""
    let centered = "ss:Horizontal=\"Center\" ss:Vertical=\"Center\" ss:WrapText=\"1\""
    styles += style("t", left, format: "@")
    styles += style("n", left, format: "General")
    for decimals in 1...Decimals.most {
      styles += style("n\(decimals)", left, format: Decimals.format(decimals))
    }
    styles += style("title", centered, borders: false, font: "ss:Size=\"16\" ss:Bold=\"1\"", format: "@")
    styles += style("label", wrapped, format: "@")
    styles += style("note", wrapped, borders: false, font: "ss:Size=\"10\" ss:Color=\"#595959\"", format: "@")
    styles += style("h", centered, font: "ss:Size=\"11\" ss:Bold=\"1\"", fill: "DDEBF7", format: "@")
    styles += style("error", wrapped, fill: "FFC7CE", format: "@")
    styles += style("w", left, fill: "FFC7CE", format: "General")
    for decimals in 1...Decimals.most {
      styles += style("w\(decimals)", left, fill: "FFC7CE", format: Decimals.format(decimals))
    }
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <?mso-application progid="Excel.Sheet"?>
      <Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" \
      xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel" \
      xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:html="http://www.w3.org/TR/REC-html40">
      <ExcelWorkbook xmlns="urn:schemas-microsoft-com:office:excel"><ProtectStructure>False</ProtectStructure>\
      <ProtectWindows>False</ProtectWindows></ExcelWorkbook>
      <Styles>
      \(styles)</Styles>

      """
  }()
}
