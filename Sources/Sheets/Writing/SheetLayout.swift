/// How a cell looks, by meaning.
public enum CellStyle: Int, CaseIterable, Sendable {
  /// Whether plain numbers are numbers in it.
  var isFigure: Bool { self == .number || self == .wrong }

  /// What a cell looks like whose text is no number.
  var ofText: CellStyle { self == .number ? .text : self == .wrong ? .error : self }

  /// Text in a list of records.
  case text = 1
  case title
  /// Names of columns.
  case header
  /// Names of rows.
  case label
  /// Remarks about the figures.
  case note
  /// What is wrong.
  case error
  /// A figure; text where it is none that a spreadsheet keeps.
  case number
  /// A figure that is wrong.
  case wrong
}

/// What is known of a sheet before its rows.
public struct SheetLayout: Sendable {
  /// A wish: names are made legal and unlike.
  public var name: String
  /// In characters of the default font; a Chinese character takes two.
  public var columnWidths: [Int]
  /// How a sheet comes to paper; the paper is A4.
  public enum Fit: Sendable {
    /// As large as it is, on as many pages as it takes.
    case natural
    /// As wide as a page.
    case width
    /// On one page.
    case page
  }

  public var fit = Fit.width
  /// Rows and columns that stay in sight, and are printed on each page.
  public var frozenRows = 0
  public var frozenColumns = 0
  /// Whether the last frozen row has filters, over as many columns as there are widths.
  public var hasFilter = false
  public var isLandscape = false

  public init(_ name: String, columnWidths: [Int]) {
    self.name = name
    self.columnWidths = columnWidths
  }
}

/// The files that hold workbooks.
public enum WorkbookFormat: Sendable, Equatable {
  /// One XML file (Excel 2003).
  case spreadsheetML
  /// A package of XML parts (ECMA-376), deflated at a level from 1, fast, to 9, small.
  case xlsx(level: Int)
}
