/// What readers know of the official forms: enough to find sections, and the rows of tables whose cells are lost.
public struct Vocabulary: Sendable {
  public let sections: SectionTitles
  /// The tables of all forms, the oldest form first.
  public let tables: [TableTemplate]

  public init(sections: SectionTitles, tables: [TableTemplate]) {
    self.sections = sections
    self.tables = tables
  }
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

    public init(labels: [[UInt8]], parent: Int?, isHeading: Bool) {
      self.labels = labels
      self.parent = parent
      self.isHeading = isHeading
    }
  }

  /// Its title over the header; empty for tables that have none.
  public let titles: [[UInt8]]
  /// Texts of the header that are no column, and the labels of columns and their spanners.
  public let headers: [[UInt8]]
  /// In a line layout these stand over the columns, and one printed row has the values of all.
  public let rows: [Row]
  /// How many values a printed row has.
  public let valueCount: Int
  /// Whether a unit stands between label and values.
  public let hasUnitColumn: Bool
  public let isLine: Bool
  /// The index of its section in `SectionTitles.titles`.
  public let section: Int

  public init(
    titles: [[UInt8]], headers: [[UInt8]], rows: [Row], valueCount: Int, hasUnitColumn: Bool, isLine: Bool,
    section: Int
  ) {
    self.titles = titles
    self.headers = headers
    self.rows = rows
    self.valueCount = valueCount
    self.hasUnitColumn = hasUnitColumn
    self.isLine = isLine
    self.section = section
  }
}
