import Testing

@testable import HTML

/// Whether a style attribute hides its element: `display`, or `visibility`.
private func hides(_ style: String) -> Bool? {
  let page = Array("<p \(style)>".utf8)
  var tokenizer = Tokenizer()
  guard case .start(let start) = tokenizer.next(in: page.span) else { return nil }
  return start.isHidden || !start.unseen.isSubset(of: .perhaps)
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
  return start.isHidden || !start.unseen.isSubset(of: .perhaps)
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
  (".x::before{display:none}", "p class=x", false), ("svg|p{display:none}", "p", false),
  (".a>.x,.y{display:none}", "p class=y", true), ("p:not(.a,.x){display:none}", "p class=y", false),
  (".x{display:none", "p class=x", true), (".x{", "p class=x", false),
  ("{}}}.x{display:none}", "p class=x", false),
  (".x{text-decoration:line-through}", "p class=x", true),
])
func rulesOfAPageHide(css: String, element: String, expected: Bool) {
  #expect(hides(css, element) == expected)
}

/// Text without a size, without colour, clear, or off the screen; a cell of no width is still a cell.
@Test(arguments: [
  ("font-size:0", true), ("FONT-SIZE: 0PX", true), ("font-size:.0em", true), ("font-size:0.5px", false),
  ("font-size:0;font-size:12px", false), ("font-size:0;font-size:big", true), ("font-size:10px", false),
  ("font:0/0 a", true), ("font:bold 0px 宋体", true), ("font:12px/0 a", false), ("font:inherit", false),
  ("opacity:0", true), ("opacity:0%", true), ("opacity:.01", false), ("opacity:0;opacity:1", false),
  ("color:transparent", true), ("color:rgba(0,0,0,0)", true), ("color:rgba(9, 9, 9, .0)", true),
  ("color:rgb(0 0 0 / 0%)", true), ("color:rgb(0,0,0)", false), ("color:#0000", true), ("color:#000", false),
  ("color:#11223300", true), ("color:#112233", false),
  ("color:transparent;-webkit-background-clip:text", false),
  ("text-indent:-9999px", true), ("text-indent:-99em", true), ("text-indent:-28px", false),
  ("text-indent:2em", false), ("text-indent:-100%", true),
  ("position:absolute;left:-9999px", true), ("left:-9999px", false),
  ("left:-9999px;left:0;position:fixed", false),
  ("position:relative;top:-5000px;left:0", true), ("position:absolute;left:-20px", false),
  ("margin-left:-9999px", true), ("margin:0 0 0 -9999px", true), ("margin:-1px", false),
  ("position:absolute;clip:rect(0,0,0,0)", true), ("position:absolute;clip:rect(1px 1px 1px 1px)", true),
  ("clip:rect(0,0,0,0)", false), ("position:absolute;clip:rect(0,90px,40px,0)", false),
  ("clip-path:inset(50%)", true), ("clip-path:inset(5%)", false), ("clip-path:circle(0)", true),
  ("width:0;overflow:hidden", true), ("height:0;overflow:hidden", true),
  ("max-height:0;overflow:hidden", true),
  ("width:1px;height:1px;overflow:hidden", true), ("width:0", false),
  ("width:0;height:40px;overflow:auto", false),
  ("width:10px;overflow:hidden", false), ("transform:scale(0)", true),
  ("transform:translateX(-9999px)", true),
  ("transform:scale(0.9)", false),
])
func textIsHiddenInManyWays(style: String, expected: Bool) {
  #expect(hides("style='\(style)'") == expected)
  #expect(hides(".x{\(style)}", "p class=x") == expected)
}

