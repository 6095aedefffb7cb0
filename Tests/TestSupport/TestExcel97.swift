/// A workbook of Excel 97, of records that tests write. Source: MS-XLS.
public struct TestExcel97: Sendable {
  public struct Sheet: Sendable {
    var name: String
    /// 0 for one that is shown, 1 for a hidden one; 0 for cells, 2 for a chart.
    var state: Int
    var type: Int
    var records: [[UInt8]]

    public init(_ name: String, state: Int = 0, type: Int = 0, _ records: [[UInt8]]) {
      (self.name, self.state, self.type, self.records) = (name, state, type, records)
    }
  }

  public var sheets: [Sheet]
  /// Records of the whole workbook, behind its beginning.
  public var globals: [[UInt8]]
  /// 0x0500 for Excel 95.
  public var version = 0x0600
  /// Where the second sheet is said to begin, if not where it does.
  public var secondPlace: Int?

  public init(_ sheets: [Sheet], _ globals: [[UInt8]] = []) {
    (self.sheets, self.globals) = (sheets, globals)
  }

  public static func record(_ kind: Int, _ data: [UInt8]) -> [UInt8] {
    littleEndian(kind, 2) + littleEndian(data.count, 2) + data
  }

  /// The beginning of a part: 5 for the whole, 0x10 for a sheet, 0x20 for a chart.
  public static func begin(_ type: Int, version: Int = 0x0600) -> [UInt8] {
    record(0x0809, littleEndian(version, 2) + littleEndian(type, 2) + [UInt8](repeating: 0, count: 12))
  }

  public static let end = record(0x0A, [])

  /// A text with its flags; its length in two bytes, or in one for the names of sheets.
  public static func text(_ text: String, lengthBytes: Int = 2) -> [UInt8] {
    let units = Array(text.utf16)
    let isWide = units.contains { $0 > 0xFF }
    return littleEndian(units.count, lengthBytes) + [isWide ? 1 : 0]
      + units.flatMap { littleEndian($0, isWide ? 2 : 1) }
  }

  /// The table of shared texts, in one record.
  public static func strings(_ texts: [String]) -> [UInt8] {
    record(0xFC, littleEndian(texts.count, 4) + littleEndian(texts.count, 4) + texts.flatMap { text($0) })
  }

  /// Style 0 for all, and one for each number of a format.
  public static func styles(_ formats: [Int], fonts: [Int] = []) -> [[UInt8]] {
    ([0] + formats).enumerated().map { index, format in
      let font = index > 0 && index <= fonts.count ? fonts[index - 1] : 0
      return record(0xE0, littleEndian(font, 2) + littleEndian(format, 2) + [UInt8](repeating: 0, count: 16))
    }
  }

  // MARK: cells, whose rows and columns count from 0

  private static func cell(_ kind: Int, _ row: Int, _ column: Int, _ style: Int, _ value: [UInt8]) -> [UInt8]
  {
    record(kind, littleEndian(row, 2) + littleEndian(column, 2) + littleEndian(style, 2) + value)
  }

  public static func shared(_ row: Int, _ column: Int, _ text: Int, style: Int = 0) -> [UInt8] {
    cell(0xFD, row, column, style, littleEndian(text, 4))
  }

  public static func label(_ row: Int, _ column: Int, _ text: String) -> [UInt8] {
    cell(0x204, row, column, 0, Self.text(text))
  }

  public static func number(_ row: Int, _ column: Int, _ value: Double, style: Int = 0) -> [UInt8] {
    cell(0x203, row, column, style, double(value))
  }

  public static func short(_ row: Int, _ column: Int, _ bits: UInt32, style: Int = 0) -> [UInt8] {
    cell(0x27E, row, column, style, littleEndian(bits, 4))
  }

  public static func boolean(_ row: Int, _ column: Int, _ value: UInt8, isError: Bool) -> [UInt8] {
    cell(0x205, row, column, 0, [value, isError ? 1 : 0])
  }

  /// - Parameter value: eight bytes.
  public static func formula(_ row: Int, _ column: Int, _ value: [UInt8], flags: Int = 0, style: Int = 0)
    -> [UInt8]
  {
    cell(0x06, row, column, style, value + littleEndian(flags, 2) + [0, 0, 0, 0, 0, 0])
  }

  public static func double(_ value: Double) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: value.bitPattern >> UInt64(8 * $0)) }
  }

  // MARK: the file

  public var bytes: [UInt8] {
    TestCompoundFile(
      [(version < 0x0600 ? "Book" : "Workbook", stream)], tableCount: stream.count / 60_000 + 1
    ).bytes
  }

  private func title(_ sheet: Sheet) -> [UInt8] {
    version < 0x0600
      ? [UInt8(sheet.name.utf8.count)] + Array(sheet.name.utf8) : Self.text(sheet.name, lengthBytes: 1)
  }

  public var stream: [UInt8] {
    var places = [Int](repeating: 0, count: sheets.count)
    // Twice: their places are known once their list has its length.
    var stream: [UInt8] = []
    for _ in 0..<2 {
      stream = Self.begin(5, version: version) + globals.joined()
      for (index, sheet) in sheets.enumerated() {
        let place = index == 1 ? secondPlace ?? places[1] : places[index]
        stream += Self.record(
          0x85,
          littleEndian(place, 4) + [UInt8(sheet.state), UInt8(sheet.type)]
            + title(sheet))
      }
      stream += Self.end
      for (index, sheet) in sheets.enumerated() {
        places[index] = stream.count
        stream +=
          Self.begin(sheet.type == 0 ? 0x10 : 0x20, version: version) + sheet.records.joined() + Self.end
      }
    }
    return stream + [UInt8](repeating: 0, count: max(4096 - stream.count, 0))
  }
}
