import Generator
import Glibc

// check-readers [--reports N] [--mutants N] [--form NAME]... [--failures N] [--without NOISE]... [--seed N]
//
// Reads generated reports and damaged inputs in every raw form, and prints how many facts came out right. Exit code 1 where
// a fact is wrong or invented, an input takes too long, or the output outgrows it.
var options = Options(CommandLine.arguments.dropFirst())
let rooms = try Rooms()
var isGood = true

func column(_ text: String, _ width: Int) -> String {
  String(repeating: " ", count: max(0, width - text.count)) + text
}

func line(_ name: String, _ cells: [String]) {
  print(name + String(repeating: " ", count: max(0, 22 - name.count)) + cells.map { column($0, 10) }.joined())
}

line("raw form", ["reports", "right", "refused", "wrong", "invented"])
for rawForm in options.rawForms {
  var (right, refused, wrong, invented, failures) = (0, 0, 0, 0, 0)
  for seed in options.seed..<options.seed + UInt64(options.reports) {
    let plan = ReportPlan.random(seed: seed, library: rooms.library).without(options.silent)
    if options.prints {
      rawForm.bytes(plan).withUnsafeBytes { _ = write(1, $0.baseAddress!, $0.count) }
      continue
    }
    let trial = try Trial(plan, rawForm, rooms)
    right += trial.verdict.right
    refused += trial.verdict.refused
    wrong += trial.verdict.wrong.count
    invented += trial.verdict.invented.count
    if trial.verdict.isGood { continue }
    failures += 1
    isGood = false
    if failures <= options.failures { print(try trial.shrunk(rooms).report) }
  }
  line(rawForm.rawValue, [options.reports, right, refused, wrong, invented].map(String.init))
}
exit(isGood ? 0 : 1)
