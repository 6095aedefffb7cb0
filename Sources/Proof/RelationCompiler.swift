import Bytes
import Forms

/// Finds the figures that the terms of a form's relations name.
struct RelationCompiler {
  let form: Int
  let figures: Figures

  /// A term as the form words it: a code, or the part of one that stands for a row or a column.
  private struct Word {
    let code: [UInt8]
    let isSubtracted: Bool
    let isBefore: Bool

    init(_ text: ArraySlice<UInt8>) {
      isSubtracted = text.first == .hyphen
      isBefore = text.suffix(3).elementsEqual("@-1".utf8)
      code = Array(text.dropFirst(isSubtracted ? 1 : 0).dropLast(isBefore ? 3 : 0))
    }

    static func words(_ text: String) -> [Word] {
      let bytes = Array(text.utf8)
      var words: [Word] = []
      var start = 0
      for index in 0...bytes.count where index == bytes.count || bytes[index] == UInt8(ascii: " ") {
        if index > start { words.append(Word(bytes[start..<index])) }
        start = index + 1
      }
      return words
    }
  }

  /// A relation, its words taken apart once, whatever it is applied to.
  private struct Reading {
    let place: Int
    let severity: Finding.Severity
    let `operator`: RelationTest.Operator
    let left: [Word]
    let right: [[Word]]

    init?(_ relation: Relation, place: Int) {
      guard let `operator` = RelationTest.Operator(rawValue: relation.operator) else { return nil }
      self.place = place
      self.operator = `operator`
      severity = Finding.Severity(rawValue: relation.severity) ?? .warning
      left = Word.words(relation.left)
      right = relation.right.map(Word.words)
    }
  }

  /// Adds the tests of a relation, in the order of what it is applied to.
  func add(_ relation: Relation, place: Int, to tests: inout [RelationTest]) {
    guard let reading = Reading(relation, place: place) else { return }
    guard let each = relation.each else {
      add(reading, before: [], behind: [], to: &tests)
      return
    }
    let within = figures.grids.filter {
      $0.names.form == form && !$0.names.isStated && $0.names.isWithin(relation.within)
    }
    // A column, or a row, that several blocks of a section have is looked at once.
    var seen: [(section: String, line: String)] = []
    func isNew(_ grid: FigureGrid, _ line: FigureGrid.Line) -> Bool {
      if seen.contains(where: { $0.line == line.code && $0.section == grid.sectionCode }) { return false }
      seen.append((grid.sectionCode, line.code))
      return true
    }
    switch each {
    case "column":
      for grid in within {
        for column in grid.names.columns where isNew(grid.names, column) {
          add(
            reading, before: Array("\(grid.names.sectionCode).".utf8), behind: Array(".\(column.code)".utf8),
            to: &tests)
        }
      }
    case "row":
      for grid in within {
        for row in grid.names.rows where isNew(grid.names, row) {
          add(
            reading, before: Array("\(grid.names.sectionCode).\(row.code).".utf8), behind: [], to: &tests)
        }
      }
    default: addEachFact(reading, of: within, to: &tests)
    }
  }

  /// Adds a test of each figure, or of those that are named, less those that are named with a `-`.
  private func addEachFact(_ reading: Reading, of grids: [Figures.Grid], to tests: inout [RelationTest]) {
    let others = reading.left.filter(\.isSubtracted).map { figures.number(code: $0.code) }
    let only = reading.left.filter { !$0.isSubtracted }.map { figures.number(code: $0.code) }
    for grid in grids {
      for number in figures.gridNumbers[grid.numbers]
      where (only.isEmpty || only.contains(number)) && !others.contains(number) {
        let term = RelationTest.Term(figure: number, isSubtracted: false, isBefore: false)
        add(reading, [term], [], to: &tests)
      }
    }
  }

  /// Adds the test whose terms have the codes of the words between two texts; none where a figure is not in this form.
  private func add(
    _ reading: Reading, before: [UInt8], behind: [UInt8], to tests: inout [RelationTest]
  ) {
    var code: [UInt8] = []
    func side(_ words: [Word]) -> [RelationTest.Term]? {
      var terms: [RelationTest.Term] = []
      terms.reserveCapacity(words.count)
      for word in words {
        code.removeAll(keepingCapacity: true)
        code += before
        code += word.code
        code += behind
        guard let number = figures.number(code: code), isKnown(number) else { return nil }
        terms.append(
          RelationTest.Term(figure: number, isSubtracted: word.isSubtracted, isBefore: word.isBefore))
      }
      return terms
    }
    guard let left = side(reading.left), !left.isEmpty else { return }
    var right: [[RelationTest.Term]] = []
    for words in reading.right {
      guard let side = side(words) else { return }
      right.append(side)
    }
    add(reading, left, right, to: &tests)
  }

  /// Whether the form asks for a figure, or it is one that sentences state whatever the form.
  private func isKnown(_ number: Int) -> Bool {
    figures.isStated[number] || figures.homes[number].contains { $0.form == form }
  }

  private func add(
    _ reading: Reading, _ left: [RelationTest.Term], _ right: [[RelationTest.Term]],
    to tests: inout [RelationTest]
  ) {
    // What a sentence states is of no form: the table it is held against is.
    guard let subject = reading.operator == .stated ? right.first?.first : left.first,
      let home = figures.homes[subject.figure].first(where: { $0.form == form })
    else { return }
    tests.append(
      RelationTest(
        form: form, relation: reading.place, severity: reading.severity, operator: reading.operator,
        block: home.block, left: left, right: right))
  }
}

extension FigureGrid {
  fileprivate func isWithin(_ place: String?) -> Bool {
    guard let place else { return true }
    return block == place || sectionCode == place
  }
}
