/// A place inside an input: a line; for inputs without lines the table, row and cell; for pages, which have both, the page in place of
/// the line. All count from 1; 0 is "not known".
public struct Place: Equatable, Sendable {
  public let line: Int
  public let table: Int
  public let row: Int
  public let cell: Int
  /// Whether `line` is a page, on which `table`, `row` and `cell` begin.
  public let isOnPage: Bool

  public init(line: Int = 0, table: Int = 0, row: Int = 0, cell: Int = 0, isOnPage: Bool = false) {
    self.isOnPage = isOnPage
    self.line = line
    self.table = table
    self.row = row
    self.cell = cell
  }
}

extension Place: CustomStringConvertible {
  /// `16`, `3.2.1`, or `2.3.2.1` on page 2; empty where nothing is known.
  public var description: String {
    var writer = ByteWriter()
    writer.append(place: self)
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}

extension ByteWriter {
  /// Appends what stands in the column `line`: the line, else `table.row.cell`, behind the page where there are pages, else nothing.
  @inlinable public mutating func append(place: Place) {
    if place.line > 0 {
      append(decimal: place.line)
      if !place.isOnPage || place.table == 0 { return }
      append(.period)
    }
    if place.table > 0 {
      append(decimal: place.table)
      append(.period)
      append(decimal: place.row)
      append(.period)
      append(decimal: place.cell)
    }
  }
}
