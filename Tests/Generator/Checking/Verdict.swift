/// What a reading has got of a plan, fact by fact.
package struct Verdict: Sendable {
  package var right = 0
  /// Facts of rows that gave nothing, where the raw form allows it.
  package var refused = 0
  package var wrong: [String] = []
  package var invented: [String] = []

  package var isGood: Bool { wrong.isEmpty && invented.isEmpty }

  /// The first words of what is wrong, which say what kind of failure it is.
  var kind: Substring? { (wrong + invented).first?.prefix { !":“0123456789".contains($0) } }

  package init(_ reading: Reading, of expectation: Expectation, promise: RawForm.Promise) {
    compareIdentity(reading, expectation, promise)
    var found: [Fact.Key: String] = [:]
    for fact in reading.facts {
      if found.updateValue(fact.value, forKey: fact.key) != nil { invented.append("twice: \(fact)") }
    }
    let known = Set(expectation.facts.map(\.key))
    invented += reading.facts.filter { !known.contains($0.key) }.map { "invented: \($0)" }
    for row in expectation.rows { compare(row, found, reading, expectation, promise) }
    if expectation.refusedRows > 0, !reading.hasError {
      wrong.append("a row that must be refused is passed over in silence")
    }
    let wanted = expectation.facts.filter { found[$0.key] == $0.value }.map(\.key)
    if isGood, reading.facts.map(\.key) != wanted {
      wrong.append("the facts stand in another order than printed")
    }
  }

  private mutating func compareIdentity(
    _ reading: Reading, _ expectation: Expectation, _ promise: RawForm.Promise
  ) {
    guard let report = reading.reports.first else {
      if promise != .refused { wrong.append("no report: \(reading.messages.first ?? "")") }
      return
    }
    if reading.reports.count > 1 { wrong.append("\(reading.reports.count) reports for one") }
    // Where nothing is promised none may come, but no other one.
    let mayLack = promise == .refused
    // The signature may have a longer name, which counts where the title is lost.
    let names = mayLack ? [expectation.agency, expectation.signature, ""] : [expectation.agency]
    if !names.contains(report.agency) {
      wrong.append("agency “\(report.agency)”, not “\(expectation.agency)”")
    }
    if report.year != expectation.year, !mayLack || !report.year.isEmpty {
      wrong.append("year “\(report.year)”, not “\(expectation.year)”")
    }
    if reading.facts.contains(where: { $0.agency != report.agency || $0.year != report.year }) {
      wrong.append("facts do not carry the report's agency and year")
    }
  }

  private mutating func compare(
    _ row: Expectation.Row, _ found: [Fact.Key: String], _ reading: Reading, _ expectation: Expectation,
    _ promise: RawForm.Promise
  ) {
    let missing = row.facts.filter { found[$0.key] == nil }
    for fact in row.facts {
      if let value = found[fact.key], value != fact.value { wrong.append("“\(value)” for \(fact)") }
    }
    right += row.facts.count { found[$0.key] == $0.value }
    if missing.isEmpty { return }
    if missing.count < row.facts.count {
      wrong.append("only a part of the row is there: \(missing[0]) is missing")
      return
    }
    let mayBeRefused =
      switch promise {
      case .all: false
      case .rightOrRefused: true
      case .allWhereClosed: !row.isLocal && row.isOpen
      case .refused: true
      }
    if !mayBeRefused {
      wrong.append("missing: \(missing[0]) and its row")
    } else if !row.isLocal, !reading.refuses(row, promise) {
      wrong.append("missing without a message: \(missing[0]) and its row")
    } else {
      refused += missing.count
    }
  }
}

extension Reading {
  /// Whether an error names the table of a row, or speaks of figures whose table cannot be told, or of a report that gives nothing at
  /// all; of a table that left no trace, and of a row without figures, a warning says so.
  fileprivate func refuses(_ row: Expectation.Row, _ promise: RawForm.Promise) -> Bool {
    if facts.isEmpty, !errors.isEmpty { return true }
    if row.facts.allSatisfy({ $0.value.isEmpty }),
      messages.contains(where: { message in row.tables.contains { message.contains("“\($0)”") } })
    {
      return true
    }
    if promise == .refused,
      messages.contains(where: { warning in row.tables.contains { warning.contains("no table “\($0)”") } })
    {
      return true
    }
    return errors.contains { error in
      row.tables.contains { error.contains("“\($0)”") } || !error.contains("“") || error.contains("“[TABLE]”")
    }
  }
}
