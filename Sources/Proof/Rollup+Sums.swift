public import Bytes
public import Facts
import Forms

extension Rollup {
  /// What is given for a figure of a year.
  enum Outcome: Equatable {
    case sum(Amount)
    /// Bodies lack it, or it is too large to be exact.
    case blank
    /// Its amounts are in several units, or in one that nobody states.
    case noUnit
  }

  /// - Parameter ofPresent: whether a sum is given where some bodies lack the figure.
  func outcome(_ number: Int, _ cell: RollupCell, ofPresent: Bool) -> Outcome {
    if figures.isMoney[number], cell.units.values.reduce(0, +) > 1,
      cell.units.count > 1 || cell.units.keys.first.map({ units[$0].isEmpty }) == true
    {
      return .noUnit
    }
    guard let sum = cell.sum, cell.numbers > 0, ofPresent || cell.lacking == 0 else { return .blank }
    return .sum(sum)
  }

  /// The figures that a body of the year has, in the order of the form that most use, section by section.
  func order(_ year: RollupYear) -> [Int] {
    let main = year.forms.lastIndex(of: year.forms.max() ?? 0) ?? 0
    var numbers: [Int] = []
    var isIn = Array(repeating: false, count: figures.count)
    for form in [main] + figures.printed.indices.reversed() {
      for number in figures.printed[form] where !isIn[number] {
        isIn[number] = true
        let cell = year.cells[number]
        if cell.numbers + cell.blanks + cell.words > 0 { numbers.append(number) }
      }
    }
    var sections: [Int] = []
    for number in numbers where !sections.contains(figures.sections[number]) {
      sections.append(figures.sections[number])
    }
    return sections.flatMap { section in numbers.filter { figures.sections[$0] == section } }
  }

  /// For each figure what most reports of the year call it; the newest form's name where as many do.
  func names(_ year: RollupYear) -> [Int] {
    var names = Array(repeating: -1, count: figures.count)
    for (key, count) in year.names.enumerated() where count > 0 {
      let number = figures.keys[key].number
      if names[number] < 0 || count >= year.names[names[number]] { names[number] = key }
    }
    return names
  }

  /// Columns that a sum can have: no single cell stands behind it.
  public static var columns: Set<FactColumn> { [.unit, .code, .status] }

  /// Writes the sums as tidy facts.
  ///
  /// - Parameters:
  ///   - agency: whose facts the sums are.
  ///   - ofPresent: whether a sum is given where some bodies lack the figure; else it is blank.
  ///   - extras: of `columns`.
  public func write(
    agency: String, ofPresent: Bool, with extras: Set<FactColumn>, to output: inout ByteWriter
  ) throws(IOError) {
    var writer = FactWriter(with: extras)
    writer.appendHeader(to: &output)
    for place in bodies.yearsInOrder {
      writer.begin(agency: Array(agency.utf8), year: bodies.years[place], source: "")
      let year = sums[place]
      let names = names(year)
      for number in order(year) {
        var text = ""
        switch outcome(number, year.cells[number], ofPresent: ofPresent) {
        case .sum(let sum): text = sum.text
        case .blank: break
        case .noUnit: continue
        }
        let key = figures.keys[names[number]]
        let stated = year.cells[number].units.keys.first.map { units[$0] }
        writer.append(
          FactKey(
            section: key.section, row: key.row, column: key.column, code: figures.code(number)),
          value: Array(text.utf8).span, unit: stated ?? Array(figures.units[number].utf8),
          raw: [UInt8]().span, status: text.isEmpty ? .blank : .number, place: Place(), to: &output)
      }
      try output.flushIfFull()
    }
  }
}
