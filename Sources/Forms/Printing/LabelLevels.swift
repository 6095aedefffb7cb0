import Bytes

/// The levels of the paths that forms know. A label may hold a `/` itself, as 本年增/减.
public struct LabelLevels: Sendable {
  private var rows: [[UInt8]: [[UInt8]]] = [:]
  private var columns: [[UInt8]: [[UInt8]]] = [:]

  public init(_ library: FormLibrary) {
    for form in library.forms {
      for block in form.sections.flatMap(\.blocks) {
        for row in block.rows { add(row, below: []) }
        for column in block.columns { add(column, below: []) }
      }
    }
  }

  private mutating func add(_ row: FormRow, below parents: [[UInt8]]) {
    let levels = parents + [Array(row.label.utf8)]
    rows[Array(levels.joined(separator: [.slash]))] = levels
    for child in row.rows { add(child, below: levels) }
  }

  private mutating func add(_ column: FormColumn, below parents: [[UInt8]]) {
    let levels = parents + [Array(column.label.utf8)]
    columns[Array(levels.joined(separator: [.slash]))] = levels
    for child in column.columns { add(child, below: levels) }
  }

  /// The labels of a row, outermost first; the row itself where no form knows it.
  public func row(_ path: [UInt8]) -> [[UInt8]] { rows[path] ?? [path] }

  /// The labels of a column, outermost first; the column itself where no form knows it.
  public func column(_ path: [UInt8]) -> [[UInt8]] { columns[path] ?? [path] }

  /// Whether a form has a row, or a column, of this path.
  public func knows(row path: [UInt8]) -> Bool { rows[path] != nil }
  public func knows(column path: [UInt8]) -> Bool { columns[path] != nil }
}
