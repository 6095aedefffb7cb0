import Bytes
import Text

/// What readers know of the official forms: enough to find sections, and the rows of tables whose cells are lost.
///
/// A class, for every report's reader holds it, and it is a dozen arrays.
public final class Vocabulary: Sendable {
  public let sections: SectionTitles
  /// The tables of all forms, the oldest form first.
  public let tables: [TableTemplate]
  private let labels: LabelTable
  private let endings: LabelEndings

  public init(sections: SectionTitles, tables: [TableTemplate]) {
    self.sections = sections
    self.tables = tables
    var (labels, endings) = (LabelTable(), LabelEndings())
    for table in tables {
      for key in table.titles + table.headers + table.rows.flatMap(\.labels)
      where !key.isEmpty && labels.number(of: key.span) == nil {
        labels.insert(key, number: 0)
        endings.insert(key.span)
      }
    }
    (self.labels, self.endings) = (labels, endings)
  }

  /// A quick no for nearly all lines that are no label of a table.
  public func canBeLabel(_ line: Span<UInt8>) -> Bool { endings.canBeLabel(line) }

  /// Whether a normalised text is a label of some table: a title, a header, a row or a heading of rows.
  public func isLabel(_ key: Span<UInt8>) -> Bool { labels.number(of: key) != nil }
}

/// The labels of one official table, or part of a table with a header of its own, in printed order.
///
/// Labels are normalised (`Label.normalize`), the official wording first, then other spellings.
public struct TableTemplate: Sendable {
  /// A printed row of labels.
  public struct Row: Sendable {
    public let labels: [[UInt8]]
    /// The place of the heading it stands under, in `rows`; `nil` at the top.
    public let parent: Int?
    /// Whether it has no values of its own.
    public let isHeading: Bool
    /// The unit that the form prints beside it; empty where it prints none.
    public let unit: [UInt8]

    public init(labels: [[UInt8]], parent: Int?, isHeading: Bool, unit: [UInt8]) {
      self.labels = labels
      self.parent = parent
      self.isHeading = isHeading
      self.unit = unit
    }
  }

  /// Figures that the form has as the sum of others: 总计.
  public struct Sum: Sendable {
    /// Places in `columns`, or in `rows`: what stands there on either side makes the same sum.
    public let left: [Int]
    public let right: [Int]

    public init(left: [Int], right: [Int]) { (self.left, self.right) = (left, right) }
  }

  /// Its title over the header; empty for tables that have none.
  public let titles: [[UInt8]]
  /// All texts of the header: the labels of columns with their spellings and spanners, and what is no column.
  public let headers: [[UInt8]]
  /// The labels of the printed columns from left to right, each in the official wording and then in other spellings.
  public let columnLabels: [[[UInt8]]]
  /// The columns in the official wording.
  public let columns: [[UInt8]]
  /// What must hold in each printed row, of its columns, and in each column, of its rows.
  public let rowSums: [Sum]
  public let columnSums: [Sum]
  /// What the form prints in brackets behind its labels.
  public let notes: [[UInt8]]
  /// Empty in a line layout: there one printed row without a label has all values.
  public let rows: [Row]
  /// Whether a unit stands between label and values.
  public let hasUnitColumn: Bool
  public let isLine: Bool
  /// The index of its section in `SectionTitles.titles`.
  public let section: Int

  public init(
    titles: [[UInt8]], headers: [[UInt8]], columnLabels: [[[UInt8]]], rowSums: [Sum],
    columnSums: [Sum], notes: [[UInt8]], rows: [Row], hasUnitColumn: Bool, isLine: Bool, section: Int
  ) {
    self.titles = titles
    self.headers = headers
    self.columnLabels = columnLabels
    columns = columnLabels.map { $0[0] }
    self.rowSums = rowSums
    self.columnSums = columnSums
    self.notes = notes
    self.rows = rows
    self.hasUnitColumn = hasUnitColumn
    self.isLine = isLine
    self.section = section
  }

  /// How many values a printed row has.
  public var valueCount: Int { columns.count }
}
