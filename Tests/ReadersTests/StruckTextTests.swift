import Bytes
import Testing

/// The cells of a page whose table has one row: a label and a cell.
private func cell(_ inner: String, attributes: String = "") throws -> [String] {
  let html = """
    <h1>清源县水利局2022年政府信息公开工作年度报告</h1><p>二、主动公开政府信息情况</p>
    <table><tr><td>规章<td\(attributes)>\(inner)</td><td>9</td></tr></table>
    """
  return try outline(read(html)[0]).filter { $0.hasPrefix("1.") }.map { String($0.dropFirst(6)) }
}

/// Browsers show it, and it does not count.
@Test(arguments: [
  ("<del>7</del>3", "3"), ("<s>7</s>3", "3"), ("<strike>7</strike>3", "3"), ("3<S>7</S>", "3"),
  ("<span style='text-decoration:line-through'>7</span>3", "3"),
  ("<span style=\"COLOR: red; TEXT-DECORATION: underline LINE-THROUGH\">7</span>3", "3"),
  ("<font style='text-decoration-line:line-through'>7</font>3", "3"),
  ("<p style='text-decoration:line-through'>7</p><p>3</p>", "3"),
  ("<p><del>7</p><p>3</p>", "3"), ("<p><s>7</p><p>3</p>", "3"), ("<del>7", ""),
  ("<del><p>7</p><p>8</p></del>3", "3"),
  ("<span style='text-decoration:none;line-height:1px'>7</span>3", "73"),
  ("<span style='text-decoration:underline;color:black'>7</span>3", "73"),
  ("<ins>7</ins>", "7"),
])
func struckOutTextIsLeftOut(inner: String, expected: String) throws {
  #expect(try cell(inner) == ["规章", expected, "9"])
}

@Test func aStruckOutCellStaysABlankOne() throws {
  #expect(try cell("7", attributes: " style='text-decoration:line-through'") == ["规章", "", "9"])
}

@Test(arguments: ["<tr style='text-decoration:line-through'>", "<tr hidden>"])
func aStruckOutRowIsLeftOut(row: String) throws {
  let html =
    "<h1>清源县水利局2022年政府信息公开工作年度报告</h1><p>二、主动公开政府信息情况</p>"
    + "<table><tr><td>甲<td>1</td></tr>\(row)<td>乙</td><td>2</td></tr><tr><td>丙</td><td>3</td></tr></table><p>三</p>"
  let lines = try outline(read(html)[0])
  #expect(lines.suffix(5) == ["1.1.1 甲", "1.1.2 1", "1.2.1 丙", "1.2.2 3", "p 三"])
}

/// What is not closed ends with its paragraph: the tables behind it are not lost.
@Test func struckOutTextThatNothingClosesEndsWithItsParagraph() throws {
  let html =
    "<p>一、总体情况</p><div><s>旧</div><p>甲</p><p><del>旧</p><p>乙</p><p><span style='display:none'>丙</p><p>丁"
  #expect(try outline(read(html)[0]).count(where: { $0.contains("旧") }) == 0)
  for text in ["甲", "乙", "丁"] {
    #expect(try outline(read(html)[0]).contains { $0.contains(text) }, "\(text)")
  }
}

@Test(arguments: [
  ("12<sup>1</sup>", "12 1"), ("12<sup> 1</sup>", "12 1"), ("<sup>1</sup>12", "1 12"),
  ("12<sub>1</sub>", "12 1"),
  ("12<sup></sup>", "12"), ("规章<sup>件</sup>", "规章件"), ("12 <sup>[1]</sup>", "12 [1]"), ("<sup>1</sup>", "1"),
])
func raisedTextIsPartedFromTheTextBesideIt(inner: String, expected: String) throws {
  #expect(try cell(inner) == ["规章", expected, "9"])
}

@Test(arguments: [
  ("<input value='4152' readonly>", "4152"), ("<input type=text value=7>", "7"),
  ("<INPUT TYPE=\"Number\" VALUE=7 />", "7"),
  ("<input value='1&#50;&nbsp;'>", "12\u{A0}"), ("<input type=hidden value=7>3", "3"),
  ("<input type=button value=7>3", "3"),
  ("<input type=checkbox value=7>", ""), ("<input type=submit value=7>", ""), ("<input hidden value=7>", ""),
  ("<input style='display:none' value=7>", ""), ("<input>", ""), ("<input value>", ""),
  ("<input value=''>", ""),
  ("1<input value=2>3", "1 2 3"), ("<del><input value=2></del>3", "3"),
  ("<div hidden><input value=2></div>3", "3"),
  ("<select><option>5</option><option selected>6</option></select>", "6"),
  ("<select><option>5<option selected=selected>6<option>7</select>", "6"),
  ("<select><option>5</option><option>6</option></select>", "\u{FFFC}"),
  ("<select hidden><option selected>6</option></select>3", "3"),
  ("<select><option selected></option><option>6</option></select>", ""),

])
func aFieldIsTheTextOfItsCell(inner: String, expected: String) throws {
  let lines = try cell(inner)
  #expect(lines == ["规章", expected, "9"])
}

@Test func fieldsOutsideOfTablesAreNoText() throws {
  let html =
    "<h1>清源县水利局2022年政府信息公开工作年度报告</h1><form><input value='请输入'><textarea>请输入</textarea><select><option selected>请输入</select></form><p>一、总体情况</p>"
  #expect(try !outline(read(html)[0]).contains { $0.contains("请输入") })
}
