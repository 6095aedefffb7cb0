import Bytes

/// Names of the columns of wide tables: `section/row/column`, and back.
///
/// Labels hold `/` too, between levels (法人或其他组织/其他) and of their own (本年增/减). What the forms know tells where a part ends;
/// without it the section ends at the first and the column begins behind the last `/`. A name that would not be read back so is
/// written with a `\` before each `/` inside a part, and before each `\`.
public struct WidePath: Sendable {
  private let sections: Set<[UInt8]>
  private let columns: Set<[UInt8]>

  /// - Parameters:
  ///   - sections: the titles of sections that hold a `/` or not; the longest that fits is taken.
  ///   - columns: the paths of columns.
  public init(sections: [[UInt8]], columns: [[UInt8]]) {
    self.sections = Set(sections)
    self.columns = Set(columns)
  }

  /// The name of a column.
  public func name(_ column: WideColumn) -> [UInt8] {
    let plain = column.section + [.slash] + column.row + [.slash] + column.column
    if read(plain) == column { return plain }
    return Array([column.section, column.row, column.column].map(Self.escaped).joined(separator: [.slash]))
  }

  /// The column of a name; `nil` where it has not three parts.
  public func read(_ name: [UInt8]) -> WideColumn? {
    if name.contains(Self.backslash) { return Self.unescaped(name) }
    let slashes = name.indices.filter { name[$0] == .slash }
    guard slashes.count >= 2 else { return nil }
    let sectionEnd = slashes.dropLast().last { sections.contains(Array(name[..<$0])) } ?? slashes[0]
    let rest = slashes.filter { $0 > sectionEnd }
    guard let last = rest.last else { return nil }
    let rowEnd = rest.first { columns.contains(Array(name[($0 + 1)...])) } ?? last
    return WideColumn(
      section: Array(name[..<sectionEnd]), row: Array(name[(sectionEnd + 1)..<rowEnd]),
      column: Array(name[(rowEnd + 1)...]))
  }

  private static let backslash = UInt8(ascii: "\\")

  private static func escaped(_ part: [UInt8]) -> [UInt8] {
    part.flatMap { $0 == .slash || $0 == backslash ? [backslash, $0] : [$0] }
  }

  private static func unescaped(_ name: [UInt8]) -> WideColumn? {
    var parts: [[UInt8]] = [[]]
    var isEscaped = false
    for byte in name {
      if isEscaped || byte != backslash && byte != .slash {
        parts[parts.count - 1].append(byte)
        isEscaped = false
      } else if byte == backslash {
        isEscaped = true
      } else {
        parts.append([])
      }
    }
    guard parts.count == 3, !isEscaped else { return nil }
    return WideColumn(section: parts[0], row: parts[1], column: parts[2])
  }
}
