import Bytes
import TestSupport
import Testing

@testable import XML

/// The events of a document that comes in chunks of `size` bytes: `<name a=1`, `>name`, and texts, pieces joined.
private func events(
  _ document: [UInt8], size: Int = 1 << 16, attributes: [String] = ["a"], emptyElements: [String]? = nil
) throws -> [String] {
  var reader = XMLReader(
    name: "x.xml", namespaces: [["urn:one", "urn:uno"], ["urn:two"]],
    emptyElements: emptyElements?.map { Array($0.utf8) })
  var events: [String] = []
  var (next, text) = (0, [UInt8]())
  func flush() {
    if !text.isEmpty { events.append("\"" + String(decoding: text, as: UTF8.self)) }
    text = []
  }
  while true {
    switch try reader.next() {
    case .start:
      flush()
      let values = attributes.map { (name: $0, value: String(reader.attribute(Array($0.utf8)))) }
      let shown = values.filter { !$0.value.isEmpty }.map { " \($0.name)=\($0.value)" }.joined()
      events.append(
        "<\(reader.namespace < 0 ? "" : "\(reader.namespace):")\(String(reader.localName))\(shown)")
    case .end:
      flush()
      events.append(">\(reader.namespace < 0 ? "" : "\(reader.namespace):")\(String(reader.localName))")
    case .text: reader.append(textTo: &text)
    case .needsInput:
      let end = min(next + size, document.count)
      if next == end { reader.finish() } else { try reader.append(document[next..<end].span) }
      next = end
    case .finish: return events
    }
  }
}

private func events(_ document: String, size: Int = 1 << 16) throws -> [String] {
  try events(Array(document.utf8), size: size)
}

private let documents: [(String, [String])] = [
  ("<a/>", ["<a", ">a"]),
  ("\u{FEFF}<?xml version='1.0'?>\n<!-- <b> --><a>1</a>\n<?x ?>", ["<a", "\"1", ">a"]),
  ("<r a = '1' ><b a=\"&lt;&#x4E2D;&quot;\n2\"/></r >", ["<r a=1", "<b a=<中\" 2", ">b", ">r"]),
  ("<r>一&amp;&#20108;\r\n三\r</r>", ["<r", "\"一&二\n三\n", ">r"]),
  ("<r>1<![CDATA[<&]]]]><b/>2</r>", ["<r", "\"1<&]]", "<b", ">b", "\"2", ">r"]),
  ("<r><!-- - -- x -->1<?p ? >?>2</r>", ["<r", "\"12", ">r"]),
  (
    "<x:r xmlns:x='urn:one' xmlns='urn:two'><b x:a='1'/><c xmlns='' x:a='1' a='2'/><b/></x:r>",
    ["<0:r", "<1:b", ">1:b", "<c a=2", ">c", "<1:b", ">1:b", ">0:r"]
  ),
  ("<r xmlns='urn:uno'><x:b xmlns:x='urn:&#116;wo' x:a='1'/></r>", ["<0:r", "<1:b a=1", ">1:b", ">0:r"]),
  ("<中 a='二'>𠮷</中>", ["<中 a=二", "\"𠮷", ">中"]),
]

@Test(arguments: documents)
func aDocumentGivesItsEventsHoweverItIsCut(document: String, expected: [String]) throws {
  for size in [1, 2, 3, 5, 7, 16, 4096] {
    #expect(try events(document, size: size) == expected, "chunks of \(size)")
  }
}

