import Foundation
import TestSupport
import Testing

@testable import Forms

private func xml(_ id: String) throws -> [UInt8] {
  try Workplace.bytes(Workplace.root.appending(path: "schemas/forms/\(id).xml"))
}

private let ids = ["2014", "2019", "2021"]

@Test(arguments: ids)
func theProgramCarriesTheFormsOfTheFiles(id: String) throws {
  let decoded = try Form(xml: xml(id), name: id)
  let carried = try FormLibrary().form(id)
  // Compiled, for the XML wraps long texts.
  #expect(carried.compiled == decoded.compiled, "schemas/forms/\(id).xml has changed: run make forms")
}

@Test func compiledLinesHoldAllOfAForm() throws {
  for form in try FormLibrary().forms {
    #expect(Form.forms(compiled: form.compiled) == [form])
  }
}

@Test(.enabled(if: Command.find("xmllint") != nil, "xmllint is not installed"), arguments: ids)
func formsAreValid(id: String) throws {
  let result = try Command.run(
    Command.find("xmllint")!, ["--noout", "--schema", "schemas/form.xsd", "schemas/forms/\(id).xml"])
  #expect(result.status == 0, "\(result.stderr)")
}

@Test(
  .enabled(if: Command.find("xmllint") != nil, "xmllint is not installed"),
  arguments: [
    ("severity=\"error\"", "severity=\"bad\""), ("code=\"regulations\"", "code=\"Regulations\""),
    ("label=\"规章\"", "lable=\"规章\""), ("firstYear=\"2021\"", "firstYear=\"soon\""),
  ])
func theSchemaRefusesWhatIsWrong(right: String, wrong: String) throws {
  let text = String(decoding: try xml("2021"), as: UTF8.self)
  let broken = try #require(text.range(of: right)).lowerBound
  let folder = try Workplace.temporaryFolder()
  defer { try? FileManager.default.removeItem(at: folder) }
  let file = folder.appending(path: "form.xml")
  try text.replacing(right, with: wrong, maxReplacements: 1).write(
    to: file, atomically: true, encoding: .utf8)
  _ = broken
  let result = try Command.run(
    Command.find("xmllint")!, ["--noout", "--schema", "schemas/form.xsd", file.path])
  #expect(result.status != 0)
}

@Test(arguments: [("2014", 58), ("2019", 198), ("2021", 200)])
func formsHaveAsManyValuesAsTheyPrint(id: String, count: Int) throws {
  #expect(try FormLibrary().form(id).factCount == count)
}

/// Row path, column path and code of every fact of a form.
private func facts(_ id: String) throws -> [(place: String, code: String)] {
  let library = try FormLibrary()
  return FormIndex(library.forms).blocks.filter { String(decoding: $0.formID, as: UTF8.self) == id }.flatMap {
    block in
    block.rows.flatMap { row in
      block.columns.enumerated().map { place, column in
        (
          "\(String(decoding: row.path, as: UTF8.self)) | \(String(decoding: column, as: UTF8.self))",
          String(decoding: row.facts[place].code, as: UTF8.self)
        )
      }
    }
  }
}

@Test(arguments: ids)
func codesAreUniqueInAForm(id: String) throws {
  let codes = try facts(id).map(\.code)
  #expect(Set(codes).count == codes.count)
  #expect(codes.allSatisfy { $0.allSatisfy { $0.isASCII && ($0.isLowercase || "-.".contains($0)) } })
}

@Test func oneCodeMeansOneQuantityInAllForms() throws {
  let old = Dictionary(uniqueKeysWithValues: try facts("2019").map { ($0.code, $0.place) })
  let new = Dictionary(uniqueKeysWithValues: try facts("2021").map { ($0.code, $0.place) })
  var renamed: [String] = []
  for (code, place) in old.sorted(by: { $0.key < $1.key }) {
    if let other = new[code], other != place { renamed.append("\(place) = \(other)") }
  }
  // The same quantity under another label; every other shared code has the same label.
  #expect(
    renamed == [
      "行政强制 | 处理决定数量 = 行政强制 | 本年处理决定数量",
      "行政许可 | 处理决定数量 = 行政许可 | 本年处理决定数量",
      "行政处罚 | 处理决定数量 = 行政处罚 | 本年处理决定数量",
      "规章 | 本年新制作数量 = 规章 | 本年制发件数",
    ])
  // And where the label is the same the code is, but for what means something else.
  let places = Dictionary(uniqueKeysWithValues: new.map { ($1, $0) })
  for (code, place) in old where places[place] != nil { #expect(places[place] == code, "\(place)") }
  #expect(new["disclosure.regulations.published-total"] == nil)
  #expect(!new.values.contains { $0.hasPrefix("行政事业性收费 | 上一年") })
}

@Test(arguments: ids)
func termsOfRelationsNameFigures(id: String) throws {
  let form = try FormLibrary().form(id)
  let codes = Set(try facts(id).map(\.code))
  for relation in form.relations {
    let section = relation.within.map { String($0.split(separator: ".")[0]) } ?? ""
    for term in ([relation.left] + relation.right).flatMap({ $0.split(separator: " ") }) {
      var code = term.hasPrefix("-") ? String(term.dropFirst()) : String(term)
      if code.hasSuffix("@-1") { code.removeLast(3) }
      let isKnown =
        switch relation.each {
        case "column": codes.contains { $0.hasPrefix("\(section).\(code).") }
        case "row": codes.contains { $0.hasPrefix("\(section).") && $0.hasSuffix(".\(code)") }
        default: codes.contains(code) || code.hasPrefix("overview.")
        }
      #expect(isKnown, "\(id) \(relation.id): \(term)")
    }
  }
  #expect(Set(form.relations.map(\.severity)).isSubset(of: ["error", "warning", "note"]))
}

@Test func aFormThatIsNoneIsRefused() throws {
  #expect(throws: FormError.self) { try Form(xml: Array("<form id=\"x\">".utf8), name: "x.xml") }
  let empty =
    "<form id=\"x\" title=\"t\" notice=\"n\" firstYear=\"2000\"><section code=\"a\" title=\"b\"/></form>"
  #expect(throws: FormError.self) { try Form(xml: Array(empty.utf8), name: "x.xml") }
  let second = try Form(xml: xml("2021"), name: "again.xml")
  #expect(throws: FormError.duplicate(name: second.title, id: "2021")) { try FormLibrary(adding: [second]) }
}

private func isContact(_ text: String, _ forms: [Form]) -> Bool {
  let bytes = Array(text.utf8)
  return FormIndex(forms).isContact(bytes.span)
}

@Test func wordsOfContactsAreThoseOfTheForms() throws {
  let library = try FormLibrary()
  #expect(isContact("联系电话：12345", library.forms) && !isContact("来信：5", library.forms))
  // A form of one's own has its own.
  let xml =
    "<form id=\"x\" title=\"t\" notice=\"n\" firstYear=\"2000\"><section code=\"a\" title=\"b\"><block code=\"c\"><column code=\"d\" label=\"数量\"/><row code=\"e\" label=\"来信\"/></block></section><contact>热线</contact></form>"
  let form = try Form(xml: Array(xml.utf8), name: "x.xml")
  #expect(form.contacts == ["热线"] && Form.forms(compiled: form.compiled) == [form])
  #expect(isContact("热线：5", [form]))
}
