import Bytes
import CompoundFiles

/// The streams of a Word document of 1997 to 2003 (.doc, .dot, WPS's .wps), and what its header says of them.
///
/// Source: MS-DOC 2.1 (streams), 2.5 (the header, Fib).
struct Word97File {
  let name: String
  /// The stream `WordDocument`: text, and pages of properties.
  let main: [UInt8]
  /// The stream `0Table` or `1Table`: where everything is.
  let table: [UInt8]
  /// The stream `Data`: properties of table rows with many cells, among pictures.
  let data: [UInt8]
  /// The positions of the body's characters, and those of the text boxes.
  let body: Range<Int>
  let boxes: Range<Int>

  /// The parts of the table stream that are read, as the numbers of their pairs in FibRgFcLcb97. Source: MS-DOC 2.5.6.
  enum Part: Int {
    case styles = 1
    case characterPages = 12
    case paragraphPages = 13
    case pieces = 33
    case shapes = 40
    case boxTexts = 56
  }

  /// - Throws: for older documents, encrypted ones, and those whose header contradicts itself.
  init(_ container: CompoundFile) throws(ReportError) {
    let name = container.name
    let main = try Self.stream("WordDocument", of: container)
    let header = main.span
    guard let magic = header.littleEndian16(at: 0), let version = header.littleEndian16(at: 2),
      let flags = header.littleEndian16(at: 10), header.count >= 0x200
    else { throw .damagedDocument(name: name, why: "its header is cut short") }
    guard magic == 0xA5EC || magic == 0xA5DC else {
      throw .damagedDocument(
        name: name, why: "its stream “WordDocument” does not begin as that of a Word document")
    }
    // 0xC1 is Word 97; 0xC0 and 0xC2 occur.
    guard version >= 0xC0 else {
      throw .foreign(
        name: name, kind: "a Word 6.0 or 95 document",
        remedy: "Open it with WPS or Word, and save it as .docx")
    }
    guard flags & 0x100 == 0 else {
      throw .foreign(name: name, kind: "a file with a password", remedy: "Save it without a password")
    }
    // The parts of the header are as long as in every version; behind them others may follow.
    guard header.littleEndian16(at: 32) == 14, header.littleEndian16(at: 62) == 22 else {
      throw .damagedDocument(name: name, why: "its header has parts of unknown length")
    }
    let table = try Self.stream(flags & 0x200 == 0 ? "0Table" : "1Table", of: container)
    let data = container.holds("Data") ? try Self.stream("Data", of: container) : []
    // Body, footnotes, headers, macros, comments, endnotes, text boxes, text boxes of headers: one behind the other.
    var starts = [0]
    for story in 0..<7 {
      guard let count = header.offset32(at: 0x4C + 4 * story), count <= Int(Int32.max) else {
        throw .damagedDocument(name: name, why: "its header gives a negative length of text")
      }
      starts.append(starts[story] + count)
    }
    guard starts[7] <= ReportReader.limit else { throw .tooLong(Location(name)) }
    (self.name, self.main, self.table, self.data) = (name, main, table, data)
    (body, boxes) = (0..<starts[1], starts[6]..<starts[7])
  }

  /// Where a part stands in the table stream; empty where the document has none.
  func range(of part: Part) throws(ReportError) -> Range<Int> {
    let place = 154 + 8 * part.rawValue
    guard let start = main.span.offset32(at: place), let count = main.span.offset32(at: place + 4) else {
      throw .damagedDocument(name: name, why: "its header is cut short")
    }
    if count == 0 { return 0..<0 }
    guard start <= table.count, count <= table.count - start else {
      throw .damagedDocument(
        name: name, why: "its \(part) lie beyond the end of the table stream, or the file is cut short")
    }
    return start..<start + count
  }

  private static func stream(_ stream: String, of container: CompoundFile) throws(ReportError) -> [UInt8] {
    do throws(CompoundFileError) {
      if let bytes = try container.stream(named: stream) { return bytes }
    } catch {
      throw .compound(error)
    }
    throw .damagedDocument(name: container.name, why: "it has no stream “\(stream)”, or is cut short")
  }
}

/// As messages say it.
extension Word97File.Part: CustomStringConvertible {
  var description: String {
    switch self {
    case .styles: "styles"
    case .characterPages: "properties of characters"
    case .paragraphPages: "properties of paragraphs"
    case .pieces: "pieces of text"
    case .shapes: "anchors of shapes"
    case .boxTexts: "text boxes"
    }
  }
}
