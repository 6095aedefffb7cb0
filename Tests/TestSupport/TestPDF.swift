/// A PDF file of a few hundred bytes, written operator by operator: points, y downwards from the page's top as one reads.
///
/// Its font is not embedded: codes of the predefined CMap UniGB-UCS2-H are UTF-16, ideographs one em wide, ASCII half an em.
/// Source: ISO 32000-1, sections 7.5 and 9.7.5.2.
public struct TestPDF {
  /// A page, in the order of its operators.
  public struct Page {
    public let width: Double
    public let height: Double
    public var operators: [String] = []
    /// Further entries of the page's dictionary, such as `/Rotate 90`.
    public var entries = ""

    public init(width: Double = 595, height: Double = 842) { (self.width, self.height) = (width, height) }

    /// Writes a line whose middle stands at `y`.
    public mutating func write(_ text: String, x: Double, y: Double, size: Double = 10) {
      let codes = text.utf16.map { code in
        let hex = String(code, radix: 16)
        return String(repeating: "0", count: 4 - hex.count) + hex
      }
      // The middle of a character lies 0.35 em above its baseline.
      let baseline = height - y - 0.35 * size
      operators.append("BT /F1 \(size) Tf 1 0 0 1 \(x) \(baseline) Tm <\(codes.joined())> Tj ET")
    }

    public mutating func line(_ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double) {
      operators.append("\(x0) \(height - y0) m \(x1) \(height - y1) l S")
    }

    /// Draws a picture over a part of the page.
    public mutating func image(x: Double, y: Double, width: Double, height: Double) {
      operators.append("q \(width) 0 0 \(height) \(x) \(self.height - y - height) cm /Im1 Do Q")
    }

    /// Draws a table whose cells have lines around them.
    ///
    /// - Parameters:
    ///   - cells: each with its row and column and how many of both it takes, from 0, and its lines of text.
    ///   - isOpen: whether its last row goes on on the next page, without a line below.
    ///   - isCut: whether its first row began on the page before, and has no line above.
    public mutating func table(
      xs: [Double], ys: [Double], isOpen: Bool = false, isCut: Bool = false,
      cells: [(row: Int, column: Int, rows: Int, columns: Int, text: String)]
    ) {
      for cell in cells {
        let (left, right) = (xs[cell.column], xs[cell.column + cell.columns])
        let (top, bottom) = (ys[cell.row], ys[cell.row + cell.rows])
        if !isCut || cell.row > 0 { line(left, top, right, top) }
        if !isOpen || cell.row + cell.rows < ys.count - 1 { line(left, bottom, right, bottom) }
        line(left, top, left, bottom)
        line(right, top, right, bottom)
        let lines = cell.text.split(separator: "\n", omittingEmptySubsequences: false)
        for (number, text) in lines.enumerated() {
          let y = (top + bottom) / 2 + (Double(number) - Double(lines.count - 1) / 2) * 12
          write(String(text), x: left + 4, y: y)
        }
      }
    }
  }

  public var pages: [Page] = []

  public init(_ pages: [Page] = []) { self.pages = pages }

  public var bytes: [UInt8] {
    var objects = [
      "<</Type/Catalog/Pages 2 0 R>>",
      "<</Type/Pages/Count \(pages.count)/Kids["
        + pages.indices.map { "\(6 + 2 * $0) 0 R" }.joined(separator: " ")
        + "]>>",
      "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>",
      "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000"
        + "/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>>",
      "<</Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray/Length 1>>"
        + "stream\n0\nendstream",
    ]
    for (number, page) in pages.enumerated() {
      objects.append(
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 \(page.width) \(page.height)]/Contents \(7 + 2 * number) 0 R"
          + "/Resources<</Font<</F1 3 0 R>>/XObject<</Im1 5 0 R>>>>\(page.entries)>>")
      let content = page.operators.joined(separator: "\n")
      objects.append("<</Length \(content.utf8.count)>>stream\n\(content)\nendstream")
    }
    var text = "%PDF-1.4\n"
    var offsets: [Int] = []
    for (number, object) in objects.enumerated() {
      offsets.append(text.utf8.count)
      text += "\(number + 1) 0 obj\(object)endobj\n"
    }
    let start = text.utf8.count
    text += "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
    for offset in offsets {
      let digits = String(offset)
      text += String(repeating: "0", count: 10 - digits.count) + digits + " 00000 n \n"
    }
    text += "trailer<</Size \(objects.count + 1)/Root 1 0 R>>startxref\n\(start)\n%%EOF\n"
    return Array(text.utf8)
  }
}
