/// A fact as the first six columns of tidy CSV give it.
package struct Fact: Sendable, Hashable, CustomStringConvertible {
  package var agency: String
  package var year: String
  package var section: String
  package var row: String
  package var column: String
  package var value: String

  package init(
    agency: String, year: String, section: String, row: String, column: String, value: String
  ) {
    self.agency = agency
    self.year = year
    self.section = section
    self.row = row
    self.column = column
    self.value = value
  }

  package var description: String { "\(agency) \(year) | \(section) | \(row) | \(column) = “\(value)”" }

  /// What it is about; agency and year are compared apart.
  struct Key: Hashable {
    let section, row, column: String
  }

  var key: Key { Key(section: section, row: row, column: column) }
}
