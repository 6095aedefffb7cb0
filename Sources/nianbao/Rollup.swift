import ArgumentParser
import Bytes
import CSV
import Facts
import Forms
import Proof

struct RollUp: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rollup", _superCommandName: Nianbao.name,
    abstract: "Add the facts of many bodies into those of one.",
    discussion: """
      For each year and figure of the official forms; what the forms call differently and mean the same is one figure, and nothing \
      else is. The sums are tidy facts again. A blank is no 0: where a body leaves a figure blank, or lacks it although its form \
      asks for it, the sum stays blank, and a message says whose figures are missing; with --of-present it is the sum of those that \
      are there. Amounts of money are added where all state one unit. Figures \
      that sentences state (--narrative) are left out, with a message. Two reports of one body and year are both left out (exit \
      code 2). A place and its offices or towns, as 清源县人民政府 and 清源县水利局, are refused in one sum, as far as names tell.

      Examples:
        nianbao convert --with unit 2023/ -o parts.csv && nianbao rollup parts.csv --agency 清源县各单位 -o sum.csv
        nianbao rollup 2022.csv 2023.csv --agency 全部 --by year --of-present --missing missing.csv
        nianbao rollup parts.csv --agency 全部 | nianbao check
      """)

  @Argument(help: ArgumentHelp("Tidy facts; - is standard input.", valueName: "file"))
  var files = ["-"]

  @Option(help: ArgumentHelp("Whose facts the sums are.", valueName: "name"))
  var agency: String

  @Option(help: ArgumentHelp("What is never added together: year.", valueName: "column"))
  var by = Grouping.year

  @Flag(help: "Add the figures that are there where some bodies lack theirs; messages say how many.")
  var ofPresent = false

  @Flag(help: "Add a place and its parts all the same.")
  var overlapping = false

  @Option(
    help: ArgumentHelp(
      "List every figure that a body lacks, as CSV: blank, text, or missing from its form.", valueName: "file"
    ))
  var missing: String?

  @OptionGroup var with: WithOption
  @OptionGroup var forms: FormOptions
  @OptionGroup var output: OutputOptions

  enum Grouping: String, CaseIterable, ExpressibleByArgument { case year }

  func validate() throws {
    let other = try with.columns.subtracting(Rollup.columns)
    guard other.isEmpty else {
      let known = FactColumn.allCases.filter(Rollup.columns.contains).map(\.rawValue)
      throw ValidationError(
        "A sum has no column \(other.map(\.rawValue).sorted().joined(separator: ", ")): many cells stand behind it. "
          + "The columns are \(known.joined(separator: ", ")).")
    }
  }

  func run() throws {
    try reporting {
      var rollup = try Rollup(try forms.library())
      var failures = Failures()
      for file in files {
        var facts = try readFacts(file)
        try rollup.add(all: &facts)
      }
      for refusal in rollup.refusals {
        say(refusal)
        failures.add(.badData)
      }
      let overlaps = rollup.overlaps(into: agency, isAllowed: overlapping)
      overlaps.forEach(say)
      if !overlaps.isEmpty, !overlapping { throw ExitCode.badData }
      try finish(&rollup)
      try output.write(inputs: inputs) { writer in
        try rollup.write(agency: agency, ofPresent: ofPresent, with: try with.columns, to: &writer)
      }
      rollup.messages(ofPresent: ofPresent).forEach(say)
      failures.succeed()
      try failures.exit()
    }
  }

  private var inputs: [String] { files + forms.formFiles }

  private func finish(_ rollup: inout Rollup) throws {
    guard let missing else { return try rollup.finish() }
    try OutputOptions.write(to: missing, inputs: inputs) { writer in
      writer.append("agency,year,section,row,column,status\n")
      try rollup.finish { gap in
        let name = [gap.figure.section, gap.figure.row, gap.figure.column].map { Array($0.utf8) }
        for field in [gap.agency, gap.year] + name {
          writer.append(field: field)
          writer.append(.comma)
        }
        writer.append(gap.kind.rawValue + "\n")
        try writer.flushIfFull()
      }
    }
  }
}
