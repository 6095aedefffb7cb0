import Bytes
import CompoundFiles

/// What a file is, by its first bytes.
enum FileKind {
  /// An archive: .xlsx, or something else that is one.
  case archive
  /// A container of old office programs: .xls, or something else that is one.
  case compound
  case xml(TextEncoding)

  /// - Parameter beginning: some kilobytes of the file, or all of it.
  /// - Throws: `WorkbookError` for what is no workbook that can be read, with what it is.
  static func recognise(_ beginning: Span<UInt8>, name: String) throws(WorkbookError) -> Self {
    if beginning.isArchive(from: 0) { return .archive }
    for (magic, kind, remedy) in otherFiles where beginning.starts(with: magic) {
      throw .otherFile(name: name, kind: kind, remedy: remedy)
    }
    if beginning.starts(with: CompoundFile.magic) { return .compound }
    if let encoding = beginning.wideEncoding { return .xml(encoding) }
    let start = beginning.endOfMarksAndSpace
    guard start < beginning.count else { throw .empty(name: name) }
    // Web servers put blank lines, or a mark, before what they send.
    if beginning.isArchive(from: start) { return .archive }
    if beginning[start] == UInt8(ascii: "<") {
      let text = beginning.extracting(start..<min(beginning.count, start + 200))
      if isHTML(text) { throw .otherFile(name: name, kind: "a web page", remedy: saveAsWorkbook) }
      return .xml(try text.declaredEncoding(name: name))
    }
    // What a program has put before an archive is passed over when it is opened.
    if beginning.firstIndex(of: localFile) != nil { return .archive }
    if beginning.firstIndex(of: 0) != nil {
      throw .otherFile(name: name, kind: "no workbook that is known", remedy: saveAsWorkbook)
    }
    if beginning.starts(with: Array("MIME-Version:".utf8)) {
      throw .otherFile(name: name, kind: "a web archive", remedy: saveAsWorkbook)
    }
    throw .otherFile(
      name: name, kind: "text, perhaps CSV",
      remedy: "Give facts in CSV to the next command as they are, or to nianbao from-csv")
  }

  /// Source: PKWARE APPNOTE, section 4.3.7.
  private static let localFile: [UInt8] = [0x50, 0x4B, 0x03, 0x04]

  static let saveAsWorkbook = "Open it with an office program, and save it as .xlsx"

  private static let otherFiles: [(magic: [UInt8], kind: String, remedy: String)] = [
    (Array("%PDF".utf8), "a PDF", "Give a report to nianbao extract"),
    (Array("{\\rtf".utf8), "an RTF file", saveAsWorkbook),
    ([0x1F, 0x8B], "compressed by gzip", "Unpack it first with gunzip"),
    ([0x37, 0x7A, 0xBC, 0xAF], "a 7-Zip archive", "Unpack it first"),
    (Array("Rar!".utf8), "a RAR archive", "Unpack it first"),
    // BIFF 2 to 4: a workbook without a container.
    ([0x09, 0x00, 0x04, 0x00], "an old workbook (.xls)", saveAsWorkbook),
    ([0x09, 0x02, 0x06, 0x00], "an old workbook (.xls)", saveAsWorkbook),
    ([0x09, 0x04, 0x06, 0x00], "an old workbook (.xls)", saveAsWorkbook),
    ([0x09, 0x08], "an old workbook (.xls)", saveAsWorkbook),
  ]

  static func isHTML(_ text: Span<UInt8>) -> Bool {
    let head = [UInt8](copying: text).map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }
    return htmlBeginnings.contains { head.starts(with: $0.utf8) }
  }

  private static let htmlBeginnings = [
    "<!doctype html", "<html", "<head", "<body", "<table", "<meta", "<style", "<div", "<title",
  ]
}

extension Span where Element == UInt8 {
  /// Whether an archive begins at `start`.
  fileprivate func isArchive(from start: Int) -> Bool {
    count > start + 2 && self[start] == UInt8(ascii: "P") && self[start + 1] == UInt8(ascii: "K")
      && self[start + 2] < 9
  }

  /// UTF-16, where the bytes are, by its mark or by `<` in two bytes.
  var wideEncoding: TextEncoding? {
    guard count >= 2 else { return nil }
    switch (self[0], self[1]) {
    case (0xFF, 0xFE), (UInt8(ascii: "<"), 0): return .utf16LittleEndian
    case (0xFE, 0xFF), (0, UInt8(ascii: "<")): return .utf16BigEndian
    default: return nil
    }
  }

  /// The place behind byte order marks, of which Excel has written two, and blank lines before the declaration.
  var endOfMarksAndSpace: Int {
    var index = 0
    while index < count {
      if self[index] == .space || self[index] &- 9 < 5 {
        index += 1
      } else if extracting(index..<count).starts(with: [0xEF, 0xBB, 0xBF]) {
        index += 3
      } else {
        break
      }
    }
    return index
  }

  /// What the XML declaration says; UTF-8 where it says nothing.
  func declaredEncoding(name: String) throws(WorkbookError) -> TextEncoding {
    guard starts(with: Array("<?xml".utf8)), let end = firstIndex(of: Array("?>".utf8)),
      let start = extracting(0..<end).firstIndex(of: Array("encoding".utf8))
    else { return .utf8 }
    let text = String(extracting(start..<end)).lowercased()
    let parts = text.split(separator: text.contains("\"") ? "\"" : "'", omittingEmptySubsequences: false)
    guard parts.count > 1 else { return .utf8 }
    switch parts[1] {
    // What says UTF-16 in single bytes has been turned already.
    case "utf-8", "utf8", "us-ascii", "ascii", "utf-16", "utf16": return .utf8
    case "gb2312", "gbk", "gb18030", "x-gbk", "cp936": return .gb18030
    default:
      throw .otherFile(
        name: name, kind: "XML in the encoding \(parts[1])", remedy: FileKind.saveAsWorkbook)
    }
  }
}
