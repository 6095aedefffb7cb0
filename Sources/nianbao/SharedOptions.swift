import ArgumentParser
import Bytes
import Facts
import Forms
import SystemPackage

/// Where the output goes.
struct OutputOptions: ParsableArguments {
  @Option(
    name: [.short, .customLong("output")],
    help: ArgumentHelp("Write to a file, which appears whole or not at all; - is stdout.", valueName: "file"))
  var output = "-"

  /// Gives `body` a writer and puts the output in its place when `body` is done.
  ///
  /// - Parameter inputs: what is read, which the output must not replace.
  func write(inputs: [String?], _ body: (inout ByteWriter) throws -> Void) throws {
    try Self.write(to: output, inputs: inputs, body)
  }

  /// Does so with a file that no `--output` names.
  static func write(to output: String, inputs: [String?], _ body: (inout ByteWriter) throws -> Void) throws {
    try check(output, inputs)
    if output == "-" {
      FileDescriptor.standardOutput.widenPipe()
      var writer = ByteWriter(shownOn: .standardOutput, name: "standard output")
      try body(&writer)
      try writer.flush()
    } else {
      let file = try OutputFile(output)
      var writer = ByteWriter(shownOn: file.descriptor, name: output)
      try body(&writer)
      try writer.flush()
      try file.commit()
    }
  }
}

extension OutputOptions {
  /// Refuses an output that is an input, under whatever name. What is no regular file (`/dev/null`) is not replaced.
  private static func check(_ output: String, _ inputs: [String?]) throws(ValidationError) {
    guard output != "-", let file = FileIdentity(output), file.isRegular,
      let input = inputs.first(where: { $0.flatMap { FileIdentity($0) } == file }) ?? nil
    else { return }
    let name = input == output ? "" : input == "-" ? ", standard input" : ", “\(input)”"
    throw ValidationError(
      "“\(output)” is an input\(name), which the output would replace. Give it a file of its own.")
  }
}

/// The forms that reports are read with.
struct FormOptions: ParsableArguments {
  @Option(
    name: .customLong("form"),
    help: ArgumentHelp(
      "Know a further form, from an XML file as schemas/form.xsd describes it.", valueName: "file"))
  var formFiles: [String] = []

  func library() throws -> FormLibrary {
    var forms: [Form] = []
    for name in formFiles { forms.append(try Form(xml: try readAll(name), name: name)) }
    return try FormLibrary(adding: forms)
  }
}

/// Facts of a file; `-` is standard input. What is to be said of it and stops nothing is said.
func readFacts(_ file: String) throws -> FactReader {
  try FactReader(try ByteReader(opening: file), warn: say)
}

/// The whole of a small file.
func readAll(_ name: String) throws(IOError) -> [UInt8] {
  var reader = try ByteReader(opening: name)
  while try reader.more() {}
  return [UInt8](copying: reader.window)
}

/// Who and when, for reports that do not say so.
struct IdentityOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The agency of reports that do not name theirs.", valueName: "name"))
  var agency: String?

  @Option(help: ArgumentHelp("The year of reports that do not state theirs.", valueName: "year"))
  var year: Int?

  /// What a report year can be.
  static let years = 1990...2099

  func validate() throws {
    if let agency, agency.hasBytesOfNames {
      throw ValidationError("--agency \(agency) is no UTF-8. Give the name in UTF-8.")
    }
    if let year, !Self.years.contains(year) {
      throw ValidationError("--year \(year) is no report year. Give four digits, as 2023.")
    }
  }
}

/// Official names of bodies.
struct AgencyOptions: ParsableArguments {
  @Option(
    name: .customLong("agencies"),
    help: ArgumentHelp(
      "Official names: CSV with the columns pattern, agency and code. The first pattern that matches the name found or the source counts; * stands for any text.",
      valueName: "file"))
  var file: String?

  func directory() throws -> AgencyDirectory? {
    guard let file else { return nil }
    return try AgencyDirectory(csv: try readAll(file), name: file)
  }

  /// Refuses a column that nothing fills.
  func check(_ columns: Set<FactColumn>) throws {
    if file == nil, columns.contains(.agencyCode) {
      throw ValidationError("The column agency_code needs --agencies: only such a file has codes.")
    }
  }
}

/// The columns behind `value`.
struct WithOption: ParsableArguments {
  @Option(
    name: .customLong("with"),
    help: ArgumentHelp(
      "Further columns, parted by commas: \(FactColumn.optional.map(\.rawValue).joined(separator: ", ")).",
      valueName: "columns"))
  var list = ""

  var columns: Set<FactColumn> {
    get throws {
      var columns: Set<FactColumn> = []
      for name in list.split(separator: ",") {
        guard let column = FactColumn(rawValue: String(name)), FactColumn.optional.contains(column)
        else {
          let known = FactColumn.optional.map(\.rawValue).joined(separator: ", ")
          throw ValidationError("There is no column \(name) to add. The columns are \(known).")
        }
        columns.insert(column)
      }
      return columns
    }
  }
}
