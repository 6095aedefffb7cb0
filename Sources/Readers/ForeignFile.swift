import Bytes
import CompoundFiles
import ZIP

/// Files in which reports come, or which stand beside them, that are not read: what they are, and what helps.
struct ForeignFile: Equatable {
  let kind: String
  let remedy: String

  private init(_ kind: String, _ remedy: String) {
    self.kind = kind
    self.remedy = remedy
  }

  private static let unpack = "Unpack it, and give the reports in it"
  private static let saveAsDocument = "Open it with an office program, and save it as .docx"
  private static let saveAsWorkbook = "Open it with an office program, and save it as .xlsx"
  private static let giveOther =
    "Give it the report in another form; text recognised in images is not to be relied on"

  /// Refuses what is known to be no report, by its first bytes.
  /// - Throws: `ReportError.foreign`.
  static func refuse(_ bytes: Span<UInt8>, name: String) throws(ReportError) {
    guard let file = Self(magic: bytes) else { return }
    throw .foreign(name: name, kind: file.kind, remedy: file.remedy)
  }

  /// Refuses an archive that is known to be no document.
  /// - Throws: `ReportError.foreign`.
  static func refuse(archive bytes: [UInt8], name: String) throws(ReportError) {
    guard let archive = try? ZIPArchive(bytes, name: name, limits: ZIPLimits(size: 0)),
      let file = Self(archive: archive)
    else { return }
    throw .foreign(name: name, kind: file.kind, remedy: file.remedy)
  }

  /// Whether an archive is no package of a program, but files that somebody packed.
  static func isPlain(_ archive: ZIPArchive) -> Bool {
    !archive.entries.isEmpty && Self(archive: archive)?.kind == plainArchive
      && !["word/document.xml", "xl/workbook.xml", "content.xml"].contains { archive.entry(named: $0) != nil }
  }

  private static let plainArchive = "a ZIP archive without a document"

  /// Refuses a container of old office programs that holds no Word document.
  /// - Throws: `ReportError.foreign`, `ReportError.otherDocument`.
  static func refuse(_ container: CompoundFile) throws(ReportError) {
    for (stream, file) in streams where container.holds(stream) {
      guard let file else { return }
      throw .foreign(name: container.name, kind: file.kind, remedy: file.remedy)
    }
    throw .otherDocument(name: container.name, kind: "a file of an office program, without a document")
  }

  /// What the first bytes of a file say; `nil` for what is read, or is not known.
  ///
  /// Source: the magic numbers of PNG, JPEG, TIFF 6.0, RFC 1952 and so on.
  init?(magic bytes: Span<UInt8>) {
    let start = bytes.trimmed(0..<Swift.min(bytes.count, 64)).lowerBound
    let text = bytes.extracting(Swift.min(start, bytes.count)..<bytes.count)
    let first = text.isEmpty ? 0 : text[0]
    // Most inputs are reports, and many: no more is looked at than a byte.
    if Self.firstBytes.contains(first), let file = Self.magics.first(where: { text.starts(with: $0.0) }) {
      self = file.1
      return
    }
    guard bytes.count > 262, bytes.extracting(257..<262).equals(Array("ustar".utf8)) else { return nil }
    self = Self("a tar archive", Self.unpack)
  }

  /// What a text is that is no text of a report, by its beginning: a document in one XML file.
  ///
  /// Source: WordprocessingML 2003; ECMA-376 part 2 in one file (Flat OPC).
  init?(text: Span<UInt8>) {
    let head = text.extracting(0..<Swift.min(text.count, 4096))
    let visible = head.trimmed(0..<head.count)
    guard !visible.isEmpty else { return nil }
    guard head[visible.lowerBound] == UInt8(ascii: "<"),
      Self.wordNamespaces.contains(where: { head.firstIndex(of: $0) != nil })
    else { return nil }
    self = Self("a Word document in one XML file", Self.saveAsDocument)
  }

  private static let wordNamespaces = [
    Array("http://schemas.microsoft.com/office/word/2003/wordml".utf8),
    Array("http://schemas.microsoft.com/office/2006/xmlPackage".utf8),
  ]

