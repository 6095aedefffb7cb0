public import Bytes
import XML

/// A sheet of a workbook that is read.
public struct SheetInfo: Equatable, Sendable {
  public let name: String
  public let isHidden: Bool

  public init(name: String, isHidden: Bool) { (self.name, self.isHidden) = (name, isHidden) }
}

/// The cells of a workbook, sheet by sheet and row by row: .xlsx, .xls of Excel 5.0 to 2003, OpenDocument (.ods, .fods) and XML
/// Spreadsheet 2003, told apart by their content.
///
/// Memory is one row, and for an .xlsx or .xls the file's bytes and the texts that its cells share. The cells that a merge covers are
/// blank. Values of formulas are those that the program which saved the file has computed.
public struct WorkbookReader: ~Copyable {
  /// The most bytes of a package.
  static let packageLimit = 1 << 30
  /// How much of a file is looked at to tell what it is.
  private static let sample = 64 << 10

  private let name: String
  private var part: XMLPart
  private var row = SheetRow()
  /// One of the four.
  private var package: XLSXBook?
  private var oldBook: Excel97Book?
  private var document: SpreadsheetMLBook?
  private var openDocument: OpenDocumentBook?
  /// Whether the cells of each sheet are summed up, and what they come to so far.
  public var keepsDigest = false
  public private(set) var digest = SheetDigest()

  /// - Throws: `WorkbookError` where the input is no workbook, or a damaged one.
  public init(_ input: consuming ByteReader) throws(WorkbookError) {
    let name = input.name
    self.name = name
    do throws(IOError) {
      while input.window.count < Self.sample, try input.more() {}
    } catch {
      throw .input(error)
    }
    guard !input.window.isEmpty else { throw .empty(name: name) }
    let kind = try FileKind.recognise(input.window, name: name)
    var archive: [UInt8] = []
    switch kind {
    case .archive, .compound: archive = try Self.archive(&input)
    case .xml(let encoding):
      do { try input.transcode(from: encoding) } catch { throw .input(error) }
      let start = input.window.endOfMarksAndSpace
      input.consume(start)
    }
    let isPackage = if case .archive = kind { OpenDocument.isPackage(archive, name: name) } else { false }
    if isPackage || OpenDocument.flatKind(input.window) != nil {
      var styles: [UInt8] = []
      if isPackage {
        let document = try OpenDocument(archive, name: name)
        styles = try document.styles()
        input = ByteReader(bytes: try document.content(), name: "\(name)/content.xml")
      }
      openDocument = try OpenDocumentBook(name: name, styles: styles)
      part = XMLPart(input, namespaces: OpenDocument.namespaces)
      return
    }
    var part = XMLPart(input, namespaces: SpreadsheetMLBook.namespaces)
    switch kind {
    case .archive:
      let book = try XLSXBook(archive, name: name, losses: &row.losses)
      row.strings = book.strings
      package = book
    case .compound:
      let book = try Excel97Book(archive, name: name, losses: &row.losses)
      row.strings = book.strings
      oldBook = book
    case .xml: document = try SpreadsheetMLBook(&part, name: name)
    }
    self.part = part
  }

  /// Leaves out the quick way of reading rows, which gives the same: for tests.
  mutating func readByEvents() {
    package?.reader.usesScans = false
    document?.reader.usesScans = false
  }

  private static func archive(_ input: inout ByteReader) throws(WorkbookError) -> [UInt8] {
    let bytes: [UInt8]?
    do { bytes = try input.readAll(upTo: packageLimit) } catch { throw .input(error) }
    guard let bytes else {
      throw .tooLarge(Location(input.name), what: "the file is larger than \(packageLimit >> 20) MiB")
    }
    return bytes
  }

  /// Goes to the next sheet, or gives `nil` after the last one. The sheets of charts are passed over.
  ///
  /// Cost: in an .xlsx the rest of the sheet at hand is not looked at.
  public mutating func nextSheet() throws(WorkbookError) -> SheetInfo? {
    row.beginSheet()
    digest = SheetDigest()
    let sheet: SheetInfo?
    if let next = try package?.nextSheet() {
      row.isSheetHidden = next.isHidden
      sheet = next
    } else if oldBook != nil {
      sheet = oldBook?.nextSheet()
      row.isSheetHidden = sheet?.isHidden ?? false
    } else if openDocument != nil {
      sheet = try openDocument?.nextSheet(&part)
      row.isSheetHidden = sheet?.isHidden ?? false
    } else {
      sheet = try document?.nextSheet(&part, &row)
    }
    (row.source, row.sheet) = (name, sheet?.name ?? "")
    return sheet
  }

  /// Goes to the next row of the sheet that has any cell; `false` after the last one.
  public mutating func nextRow() throws(WorkbookError) -> Bool {
    let found: Bool
    if let isThere = try package?.nextRow(&part, &row) {
      found = isThere
    } else if let isThere = try oldBook?.nextRow(&row) {
      found = isThere
    } else if let isThere = try openDocument?.nextRow(&part, &row) {
      found = isThere
    } else {
      found = try document?.nextRow(&part, &row) ?? false
    }
    if found, keepsDigest {
      var digest = digest
      for cell in cells where cell.kind != .blank {
        digest.add(text(cell), row: rowNumber, column: cell.column)
      }
      self.digest = digest
    }
    return found
  }

  /// Goes back before the first sheet, where the workbook is held in memory: an .xlsx or .xls; whether it is.
  public mutating func rewind() -> Bool {
    package?.rewind()
    oldBook?.rewind()
    return package != nil || oldBook != nil
  }

  /// The number of the row at hand, from 1. Rows in between that are not there are blank.
  public var rowNumber: Int { row.number }

  /// Whether the row at hand is hidden.
  public var isRowHidden: Bool { row.isHidden }

  /// The hidden columns of the sheet at hand, from 0: known from its first row on.
  public var hiddenColumns: [ClosedRange<Int>] { row.hiddenColumns }

  /// Whether the sheet at hand is hidden; in XML Spreadsheet 2003 it is known once `nextRow` gave `false`.
  public var isSheetHidden: Bool { row.isSheetHidden }

  /// What could not be read so far, or not as it was meant: to be said.
  public var losses: [Diagnostic] { row.losses.all }

  /// The sheets that the workbook names and does not hold.
  public var missingSheets: [String] { package?.missingSheets ?? oldBook?.missingSheets ?? [] }

  /// The names of all sheets with cells, where they are known before the sheets are read: in an .xlsx or .xls.
  public var sheetNames: [String]? { package?.sheetNames ?? oldBook?.sheetNames }

  /// The cells of the row at hand, from left to right. Columns in between that are not there are blank.
  public var cells: [SheetCell] { row.cells }

  /// The merged cells of the sheet at hand; all of them once `nextRow` gave `false`.
  public var merges: [SheetMerge] { row.merges }

  /// The text of a cell of the row at hand, valid until the next call of `nextRow` or `nextSheet`.
  @_lifetime(borrow self) public func text(_ cell: SheetCell) -> Span<UInt8> {
    switch cell.origin {
    case .window: part.xml.window.extracting(cell.lower..<cell.upper)
    case .strings: row.strings.bytes.span.extracting(cell.lower..<cell.upper)
    case .row: row.bytes.span.extracting(cell.lower..<cell.upper)
    }
  }
}
