public import ArgumentParser
import Bytes
import Facts
import Forms
public import Proof
import SystemPackage

struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", _superCommandName: Nianbao.name,
    abstract: "Hold figures against the relations of their forms.",
    discussion: """
      Totals against their parts, 一加二等于三加四, figures of one year against those of the year before: the relations (勾稽关系) that \
      nianbao forms YEAR lists. A blank is never taken for 0: a blank total is told with what it should be, and a relation with a \
      blank part is told as not assessable. Figures that sentences state are held against the tables where the facts have them: \
      tidy --narrative and convert --narrative give them. Two values for one cell (D1), and a body and year that come twice (D2), are told. Findings name the report and its line where the facts have the columns source and line. \
      Exit code 1 where an error is found. With --total only the relations between a whole and its parts (A1, A2) are looked at: the \
      facts are those of the parts, and each figure of the total is held against their sum.

      Examples:
        nianbao convert --with source,line reports/ -o facts.csv && nianbao check facts.csv
        nianbao convert --narrative --with source,line reports/ -o facts.csv && nianbao check facts.csv
        nianbao check facts.csv --severity error --format csv -o findings.csv
        nianbao check facts.csv --rules R3.1,R3.3
        nianbao check towns.csv --total county.csv
        nianbao check --explain R3.2
      """)

  @Argument(help: ArgumentHelp("Tidy facts; - is standard input.", valueName: "file"))
  var file = "-"

  @Option(help: ArgumentHelp("Only these relations, parted by commas.", valueName: "ids"))
  var rules = ""

  @Option(
    help: ArgumentHelp("Only findings as serious as this: note, warning or error.", valueName: "severity"))
  var severity = Finding.Severity.note

  @Option(help: ArgumentHelp("text, csv, jsonl or sarif; text on a terminal, else csv.", valueName: "format"))
  var format: FindingFormat?

  @Option(help: ArgumentHelp("Only say what a relation is, and where it comes from.", valueName: "id"))
  var explain: String?

  @Option(
    help: ArgumentHelp(
      "Hold the published total in this file, tidy facts of one body, against the sum of the facts.",
      valueName: "file"))
  var total: String?

  @OptionGroup var forms: FormOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    var errors = 0
    try reporting {
      let library = try forms.library()
      let ids = rules.split(separator: ",").map(String.init)
      for id in ids + [explain].compactMap({ $0 }) { try requireRelation(id, library) }
      if let explain {
        let explanation = FactRule(rawValue: explain)?.explanation ?? library.explanation(of: explain)
        try output.write(inputs: forms.formFiles) { $0.append(explanation) }
        return
      }
      if let total {
        try checkTotal(total, library, ids)
        return
      }
      try output.write(inputs: inputs) { writer in
        var facts = try readFacts(file)
        var checker = Checker(library, rules: ids, minimum: severity)
        var findings = FindingWriter(format ?? (isForPeople ? .text : .csv))
        findings.begin(library, to: &writer)
        while try facts.next() {
          for finding in checker.add(facts) {
            errors += finding.severity == .error ? 1 : 0
            findings.append(finding, to: &writer)
          }
          try writer.flushIfFull()
        }
        for finding in checker.finish() {
          errors += finding.severity == .error ? 1 : 0
          findings.append(finding, to: &writer)
        }
        findings.end(to: &writer)
      }
    }
    if errors > 0 { throw ExitCode(1) }
  }

  private var inputs: [String?] { [file, total] + forms.formFiles }

  private func checkTotal(_ total: String, _ library: FormLibrary, _ ids: [String]) throws {
    var published = try readFacts(total)
    let whole = try PublishedTotal(library, &published)
    var facts = try readFacts(file)
    var parts = try Rollup(library)
    try parts.add(all: &facts)
    try parts.finish(without: whole.agency)
    var failures = Failures()
    for refusal in parts.refusals {
      say(refusal)
      failures.add(.badData)
    }
    try output.write(inputs: inputs) { writer in
      var findings = FindingWriter(format ?? (isForPeople ? .text : .csv))
      findings.begin(library, to: &writer)
      for finding in parts.findings(against: whole, rules: ids, minimum: severity) {
        findings.append(finding, to: &writer)
      }
      findings.end(to: &writer)
    }
    for message in parts.overlaps(without: whole.agency) + parts.messages(against: whole) { say(message) }
    failures.succeed()
    try failures.exit()
  }

  private var isForPeople: Bool { output.output == "-" && FileDescriptor.standardOutput.isTerminal }

  private func requireRelation(_ id: String, _ library: FormLibrary) throws {
    let ids = Set(library.forms.flatMap(\.relations).map(\.id) + FactRule.allCases.map(\.rawValue))
    guard !ids.contains(id) else { return }
    throw ValidationError(
      "There is no relation \(id). The relations are \(ids.sorted().joined(separator: ", ")).")
  }
}

extension Finding.Severity: ExpressibleByArgument {}
extension FindingFormat: ExpressibleByArgument {}
