import Foundation
import TestSupport
import Testing

/// A program that reads what nianbao writes, and has no code in common with it.
enum Program: String, CaseIterable {
  case soffice, ssconvert, xmllint, sqlite3, pdftotext, parallel
  /// `spark-submit`, beside `python`; it needs Java.
  case spark
  /// Python with openpyxl and python-calamine, in an environment of its own.
  case python

  /// The path, or `nil` where it is not installed.
  var path: String? {
    let name = [Self.python: "python", .spark: "spark-submit"][self]
    guard let name else { return Command.find(rawValue) }
    let path = Workplace.root.appending(path: ".build/interop-venv/bin/\(name)").path
    let isThere = FileManager.default.isExecutableFile(atPath: path)
    return isThere && (self == .python || Command.find("java") != nil) ? path : nil
  }

  /// The path; a test that runs without the program fails by this.
  func required() throws -> String {
    guard let path else { throw MissingProgram(program: self) }
    return path
  }

  /// Runs the program. File names and output are UTF-8 whatever the machine's locale is.
  func run(_ arguments: [String], input: [UInt8] = [], in folder: URL? = nil) throws -> CommandResult {
    let command = ["LC_ALL=C.UTF-8", "PYTHONUTF8=1", try required()] + arguments
    return try Command.run("/usr/bin/env", command, input: input, in: folder)
  }
}

struct MissingProgram: Error, CustomStringConvertible {
  let program: Program

  var description: String { "\(program.rawValue) is not installed: `make interop` installs it" }
}

/// A program ended with an error.
struct ProgramFailed: Error, CustomStringConvertible {
  let description: String

  init(program: String, result: CommandResult) {
    description =
      "\(program) ended with \(result.status): \(result.stderr.prefix(2000))\(result.text.prefix(2000))"
  }
}

/// Whether a missing program is a failure: `make interop` says so.
let isInteropRequired = ProcessInfo.processInfo.environment["NIANBAO_INTEROP"] == "1"

extension Trait where Self == ConditionTrait {
  /// Skips a test where one of its programs is missing, unless `NIANBAO_INTEROP=1`: then the test runs, and fails.
  static func needs(_ programs: Program...) -> Self {
    let missing = programs.filter { $0.path == nil }.map(\.rawValue).joined(separator: ", ")
    return .enabled(
      if: isInteropRequired || missing.isEmpty,
      "not installed: \(missing); `make interop` installs it and runs this test")
  }
}
