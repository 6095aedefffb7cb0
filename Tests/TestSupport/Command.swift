public import Foundation

/// What a process gave back.
public struct CommandResult {
  public let stdout: [UInt8]
  public let stderr: String
  /// The exit code, or 128 and the signal's number, as a shell says it.
  public let status: Int

  public var text: String { String(decoding: stdout, as: UTF8.self) }
}

/// Runs programs for real.
public enum Command {
  /// The built `nianbao`, beside the test bundle.
  public static let nianbao: String = {
    let build = Workplace.root.appending(path: ".build/debug/nianbao").path
    return ProcessInfo.processInfo.environment["NIANBAO"] ?? build
  }()

  /// The path of a program, or `nil` where it is not installed.
  public static func find(_ program: String) -> String? {
    for folder in (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":") {
      let path = "\(folder)/\(program)"
      if FileManager.default.isExecutableFile(atPath: path) { return path }
    }
    return nil
  }

  /// Runs nianbao.
  public static func nianbao(_ arguments: String..., input: [UInt8] = [], in folder: URL? = nil) throws
    -> CommandResult
  {
    try run(nianbao, arguments, input: input, in: folder)
  }

  /// Runs a line of shell, in which `nianbao` is the built one.
  public static func shell(_ line: String, input: [UInt8] = [], in folder: URL? = nil) throws -> CommandResult
  {
    let bin = URL(filePath: nianbao).deletingLastPathComponent().path
    return try run("/bin/bash", ["-c", "PATH=\(bin):$PATH; " + line], input: input, in: folder)
  }

  /// Runs a program to its end. Output goes through files, so that no pipe can fill up.
  public static func run(_ program: String, _ arguments: [String], input: [UInt8] = [], in folder: URL? = nil)
    throws -> CommandResult
  {
    let place = try Workplace.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: place) }
    let (inPath, outPath, errPath) = ("in", "out", "err")
    for (name, bytes) in [(inPath, input), (outPath, []), (errPath, [])] {
      try Data(bytes).write(to: place.appending(path: name))
    }
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    process.currentDirectoryURL = folder ?? Workplace.root
    process.standardInput = try FileHandle(forReadingFrom: place.appending(path: inPath))
    process.standardOutput = try FileHandle(forWritingTo: place.appending(path: outPath))
    process.standardError = try FileHandle(forWritingTo: place.appending(path: errPath))
    try process.run()
    process.waitUntilExit()
    let signal = process.terminationReason == .uncaughtSignal
    return CommandResult(
      stdout: try Workplace.bytes(place.appending(path: outPath)),
      stderr: String(decoding: try Workplace.bytes(place.appending(path: errPath)), as: UTF8.self),
      status: Int(process.terminationStatus) + (signal ? 128 : 0))
  }
}