private let broken: [(String, XMLError)] = [
  ("", .truncated(Location("x.xml", line: 1), open: "")),
  (" \n", .truncated(Location("x.xml", line: 2), open: "")),
  ("<a>\n<b>", .truncated(Location("x.xml", line: 2), open: "b")),
  ("<a>\n<b c='", .truncated(Location("x.xml", line: 2), open: "a")),
  ("<a><![CDATA[x", .truncated(Location("x.xml", line: 1), open: "a")),
  ("<a/><!-- x", .truncated(Location("x.xml", line: 1), open: "")),
  ("<a>\n</b>", .mismatch(Location("x.xml", line: 2), open: "a", closed: "b")),
  ("<a/><b/>", .malformed(Location("x.xml", line: 1), why: "a second root element begins")),
  ("<a/>x", .malformed(Location("x.xml", line: 1), why: "text stands outside the root element")),
  ("</a>", .malformed(Location("x.xml", line: 1), why: "</a> closes nothing")),
  ("<a b='1' b='2'/>", .malformed(Location("x.xml", line: 1), why: "an attribute comes twice")),
  ("<a b=1/>", .malformed(Location("x.xml", line: 1), why: "a value stands in no quotes")),
  ("<a b/>", .malformed(Location("x.xml", line: 1), why: "an attribute has no value")),
  ("<a b='<'/>", .malformed(Location("x.xml", line: 1), why: "“<” stands in a value")),
  ("<a>\n&nbsp;</a>", .malformed(Location("x.xml", line: 1), why: "a reference is none of XML")),
  ("<a>&#0;</a>", .malformed(Location("x.xml", line: 1), why: "a reference is none of XML")),
  ("<a>1 & 2</a>", .malformed(Location("x.xml", line: 1), why: "a reference is none of XML")),
  ("<a>< b/></a>", .malformed(Location("x.xml", line: 1), why: "“<” begins no tag")),
  ("<x:a/>", .malformed(Location("x.xml", line: 1), why: "the prefix of <x:a> is not declared")),
  ("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", .doctype(Location("x.xml", line: 1))),
  ("<a>\n\u{1}</a>", .invalidCharacter(Location("x.xml", line: 2))),
]

@Test(arguments: broken)
func whatIsNotWellFormedIsRefusedWithItsLine(document: String, expected: XMLError) {
  #expect(throws: expected) { try events(document) }
}

@Test func bytesThatAreNoUTF8AreRefused() throws {
  #expect(throws: XMLError.invalidCharacter(Location("x.xml", line: 1))) {
    try events(Array("<a>".utf8) + [0xFF] + Array("</a>".utf8))
  }
  // A character that the end cuts off.
  for size in [1, 100] {
    #expect(throws: XMLError.self) { try events(Array("<a>一".utf8).dropLast(), size: size) }
  }
}

@Test func whatIsMadeToExhaustTheReaderIsRefused() throws {
  let deep = String(repeating: "<a>", count: 100_000)
  #expect(throws: XMLError.tooDeep(Location("x.xml", line: 1))) { try events(deep) }
  let wide = "<a" + (0..<200).map { " a\($0)=''" }.joined() + "/>"
  #expect(throws: XMLError.tagTooLong(Location("x.xml", line: 1))) { try events(wide) }
  let long = "<a b='" + String(repeating: "x", count: 2 << 20)
  #expect(throws: XMLError.tagTooLong(Location("x.xml", line: 1))) { try events(long, size: 4 << 20) }
}

@Test func aTruncatedDocumentIsNeverWhole() throws {
  let document = Array("<r a='1'><!-- x --><b>一&amp;</b><![CDATA[y]]><?z z?></r>".utf8)
  for length in 0..<document.count {
    #expect(throws: XMLError.self, "\(length)") { try events(Array(document[..<length]), size: 5) }
  }
}

@Test func damagedDocumentsNeverTrap() throws {
  var generator = SeededGenerator(seed: 7)
  let document = Array("<r a='1'><!-- x --><b c=\"&lt;\">一&amp;&#x41;\r\n</b><![CDATA[y]]><?z z?></r>".utf8)
  for _ in 0..<2_000 {
    var damaged = document
    for _ in 0..<Int.random(in: 1...3, using: &generator) {
      let marks = Array("<>/&;'\"=!-[]?x \u{1}".utf8) + [0xFF]
      damaged[Int.random(in: 0..<damaged.count, using: &generator)] = marks.randomElement(using: &generator)!
    }
    let whole = try? events(damaged)
    let cut = try? events(damaged, size: Int.random(in: 1...9, using: &generator))
    #expect(whole == cut, "\(String(decoding: damaged, as: UTF8.self))")
  }
}

@Test(arguments: [1, 3, 4096])
func emptyElementsThatNobodyAsksForArePassedOver(size: Int) throws {
  let border = "<w:top w:val='single' w:space='0'/>"
  let document =
    "<w:r xmlns:w='urn:one'>\(border)\(border)<w:bb a='1'/>1\(border)<w:top>2</w:top>\(border)</w:r>"
  let found = try events(Array(document.utf8), size: size, emptyElements: ["bb"])
  #expect(found == ["<0:r", "<0:bb a=1", ">0:bb", "\"1", "<0:top", "\"2", ">0:top", ">0:r"])
}

