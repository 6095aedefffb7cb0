import Bytes
import Reports
import Sheets

/// Web archives, OpenDocument and RTF.
extension ReportReader {
  /// Reads on in the page of a web archive.
  mutating func openWebArchive() throws(ReportError) {
    try readAll()
    let page = try WebArchive.page(input.window, name: name)
    input = ByteReader(bytes: page, name: input.name)
    kind = RawKind(rawValue: "html")
  }

  /// The reports of a text or a spreadsheet of OpenDocument.
  mutating func openDocument() throws(ReportError) -> [Report] {
    let bytes = [UInt8](copying: input.window)
    var kind = OpenDocument.flatKind(input.window)
    var (content, styles) = (bytes, [UInt8]())
    if kind == nil {
      do throws(WorkbookError) {
        let document = try OpenDocument(bytes, name: name)
        kind = document.kind
        if kind == .text { (content, styles) = (try document.content(), try document.styles()) }
      } catch .otherFile(let name, let kind, let remedy) {
        throw .foreign(name: name, kind: kind, remedy: remedy)
      } catch {
        throw .workbook(error)
      }
    }
    if kind == .spreadsheet { return try workbook() }
    return try split(try OpenDocumentReader.read(content: content, styles: styles, source: name))
  }

  mutating func richText() throws(ReportError) -> [Report] {
    try split(try RTFReader.read([UInt8](copying: input.window), source: name))
  }
}
