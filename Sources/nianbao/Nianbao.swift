import ArgumentParser
import Bytes
import SystemPackage

@main
struct Nianbao: ParsableCommand {
  static let name = "nianbao"

  static let configuration = CommandConfiguration(
    commandName: name,
    abstract: "Turn government information disclosure annual reports (政府信息公开工作年度报告) into tidy tables.",
    discussion: """
      Stages are joined by pipes, or run in one process with convert:

        nianbao extract report.txt | nianbao tidy | nianbao to-csv --wide
        nianbao convert reports/ -o panel.csv
        nianbao convert reports/ -o panel.xml

      Data goes to stdout, messages go to stderr. Exit codes: 0 done; 2 some input failed, the rest is there; \
      64 usage; 65 bad data; 66 no input; 73 or 74 cannot write.
      """,
    version: "0.1.0",
    subcommands: [
      Extract.self, Tidy.self, ToCSV.self, ToXLSX.self, ToXML.self, ToText.self, FromCSV.self, FromXLSX.self,
      FromXML.self, Check.self, RollUp.self, Compare.self, Convert.self, ListForms.self,
    ])

  static func main() {
    do {
      guard let arguments = ProcessArguments.all?.dropFirst() else {
        throw Diagnostic(
          .error, at: Location(""), what: "the arguments cannot be read", why: "/proc is not there",
          remedy: "Mount it")
      }
      var command = try stage(Array(arguments)) ?? parseAsRoot(Array(arguments))
      try command.run()
    } catch {
      end(error)
    }
  }

  /// Says why a command ends, and ends the process: help goes to standard output, all else to standard error.
  private static func end(_ error: any Error) -> Never {
    let code = exitCode(for: error)
    let text = fullMessage(for: error)
    guard !text.isEmpty else { Self.exit(withError: code) }
    do throws(IOError) {
      let descriptor = code.isSuccess ? FileDescriptor.standardOutput : .standardError
      var writer = ByteWriter(descriptor: descriptor, name: "standard output")
      // An argument that is repeated may hold control characters.
      writer.append((code.isSuccess ? text : text.visible(keepingLines: true)) + "\n")
      try writer.flush()
    } catch  where code.isSuccess {
      say(error.diagnostic)
      Self.exit(withError: ExitCode.cannotWrite)
    } catch {
      // Nobody is left to tell when stderr cannot be written.
    }
    Self.exit(withError: code)
  }

  /// The stage that the first argument names, with its options; `nil` where help is asked for, and for all that is wrong.
  ///
  /// ArgumentParser looks through every command on the way from the root: a third of what a stage does to start. Help, errors and
  /// completion scripts still come from there.
  private static func stage(_ arguments: [String]) -> (any ParsableCommand)? {
    guard let name = arguments.first,
      let stage = configuration.subcommands.first(where: { $0.configuration.commandName == name }),
      let command = try? stage.parseAsRoot(Array(arguments.dropFirst())), type(of: command) == stage
    else { return nil }
    return command
  }
}