  private static let firstBytes = Set(magics.map { $0.0[0] })

  private static let magics: [([UInt8], ForeignFile)] = {
    let image = ForeignFile("an image", giveOther)
    let compressed = ForeignFile("a compressed file", unpack)
    return [
      ([0x37, 0x7A, 0xBC, 0xAF], ForeignFile("a 7-Zip archive", unpack)),
      (Array("Rar!".utf8), ForeignFile("a RAR archive", unpack)),
      ([0x50, 0x4B, 0x05, 0x06], ForeignFile("an empty ZIP archive", unpack)),
      ([0x1F, 0x8B], compressed), (Array("BZh".utf8), compressed), ([0xFD, 0x37, 0x7A, 0x58], compressed),
      ([0x28, 0xB5, 0x2F, 0xFD], compressed),
      ([0x89, 0x50, 0x4E, 0x47], image), ([0xFF, 0xD8, 0xFF], image), (Array("GIF8".utf8), image),
      ([0x49, 0x49, 0x2A, 0x00], image), ([0x4D, 0x4D, 0x00, 0x2A], image),
      (
        Array("agency,year,".utf8),
        ForeignFile(
          "a table of facts", "Give the name of the file to nianbao convert, which reads tidy and wide ones")
      ),
      (
        Array("source,line,agency,year,kind,".utf8),
        ForeignFile("what nianbao extract writes", "Give them to nianbao tidy")
      ),
      (Array("SQLite format 3".utf8), ForeignFile("a database", "Give it the reports")),
      // Word 1 and 2, and Word for DOS.
      ([0x9B, 0xA5, 0x21, 0x00], ForeignFile("a Word document of before 1993", saveAsDocument)),
      ([0xDB, 0xA5, 0x2D, 0x00], ForeignFile("a Word document of before 1993", saveAsDocument)),
      ([0x31, 0xBE, 0x00, 0x00], ForeignFile("a Word document of before 1993", saveAsDocument)),
      // BIFF 2 to 4: a workbook without a container.
      ([0x09, 0x00, 0x04, 0x00], ForeignFile("an old workbook (.xls)", saveAsWorkbook)),
      ([0x09, 0x02, 0x06, 0x00], ForeignFile("an old workbook (.xls)", saveAsWorkbook)),
      ([0x09, 0x04, 0x06, 0x00], ForeignFile("an old workbook (.xls)", saveAsWorkbook)),
    ]
  }()

  /// What a container of old office programs holds, by the names of its streams in the order in which they count; `nil` for Word.
  ///
  /// Source: [MS-XLS] 2.1.2, [MS-PPT] 2.1.2, [MS-OFFCRYPTO] 2.3.4.4, [MS-OXMSG] 2.2.3.
  private static let streams: [(String, ForeignFile?)] = [
    ("EncryptedPackage", ForeignFile("a file with a password", "Save it without a password")),
    ("WordDocument", nil),
    ("PowerPoint Document", ForeignFile("a presentation", "Save the report as .docx or as text")),
    ("__properties_version1.0", ForeignFile("a mail (.msg)", "Save the reports that are attached to it")),
    ("MatOST", ForeignFile("a Microsoft Works document", saveAsDocument)),
    ("CONTENTS", ForeignFile("a Microsoft Works document", saveAsDocument)),
  ]

  /// What an archive holds that is no Word document and no workbook; `nil` for a package of another office program.
  ///
  /// Source: GB/T 33190-2016 section 7.1 for OFD; [MS-XLSB] 2.1.4.
  init?(archive: ZIPArchive) {
    if archive.entry(named: "OFD.xml") != nil {
      self = Self("an OFD document", "Open it with the program that shows it, and save it as .docx or PDF")
    } else if archive.entry(named: "xl/workbook.bin") != nil {
      self = Self("a binary workbook (.xlsb)", Self.saveAsWorkbook)
    } else if archive.entry(named: "[Content_Types].xml") == nil {
      self = Self(Self.plainArchive, Self.unpack)
    } else {
      return nil
    }
  }
}
