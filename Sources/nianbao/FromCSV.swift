import ArgumentParser
import Bytes
import Forms
import Workbooks

struct FromCSV: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "from-csv", _superCommandName: Nianbao.name,
    abstract: "Read facts out of a wide table.",
    discussion: """
      The way back from to-csv --wide: a row for each agency and year, and columns named section/row/column. A table made by hand is \
      read too: the first line has the names, agency and year among them. An empty cell is no fact, "" in quotes is a blank one, \
      and with --blanks an empty cell is one as well. Encoding and delimiter are recognised.

      Examples:
        nianbao from-csv panel.csv -o facts.csv
        nianbao from-csv --blanks filled-in.csv | nianbao to-xlsx -o filled-in.xlsx
      """)

  @Argument(help: ArgumentHelp("A wide table; - is standard input.", valueName: "file"))
  var file = "-"

  @Flag(help: "An empty cell is a blank fact, too.")
  var blanks = false

  @OptionGroup var forms: FormOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    try reporting {
      let library = try forms.library()
      var failures = Failures()
      try output.write(inputs: [file] + forms.formFiles) { writer in
        try failures.addFacts { say in
          var table = try WideInput(file, blanks: blanks, say: say)
          return try table.writeFacts(library: library, to: &writer)
        }
        try failures.endIfTotal(output.output)
      }
      try failures.exit()
    }
  }
}
