import Bytes
import CompoundFiles
import Flow
import Forms
import Identity
import Reports
import Sheets
import Text
import ZIP

/// A raw form that reports come in: its name, how it is known, and its reader. A further one is a row of the table below.
public struct RawKind: RawRepresentable, CaseIterable, Sendable {
  private let row: Row

  /// A row of the table: a class, for kinds are handed on with every input.
  private final class Row: Sendable {
    let name: String
    let endings: [String]
    let signs: [Sign]
    let limit: Int
    let reader: Reader

    init(_ name: String, _ endings: [String], _ signs: [Sign], limit: Int, _ reader: Reader) {
      (self.name, self.endings, self.signs) = (name, endings, signs)
      (self.limit, self.reader) = (limit, reader)
    }
  }

  /// The name that `--from` knows.
  public var rawValue: String { row.name }
  /// What the names of such files end in.
  public var endings: [String] { row.endings }
  var reader: Reader { row.reader }
  /// The most bytes of an input that is read as a whole.
  var limit: Int { row.limit }

  /// By what a file of the form is known, whatever its name is. Where several are, the first row counts.
  private enum Sign: Sendable {
    /// Its first bytes.
    case magic([UInt8])
    /// A part of an archive.
    case part(String)
    /// A stream of a container of old office programs.
    case stream(String)
    /// Its beginning, in bytes of any encoding.
    case head(@Sendable (Span<UInt8>) -> Bool)
    /// The beginning of its text, in an encoding that has the letters of ASCII.
    case text(@Sendable (Span<UInt8>) -> Bool)
  }

  /// How reports are made of an input.
  enum Reader: Sendable {
    /// Of its text, one report at a time.
    case text(@Sendable (Span<UInt8>, Span<TextLine>, ReportOrigin, Vocabulary) -> Report)
    /// Of all its bytes.
    case document(@Sendable (inout ReportReader) throws(ReportError) -> [Report])
    /// Of all its text, of which single bytes may be bad.
    case markup(@Sendable (inout ReportReader) throws(ReportError) -> [Report])
    /// Of the document in it, which takes its place.
    case wrapped(@Sendable (inout ReportReader) throws(ReportError) -> Void)
  }

  /// Source: the magic numbers of ZIP (APPNOTE 4.3.7), PDF (ISO 32000 7.5.2) and compound files (MS-CFB 2.2); part names of ECMA-376.
  public static let allCases = [
    // Text in which a tab opens a cell, or parts the cells of a row.
    RawKind("tabs", ["txt"], .text { TextShape.ofTabs($0, $1).read($0, $1, $2, $3) }),
    // Text in which `|` parts the cells of a row.
    RawKind("pipes", ["txt"], .text { TextShape.pipes.read($0, $1, $2, $3) }),
    // Text whose cells stand on lines or in columns, as pdftotext writes it, or one below the other.
    RawKind("flow", ["txt"], .text { TextShape.flow.read($0, $1, $2, $3) }),
    // A workbook, .xlsx or XML Spreadsheet 2003, in which the tables stand as the forms print them.
    RawKind(
      "xlsx", ["xlsx"], signs: [.part("xl/workbook.xml"), .text(isWorkbook)],
      .document { (reader) throws(ReportError) in try reader.workbook() }),
    // A text or a spreadsheet of OpenDocument, as a package or as one file of XML.
    RawKind(
      "odf", ["odt", "ott", "fodt", "ods", "ots", "fods"],
      signs: [.part("content.xml"), .text { OpenDocument.flatKind($0) != nil }],
      .document { (reader) throws(ReportError) in try reader.openDocument() }),
    RawKind(
      "docx", ["docx"], signs: [.magic(zipMagic)],
      .document { (reader) throws(ReportError) in try reader.wordDocument() }),
    RawKind(
      "html", ["html", "htm"], signs: [.text(isHTML)],
      .markup { (reader) throws(ReportError) in try reader.page() }),
    // A page with what it shows, as browsers save it.
    RawKind(
      "mht", ["mht", "mhtml"], signs: [.head(WebArchive.begins)],
      .wrapped { (reader) throws(ReportError) in try reader.openWebArchive() }),
    RawKind(
      "rtf", ["rtf"], signs: [.magic(Array("{\\rtf".utf8))],
      .document { (reader) throws(ReportError) in try reader.richText() }),
    RawKind(
      "pdf", ["pdf"], signs: [.magic(Array("%PDF-".utf8))], limit: 256 << 20,
      .document { (reader) throws(ReportError) in try reader.printedDocument() }),
    // Word 97 to 2003, and WPS.
    RawKind(
      "doc", ["doc", "dot", "wps", "wpt"], signs: [.magic(CompoundFile.magic), .stream("WordDocument")],
      .document { (reader) throws(ReportError) in try reader.oldWordDocument() }),
    // Excel 5.0 to 2003, and WPS.
    RawKind(
      "xls", ["xls", "xlt", "et", "ett"], signs: [.stream("Workbook"), .stream("Book")],
      .document { (reader) throws(ReportError) in try reader.workbook() }),
  ]

