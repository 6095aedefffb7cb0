/// The columns of tidy facts, in the order of the file.
public enum FactColumn: String, CaseIterable, Sendable {
  case agency, year, section, row, column, value
  case unit, code, form, raw, status, source, line
  case agencyCode = "agency_code"

  /// The six that every file of facts has.
  public static let required: [FactColumn] = [.agency, .year, .section, .row, .column, .value]
  /// Those that `--with` appends.
  public static let optional: [FactColumn] = [
    .unit, .code, .form, .raw, .status, .source, .line, .agencyCode,
  ]
}

/// How a cell's text was read.
public enum FactStatus: String, CaseIterable, Sendable {
  case number, blank, slash, dash, text
}
