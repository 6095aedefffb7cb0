import ArgumentParser
import Bytes
import Forms

struct ListForms: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forms", _superCommandName: Nianbao.name,
    abstract: "List the official forms, or print one as a table.",
    discussion: """
      Examples:
        nianbao forms
        nianbao forms 2021
        nianbao forms --form county-2010.xml county-2010
      """)

  @Argument(help: ArgumentHelp("The form to print.", valueName: "id"))
  var id: String?

  @OptionGroup var forms: FormOptions
  @OptionGroup var output: OutputOptions

  @Flag(help: .hidden)
  var embed = false

  func validate() throws {
    let ending = output.output.lowercased().split(separator: ".").last ?? ""
    if ["xlsx", "xlsm", "xls", "xml", "et", "ods", "csv", "docx"].contains(ending) {
      throw ValidationError("forms writes text, and no .\(ending). Give --output a name that ends in .txt.")
    }
  }

  func run() throws {
    try reporting {
      let text: String
      if embed {
        // For `make forms`: the source file that carries the forms named with --form.
        text = try Form.embedded(forms.formFiles.map { try Form(xml: readAll($0), name: $0) })
      } else {
        let library = try forms.library()
        text = try id.map { try library.form($0).table } ?? library.list
      }
      try output.write(inputs: forms.formFiles) { $0.append(text) }
    }
  }
}
