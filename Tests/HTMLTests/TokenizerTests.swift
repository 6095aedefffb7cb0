import Testing

@testable import HTML

/// The tokens of a page as short text: `甲`, `<td 2x3 hidden>`, `</td>`, `{script: …}`.
private func tokens(_ page: String) -> [String] {
  let bytes = Array(page.utf8)
  var tokenizer = Tokenizer()
  var result: [String] = []
  while let token = tokenizer.next(in: bytes.span) {
    switch token {
    case .text(let range): result.append(String(decoding: bytes[range], as: UTF8.self))
    case .rawText(let tag, let range):
      result.append("{\(tag.rawValue): \(String(decoding: bytes[range], as: UTF8.self))}")
    case .end(let tag): result.append("</\(tag.rawValue)>")
    case .start(let start):
      let span = start.rowSpan == 1 && start.columnSpan == 1 ? "" : " \(start.rowSpan)x\(start.columnSpan)"
      result.append(
        "<\(start.tag.rawValue)\(span)\(start.isHidden ? " hidden" : "")\(start.hasAddress ? " address" : "")>"
      )
    }
  }
  return result
}

@Test(arguments: [
  ("<p>甲</p>", ["<p>", "甲", "</p>"]),
  ("<P CLASS=x>甲</P >", ["<p>", "甲", "</p>"]),
  ("<blockquote><figcaption><unknown-name>", ["<blockquote>", "<figcaption>", "<>"]),
  ("<br/><br /><td/colspan=2>", ["<br>", "<br>", "<td 1x2>"]),
  ("<td rowspan=\"20\" colspan='3'>", ["<td 20x3>"]),
  ("<td rowspan = 2 \n colspan\t=3>", ["<td 2x3>"]),
  ("<td rowspan=99999 colspan=99999>", ["<td 65534x1000>"]),
  ("<td rowspan=0 colspan=0>", ["<td 0x1>"]),
  ("<td rowspan=' +4px' colspan=-2 colspan>", ["<td 4x1>"]),
  ("<a href=x>甲<a name=y>", ["<a address>", "甲", "<a>"]),
  ("<a href='#top'><a href='#'><a href>", ["<a>", "<a address>", "<a address>"]),
  ("<p title=\"a>b\" data='<td>' hidden>", ["<p hidden>"]),
  (
    "<p style='display:none'><p style=\"color:red; DISPLAY : None !important\">",
    ["<p hidden>", "<p hidden>"]
  ),
  (
    "<p style='display:nonesuch'><p style='mso-display:none'><p style='display:block;float:none'>",
    ["<p>", "<p>", "<p>"]
  ),
  (
    "<p style='display-x:none'><p style='text-y:z; display\n:\nnone'><p style='displaY:none;'>",
    ["<p>", "<p hidden>", "<p hidden>"]
  ),
  ("a<b c<1 <2 < 3<", ["a", "<b>"]),
  ("1<2 <<p>", ["1<2 <", "<p>"]),
  ("甲<!-- <p> -->乙<!-->丙<!--->丁<!-- a--!>戊<!-- ", ["甲", "乙", "丙", "丁", "戊"]),
  ("<!DOCTYPE html><?xml?><![if x]>甲<![endif]></>乙</ x>丙", ["甲", "乙", "丙"]),
  ("<script>a<b</p></SCRIPT >甲<title>乙<b></title>", ["{script: a<b</p>}", "甲", "{title: 乙<b>}"]),
  ("<style>甲</styles></style x>乙<textarea>丙", ["{style: 甲</styles>}", "乙", "{textarea: 丙}"]),
  ("<![CDATA[甲<b>]]>乙]]>", ["甲", "<b>", "乙]]>"]),
  // A tag ends where the next one begins.
  ("<td>3</td<td>4</td>", ["<td>", "3", "</td>", "<td>", "4", "</td>"]),
  ("<td>3</td\n<td class=x\n<p>4", ["<td>", "3", "</td>", "<td>", "<p>", "4"]),
  ("<td a='<p>' b=<c>3< /td><td <b>4", ["<td>", "3< /td>", "<td>", "<b>", "4"]),
  ("<p <1 <?x?>>甲", ["<p>", ">甲"]),
  ("<p", ["<p>"]), ("<p a=\"", ["<p>"]), ("</", ["</"]), ("<!", []), ("<", ["<"]),
])
func tokensOfPages(page: String, expected: [String]) {
  #expect(tokens(page) == expected)
}

