import Foundation
import TestSupport
import Testing

/// Engines that run the program over many records, for real.
@Suite(.serialized)
struct EngineTests {
  /// 20,000 records on two workers: one kills the program each time, another one its worker the first time.
  @Test(.needs(.spark, .python))
  func sparkLosesNothingAndDoublesNothing() throws {
    let folder = Workplace.root.appending(path: "engines/spark")
    let sample = Workplace.root.appending(path: "samples/2021-form.txt").path
    let count = isInteropRequired ? "20000" : "2000"
    let result = try Program.python.run(
      ["test_convert_reports.py", Command.nianbao, sample, count], in: folder)
    #expect(result.status == 0, "\(result.stderr.suffix(2000))")
    #expect(result.text.contains("\(count) records, "))
    #expect(result.text.contains("nothing lost, nothing doubled"))
  }

  /// The commands of engines/README.md, from top to bottom, in one folder.
  @Test(.needs(.spark, .python, .parallel))
  func theCommandsOfTheReadmeWork() throws {
    let place = try Workplace.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: place) }
    for folder in ["samples", "engines/spark"] {
      let source = Workplace.root.appending(path: folder)
      try FileManager.default.copyItem(at: source, to: place.appending(path: source.lastPathComponent))
    }
    let bin = Workplace.root.appending(path: ".build/interop-venv/bin").path
    for fence in try Fence.all(of: "engines/README.md") where fence.language == "sh" && fence.mark != "set-up"
    {
      let result = try Command.shell("set -e -o pipefail; PATH=\(bin):$PATH\n" + fence.text, in: place)
      #expect(result.status == 0, "\(fence.line): \(result.stderr.suffix(2000))")
    }
    // All ways give the same facts.
    let compared = try Command.shell(
      """
      nianbao convert -q samples/*.txt -o whole.csv
      PATH=\(bin):$PATH python3 -c 'import pandas; t = pandas.read_parquet("facts"); print(t.error.isna().sum())'
      sed 1d whole.csv | wc -l; wc -l < rows.csv; cat parts/*.csv | sed 1d | cmp - <(sed 1d whole.csv)
      """, in: place)
    let counts = compared.text.split(separator: "\n")
    #expect(counts.count == 3 && Set(counts).count == 1, "\(compared.text)\(compared.stderr)")
  }
}
