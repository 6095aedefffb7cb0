import Foundation
import TestSupport
import Testing

// What happens to outputs that cannot be written, and to those that are interrupted.

/// A file of facts that takes a while.
private let manyFacts = "for i in $(seq 400); do cat samples/*.tidy.csv | grep -v ^agency; done"

@Test(arguments: [
  "extract samples/2019-form.txt", "tidy samples/2019-form.cells.csv", "to-csv samples/2019-form.tidy.csv",
  "to-csv --wide samples/2019-form.tidy.csv", "to-xml samples/2019-form.tidy.csv", "forms 2021",
  "rollup samples/2019-form.tidy.csv --agency 全部",
  "compare samples/2019-form.tidy.csv samples/values.tidy.csv",
])
func aFullDiskIsAnError(line: String) throws {
  for target in [">/dev/full", "-o /dev/full"] {
    let result = try Command.shell("nianbao \(line) \(target)")
    #expect(result.status == 74, "\(line) \(target)")
    #expect(
      result.stderr.hasSuffix("error: cannot write. No space left on device. Make room on the disk\n"),
      "\(result.stderr)")
  }
}

@Test(arguments: ["-o /nowhere/out.csv", "-o samples"])
func anOutputThatCannotBeCreatedIsSaid(target: String) throws {
  let result = try Command.shell("nianbao tidy samples/2019-form.cells.csv \(target)")
  #expect(result.status == 73)
  #expect(result.stderr.contains("error: cannot create the output. "))
}

@Test func aClosedPipeEndsQuietly() throws {
  let result = try Command.shell(
    "{ head -1 samples/2019-form.tidy.csv; \(manyFacts); } | { nianbao to-csv; echo $? >&2; } | head -1")
  #expect(result.text == "agency,year,section,row,column,value\n")
  #expect(result.stderr == "141\n")
}

/// The threads of the test runner block signals, and a child inherits that: Python lets them through again.
private let launcher = """
  import os, signal, sys
  signal.pthread_sigmask(signal.SIG_SETMASK, [])
  os.execv(sys.argv[1], sys.argv[1:])
  """

@Test(
  .enabled(if: Command.find("python3") != nil, "python3 is not installed"), .timeLimit(.minutes(5)),
  arguments: [SIGINT, SIGTERM, SIGHUP])
func aSignalLeavesNoFileBehind(signal: Int32) throws {
  let place = try Workplace.temporaryFolder()
  defer { try? FileManager.default.removeItem(at: place) }
  let process = Process()
  process.executableURL = URL(filePath: Command.find("python3")!)
  process.arguments = [
    "-c", launcher, Command.nianbao, "to-csv", "-o", place.appending(path: "out.csv").path,
  ]
  let input = Pipe()
  process.standardInput = input
  try process.run()
  // The input stays open, so the command waits with its file half written.
  try input.fileHandleForWriting.write(contentsOf: Data("agency,year,section,row,column,value\n".utf8))
  let names = { try FileManager.default.contentsOfDirectory(atPath: place.path) }
  for _ in 0..<200 where try names().isEmpty { usleep(10_000) }
  #expect(try names().map { $0.hasSuffix(".tmp") } == [true])
  kill(process.processIdentifier, signal)
  process.waitUntilExit()
  // A shell says 130 for SIGINT and 143 for SIGTERM.
  #expect(process.terminationReason == .uncaughtSignal)
  #expect(process.terminationStatus == signal)
  #expect(try names().isEmpty)
}

/// As nohup(1) starts a program.
@Test(
  .enabled(if: Command.find("python3") != nil, "python3 is not installed"), .timeLimit(.minutes(5)),
  arguments: ["HUP", "INT", "TERM"])
func aSignalThatIsIgnoredStaysIgnored(signal: String) throws {
  let result = try Command.shell(
    """
    work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; mkfifo $work/in; export work; python3 -c '
    import os, signal, sys
    signal.pthread_sigmask(signal.SIG_SETMASK, [])
    signal.signal(signal.SIG\(signal), signal.SIG_IGN)
    os.execvp("nianbao", ["nianbao", "to-csv", os.environ["work"] + "/in", "-o", os.environ["work"] + "/out.csv"])' &
    exec 3> $work/in; echo agency,year,section,row,column,value >&3
    for i in $(seq 200); do ls $work/*.tmp >/dev/null 2>&1 && break; sleep 0.01; done
    kill -\(signal) $!; sleep 0.1; echo a,2023,s,r,c,1 >&3; exec 3>&-; wait $!; echo $?; sed 1d $work/out.csv
    """)
  #expect(result.text == "0\na,2023,s,r,c,1\n", "\(result.stderr)")
}

@Test func aClosedPipeIsAnErrorWhereItsSignalIsIgnored() throws {
  let result = try Command.shell(
    """
    work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; mkfifo $work/out; trap '' PIPE
    { head -1 samples/2019-form.tidy.csv; \(manyFacts); } > $work/in.csv
    head -1 < $work/out > /dev/null & nianbao to-csv $work/in.csv -o $work/out; echo $?
    """)
  #expect(result.text == "74\n")
  #expect(result.stderr.contains("error: cannot write. Broken pipe\n"), "\(result.stderr)")
}

@Test func aLimitOfTheSizeIsAnError() throws {
  let result = try Command.shell(
    """
    work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
    { head -1 samples/2019-form.tidy.csv; \(manyFacts); } > $work/in.csv
    (ulimit -f 10; nianbao to-csv $work/in.csv -o $work/out.csv); echo $?; ls $work
    """)
  #expect(result.text == "74\nin.csv\n", "\(result.stderr)")
  #expect(result.stderr.contains("/out.csv: error: cannot write. File too large\n"), "\(result.stderr)")
}

@Test func ofALinkTheFileBehindItIsWritten() throws {
  let result = try Command.shell(
    """
    work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; mkdir $work/a $work/b; echo old > $work/b/out.csv; chmod 640 $work/b/out.csv
    ln -s ../b/out.csv $work/a/link.csv; ln -s link.csv $work/a/again.csv
    nianbao to-csv samples/values.tidy.csv -o $work/a/again.csv; cmp samples/values.tidy.csv $work/b/out.csv
    stat -c %a $work/b/out.csv; find $work -type l | wc -l; find $work -name '*.tmp'
    """)
  #expect(result.text == "640\n2\n", "\(result.text)\(result.stderr)")
}

@Test func anErrorLeavesNoFileBehind() throws {
  let place = try Workplace.temporaryFolder()
  defer { try? FileManager.default.removeItem(at: place) }
  for line in [
    "tidy samples/2019-form.tidy.csv", "to-xml samples/2019-form.cells.csv", "extract missing.txt",
  ] {
    let result = try Command.shell("nianbao \(line) -o \(place.path)/out")
    #expect(result.status == 65 || result.status == 66)
  }
  #expect(try FileManager.default.contentsOfDirectory(atPath: place.path).isEmpty)
}

@Test func twoRunsGiveTheSameBytes() throws {
  let line =
    "nianbao extract samples/*.txt 2>/dev/null | nianbao tidy 2>/dev/null | nianbao to-xml 2>/dev/null"
  #expect(try Command.shell(line).stdout == (try Command.shell(line).stdout))
}
