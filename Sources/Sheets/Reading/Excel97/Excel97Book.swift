import Bytes
import CompoundFiles

/// A workbook of Excel 97 to 2003 (.xls, WPS's .et), or of 5.0 and 95: its sheets one after another.
///
/// Before Excel 97 texts are bytes, none are shared, and no cells are merged; all else is the same.
///
/// Source: MS-XLS 2.1.7.20.3 (the globals), 2.4 (records).
struct Excel97Book: Sendable {
  private typealias Kind = Excel97Records.Kind

  private let stream: [UInt8]
  private let name: String
  /// The sheets with cells, in their order, and where their records begin.
  private var sheets: [(sheet: SheetInfo, place: Int)] = []
  private var places: Set<Int> = []
  /// The most sheets. Excel has none.
  private static let sheetLimit = 10_000
  /// The names of sheets whose records are not there.
  private(set) var missingSheets: [String] = []
  private(set) var strings = SharedStrings()
  private var reader = Excel97SheetReader()
  /// The formats that the workbook defines, by their numbers.
  private var codes: [Int: NumberFormat] = [:]
  private var nextIndex = 0
  /// 0x0600 since Excel 97, 0x0500 before.
  private var version = 0x0600
  var sheetNames: [String] { sheets.map(\.sheet.name) }

  /// - Parameter bytes: the file, which is a container.
  init(_ bytes: [UInt8], name: String, losses: inout SheetLosses) throws(WorkbookError) {
    self.name = name
    stream = try Self.stream(of: bytes, name: name)
    let strings = try readGlobals(&losses)
    if let strings { try readStrings(strings, &losses) }
  }

  private static func stream(of bytes: [UInt8], name: String) throws(WorkbookError) -> [UInt8] {
    let container: CompoundFile
    var stream: [UInt8]?
    do throws(CompoundFileError) {
      container = try CompoundFile(bytes, name: name)
      stream = try container.stream(named: container.holds("Workbook") ? "Workbook" : "Book")
    } catch {
      throw .compound(error)
    }
    // A newer workbook with a password is put into such a container.
    if container.holds("EncryptedPackage") { throw encrypted(name) }
    if let stream { return stream }
    throw .otherFile(name: name, kind: "no workbook that is known", remedy: FileKind.saveAsWorkbook)
  }

  private static func encrypted(_ name: String) -> WorkbookError {
    .otherFile(name: name, kind: "a workbook with a password", remedy: "Save it without a password first")
  }

  /// Whether the record at hand begins a part of the workbook.
  ///
  /// - Parameter type: 5 for the globals, 0x10 for a sheet with cells. Source: MS-XLS 2.4.21.
  private func begins(_ records: Excel97Records, type: Int, in stream: Span<UInt8>) -> Bool {
    records.kind == Kind.begin && stream.littleEndian16(at: records.data.lowerBound) == version
      && stream.littleEndian16(at: records.data.lowerBound + 2) == type
  }

  // MARK: the globals

  /// Reads what holds for all sheets.
  ///
  /// - Returns: where the shared texts begin.
  private mutating func readGlobals(_ losses: inout SheetLosses) throws(WorkbookError) -> Excel97Records? {
    // A copy, so that the fields can be changed meanwhile.
    let bytes = self.stream
    let stream = bytes.span
    var records = Excel97Records(at: 0)
    if records.next(in: stream), stream.littleEndian16(at: records.data.lowerBound) == 0x0500 {
      (version, reader.codePage) = (0x0500, 0)
    }
    guard begins(records, type: 5, in: stream) else {
      throw damaged("its stream does not begin as that of a workbook of Excel 5.0 to 2003")
    }
    var strings: Excel97Records?
    var colors = Excel97Colors()
    while records.next(in: stream) {
      let data = stream.extracting(records.data)
      switch records.kind {
      case Kind.encryption: throw Self.encrypted(name)
      case Kind.date1904: reader.calendar.is1904 = data.littleEndian16(at: 0) == 1
      case Kind.codePage: if reader.codePage != nil { reader.codePage = data.littleEndian16(at: 0) }
      case Kind.font:
        reader.fonts.add(data)
        colors.add(font: data)
      case Kind.palette: colors.take(palette: data)
      case Kind.format: readFormat(records, stream)
      case Kind.extendedFormat:
        readStyle(data)
        // Before Excel 97 they are shorter, and say it elsewhere.
        if reader.codePage == nil { colors.add(style: data) }
      case Kind.sheet: try addSheet(records, stream, &losses)
      case Kind.sharedStrings: strings = records
      case Kind.endOfSubstream:
        reader.whiteStyles = colors.whiteStyles
        return strings
      default: break
      }
    }
    throw damaged("what holds for all its sheets is cut short")
  }