private let faults: [(String, [Tokenizer.Fault: Int])] = [
  ("<td>3</td<td>4</td>", [.unclosed: 7]), ("<td class=\"x>3</td><td class=\"y\">4</td>", [.figure: 11]),
  ("<td title=\"x>甲</td><td class=\"y\">4</td>", [:]), ("<td title='<b>3</b>' data='<td>'>3", [:]),
  ("<p>3<td title='x>4</td>", [.unended: 5, .figure: 15]), ("<p>3<!-- 4", [.unended: 4]),
  ("<p>3<script>4", [.unended: 12]), ("<p>3<td", [.unended: 5]), ("<p>3</p>", [:]),
]

/// What is lost in a tag that is not whole has its place.
@Test(arguments: faults)
func faultsOfTagsHavePlaces(page: String, expected: [Tokenizer.Fault: Int]) {
  let bytes = Array(page.utf8)
  var tokenizer = Tokenizer()
  while tokenizer.next(in: bytes.span) != nil {}
  #expect(tokenizer.faults == expected)
}

@Test(arguments: HTML.Tag.allCases)
func everyTagHasItsName(tag: HTML.Tag) {
  #expect(TagNames.all.tag(Name(tag.rawValue.uppercased())) == tag)
}

private func reference(_ text: String) -> (character: Unicode.Scalar, length: Int)? {
  let bytes = Array(text.utf8)
  return CharacterReference.read(bytes.span, at: 0)
}

@Test(arguments: [
  ("&nbsp;", "\u{A0}", 6), ("&nbsp", "\u{A0}", 5), ("&ensp;", "\u{2002}", 6), ("&emsp;", "\u{2003}", 6),
  ("&thinsp;", "\u{2009}", 8), ("&ldquo;", "“", 7), ("&rdquo;", "”", 7), ("&lsquo;", "‘", 7),
  ("&rsquo;", "’", 7),
  ("&mdash;", "—", 7), ("&ndash;", "–", 7), ("&hellip;", "…", 8), ("&middot;", "·", 8), ("&times;", "×", 7),
  ("&yen;", "¥", 5), ("&laquo;", "«", 7), ("&raquo;", "»", 7), ("&bull;", "•", 6), ("&divide;", "÷", 8),
  ("&deg;", "°", 5), ("&plusmn;", "±", 8), ("&permil;", "‰", 8), ("&apos;", "'", 6), ("&quot;", "\"", 6),
  ("&lpar;", "(", 6), ("&thetasym;", "ϑ", 10), ("&yuml;", "ÿ", 6), ("&omega;", "ω", 7), ("&radic;", "√", 7),
  ("&le;", "≤", 4), ("&diams;", "♦", 7), ("&zwnj;", "\u{200C}", 6), ("&lsaquo;", "‹", 8), ("&euro;", "€", 6),
  ("&ampx", "&", 4), ("&notin;", "∉", 7), ("&notit;", "¬", 4), ("&copy2022", "©", 5),
  ("&#160;", "\u{A0}", 6), ("&#xA0;", "\u{A0}", 6), ("&#XA0", "\u{A0}", 5), ("&#128;", "€", 6),
  ("&#0;", "\u{FFFD}", 4),
  ("&#x1F600;", "😀", 9), ("&#xD800;", "\u{FFFD}", 8), ("&#99999999999999999999;", "\u{FFFD}", 23),
])
func referencesAreCharacters(text: String, character: Unicode.Scalar, length: Int) throws {
  let read = try #require(reference(text))
  #expect(read.character == character)
  #expect(read.length == length)
}

@Test(arguments: ["&", "& ", "&;", "&#;", "&#x;", "&unknown;", "&hellip", "&NBSP;", "&abcdefghijklmnop;"])
func whatIsNoReferenceIsText(text: String) {
  #expect(reference(text) == nil)
}
