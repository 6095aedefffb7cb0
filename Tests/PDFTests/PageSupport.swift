import Testing

@testable import PDF

/// The pages of a file that a test makes.
func pages(_ pdf: PDFBuilder) throws -> [PDFPage] {
  var reader = try PageReader(pdf.bytes)
  var pages: [PDFPage] = []
  while let page = try reader.next() { pages.append(page) }
  return pages
}

/// A page of 200 x 100 points with this content. Fonts: `F` is Helvetica, `M` Courier.
func page(_ content: String, resources: String = "", entries: String = "", _ more: (Int, String)...) throws
  -> PDFPage
{
  var pdf = PDFBuilder()
  pdf.inherited = "/MediaBox [0 0 200 100]"
  pdf.addPage(
    content,
    resources:
      "/Font << /F 5 0 R /M 6 0 R \(resources.hasPrefix("/FONT") ? String(resources.dropFirst(5)) : "") >> "
      + (resources.hasPrefix("/FONT") ? "" : resources), entries: entries)
  pdf.add(5, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
  pdf.add(6, "<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>")
  for (number, body) in more { pdf.add(number, body) }
  return try #require(try pages(pdf).first)
}

/// A stream object's text.
func stream(_ entries: String, _ content: String) -> String {
  "<< /Length \(content.utf8.count) \(entries) >>\nstream\n\(content)\nendstream"
}

extension PDFPage {
  var text: String {
    String(String.UnicodeScalarView(glyphs.compactMap { Unicode.Scalar($0.scalar) }))
  }

  /// Left sides, rounded to tenths of a point.
  var lefts: [Float] { glyphs.map { ($0.box.x0 * 10).rounded() / 10 } }
}

extension Box {
  func isNear(_ x0: Float, _ y0: Float, _ x1: Float, _ y1: Float) -> Bool {
    max(abs(self.x0 - x0), abs(self.y0 - y0), abs(self.x1 - x1), abs(self.y1 - y1)) < 0.02
  }
}