  private mutating func readFormat(_ records: Excel97Records, _ stream: Span<UInt8>) {
    var text = Excel97Text(records, in: stream, codePage: reader.codePage)
    var code: [UInt8] = []
    guard let id = text.number(2, in: stream),
      let count = text.number(reader.codePage == nil ? 2 : 1, in: stream),
      text.append(count, in: stream, to: &code) != nil
    else { return }
    codes[id] = NumberFormat(code: code.span)
  }

  private mutating func readStyle(_ data: Span<UInt8>) {
    let (font, id) = (data.littleEndian16(at: 0) ?? 0, data.littleEndian16(at: 2) ?? 0)
    if reader.fonts.look(font).isStruck { reader.struckStyles.insert(reader.formats.count) }
    reader.formats.append(codes[id] ?? NumberFormat.builtIn(id))
  }

  /// Source: MS-XLS 2.4.28 (BoundSheet8).
  private mutating func addSheet(
    _ records: Excel97Records, _ stream: Span<UInt8>, _ losses: inout SheetLosses
  ) throws(WorkbookError) {
    let data = stream.extracting(records.data)
    var text = Excel97Text(records, in: stream, from: 6, codePage: reader.codePage)
    var title: [UInt8] = []
    guard let place = data.offset32(at: 0), data.count > 6, let count = text.byte(in: stream),
      text.append(count, in: stream, to: &title) != nil
    else { throw damaged("the list of its sheets is cut short, or in a code page that is not read") }
    // Those of charts and macros have no cells.
    guard data[5] == 0 else { return }
    let sheet = SheetInfo(name: String(decoding: title, as: UTF8.self), isHidden: data[4] & 3 != 0)
    var first = Excel97Records(at: place)
    guard first.next(in: stream), begins(first, type: 0x10, in: stream) else {
      missingSheets.append(sheet.name)
      losses.add(.sheet, at: Location(name, sheet: sheet.name), why: "no sheet begins where it is said to")
      return
    }
    // Or a small file could ask for the same rows over and over.
    guard places.insert(place).inserted else {
      throw .damaged(Location(name, sheet: sheet.name), what: "two sheets have the same rows")
    }
    guard sheets.count < Self.sheetLimit else {
      throw .tooLarge(Location(name), what: "the workbook has more than \(Self.sheetLimit) sheets")
    }
    sheets.append((sheet, place))
  }

  /// Source: MS-XLS 2.4.265 (SST).
  private mutating func readStrings(_ records: Excel97Records, _ losses: inout SheetLosses)
    throws(WorkbookError)
  {
    let bytes = self.stream
    var text = Excel97Text(records, in: bytes.span, codePage: nil)
    let fonts = reader.fonts
    guard text.number(4, in: bytes.span) != nil, let count = text.number(4, in: bytes.span) else {
      throw damaged("its shared texts are cut short")
    }
    // Not all programs count well: texts that are missing are told of the cells that ask for them.
    for _ in 0..<count {
      if text.isAtEnd { break }
      guard let length = text.number(2, in: bytes.span),
        strings.append({ text.append(length, fonts, in: bytes.span, to: &$0) })
      else { throw damaged("its shared texts are cut short") }
    }
    if strings.struckTexts > 0 {
      losses.add(
        .struck, at: Location(name),
        why: "\(strings.struckTexts) of its texts have parts with a line through them")
    }
  }

  private func damaged(_ what: String) -> WorkbookError { .damaged(Location(name), what: what) }

  // MARK: sheets

  /// Goes to the next sheet; the rest of the one at hand is never read.
  mutating func nextSheet() -> SheetInfo? {
    guard nextIndex < sheets.count else { return nil }
    let (sheet, place) = sheets[nextIndex]
    nextIndex += 1
    reader.begin(at: place, Location(name, sheet: sheet.name))
    return sheet
  }

  mutating func rewind() { nextIndex = 0 }

  /// Goes to the next row of the sheet.
  mutating func nextRow(_ row: inout SheetRow) throws(WorkbookError) -> Bool {
    let stream = self.stream
    return try reader.nextRow(stream.span, &row)
  }
}
