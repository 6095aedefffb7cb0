import Facts
import TestSupport
import Testing

private let path = WidePath(
  sections: ["收到和处理政府信息公开申请情况", "甲/乙"].map { Array($0.utf8) },
  columns: ["法人或其他组织/其他", "本年增/减", "总计"].map { Array($0.utf8) })

private func column(_ section: String, _ row: String, _ column: String) -> WideColumn {
  WideColumn(section: Array(section.utf8), row: Array(row.utf8), column: Array(column.utf8))
}

@Test(arguments: [
  ("收到和处理政府信息公开申请情况/本年度办理结果/总计/法人或其他组织/其他", "收到和处理政府信息公开申请情况", "本年度办理结果/总计", "法人或其他组织/其他"),
  ("主动公开政府信息情况/行政许可/本年增/减", "主动公开政府信息情况", "行政许可", "本年增/减"),
  // What no form knows: the section is the first part, the column the last.
  ("节/行/子/列", "节", "行/子", "列"),
  ("甲/乙/行/列", "甲/乙", "行", "列"),
  ("节//列", "节", "", "列"),
  // Escaped, where it would be read otherwise.
  ("节/行/一\\/二", "节", "行", "一/二"),
  ("一\\/二/行/列", "一/二", "行", "列"),
  ("节/行\\/列\\/子/总计\\\\", "节", "行/列/子", "总计\\"),
])
func namesOfColumnsAreReadBack(name: String, section: String, row: String, column label: String) {
  let wanted = column(section, row, label)
  #expect(path.read(Array(name.utf8)) == wanted)
  #expect(String(decoding: path.name(wanted), as: UTF8.self) == name)
}

@Test func anyColumnHasANameOfItsOwn() {
  var random = SeededGenerator(seed: 5)
  let parts = ["", "/", "\\", "节", "行", "总计", "本年增/减", "法人或其他组织", "其他", "a\\/b"]
  for _ in 0..<20_000 {
    let texts = (0..<3).map { _ in
      (0..<Int.random(in: 0...3, using: &random)).map { _ in parts.randomElement(using: &random)! }.joined()
    }
    let wanted = column(texts[0], texts[1], texts[2])
    let name = path.name(wanted)
    #expect(path.read(name) == wanted, "\(texts) as \(String(decoding: name, as: UTF8.self))")
  }
}

@Test(arguments: ["", "节", "节/行", "节/行/列\\", "a\\/b/c"])
func aNameOfOtherPartsIsNone(name: String) {
  #expect(path.read(Array(name.utf8)) == nil)
}
