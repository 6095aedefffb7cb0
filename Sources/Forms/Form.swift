import Text

/// An official form of the annual report: its sections and tables, and what must hold between its figures.
///
/// The files in `schemas/forms/` hold forms, `schemas/form.xsd` says what they may hold.
public struct Form: Sendable, Equatable, Decodable {
  /// The form's name in facts: the year of its notice, as 2021.
  public let id: String
  public let title: String
  /// The document that set it up.
  public let notice: String
  public let firstYear: Int
  /// The last report year it applies to; `nil` while it is in force.
  public let lastYear: Int?
  public let sections: [FormSection]
  /// Words of lines below the tables whose numbers count nothing: 电话.
  public let contacts: [String]
  public let relations: [Relation]

  enum CodingKeys: String, CodingKey {
    case id, title, notice, firstYear, lastYear
    case sections = "section"
    case contacts = "contact"
    case relations = "relation"
  }
}

/// A section, in the printed order; without blocks where it holds prose only.
public struct FormSection: Sendable, Equatable, Decodable {
  public let code: String
  public let title: String
  /// Other headings that reports print over it.
  public let spellings: [String]
  /// The figures that its sentences state; `nil` for other sections.
  public let narrative: FormNarrative?
  public let blocks: [FormBlock]

  enum CodingKeys: String, CodingKey {
    case code, title, narrative
    case spellings = "spelling"
    case blocks = "block"
  }
}

/// What facts call figures that sentences state.
public struct FormNarrative: Sendable, Equatable, Decodable {
  /// A figure: its label is the row of its fact.
  public struct Figure: Sendable, Equatable, Decodable {
    public let code: String
    public let label: String
    public let unit: String
  }

  /// The column of the facts.
  public let column: String
  public let figures: [Figure]

  enum CodingKeys: String, CodingKey {
    case column
    case figures = "figure"
  }
}

/// A table, or the part of a table that has a header of its own.
public struct FormBlock: Sendable, Equatable, Decodable {
  public enum Layout: String, Sendable, Decodable {
    /// A printed row for each row of the form, its values at the right.
    case rows
    /// One printed row: the values of all rows, one row after another.
    case line
  }

  /// Its name in relations, as `disclosure.rules`; no part of a fact's code.
  public let code: String
  /// The printed title over the header; `nil` for tables that have none.
  public let title: String?
  public let layout: Layout
  /// Whether a cell with the unit stands between label and value.
  public let unitColumn: Bool
  public let spellings: [String]
  /// Texts of header rows that are no column: stub heads and corners.
  public let headers: [String]
  public let columns: [FormColumn]
  public let rows: [FormRow]

  enum CodingKeys: String, CodingKey {
    case code, title, layout, unitColumn
    case spellings = "spelling"
    case headers = "header"
    case columns = "column"
    case rows = "row"
  }
}

/// A column, or a spanner over its child columns.
public struct FormColumn: Sendable, Equatable, Decodable {
  public let code: String
  public let label: String
  /// The label as the form prints it, with ordinal, note and unit.
  public let printed: String
  public let unit: String
  /// Whether it holds amounts of money although the form states no unit.
  public let money: Bool
  public let spellings: [String]
  public let columns: [FormColumn]

  enum CodingKeys: String, CodingKey {
    case code, label, printed, unit, money
    case spellings = "spelling"
    case columns = "column"
  }
}

/// A row; its children stand below it, and a heading has no values of its own.
public struct FormRow: Sendable, Equatable, Decodable {
  public let code: String
  public let label: String
  /// The label as the form prints it, with ordinal and note.
  public let printed: String
  public let unit: String
  public let heading: Bool
  /// Whether the wording was seen in a published report.
  public let confirmed: Bool
  public let spellings: [String]
  public let rows: [FormRow]

  enum CodingKeys: String, CodingKey {
    case code, label, printed, unit, heading, confirmed
    case spellings = "spelling"
    case rows = "row"
  }
}

/// Something that must, or should, hold between figures (勾稽关系).
public struct Relation: Sendable, Equatable, Decodable {
  public let id: String
  /// `error`, `warning` or `note`.
  public let severity: String
  /// `column`, `row` or `fact`: what the relation is applied to each of; `nil` where its terms are whole codes.
  public let each: String?
  /// The block or section it is about.
  public let within: String?
  /// `years` or `parts`: what it compares, beyond one report.
  public let across: String?
  public let `operator`: String
  /// The rule in words, and where it comes from.
  public let rule: String
  public let source: String
  /// Terms, parted by blanks: codes with `-` before what is subtracted and `@-1` behind the year before.
  public let left: String
  /// The alternatives, any of which may hold.
  public let right: [String]
}
