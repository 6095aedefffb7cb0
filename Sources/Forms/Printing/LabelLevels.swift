import Bytes

/// The levels of the paths that forms know. A label may hold a `/` itself, as 本年增/减.
public struct LabelLevels: Sendable {
  private var rows: [[UInt8]: [[UInt8]]] = [:]
  private var columns: [[UInt8]: [[UInt8]]] = [:]

  public init(_ library: FormLibrary) {
    for form in library.forms {
      for block in form.sections.flatMap(\.blocks) {
        let flat = FlatBlock(block)
        Self.add(flat.rows, to: &rows)
        Self.add(flat.columns, to: &columns)
      }
    }
  }

  private static func add(_ lines: [FlatLine<some FormLine>], to levels: inout [[UInt8]: [[UInt8]]]) {
    for line in lines {
      levels[line.path] =
        line.parents.map { Array(lines[$0].source.label.utf8) } + [Array(line.source.label.utf8)]
    }
  }

  /// The labels of a row, outermost first; the row itself where no form knows it.
  public func row(_ path: [UInt8]) -> [[UInt8]] { rows[path] ?? [path] }

  /// The labels of a column, outermost first; the column itself where no form knows it.
  public func column(_ path: [UInt8]) -> [[UInt8]] { columns[path] ?? [path] }

  /// Whether a form has a row, or a column, of this path.
  public func knows(row path: [UInt8]) -> Bool { rows[path] != nil }
  public func knows(column path: [UInt8]) -> Bool { columns[path] != nil }
}
