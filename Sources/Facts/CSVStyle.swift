public import Bytes
import CSV

/// How facts are written as CSV for people and programs.
public struct CSVStyle: Sendable {
  /// The byte between fields.
  public let delimiter: UInt8
  /// For office programs: a byte order mark, CR LF, and formulas made visible text.
  public let isForExcel: Bool
  public let hasHeader: Bool

  public init(delimiter: UInt8 = .comma, isForExcel: Bool = false, hasHeader: Bool = true) {
    self.delimiter = delimiter
    self.isForExcel = isForExcel
    self.hasHeader = hasHeader
  }

  /// Whether facts are written in the style they are read in.
  var isPlain: Bool { delimiter == .comma && !isForExcel }

  /// Appends what stands before the first record.
  public func begin(_ output: inout ByteWriter) {
    if isForExcel { output.append([0xEF, 0xBB, 0xBF]) }
  }

  /// Appends a field, and a delimiter before all but the first.
  public func append(
    _ field: Span<UInt8>, isFirst: Bool = false, to output: inout ByteWriter
  ) {
    if !isFirst { output.append(delimiter) }
    if isForExcel, field.isFormula {
      // The guard is part of the text, so that it is seen.
      output.append(field: [UInt8(ascii: "'")] + [UInt8](copying: field), delimiter: delimiter)
    } else {
      output.append(field: field, delimiter: delimiter)
    }
  }

  public func endRecord(_ output: inout ByteWriter) {
    if isForExcel { output.append(.carriageReturn) }
    output.append(.lineFeed)
  }
}

extension Span where Element == UInt8 {
  /// Whether an office program would take the text for a formula: it begins with = + - @ or a tab, and is no plain number. Of a
  /// Chinese or Japanese machine it takes the full-width ＝ ＋ － ＠, too.
  fileprivate var isFormula: Bool {
    guard let first = isEmpty ? nil : self[0] else { return false }
    if first == 0xEF, count > 2, self[1] == 0xBC { return [0x9D, 0x8B, 0x8D, 0xA0].contains(self[2]) }
    guard [0x3D, 0x2B, 0x2D, 0x40, .tab, .carriageReturn].contains(first) else { return false }
    guard first == .hyphen, count > 1 else { return true }
    for index in 1..<count where !self[index].isDigit && self[index] != .period { return true }
    return false
  }
}

/// Writes facts as they come, one record a fact.
public struct LongCSV: Sendable {
  private let style: CSVStyle
  private let columnCount: Int

  /// Appends the header.
  public init(columns: [String], style: CSVStyle, to output: inout ByteWriter) {
    self.style = style
    columnCount = columns.count
    style.begin(&output)
    guard style.hasHeader else { return }
    for (index, column) in columns.enumerated() {
      style.append(Array(column.utf8).span, isFirst: index == 0, to: &output)
    }
    style.endRecord(&output)
  }

  /// Appends the fact at hand.
  public func append(_ facts: borrowing FactReader, to output: inout ByteWriter) {
    if style.isPlain, !facts.plainRecord.isEmpty {
      output.append(facts.plainRecord)
      output.append(.lineFeed)
      return
    }
    for index in 0..<columnCount {
      style.append(facts.field(index), isFirst: index == 0, to: &output)
    }
    style.endRecord(&output)
  }
}

extension WideRows {
  private static let blank: [UInt8] = [.quote, .quote]

  /// Writes all rows: agency, year, and a column for each section/row/column. A blank fact is `""`, no fact is nothing.
  /// - Throws: `IOError` of the temporary file or the output.
  public mutating func write(
    _ style: CSVStyle, names: WidePath, to output: inout ByteWriter
  ) throws(IOError) {
    style.begin(&output)
    if style.hasHeader {
      style.append(Array("agency".utf8).span, isFirst: true, to: &output)
      style.append(Array("year".utf8).span, to: &output)
      for column in columns { style.append(names.name(column).span, to: &output) }
      style.endRecord(&output)
    }
    while try next() {
      style.append(agency, isFirst: true, to: &output)
      style.append(year, to: &output)
      for index in columns.indices {
        style.append(value(index), to: &output)
        if value(index).isEmpty, holds(index) { output.append(Self.blank) }
      }
      style.endRecord(&output)
      try output.flushIfFull()
    }
  }
}
