import Bytes
import CompoundFiles
import Reports
import Sheets

/// Documents that are read whole.
extension ReportReader {
  /// The reports of a Word document; of an archive that holds none it is said what it is.
  mutating func wordDocument() throws(ReportError) -> [Report] {
    let bytes = [UInt8](copying: input.window)
    do throws(ReportError) {
      return try split(try DocxReader.read(bytes, source: name))
    } catch .otherDocument(let name, let kind) {
      try ForeignFile.refuse(archive: bytes, name: name)
      throw .otherDocument(name: name, kind: kind)
    }
  }

  /// The reports of a Word document of 1997 to 2003; of another file in such a container it is said what it is.
  mutating func oldWordDocument() throws(ReportError) -> [Report] {
    let container: CompoundFile
    do throws(CompoundFileError) {
      container = try CompoundFile([UInt8](copying: input.window), name: name)
    } catch {
      throw .compound(error)
    }
    try ForeignFile.refuse(container)
    return try split(try Word97Reader.read(container))
  }

  /// The reports of a PDF file.
  mutating func printedDocument() throws(ReportError) -> [Report] {
    let bytes = [UInt8](copying: input.window)
    return try split(
      try PDFReader.read(bytes, source: name, vocabulary: vocabulary), limit: PDFReader.pieceLimit)
  }

  /// Reads on in the page of a web archive.
  mutating func openWebArchive() throws(ReportError) {
    try readAll()
    let (page, notes) = try WebArchive.page(input.window, name: name)
    self.notes += notes
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
