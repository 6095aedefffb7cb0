import Bytes
import Testing

@testable import Readers

// Documents in Rich Text Format: the cells of a table, and what of the text is shown.

private let top =
  #"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fcharset134 \'cb\'ce\'cc\'e5;}{\f1\fcharset0 Arial;}{\f2\fcharset136 x;}}"#
private let stylesheet = #"{\stylesheet{\s0 Normal;}}{\info{\title x}}{\header x\par}"#

private func pieces(_ body: String) throws -> [String] {
  try outline(read(Array((top + stylesheet + body + "}").utf8))[0])
}

private func row(_ edges: String, _ cells: String...) -> String {
  #"\trowd\trgaph108"# + edges + #"\pard\intbl "# + cells.map { $0 + #"\cell "# }.joined() + #"\row "#
}

@Test(arguments: [
  (
    row(#"\cellx900\cellx1800"#, "a", "b") + row(#"\cellx900\cellx1800"#, "1", "2"),
    ["1.1.1 a", "1.1.2 b", "1.2.1 1", "1.2.2 2"]
  ),
  // Cells across have no marks: their edges tell.
  (
    row(#"\cellx1800\cellx2700"#, "a", "b") + row(#"\cellx900\cellx1800\cellx2700"#, "1", "2", "3"),
    ["1.1.1 a", "1.1.2 b", "1.2.1 1", "1.2.2 2", "1.2.3 3"]
  ),
  (
    row(#"\clmgf\cellx900\clmrg\cellx1800\cellx2700"#, "a", "", "b")
      + row(#"\cellx900\cellx1800\cellx2700"#, "1", "2", "3"),
    ["1.1.1 a", "1.1.2 b", "1.2.1 1", "1.2.2 2", "1.2.3 3"]
  ),
  (
    row(#"\clvmgf\cellx900\cellx1800"#, "a", "b") + row(#"\clvmrg\cellx900\cellx1800"#, "", "2"),
    ["1.1.1 a", "1.1.2 b", "1.2.1 ", "1.2.2 2"]
  ),
  // The definition stands behind the cells, in a group.
  (
    #"\pard\intbl a\cell b\cell\pard\intbl{\trowd\cellx900\cellx1800\row}\pard\intbl 1\cell 2\cell{\trowd\cellx900\cellx1800\row}"#,
    ["1.1.1 a", "1.1.2 b", "1.2.1 1", "1.2.2 2"]
  ),
  // A table in a cell.
  (
    #"\trowd\cellx900\cellx5000\pard\intbl x\cell\pard\intbl\itap2 a\nestcell b\nestcell{\*\nesttableprops\trowd\cellx2000\cellx4000\nestrow}{\nonesttables\par}"#
      + #"1\nestcell 2\nestcell{\*\nesttableprops\trowd\cellx2000\cellx4000\nestrow}\pard\intbl\itap1\cell\row"#,
    ["p x", "1.1.1 a", "1.1.2 b", "1.2.1 1", "1.2.2 2"]
  ),
  // Paragraphs of a cell, and a text that ends the table.
  (
    row(#"\cellx900\cellx1800"#, #"a\par b"#, "1") + row(#"\cellx900\cellx1800"#, "c", "2") + #"\pard d\par"#,
    ["1.1.1 a b", "1.1.2 1", "1.2.1 c", "1.2.2 2", "p d"]
  ),
])
func aTableInRichTextHasItsCells(body: String, expected: [String]) throws {
  #expect(try pieces(body) == expected)
}

@Test(arguments: [
  // Bytes of one character in any form: both as codes, the second one plain, or a code that is \ or a brace.
  (#"\'d5\'fe\'b8\'ae"#, "政府"), (#"\'81\'40\'81@"#, "丂丂"), (#"\'82\'5c\'82\\\'82\'7d"#, "俓俓倉"),
  ("\\'d5\r\n\\'fe", "政"), (#"\f1\'d5\'fe"#, "政"), (#"\f2\'ac\'46"#, "政"),
  (#"\u25919?\u-27068\'3fx"#, "政附x"), (#"\uc2\u25919\'d5\'feb{\uc0\u25919 a}\u25919??c"#, "政b政a政c"),
  (#"\u-10179?\u-8704?"#, "😀"),
  (#"{\upr{a}{\*\ud{\u25919?}}}b"#, "政b"),
  (#"a{\*\unknown x{y}}b{\field{\*\fldinst PAGE}{\fldrslt 7}}"#, "ab7"),
  (#"a{\v x}\v x\v0 b{\strike x}{\deleted x}{\v\plain c}"#, "abc"), (#"12{\super 1}"#, "12 1"),
  (#"12{\up6 1}"#, "12 1"), (#"12{\dn 1}3\up8 4\plain 5"#, "12 1 3 4 5"), (#"12{\up0 1}\up6\dn0 3"#, "1213"),
  (#"12{\up6\nosupersub 1}"#, "12 1"),
  (#"a\~b\_c\-d\{\}\\"#, "a b-cd{}\\"),
  (#"a{\footnote x\par y}b{\pict\pngblip 00ff}c\bin3 {{{d"#, "a b cd"),
  (#"\ldblquote a\rdblquote\emdash b\tab c"#, "“a”—b c"),
  (#"{\listtext\pard\plain 1.\tab}a"#, "1. a"),
])
func textInRichTextIsReadAsShown(text: String, expected: String) throws {
  #expect(try pieces(text + #"\par"#) == ["p \(expected)"])
}

@Test func aTextBoxInRichTextStandsBeforeItsParagraph() throws {
  let body =
    #"a{\shp{\*\shpinst\shpleft0{\sp{\sn x}{\sv y}}{\shptxt\pard b\par c}}{\shprslt x}}d\line e\par f"#
  #expect(try pieces(body) == ["p b", "p c", "p ad", "p e", "p f"])
}

@Test(arguments: [#"b\par\footnote x"#, #"b\footnote x"#, #"b\fonttbl x"#, #"b{\footnote x}\fonttbl\shptxt"#])
func aTextBoxEndsWithItsGroup(box: String) throws {
  let body = #"a{\shp{\*\shpinst{\shptxt "# + box + #"}}}c\par d\par"#
  #expect(try pieces(body) == ["p b", "p ac", "p d"])
}

@Test(arguments: [
  (#"}\'d5\'fe 7\par}"#, 1), ("}{x}", 1), ("\0\0\0", 0), ("\r\n \u{1A}", 0), ("}\r\n}", 0), ("", 0),
])
func whatStandsBehindTheEndOfADocumentIsTold(rest: String, count: Int) throws {
  let report = try read(Array((top + #"a 5\par}"# + rest).utf8))[0]
  #expect(outline(report) == ["p a 5"])
  #expect(report.notes.count == count)
  #expect(report.notes.allSatisfy { $0.what == "text behind the end of the document is not read" })
}

@Test(arguments: [
  (1252, #"5\'80 \'99\'8e\'9e\'e9"#, "5€ ™Žžé", 0), (1252, #"\'81\'8d 5"#, "\u{FFFD}\u{FFFD} 5", 2),
  (1251, #"abc \'cf\'f0 5"#, "abc \u{FFFD}\u{FFFD} 5", 2), (932, "x 5", "x 5", 0),
])
func lettersOfOtherCodePagesAreRightOrTold(page: Int, text: String, expected: String, count: Int) throws {
  let whole =
    #"{\rtf1\ansi\ansicpg936{\fonttbl{\f1\fcharset0\cpg"# + "\(page)" + #" A;}}\f1 "# + text + #"\par}"#
  let report = try read(Array(whole.utf8))[0]
  #expect(outline(report) == ["p \(expected)"])
  let told = "\(count) bytes that fit no character were replaced with U+FFFD"
  #expect(report.notes.map(\.what) == (count > 0 ? [told] : []))
}

@Test func aTextBoxInACellDoesNotEndTheTable() throws {
  let box = #"{\shp{\*\shpinst{\shptxt\pard b\par}}}"#
  #expect(
    try pieces(row(#"\cellx900\cellx1800"#, "a" + box, "1") + row(#"\cellx900\cellx1800"#, "c", "2")) == [
      "1.1.1 b a", "1.1.2 1", "1.2.1 c", "1.2.2 2",
    ])
}

@Test func aWesternDocumentHasItsOwnLetters() throws {
  #expect(
    try outline(read(Array(#"{\rtf1\ansi\ansicpg1252 caf\'e9 \'93x\'94\par}"#.utf8))[0]) == ["p café “x”"])
}

private let sample = Array(
  (top + stylesheet + #"{\'c4\'ea\par}"# + row(#"\clvmgf\cellx900\cellx1800"#, "a", #"\u25919?"#)
    + row(#"\clvmrg\cellx900\cellx1800"#, "", "2") + "}").utf8)

@Test func aTruncatedDocumentInRichTextIsNeverRead() {
  for count in 6..<sample.count {
    #expect(throws: ReportError.self, "\(count)") { try read(Array(sample[..<count])) }
  }
}

@Test func groupsWithoutEndAreRefused() {
  let deep = Array((#"{\rtf1"# + String(repeating: "{", count: 100_000)).utf8)
  #expect(throws: ReportError.self) { try read(deep) }
}

@Test func changedDocumentsInRichTextNeverTrap() {
  var state: UInt64 = 3
  for _ in 0..<1000 {
    var changed = sample
    for _ in 0..<4 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      changed[6 + Int(state >> 33) % (changed.count - 6)] = UInt8(truncatingIfNeeded: state >> 24)
    }
    _ = try? read(changed)
  }
}

/// A depth that only a hostile document states, of paragraphs and of cells.
@Test(arguments: ["65", "1000", "2147483647", "99999999999"])
func tablesInTablesOfRichTextHaveAnEnd(depth: String) throws {
  for body in [
    #"\pard\intbl\itap\#(depth) a\par"#,
    #"\pard\intbl\itap\#(depth) a\nestcell{\*\nesttableprops\trowd\cellx900\nestrow}"#,
  ] {
    #expect(
      throws: ReportError.damagedDocument(name: "t", why: "tables stand in tables more than 64 times")
    ) { try pieces(body) }
  }
  #expect(try pieces(#"\pard\intbl\itap64 a\par\pard b\par"#) == ["p a", "p b"])
}
