import Testing

@testable import HTML

/// Whether a style attribute hides its element: `display`, or `visibility`.
private func hides(_ style: String) -> Bool? {
  let page = Array("<p \(style)>".utf8)
  var tokenizer = Tokenizer()
  guard case .start(let start) = tokenizer.next(in: page.span) else { return nil }
  return start.isHidden || start.visibility == .hidden || start.visibility == .collapse
}

@Test(arguments: [
  // The last declaration counts, unless an earlier one is important.
  ("style='display:none;display:block'", false), ("style='display:block;display:none'", true),
  ("style='display:none!important;display:block'", true),
  ("style='display:none ! IMPORTANT;display:block'", true),
  ("style='display:none!important;display:block!important'", false),
  ("style='visibility:hidden;visibility:visible'", false), ("style='VISIBILITY : Hidden'", true),
  ("style='visibility:collapse'", true), ("style='visibility:inherit'", false),
  // What is no value of the property is no declaration.
  ("style='display:none;display:nonesuch'", true), ("style='display:nonesuch'", false),
  ("style='visibility:hidden;visibility:gone'", true),
  // The first of repeated attributes counts.
  ("style='color:red' style='display:none'", false), ("style='display:none' style='color:red'", true),
  ("STYLE='' style='display:none'", false),
  // Comments, strings, addresses.
  ("style='/* display:none */color:red;width:12px'", false), ("style='display:/* x */none'", true),
  ("style='display/**/:none'", true), ("style='color:red;/* ; */display:none/* never closed'", true),
  ("style='background:url(a;display:none)'", false),
  ("style=\"background:url('a);display:none');x:y\"", false),
  ("style='background:url(a.png);display:none'", true), ("style=\"content:'; display:none;'\"", false),
  ("style=\"content:'\\'; display:none;'\"", false), ("style='x:[;display:none]'", false),
  // References.
  ("style='display&#58;none'", true), ("style='display:&#110;one'", true),
  ("style='display&colon;&#x6e;one;'", true),
  ("style='display:none&semi;display:block'", false),
  // A declaration that is none ends at its semicolon.
  ("style='display none;display:none'", true), ("style=';;display:none;;'", true),
  ("style='a:b:display:none'", false),
  ("style=display:none", true), ("hidden", true), ("hidden='until-found'", true), ("data-hidden", false),
  // The attribute hides where no style says otherwise.
  ("hidden style='display:table-row'", false), ("hidden style='color:red;width:9px'", true),
])
func stylesOfAttributesHide(attributes: String, expected: Bool) {
  #expect(hides(attributes) == expected)
}

@Test(arguments: [
  ("<td rowspan=2 rowspan=3>", 2, 1), ("<td colspan='' colspan=3>", 1, 1), ("<td COLSPAN=2 colspan=3>", 1, 2),
])
func ofRepeatedAttributesTheFirstCounts(page: String, rows: Int, columns: Int) {
  let bytes = Array(page.utf8)
  var tokenizer = Tokenizer()
  guard case .start(let start)? = tokenizer.next(in: bytes.span) else {
    Issue.record("no tag")
    return
  }
  #expect(start.rowSpan == rows)
  #expect(start.columnSpan == columns)
}

/// Whether the rules of a sheet hide an element.
private func hides(_ css: String, _ element: String) -> Bool? {
  var tokenizer = Tokenizer()
  let sheet = Array(css.utf8)
  tokenizer.sheet.read(sheet.span)
  let page = Array("<\(element)>".utf8)
  guard case .start(let start) = tokenizer.next(in: page.span) else { return nil }
  return start.isHidden || start.visibility == .hidden
}

@Test(arguments: [
  (".x{display:none}", "p class=x", true), (".x{display:none}", "p class='a x b'", true),
  (".x{display:none}", "p class='xx'", false), (".x{display:none}", "p class=X", false),
  (".x{display:none}", "p class=a class=x", false), ("#x{visibility:hidden}", "p id=x", true),
  ("#x{visibility:hidden}", "p class=x", false), ("td{display:none}", "TD", true),
  ("TD{display:none}", "td a", true),
  ("td{display:none}", "th", false), ("*{display:none}", "p", true), ("*.x{display:none}", "p class=x", true),
  ("td.x.y{display:none}", "td class='y x'", true), ("td.x.y{display:none}", "td class='x'", false),
  ("p.x#y{display:none}", "p id=y class=x", true), ("a,.x , b{display:none}", "p class=x", true),
  (".数{display:none}", "p class=数", true),
  // The more special rule counts, else the last; what is important goes before.
  (".x{display:none}p{display:block}", "p class=x", true),
  ("#y{display:block}.x{display:none}", "p class=x id=y", false),
  (".x{display:none}.x{display:block}", "p class=x", false),
  ("p{display:none!important}.x{display:block}", "p class=x", true),
  (".x{display:none}.y{display:block}", "p class='y x'", false),
  (".y{display:block}.x{display:none}", "p class='y x'", true),
  (".x{display:none}", "p class=x style='display:block'", false),
  (".x{display:none!important}", "p class=x style='display:block'", true),
  (".x{display:none!important}", "p class=x style='display:block!important'", false),
  (".x{display:block}", "p class=x hidden", false), (".x{color:red}", "p class=x hidden", true),
  // Comments and the marks around sheets of old pages.
  ("/* .x{ */.x{display:none}", "p class=x", true), ("<!-- .x{display:none} -->", "p class=x", true),
  ("/* .x{display:none} */", "p class=x", false),
  (".a{background:url(})}.x{display:none}", "p class=x", true),
  (".a{content:'}.x{display:none}'}", "p class=x", false),
  ("@charset 'utf-8';.x{display:none}", "p class=x", true),
  // Rules for screens hold.
  ("@media print{.x{display:none}}", "p class=x", false),
  ("@media screen{.x{display:none}}", "p class=x", true),
  ("@media print , screen{.x{display:none}}", "p class=x", true),
  ("@MEDIA all { .x{display:none} }", "p class=x", true),
  ("@media screen and (max-width:600px){.x{display:none}}", "p class=x", false),
  ("@media print{.a{}}.x{display:none}", "p class=x", true), ("@font-face{display:none}", "p", false),
  // Others are passed over.
  (".x:hover{display:none}", "p class=x", false), (".a .x{display:none}", "p class=x", false),
  (".x::before{display:none}", "p class=x", false), ("p[class=x]{display:none}", "p class=x", false),
  (".a>.x,.y{display:none}", "p class=y", true), ("p:not(.a,.x){display:none}", "p class=y", false),
  (".x{display:none", "p class=x", true), (".x{", "p class=x", false),
  ("{}}}.x{display:none}", "p class=x", false),
  (".x{text-decoration:line-through}", "p class=x", true),
])
func rulesOfAPageHide(css: String, element: String, expected: Bool) {
  #expect(hides(css, element) == expected)
}

@Test func sheetsNeverCostMoreThanTheirLimit() {
  var sheet = StyleSheet()
  let many = (0..<20_000).map { "p.x.y\($0){display:none}" }.joined()
  let bytes = Array(many.utf8)
  sheet.read(bytes.span)
  #expect(sheet.isFull)
  // Nested without end, and brackets that nothing closes.
  for css in [String(repeating: "@media all{", count: 100_000), String(repeating: "(", count: 100_000)] {
    let bytes = Array(css.utf8)
    sheet.read(bytes.span)
  }
}
