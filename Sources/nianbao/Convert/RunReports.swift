import Bytes
import Facts

/// The reports of a run: those of one name that come twice, and those of another year than nearly all are told.
///
/// Memory: some tens of bytes for each body and year.
struct RunReports {
  private struct Year {
    var count = 0
    /// The first inputs with reports of the year.
    var inputs: [Int] = []
  }

  private let files: [String]
  /// The input that each body and year came in first, by their hash.
  private var inputs: [UInt64: Int32] = [:]
  private var years: [[UInt8]: Year] = [:]

  /// How many inputs a message names.
  private static let shownCount = 3
  /// Fewer reports than these are no crowd.
  private static let leastCount = 6

  /// - Parameter files: the inputs of the run.
  init(_ files: [String]) { self.files = files }

  /// Adds the reports of an input; what is to be said of them.
  mutating func add(_ reports: [ReportName], of input: Int) -> [Diagnostic] {
    var messages: [Diagnostic] = []
    for report in reports where !report.year.isEmpty {
      years[report.year, default: Year()].count += 1
      if years[report.year]?.inputs.count ?? 0 < Self.shownCount, years[report.year]?.inputs.last != input {
        years[report.year]?.inputs.append(input)
      }
      // Without a name it may be any body's.
      guard !report.agency.isEmpty else { continue }
      var hash = FNV1a()
      hash.combine(report.agency.span)
      hash.combine(report.year.span)
      guard let first = inputs[hash.value] else {
        inputs[hash.value] = Int32(input)
        continue
      }
      let other = Int(first) == input ? "this input has it" : "“\(files[Int(first)])” has it"
      messages.append(
        Diagnostic(
          .warning, at: Location(files[input]), what: "\(report.shown) comes twice",
          why: "\(other) before; both are kept", remedy: "Leave one of them out"))
    }
    return messages
  }

  /// What is to be said when all reports are there, the earlier years first.
  var messages: [Diagnostic] {
    let total = years.values.reduce(0) { $0 + $1.count }
    guard total >= Self.leastCount, let most = years.max(by: { $0.value.count < $1.value.count }),
      // Nearly all: more than four of five.
      most.value.count * 5 > total * 4
    else { return [] }
    let others = years.filter { $0.key != most.key }.sorted { $0.key.lexicographicallyPrecedes($1.key) }
    return others.map { year, others in
      let name = String(decoding: year, as: UTF8.self)
      let inputs = others.inputs.map { "“\(files[$0])”" }.joined(separator: ", ")
      return Diagnostic(
        .warning, at: Location(files[others.inputs[0]]),
        what: others.count == 1 ? "a report is of \(name)" : "\(others.count) reports are of \(name)",
        why:
          "\(most.value.count) of the \(total) in this run are of \(String(decoding: most.key, as: UTF8.self))",
        remedy: "Look at the year in \(inputs)" + (others.count > others.inputs.count ? " and others" : ""))
    }
  }
}