@Test(arguments: [
  ("td style='width:0;overflow:hidden'", false), ("span style='width:0;overflow:hidden'", false),
  ("span style='display:inline-block;width:0;overflow:hidden'", true), ("td style='font-size:0'", true),
  ("span style='text-indent:-9999px'", false), ("td style='text-indent:-9999px'", true),
])
func onlyBoxesAreSqueezed(element: String, expected: Bool) { #expect(hides("", element) == expected) }

/// Whether the last element of a page is hidden by rules, and whether it may be, by one that is not understood.
private func state(_ css: String, _ page: String) -> (isHidden: Bool, isInDoubt: Bool) {
  var tokenizer = Tokenizer()
  let sheet = Array(css.utf8)
  tokenizer.sheet.read(sheet.span)
  let page = Array(page.utf8)
  var last = StartTag(.unknown)
  while let token = tokenizer.next(in: page.span) { if case .start(let start) = token { last = start } }
  return (
    last.isHidden || !last.unseen.subtracting(.perhaps).isEmpty, last.unseen.contains(.perhaps)
  )
}

@Test(arguments: [
  ("td i", "<table><tr><td>1<i>", true), ("td i", "<p><i>", false), ("td i", "<td></td><i>", false),
  ("p i", "<p>1</p><i>", false), ("td>i", "<td><i>", true), ("td > i", "<td><b><i>", false),
  ("table tr.x", "<table class=x><tr class=x>", true),
  (".a .b .c", "<p class=a><b class=b><i class=c>", true),
  (".a .b .c", "<p class=b><b class=a><i class=c>", false),
  (".a>.b .c", "<p class=a><u class=b><b><i class=c>", true),
  (".a>.b .c", "<p class=a><b><u class=b><i class=c>", false),
  (".a>.b .c", "<p class=a><u class=b><b class=b><i class=c>", true),
  ("#x td.y>span", "<div id=x><table><tr><td class='z y'><span>", true), ("x-y i", "<x-y><i>", true),
  // End tags that pages leave out.
  ("td.a i", "<table><tr><td class=a>1<td><i>", false),
  ("tr.a i", "<table><tr class=a><td>1<tr><td><i>", false),
  ("p.a i", "<p class=a>1<p><i>", false), ("p.a i", "<p class=a>1<div><i>", false),
  ("li.a i", "<ul><li class=a>1<li><i>", false), ("li.a i", "<ul><li class=a>1<ul><li><i>", true),
  ("b.a i", "<td><b class=a></td><td><i>", false), ("td.a i", "<table><tr><td class=a></b></p><i>", true),
  ("td.a i", "<table><tr><td class=a><table><tr><td>1</table><i>", true),
  ("b.a i", "<p class=x><b class=a><br><i>", true), ("div i", "<div><img><input><i>", true),
])
func rulesAreHeldAgainstTheElementsAround(selector: String, page: String, expected: Bool) {
  #expect(state("\(selector){display:none}", page).isHidden == expected)
  #expect(!state("\(selector){display:none}", page).isInDoubt)
}

@Test func theMoreSpecialSelectorCountsWithAllOfItsParts() {
  #expect(!state(".x{display:none}td .x{display:inline}", "<td><i class=x>").isHidden)
  #expect(state("td .x{display:none}.x{display:inline}", "<td><i class=x>").isHidden)
  #expect(state(".x{display:none}td .x{display:inline}", "<p><i class=x>").isHidden)
}

/// A rule that cannot be held against the page leaves doubt; one that holds for what no page shows leaves none.
@Test(arguments: [
  ("i:first-child{display:none}", true), ("td:nth-child(2) i{display:none}", true),
  ("b+i{display:none}", true),
  ("b~i{display:none}", true), ("i[class=x]{display:none}", true), ("[data-x]{font-size:0}", true),
  ("i:not(.y){visibility:hidden}", true), ("td{i{display:none}}", true),
  ("td{color:red;& i{opacity:0}}", true),
  ("@supports (display:grid){i{display:none}}", true), ("@layer x{i{display:none}}", true),
  ("@media (min-width:600px){i{display:none}}", true), ("@media (max-width:600px){i{display:none}}", false),
  ("u:first-child{display:none}", false), ("p i:first-child{display:none}", false),
  ("i:first-child{display:inline}", false), ("i:first-child{color:red}", false),
  ("i:hover{display:none}", false),
  ("i::after{display:none}", false), ("i:after{display:none}", false), ("td:hover i{display:none}", false),
])
func rulesThatAreNotUnderstoodLeaveDoubt(css: String, expected: Bool) {
  #expect(!state(css, "<table><tr><td>1<i>").isHidden)
  #expect(state(css, "<table><tr><td>1<i>").isInDoubt == expected)
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
