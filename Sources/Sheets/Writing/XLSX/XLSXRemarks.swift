import Bytes
import XML

/// The remarks on the cells of a sheet: their texts are one part, the boxes that these are shown in another.
///
/// Source: ECMA-376 part 1, section 18.7 for the texts; part 4, section 19.4 for the shapes in VML, which Excel, WPS and LibreOffice
/// take their places from.
struct XLSXRemarks: Sendable {
  /// Places count from 0.
  private struct Remark {
    let row: Int
    let column: Int
    let text: [UInt8]
  }

  private var remarks: [Remark] = []
  /// Numbers of shapes are unlike in a whole workbook; they are given away in blocks of this size.
  private var usedBlocks = 1
  private static let block = 1024

  /// The size of a box, in columns and rows.
  private static let size = (columns: 4, rows: 6)

  var isEmpty: Bool { remarks.isEmpty }

  mutating func add(row: Int, column: Int, _ text: [UInt8]) {
    remarks.append(Remark(row: row, column: column, text: text))
  }

  /// Ends the sheet.
  mutating func removeAll() {
    usedBlocks += blockCount
    remarks.removeAll()
  }

  private var blockCount: Int { remarks.count / Self.block + 1 }

  /// Appends the part with the texts; how many characters were replaced.
  func appendTexts(to xml: inout ByteWriter) -> Int {
    var replaced = 0
    xml.append(XLSXParts.declaration)
    xml.append(
      "<comments xmlns=\"\(XLSXParts.main)\"><authors><author>nianbao</author></authors><commentList>\n")
    for remark in remarks {
      xml.append("<comment ref=\"")
      xml.append(columnName(remark.column))
      xml.append(decimal: remark.row + 1)
      xml.append("\" authorId=\"0\"><text><t xml:space=\"preserve\">")
      replaced += xml.append(xmlText: remark.text.span)
      xml.append("</t></text></comment>\n")
    }
    xml.append("</commentList></comments>")
    return replaced
  }

  /// Appends the part with the boxes, hidden until the mouse is over their cells.
  func appendShapes(to xml: inout ByteWriter) {
    let blocks = (usedBlocks..<usedBlocks + blockCount).map(String.init).joined(separator: ",")
    xml.append(
      """
      <xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" \
      xmlns:x="urn:schemas-microsoft-com:office:excel">
      <o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="\(blocks)"/></o:shapelayout>
      <v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">\
      <v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>

      """)
    for (index, remark) in remarks.enumerated() {
      append(remark, number: usedBlocks * Self.block + index + 1, to: &xml)
    }
    xml.append("</xml>")
  }

  private func append(_ remark: Remark, number: Int, to xml: inout ByteWriter) {
    // Beside the cell, at its left where the sheet ends; each place is followed by an offset in pixels.
    let isLast = remark.column + 1 + Self.size.columns > SheetLimit.columns
    let left = isLast ? remark.column - Self.size.columns : remark.column + 1
    let top = min(max(remark.row - 1, 0), SheetLimit.rows - 1 - Self.size.rows)
    let anchor = "\(left), 15, \(top), 2, \(left + Self.size.columns), 15, \(top + Self.size.rows), 2"
    xml.append(
      """
      <v:shape id="_x0000_s\(number)" type="#_x0000_t202" style="position:absolute;z-index:1;visibility:hidden" \
      fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>\
      <v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>\
      <x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>\(anchor)</x:Anchor>\
      <x:AutoFill>False</x:AutoFill><x:Row>\(remark.row)</x:Row><x:Column>\(remark.column)</x:Column></x:ClientData></v:shape>

      """)
  }
}
