public import ArgumentParser
public import Bytes
public import Readers

/// How raw inputs are read.
struct RawInputOptions: ParsableArguments {
  @Option(
    name: .customLong("from"),
    help: ArgumentHelp(
      "The raw form, where it is not to be recognised.", valueName: "kind"))
  var kind: RawKind?

  @Option(
    help: ArgumentHelp("The encoding of text, where it is not to be recognised.", valueName: "name"))
  var encoding: TextEncoding?

  @Option(
    help: ArgumentHelp("The name of standard input in messages and in the column source.", valueName: "name"))
  var inputName = "-"

  /// The name to show for an input, also in the column `source`: text without control characters.
  func shown(_ input: String) -> String { (input == "-" ? inputName : input).visible() }
}

extension RawKind: ExpressibleByArgument {}

extension TextEncoding: ExpressibleByArgument {
  /// Pages labelled gb2312 and gbk are read as GB18030, which holds both.
  public init?(argument: String) {
    let name = argument.lowercased()
    self.init(rawValue: ["gbk", "gb2312"].contains(name) ? "gb18030" : name == "utf8" ? "utf-8" : name)
  }
}
