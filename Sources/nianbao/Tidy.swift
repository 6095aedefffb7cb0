import ArgumentParser
import Bytes
import Facts
import Reports
import Tidying

struct Tidy: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tidy", _superCommandName: Nianbao.name,
    abstract: "Turn cells into tidy facts.",
    discussion: """
      Reads what extract writes. Writes one record for each figure: agency,year,section,row,column,value. A blank cell gives a \
      blank value, never 0; what is no number is warned about.

      Examples:
        nianbao extract report.txt | nianbao tidy > facts.csv
        nianbao tidy --with unit,raw,status,source,line report.cells.csv
        nianbao tidy --agencies names.csv --with agency_code all.cells.csv
        nianbao tidy --form county-2010.xml old.cells.csv
      """)

  @Argument(help: ArgumentHelp("Cells CSV; - is standard input.", valueName: "file"))
  var file = "-"

  @OptionGroup var with: WithOption
  @Flag(
    help:
      "Give the figures too that sentences state of requests, disputes and rules, as facts of section 总体情况; check holds them against the tables."
  )
  var narrative = false

  @OptionGroup var agencies: AgencyOptions
  @OptionGroup var records: RecordsOption
  @OptionGroup var forms: FormOptions
  @OptionGroup var output: OutputOptions

  func validate() throws { try agencies.check(try with.columns) }

  func run() throws {
    try reporting {
      var tidier = Tidier(try forms.library(), with: try with.columns, narrative: narrative)
      let directory = try agencies.directory()
      let columnCount = FactColumn.required.count + (try with.columns).count
      var failures = Failures()
      try output.write(inputs: [file, agencies.file] + forms.formFiles) { writer in
        if records.isOn {
          try runRecords([file], columnCount: columnCount, to: &writer) { record, failures, rows in
            var cells = try CellsReader(try record.cellsInput(), warn: failures.say)
            while var report = try cells.next() {
              let code = directory?.name(&report) ?? []
              failures.add(tidier.tidy(report, agencyCode: code, to: &rows))
            }
          }
          return
        }
        var cells = try CellsReader(try ByteReader(opening: file), warn: say)
        tidier.appendHeader(to: &writer)
        while var report = try cells.next() {
          let code = directory?.name(&report) ?? []
          failures.add(tidier.tidy(report, agencyCode: code, to: &writer))
          try writer.flushIfFull()
        }
        try failures.endIfTotal(output.output)
      }
      try failures.exit()
    }
  }
}
