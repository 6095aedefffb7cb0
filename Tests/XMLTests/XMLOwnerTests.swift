import Bytes
import Testing
import XML

private func reader(_ document: String, takesAnyReference: Bool = false) throws -> XMLReader {
  var reader = XMLReader(name: "a", namespaces: [["urn:a"], ["urn:b"]], takesAnyReference: takesAnyReference)
  try reader.append(Array(document.utf8).span)
  reader.finish()
  return reader
}

@Test(arguments: ["&#1;", "&#x0;", "&#xFFFE;", "&#xD800;"])
func referencesToNoCharacterAreTakenOnlyWhenAskedFor(reference: String) throws {
  var strict = try reader("<a>\(reference)</a>")
  #expect(try strict.next() == .start)
  #expect(throws: XMLError.self) { try strict.next() }
  var lenient = try reader("<a>\(reference)</a>", takesAnyReference: true)
  #expect(try lenient.next() == .start)
  #expect(try lenient.next() == .text)
  #expect(String(lenient.text) == (reference == "&#1;" ? "\u{1}" : "\u{FFFD}"))
}

@Test func attributesOfAnotherNamespaceAreFound() throws {
  var reader = try reader("<a xmlns=\"urn:a\" xmlns:q=\"urn:b\" id=\"1\" q:id=\"2\" x:id=\"3\"/>")
  #expect(try reader.next() == .start)
  #expect(String(reader.attribute(Array("id".utf8))) == "1")
  #expect(String(reader.attribute(Array("id".utf8), namespace: 1)) == "2")
  let isNowhere = reader.attribute(Array("id".utf8), namespace: 0).isEmpty
  #expect(isNowhere)
  let (binds, bindsOther) = (reader.binds(Array("q".utf8), to: 1), reader.binds(Array("x".utf8), to: 1))
  #expect(binds && !bindsOther && !reader.hasPrefix)
}

@Test func anOwnerMayReadElementsItself() throws {
  var reader = try reader("<a><b>1</b><c/></a>")
  #expect(try reader.next() == .start)
  let start = reader.contentPosition ?? 0
  let isThere = reader.window.extracting(start..<start + 8).equals(Array("<b>1</b>".utf8))
  #expect(isThere)
  reader.pass(to: start + 8)
  #expect(try reader.next() == .start)
  #expect(String(reader.localName) == "c")
  // The end of an empty element is still to be told.
  let isContent = reader.contentPosition != nil
  #expect(!isContent)
  #expect(try reader.next() == .end)
  #expect(try reader.next() == .end)
  #expect(try reader.next() == .finish)
}
