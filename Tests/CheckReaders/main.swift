import Generator
import Glibc

// check-readers [--reports N] [--mutants N] [--form NAME]... [--seed N] [--failures N] [--without NOISE]... [--print 1] [--mutant N]
//
// Reads generated reports in every raw form, then damaged ones, and prints how many facts came out right. Exit code 1 where a
// fact is wrong or invented, a row is lost in silence, an input takes too long, or the output outgrows it.
let options = Options(CommandLine.arguments.dropFirst())
let rooms = try Rooms()
if options.prints || options.mutant != nil {
  printInputs(options, rooms)
} else {
  Watch.begin()
  let areGood = try checkReports(options, rooms)
  let areSafe = try checkMutants(options, rooms)
  exit(areGood && areSafe ? 0 : 1)
}
