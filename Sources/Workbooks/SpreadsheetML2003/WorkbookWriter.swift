public import Bytes
public import Facts
import Sheets

/// Writes facts as one SpreadsheetML 2003 file: a sheet with all facts, and a wide sheet for each official table.
///
/// The wide rows wait in temporary files; memory is the distinct columns and one row.
public struct WorkbookWriter: ~Copyable {
  static let dataSheet = "数据"

  private var names = SheetNames()
  private var data: SheetWriter
  private let numericColumns: [Bool]
  private let sections: [[UInt8]]
  private var tables: WideTables
  /// Rows of wide sheets for an agency and year that had one already.
  public private(set) var repeatedRows = 0
  public private(set) var replacedCharacters = 0
  public private(set) var cutCells = 0
  /// Columns of wide sheets past the last that a sheet holds, left out.
  public private(set) var leftOutColumns = 0
  /// How many sheets the facts take; more than one past 1,048,575 facts.
  public private(set) var dataSheets = 0

  /// Begins the file.
  ///
  /// - Parameters:
  ///   - columns: the facts' columns, in their order.
  ///   - tables: the titles of the sections that get a wide sheet, in the order of the sheets.
  /// - Throws: `IOError.cannotCreate` where there is no room for temporary files.
  public init(columns: [String], tables: [String], to output: inout ByteWriter) throws(IOError) {
    let numeric = [FactColumn.year, .value, .line].map(\.rawValue)
    numericColumns = columns.map(numeric.contains)
    sections = tables.map { Array($0.utf8) }
    self.tables = WideTables(count: tables.count)
    data = SheetWriter(
      Self.dataSheet, columns: columns.map { SheetWriter.Column(width: Self.width($0)) },
      header: columns.map { Array($0.utf8) })
    output.append(Self.head)
  }

  /// Adds the fact at hand.
  /// - Throws: `IOError` of a temporary file.
  public mutating func add(_ facts: borrowing FactReader, to output: inout ByteWriter) throws(IOError) {
    data.beginRow(&names, to: &output)
    for index in numericColumns.indices {
      data.append(facts.field(index), asNumber: numericColumns[index], to: &output)
    }
    data.endRow(to: &output)
    for (index, section) in sections.enumerated() where facts.section.equals(section) {
      if try tables.add(facts, to: index) { repeatedRows += 1 }
    }
  }

  /// Writes the wide sheets and ends the file.
  /// - Throws: `IOError` of a temporary file or the output.
  public mutating func finish(to output: inout ByteWriter) throws(IOError) {
    data.end(&names, to: &output)
    replacedCharacters = data.replacedCharacters
    cutCells = data.cutCells
    dataSheets = data.sheetCount
    for index in sections.indices {
      try writeWide(index, to: &output)
    }
    output.append("</Workbook>\n")
  }

  private mutating func writeWide(_ index: Int, to output: inout ByteWriter) throws(IOError) {
    guard var rows = try tables.finish(index) else { return }
    // Columns past the last of a sheet stay in the data sheet only.
    let columns = rows.columns.prefix(SheetLimit.columns - 2)
    leftOutColumns += rows.columns.count - columns.count
    let labels = columns.map { column in
      column.row + (column.row.isEmpty ? [] : [.slash]) + column.column
    }
    var sheet = SheetWriter(
      String(decoding: sections[index], as: UTF8.self),
      columns: [SheetWriter.Column(width: 160), SheetWriter.Column(width: 48)]
        + columns.map { _ in SheetWriter.Column(width: 84) },
      header: [Array("agency".utf8), Array("year".utf8)] + labels, frozenColumns: 2,
      headerHeight: 96)
    while try rows.next() {
      sheet.beginRow(&names, to: &output)
      sheet.append(rows.agency, asNumber: false, to: &output)
      sheet.append(rows.year, asNumber: true, to: &output)
      for column in columns.indices { sheet.append(rows.value(column), asNumber: true, to: &output) }
      sheet.endRow(to: &output)
      try output.flushIfFull()
    }
    sheet.end(&names, to: &output)
  }

  /// Widths in points; a Chinese character takes about 11.
  private static func width(_ column: String) -> Int {
    switch FactColumn(rawValue: column) {
    case .agency: 160
    case .section: 200
    case .row: 300
    case .column: 170
    case .value, .raw, .source: 100
    case .code: 240
    default: 56
    }
  }

  // Plain styles first, filled ones last, each with all its children: LibreOffice 7.4 lets a fill leak into the next style.
  private static let head = """
    <?xml version="1.0" encoding="UTF-8"?>
    <?mso-application progid="Excel.Sheet"?>
    <Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" \
    xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel" \
    xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:html="http://www.w3.org/TR/REC-html40">
    <ExcelWorkbook xmlns="urn:schemas-microsoft-com:office:excel"><ProtectStructure>False</ProtectStructure>\
    <ProtectWindows>False</ProtectWindows></ExcelWorkbook>
    <Styles>
    <Style ss:ID="Default" ss:Name="Normal"><Alignment ss:Vertical="Center"/><Borders/>\
    <Font ss:FontName="宋体" x:CharSet="134" ss:Size="11"/><Interior/><NumberFormat/><Protection/></Style>
    <Style ss:ID="t"><Alignment ss:Vertical="Center"/><Borders/><Font ss:FontName="宋体" x:CharSet="134" ss:Size="11"/>\
    <Interior/><NumberFormat ss:Format="@"/><Protection/></Style>
    <Style ss:ID="n"><Alignment ss:Vertical="Center"/><Borders/><Font ss:FontName="宋体" x:CharSet="134" ss:Size="11"/>\
    <Interior/><NumberFormat ss:Format="General"/><Protection/></Style>
    <Style ss:ID="h"><Alignment ss:Horizontal="Center" ss:Vertical="Center" ss:WrapText="1"/><Borders/>\
    <Font ss:FontName="宋体" x:CharSet="134" ss:Size="11" ss:Bold="1"/><Interior ss:Color="#DDEBF7" ss:Pattern="Solid"/>\
    <NumberFormat/><Protection/></Style>
    </Styles>

    """
}

/// The wide tables of a workbook; one without facts is never made.
struct WideTables: ~Copyable {
  private var tables: [WideTableBox?]

  init(count: Int) {
    tables = (0..<count).map { _ in nil }
  }

  /// Adds a fact; whether it began a further row for an agency and year that came before.
  mutating func add(_ facts: borrowing FactReader, to index: Int) throws(IOError) -> Bool {
    let box = try box(index)
    return try box.table.add(
      agency: facts.agency, year: facts.year, section: facts.section, row: facts.row,
      column: facts.column, value: facts.value)
  }

  private mutating func box(_ index: Int) throws(IOError) -> WideTableBox {
    if let box = tables[index] { return box }
    let box = try WideTableBox()
    tables[index] = box
    return box
  }

  /// The rows of a table, or `nil` where it has no fact.
  mutating func finish(_ index: Int) throws(IOError) -> WideRows? {
    try tables[index]?.table.finish()
  }
}

/// A box, for an array cannot hold what cannot be copied.
private final class WideTableBox {
  var table: WideTable

  init() throws(IOError) {
    table = try WideTable()
  }
}
