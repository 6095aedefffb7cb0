/// A fact as the first six columns of tidy CSV give it.
package struct Fact: Sendable, Hashable, CustomStringConvertible {
  package var agency: String
  package var year: String
  package var section: String
  package var row: String
  package var column: String
  package var value: String

  package var description: String { "\(agency) \(year) | \(section) | \(row) | \(column) = “\(value)”" }

  /// What it is about.
  struct Key: Hashable {
    let agency, year, section, row, column: String
  }

  var key: Key { Key(agency: agency, year: year, section: section, row: row, column: column) }
}