@Test func aTagThatWasPassedOverIsReadAnewWhereItsPrefixIsGone() {
  let border = "<w:top w:val='single' w:space='0'/>"
  let document = "<r><b xmlns:w='urn:one'>\(border)\(border)</b>\(border)</r>"
  #expect(throws: XMLError.self) { try events(Array(document.utf8), emptyElements: ["bb"]) }
}

/// The local names of a document whose elements `p` are remembered at their ends, but for those that hold `x`.
private func namesBesideRemembered(_ document: String, size: Int) throws -> String {
  var reader = XMLReader(name: "x.xml", namespaces: [["urn:one"]])
  let bytes = Array(document.utf8)
  var (names, next, isSilent) = ("", 0, false)
  while true {
    switch try reader.next() {
    case .start:
      let name = String(reader.localName)
      names += name
      if name == "p" { (isSilent, _) = (true, reader.markElement()) }
      if name == "x" { isSilent = false }
    case .end: if String(reader.localName) == "p", isSilent { reader.rememberElement() }
    case .text: names += String(reader.text)
    case .needsInput:
      let end = min(next + size, bytes.count)
      if next == end { reader.finish() } else { try reader.append(bytes[next..<end].span) }
      next = end
    case .finish: return names
    }
  }
}

private let longProperty =
  "<p><y a='1234567890'/><y b='1234567890'>\(String(repeating: "z", count: 40))</y></p>"

@Test(arguments: [
  // Short and long ones; the second one of the same bytes is passed over, others are not; the shortest ones never are.
  ("<r><p a=''></p>1<p a=''></p>2<p><y/></p></r>", "rp12py"),
  ("<r><p></p>1<p></p>2</r>", "rp1p2"),
  ("<r>\(longProperty)1\(longProperty)2</r>", "rpyy\(String(repeating: "z", count: 40))12"),
  // What said something is read again; so is what only begins alike.
  ("<r><p><x/></p>1<p><x/></p>2</r>", "rpx1px2"),
  ("<r><p><y></y></p>1<p><y></y><x/></p>2</r>", "rpy1pyx2"),
  // An empty one.
  ("<r><p a='1234'/>1<p a='1234'/>2</r>", "rp12"),
])
func elementsThatSaidNothingArePassedOver(document: String, names: String) throws {
  #expect(try namesBesideRemembered(document, size: 4096) == names)
}

@Test func anElementThatWasPassedOverIsReadAnewWhereItsPrefixIsGone() {
  let document = "<r><b xmlns:w='urn:one'><p><w:y></w:y></p><p><w:y></w:y></p></b><p><w:y></w:y></p></r>"
  #expect(throws: XMLError.self) { try namesBesideRemembered(document, size: 4096) }
}

@Test func anElementThatWasPassedOverIsNotTooDeep() {
  let inner = "<p><y><y></y></y></p>"
  let deep = String(repeating: "<a>", count: 253) + inner
  // Remembered where there was room, refused where there is none.
  #expect(throws: XMLError.tooDeep(Location("x.xml", line: 1))) {
    try namesBesideRemembered("<r>\(inner)\(deep)", size: 4096)
  }
}

@Test func chunksCutElementsThatArePassedOver() throws {
  let document = "<r>" + String(repeating: longProperty + "1", count: 9) + "</r>"
  let whole = try namesBesideRemembered(document, size: 4096)
  for size in [1, 7, 50, 130] {
    let names = try namesBesideRemembered(document, size: size)
    // What the chunks cut is told of, and may be told of again.
    #expect(names.filter { $0 == "1" } == whole.filter { $0 == "1" }, "\(size)")
    #expect(names.hasPrefix("rpyy") && names.hasSuffix("1"))
  }
}

@Test func anElementThatIsAskedForIsToldOfThoughItWasSkippedBefore() throws {
  let document = "<r><s><bb a='1' c='1234567'/></s><bb a='1' c='1234567'/></r>"
  var reader = XMLReader(name: "x.xml", emptyElements: [Array("bb".utf8)])
  try reader.append(Array(document.utf8).span)
  reader.finish()
  var names: [String] = []
  while true {
    switch try reader.next() {
    case .start:
      names.append(String(reader.localName))
      if names.last == "s" { reader.skipContent() }
    case .finish:
      #expect(names == ["r", "s", "bb"])
      return
    default: break
    }
  }
}
