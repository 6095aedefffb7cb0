import ArgumentParser
import Bytes
import CSV
import Facts
import Forms
import Readers
import Reports
import Sheets
import SystemPackage

/// The exit codes of the command, beside 64 for usage, which ArgumentParser gives.
extension ExitCode {
  static let partial = ExitCode(2)
  static let usage = ExitCode(64)
  static let badData = ExitCode(65)
  static let noInput = ExitCode(66)
  static let cannotCreate = ExitCode(73)
  static let cannotWrite = ExitCode(74)
}

/// Prints a message to stderr.
func say(_ diagnostic: Diagnostic) {
  // Nobody is left to tell when stderr cannot be written.
  _ = try? FileDescriptor.standardError.writeAll((diagnostic.description + "\n").utf8)
}

/// What went wrong over several inputs: every failure is said and remembered for the exit code.
struct Failures {
  private(set) var successes = 0
  private(set) var first: ExitCode?
  /// Says a message.
  let say: (Diagnostic) -> Void

  init(say: @escaping (Diagnostic) -> Void = nianbao.say) { self.say = say }

  /// Forgets what was counted.
  mutating func reset() { (successes, first) = (0, nil) }

  /// Counts what happened elsewhere.
  mutating func add(successes: Int, first: ExitCode?) {
    self.successes += successes
    if self.first == nil { self.first = first }
  }

  /// Counts an input that gave something, also where part of it failed.
  mutating func succeed() { successes += 1 }

  /// Says an error of an input and counts it.
  mutating func add(_ error: any Error) throws {
    guard let explained = error as? any Explained else { throw error }
    say(explained.diagnostic)
    add(exitCode(of: error))
  }

  mutating func add(_ code: ExitCode) {
    if first == nil { first = code }
  }

  /// Whether no input gave anything.
  var isTotal: Bool { first != nil && successes == 0 }

  /// Ends the command with the code for what happened: that of the first failure where nothing came out.
  func exit() throws {
    guard let first else { return }
    throw successes == 0 ? first : ExitCode.partial
  }
}

/// Runs a subcommand's work; an error becomes its message and its exit code.
func reporting(_ body: () throws -> Void) throws {
  do {
    try body()
  } catch let error as any Explained {
    say(error.diagnostic)
    throw exitCode(of: error)
  }
}

private func exitCode(of error: any Error) -> ExitCode {
  switch error {
  case let error as IOError: exitCode(of: error)
  case ReportError.input(let error): exitCode(of: error)
  case CellsError.csv(.input(let error)): exitCode(of: error)
  case WorkbookError.input(let error): exitCode(of: error)
  case FactsError.csv(.input(let error)), FactsError.spool(let error): exitCode(of: error)
  case WorkbookError.output(let error): exitCode(of: error)
  case FormError.unknown: .usage
  default: .badData
  }
}

private func exitCode(of error: IOError) -> ExitCode {
  switch error {
  case .cannotOpen, .isDirectory, .cannotRead, .unknownEncoding: .noInput
  case .cannotCreate, .noTemporaryFile: .cannotCreate
  case .cannotWrite: .cannotWrite
  }
}

extension Failures {
  /// Says what `tidy` met in a report and counts the report.
  ///
  /// A report of which a part was refused counts as both: the rest is there.
  mutating func add(_ report: (factCount: Int, diagnostics: [Diagnostic])) {
    for diagnostic in report.diagnostics { say(diagnostic) }
    let isBad = report.diagnostics.contains { $0.severity == .error }
    if isBad { add(.badData) }
    if !isBad || report.factCount > 0 { succeed() }
  }

  /// Counts an input whose facts `write` writes: it says what it meets, and gives how many facts there are.
  mutating func addFacts(_ write: (@escaping (Diagnostic) -> Void) throws -> Int) throws {
    let say = say
    var isBad = false
    let factCount = try write { diagnostic in
      say(diagnostic)
      if diagnostic.severity == .error { isBad = true }
    }
    if isBad { add(.badData) }
    if !isBad || factCount > 0 { succeed() }
  }

  /// As `add`, but an error of the output ends the command: further inputs would meet it too.
  mutating func addUnlessOutput(_ error: any Error) throws {
    switch error {
    case IOError.cannotWrite, IOError.cannotCreate, IOError.noTemporaryFile, FactsError.spool,
      ReportError.input(.noTemporaryFile):
      throw error
    default: try add(error)
    }
  }

  /// Ends the command where nothing came out, before an output file is put in its place. What went to stdout stays.
  func endIfTotal(_ output: String) throws {
    if isTotal, output != "-" { try exit() }
  }
}