  private init(
    _ name: String, _ endings: [String], signs: [Sign] = [], limit: Int = ReportReader.documentLimit,
    _ reader: Reader
  ) {
    row = Row(name, endings, signs, limit: limit, reader)
  }

  public init?(rawValue: String) {
    guard let kind = Self.allCases.first(where: { $0.rawValue == rawValue }) else { return nil }
    self = kind
  }

  var isMarkup: Bool {
    if case .markup = reader { true } else { false }
  }

  // MARK: what a file is

  /// What the first bytes of a file say; `nil` for text of some shape. Of an archive its parts are still to be looked at.
  init?(magic bytes: Span<UInt8>) {
    if let index = Self.magics.indices.first(where: { bytes.starts(with: Self.magics[$0].magic) }) {
      self = Self.magics[index].kind
    } else if let index = Self.heads.indices.first(where: { Self.heads[$0].begins(bytes) }) {
      self = Self.heads[index].kind
    } else {
      return nil
    }
  }

  /// What the parts of an archive say, or the streams of a container; `nil` where they say nothing.
  init?(parts archive: Span<UInt8>) {
    if archive.starts(with: CompoundFile.magic) {
      guard let container = try? CompoundFile([UInt8](copying: archive), name: ""),
        let index = Self.streams.indices.first(where: { container.holds(Self.streams[$0].name) })
      else { return nil }
      self = Self.streams[index].kind
      return
    }
    guard archive.starts(with: zipMagic),
      let archive = try? ZIPArchive([UInt8](copying: archive), name: "", limits: ZIPLimits(size: 1 << 20)),
      let index = Self.parts.indices.first(where: { archive.entry(named: Self.parts[$0].name) != nil })
    else { return nil }
    self = Self.parts[index].kind
  }

  /// What the beginning of a text says; `nil` where its shape decides, report by report.
  init?(text: Span<UInt8>) {
    guard let index = Self.texts.indices.first(where: { Self.texts[$0].begins(text) }) else { return nil }
    self = Self.texts[index].kind
  }

  // The signs of all forms by their kind: every input is asked for all, and to copy the rows takes longer than to look.
  private static let magics = allCases.flatMap { kind in
    kind.row.signs.compactMap { if case .magic(let magic) = $0 { (magic: magic, kind: kind) } else { nil } }
  }
  private static let heads = allCases.flatMap { kind in
    kind.row.signs.compactMap {
      if case .head(let begins) = $0 { (begins: begins, kind: kind) } else { nil }
    }
  }
  private static let parts = allCases.flatMap { kind in
    kind.row.signs.compactMap { if case .part(let name) = $0 { (name: name, kind: kind) } else { nil } }
  }
  private static let streams = allCases.flatMap { kind in
    kind.row.signs.compactMap { if case .stream(let name) = $0 { (name: name, kind: kind) } else { nil } }
  }
  private static let texts = allCases.flatMap { kind in
    kind.row.signs.compactMap {
      if case .text(let begins) = $0 { (begins: begins, kind: kind) } else { nil }
    }
  }

  /// What the beginning of a file says, whatever its name is; `nil` for text.
  public static func recognised(_ beginning: Span<UInt8>) -> RawKind? {
    let document = beginning.extracting(misplacedMagic(beginning)..<beginning.count)
    return RawKind(magic: document) ?? RawKind(text: beginning)
  }
}

/// Where the text of a report comes from.
struct ReportOrigin {
  let source: String
  let firstLine: Int
}

extension TextShape {
  /// The shape of text that is known to have tabs.
  fileprivate static func ofTabs(_ text: Span<UInt8>, _ lines: Span<TextLine>) -> TextShape {
    recognise(text, lines).shape == .tabRows ? .tabRows : .tabCells
  }

  /// Reads a report whose cells are set apart so.
  func read(
    _ text: Span<UInt8>, _ lines: Span<TextLine>, _ origin: ReportOrigin, _ vocabulary: Vocabulary
  ) -> Report {
    let (source, line) = (origin.source, origin.firstLine)
    switch self {
    case .tabCells:
      return TabReader.read(text, lines, source: source, firstLine: line, vocabulary: vocabulary)
    case .tabRows, .pipes:
      return DelimitedReader.read(
        text, delimiter: self == .pipes ? .pipe : .tab, source: source, firstLine: line,
        vocabulary: vocabulary)
    case .flow: return FlowReader.read(text, source: source, firstLine: line, vocabulary: vocabulary)
    }
  }
}
