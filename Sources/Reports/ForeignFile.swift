import Bytes
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

  /// What the first bytes of a file say; `nil` for what is read, or is not known.
  ///
  /// Source: the magic numbers of PNG, JPEG, TIFF 6.0, RFC 1952 and so on; RFC 2557 for web archives.
  init?(magic bytes: Span<UInt8>) {
    let start = bytes.trimmed(0..<Swift.min(bytes.count, 64)).lowerBound
    let text = bytes.extracting(Swift.min(start, bytes.count)..<bytes.count)
    let first = text.isEmpty ? 0 : text[0]
    // Most inputs are reports, and many: no more is looked at than a byte.
    if Self.firstBytes.contains(first), let file = Self.magics.first(where: { text.starts(with: $0.0) }) {
      self = file.1
      return
    }
    if "mfrMFR".utf8.contains(first), text.startsAsMail {
      self = Self("a web archive or a mail", "Open it with a browser, and save it as a page (.html)")
      return
    }
    guard bytes.count > 262, bytes.extracting(257..<262).equals(Array("ustar".utf8)) else { return nil }
    self = Self("a tar archive", Self.unpack)
  }

  private static let firstBytes = Set(magics.map { $0.0[0] })

  private static let magics: [([UInt8], ForeignFile)] = {
    let image = ForeignFile("an image", giveOther)
    let compressed = ForeignFile("a compressed file", unpack)
    return [
      (Array("{\\rtf".utf8), ForeignFile("an RTF file", saveAsDocument)),
      ([0x37, 0x7A, 0xBC, 0xAF], ForeignFile("a 7-Zip archive", unpack)),
      (Array("Rar!".utf8), ForeignFile("a RAR archive", unpack)),
      ([0x50, 0x4B, 0x05, 0x06], ForeignFile("an empty ZIP archive", unpack)),
      ([0x1F, 0x8B], compressed), (Array("BZh".utf8), compressed), ([0xFD, 0x37, 0x7A, 0x58], compressed),
      ([0x28, 0xB5, 0x2F, 0xFD], compressed),
      ([0x89, 0x50, 0x4E, 0x47], image), ([0xFF, 0xD8, 0xFF], image), (Array("GIF8".utf8), image),
      ([0x49, 0x49, 0x2A, 0x00], image), ([0x4D, 0x4D, 0x00, 0x2A], image),
      (Array("SQLite format 3".utf8), ForeignFile("a database", "Give it the reports")),
      // BIFF 2 to 4: a workbook without a container.
      ([0x09, 0x00, 0x04, 0x00], ForeignFile("an old workbook (.xls)", saveAsWorkbook)),
      ([0x09, 0x02, 0x06, 0x00], ForeignFile("an old workbook (.xls)", saveAsWorkbook)),
      ([0x09, 0x04, 0x06, 0x00], ForeignFile("an old workbook (.xls)", saveAsWorkbook)),
    ]
  }()

  /// What a container of old office programs holds, where that is no Word document.
  ///
  /// Source: [MS-CFB] section 2.6.1: names of streams are UTF-16; [MS-XLS] 2.1.2, [MS-PPT] 2.1.2, [MS-OFFCRYPTO] 2.3.4.4,
  /// [MS-OXMSG] 2.2.3.
  init?(compoundFile bytes: Span<UInt8>) {
    for (stream, file) in Self.streams where bytes.firstIndex(of: stream.utf16Bytes) != nil {
      guard let file else { return nil }
      self = file
      return
    }
    return nil
  }

  /// In the order in which they count: a document may hold a workbook.
  private static let streams: [(String, ForeignFile?)] = [
    ("EncryptedPackage", ForeignFile("a file with a password", "Save it without a password")),
    ("WordDocument", nil),
    ("PowerPoint Document", ForeignFile("a presentation", "Save the report as .docx or as text")),
    ("__properties_version1.0", ForeignFile("a mail (.msg)", "Save the reports that are attached to it")),
    ("Workbook", ForeignFile("an old workbook (.xls)", saveAsWorkbook)),
    ("Book", ForeignFile("an old workbook (.xls)", saveAsWorkbook)),
  ]

  /// What an archive holds that is no Word document and no workbook; `nil` for a package of another office program.
  ///
  /// Source: OpenDocument 1.3 part 2, section 3.3; GB/T 33190-2016 section 7.1 for OFD; [MS-XLSB] 2.1.4.
  init?(archive: ZIPArchive) {
    if archive.entry(named: "mimetype") != nil, archive.entry(named: "content.xml") != nil {
      self = Self("an OpenDocument file", "Open it with an office program, and save it as .docx or .xlsx")
    } else if archive.entry(named: "OFD.xml") != nil {
      self = Self("an OFD document", "Open it with the program that shows it, and save it as .docx or PDF")
    } else if archive.entry(named: "xl/workbook.bin") != nil {
      self = Self("a binary workbook (.xlsb)", Self.saveAsWorkbook)
    } else if archive.entry(named: "[Content_Types].xml") == nil {
      self = Self("a ZIP archive without a document", Self.unpack)
    } else {
      return nil
    }
  }
}

extension Span where Element == UInt8 {
  /// Whether the text begins with a header of RFC 5322 that web archives and mails begin with.
  fileprivate var startsAsMail: Bool {
    let head = String(extracting(0..<Swift.min(count, 64))).lowercased()
    return ["mime-version:", "from: <saved by", "received: ", "return-path:"].contains { head.hasPrefix($0) }
  }
}

extension String {
  fileprivate var utf16Bytes: [UInt8] { utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] } }
}
