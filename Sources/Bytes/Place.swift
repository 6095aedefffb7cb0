/// A place inside an input: a line, or for inputs without lines the table, row and cell. All count from 1; 0 is "not known".
public struct Place: Equatable, Sendable {
  public let line: Int
  public let table: Int
  public let row: Int
  public let cell: Int

  public init(line: Int = 0, table: Int = 0, row: Int = 0, cell: Int = 0) {
    self.line = line
    self.table = table
    self.row = row
    self.cell = cell
  }
}

extension Place: CustomStringConvertible {
  /// `16`, or `3.2.1`; empty where neither is known.
  public var description: String {
    var writer = ByteWriter()
    writer.append(place: self)
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}

extension ByteWriter {
  /// Appends what stands in the column `line`: the line, else `table.row.cell`, else nothing.
  @inlinable public mutating func append(place: Place) {
    if place.line > 0 {
      append(decimal: place.line)
    } else if place.table > 0 {
      append(decimal: place.table)
      append(.period)
      append(decimal: place.row)
      append(.period)
      append(decimal: place.cell)
    }
  }
}
