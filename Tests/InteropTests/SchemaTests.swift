import Foundation
import TestSupport
import Testing

/// The schema that Microsoft published for SpreadsheetML 2003, and the script that holds files against it.
private enum Schema {
  private static let ours = Workplace.root.appending(
    path: "Tests/InteropTests/Readers/validate-spreadsheetml"
  ).path
  /// The same by other hands, on machines of developers.
  private static let shared = Workplace.shared.appending(path: "tools/validate-spreadsheetml").path

  /// The script, or `nil` where the schema would first have to be fetched: a plain `swift test` asks nothing of the network.
  static let validator: String? = {
    let isReady = (try? Command.run(ours, ["--ready"]))?.status == 0
    if isReady || isInteropRequired { return ours }
    return FileManager.default.isExecutableFile(atPath: shared) ? shared : nil
  }()

  static func validate(_ paths: [String]) throws -> CommandResult {
    try Command.run(try #require(validator), paths)
  }
}

@Suite(
  .needs(.xmllint),
  .enabled(if: Schema.validator != nil, "the Office 2003 schemas are not here; `make interop` fetches them"))
struct SchemaTests {
  @Test(arguments: WorkbookFiles.names)
  func aWorkbookIsValid(name: String) throws {
    let result = try Schema.validate([try WorkbookFiles.made().path(name, .xml)])
    #expect(result.status == 0, "\(result.stderr.prefix(2000))")
  }

  /// The validator is no rubber stamp: it refuses a type, an element, an attribute and a nesting that do not exist.
  @Test(arguments: [
    (#"ss:Type="Number""#, #"ss:Type="Integer""#), ("<Borders/>", "<Border/>"),
    (#"ss:Vertical="Center""#, #"ss:Upright="Center""#), ("</Table>", "<Table></Table></Table>"),
    ("</Workbook>", ""),
  ])
  func aBrokenWorkbookIsInvalid(part: String, broken: String) throws {
    let folder = try WorkbookFiles.emptyFolder("broken-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let workbook = try Workplace.bytes(URL(filePath: WorkbookFiles.made().path("2019-form", .xml))).text
    try #require(workbook.contains(part))
    let file = folder.appending(path: "broken.xml")
    try Data(workbook.replacing(part, with: broken).utf8).write(to: file)
    let status = try Schema.validate([file.path]).status
    #expect([1, 3].contains(status), "our script says 1, xmllint itself 3; 2 is that it cannot tell")
  }
}
