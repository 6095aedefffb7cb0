public import Bytes

/// One report as it stands: its identity and its pieces in printed order.
///
/// All text lives in `text` as UTF-8; pieces point into it, so a report costs a handful of allocations.
public struct Report: Sendable, Equatable {
  /// The input's name, `-` for standard input, with `#2`, `#3` for further reports in one input.
  public var source: String
  /// The publishing body as its title names it; empty where none was found.
  public var agency: [UInt8]
  /// Four digits; empty where none was found.
  public var year: [UInt8]
  /// Bodies and years, where title and opening contradict each other on them; what was taken stands first. Else empty.
  public var contradictoryAgencies: [[UInt8]] = []
  public var contradictoryYears: [Int] = []
  /// The body's name on a line of its own above the text, where such lines tell the reports of one input apart. Else empty.
  public var head: [UInt8] = []
  /// Whether the name at its end may as well be the head of the next report: it is no signature then.
  public var hasDoubtfulEnd = false
  /// The sections that pieces refer to; the first is the empty name, for what stands before any heading.
  public var sections: [[UInt8]]
  public var text: [UInt8]
  public var pieces: [Piece]
  /// What its reader has to say of it: what was left out, and where.
  public var notes: [Diagnostic] = []

  public init(source: String) {
    self.source = source
    agency = []
    year = []
    sections = [[]]
    text = []
    pieces = []
  }
}

/// A title, heading, paragraph or table cell.
public struct Piece: Sendable, Equatable {
  public enum Kind: UInt8, Sendable, CaseIterable {
    case title, heading, paragraph, cell
  }

  public var kind: Kind
  /// Whether it is a cell of a row that its reader found and refused: the label comes first, then what stands there, and nobody knows
  /// where.
  public var isRefused = false
  /// The line of the input on which the piece starts, from 1, or the page; 0 for inputs without lines and pages.
  public var line: Int
  /// Whether it is a cell that stands on a page, and `line` is the page.
  public var isOnPage = false
  /// The grid columns and rows that a cell takes.
  public var span = GridSpan.unknown
  // Reports have far less than 2³¹ of them, and the smaller a piece is, the less there is to copy.
  @usableFromInline var sectionNumber: Int32
  @usableFromInline var tableNumber: Int32
  @usableFromInline var rowNumber: Int32
  @usableFromInline var cellNumber: Int32
  /// The bytes of `Report.text`.
  public var lower: Int
  public var upper: Int

  /// The text of a cell that shows what is no text, a picture say: U+FFFC, OBJECT REPLACEMENT CHARACTER. Such a cell is no blank one.
  public static let objectText: [UInt8] = [0xEF, 0xBF, 0xBC]

  @inlinable public var range: Range<Int> { lower..<upper }
  /// Where the piece stands in the input.
  public var place: Place { Place(line: line, table: table, row: row, cell: cell, isOnPage: isOnPage) }

  @inlinable public init(
    kind: Kind, line: Int, table: Int = 0, row: Int = 0, cell: Int = 0, text: Range<Int>,
    span: GridSpan = .unknown
  ) {
    self.kind = kind
    self.line = line
    sectionNumber = 0
    tableNumber = Int32(truncatingIfNeeded: table)
    rowNumber = Int32(truncatingIfNeeded: row)
    cellNumber = Int32(truncatingIfNeeded: cell)
    self.span = span
    lower = text.lowerBound
    upper = text.upperBound
  }
}

extension Piece {
  /// Index into `Report.sections`.
  @inlinable public var section: Int {
    get { Int(sectionNumber) }
    set { sectionNumber = Int32(truncatingIfNeeded: newValue) }
  }

  /// The table within the report, from 1; 0 for what is no cell.
  @inlinable public var table: Int {
    get { Int(tableNumber) }
    set { tableNumber = Int32(truncatingIfNeeded: newValue) }
  }

  /// The row within the table, from 1; 0 for what is no cell.
  @inlinable public var row: Int {
    get { Int(rowNumber) }
    set { rowNumber = Int32(truncatingIfNeeded: newValue) }
  }

  /// The cell within the row, from 1; 0 for what is no cell.
  @inlinable public var cell: Int {
    get { Int(cellNumber) }
    set { cellNumber = Int32(truncatingIfNeeded: newValue) }
  }
}

/// The grid columns and rows that a cell takes, where its source says so: pages, Word documents and workbooks do, text does not.
public struct GridSpan: Sendable, Equatable {
  /// The first column, from 1; 0 where it is not known, as are the others then.
  public var column: Int32
  /// How many columns it takes.
  public var columns: Int32
  /// How many rows it takes; 0 for the part of a cell that began in a row above: it is covered, and has no text.
  public var rows: Int32

  @inlinable public static var unknown: GridSpan { GridSpan() }

  @inlinable init() { (column, columns, rows) = (0, 0, 0) }

  /// What is further right or wider than any table, as a hostile document may say, ends at 2²⁹: sums of two stay numbers.
  @inlinable public init(column: Int, columns: Int, rows: Int = 1) {
    self.column = Int32(truncatingIfNeeded: max(0, min(column, 1 << 29)))
    self.columns = Int32(truncatingIfNeeded: max(0, min(columns, 1 << 29)))
    self.rows = Int32(truncatingIfNeeded: max(0, min(rows, 1 << 29)))
  }

  public var isKnown: Bool { column > 0 }
  /// Whether a cell in a row above reaches here.
  public var isCovered: Bool { isKnown && rows == 0 }
}

extension Piece.Kind {
  /// The word in the `kind` field.
  public var name: String {
    switch self {
    case .title: "title"
    case .heading: "heading"
    case .paragraph: "paragraph"
    case .cell: "cell"
    }
  }
}
