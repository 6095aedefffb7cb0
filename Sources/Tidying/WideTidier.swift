public import Bytes
public import Facts
public import Forms

/// Turns the rows of a wide table back into facts.
public struct WideTidier: Sendable {
  private struct Column {
    let key: FactKey
    /// Whether only a number, or nothing, may stand in it.
    let isFigure: Bool
  }

  private let columns: [Column?]
  private var writer = FactWriter()
  private var digits: [UInt8] = []

  /// - Parameter columns: what the facts of each column are about; `nil` for columns that hold none.
  public init(_ columns: [WideColumn?], library: FormLibrary) {
    let levels = LabelLevels(library)
    let sections = library.tableTitles.map { Array($0.utf8) }
    self.columns = columns.map { column in
      column.map {
        Column(
          key: FactKey(section: $0.section, row: $0.row, column: $0.column),
          isFigure: sections.contains($0.section) && levels.knows(column: $0.column))
      }
    }
  }

  /// Appends the header of the facts.
  public func appendHeader(to output: inout ByteWriter) { writer.appendHeader(to: &output) }

  /// Begins a row.
  public mutating func begin(agency: [UInt8], year: [UInt8]) {
    writer.begin(agency: agency, year: year, source: "")
  }

  /// Appends the fact of a cell; none where the column holds none.
  ///
  /// - Returns: whether the text could be the value. In a table of an official form a value is a number or blank: prose gives a blank.
  public mutating func append(_ text: Span<UInt8>, column: Int, to output: inout ByteWriter) -> Bool {
    guard let column = columns[column] else { return true }
    guard column.isFigure, !text.isPlainDecimal else {
      append(text, column.key, to: &output)
      return true
    }
    let value = CellValue.read(text, into: &digits)
    append(digits.span, column.key, to: &output)
    return value.status != .text || value.isNone
  }

  private func append(_ value: Span<UInt8>, _ key: FactKey, to output: inout ByteWriter) {
    writer.append(
      key, value: value, unit: nil, raw: value, status: .number, place: Place(line: 0), to: &output)
  }
}

extension Span where Element == UInt8 {
  /// The digits of a text that forms read as a number, and that is none as it stands, as `1,234` and `5件`; `nil` for all other text.
  public var digitsOfWrittenNumber: [UInt8]? {
    if isPlainDecimal { return nil }
    var digits: [UInt8] = []
    return CellValue.read(self, into: &digits).status == .number ? digits : nil
  }

  /// Digits, an optional `-` before them, an optional fraction: what a value is.
  fileprivate var isPlainDecimal: Bool {
    var points = 0
    for index in indices {
      if self[index].isDigit || index == 0 && self[index] == .hyphen && count > 1 { continue }
      guard self[index] == .period, points == 0, index > 0, index + 1 < count else { return isEmpty }
      points += 1
    }
    return true
  }
}
