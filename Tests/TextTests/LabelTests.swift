import Testing
import Text

private func key(_ text: String) -> String {
  var key: [UInt8] = []
  Label.normalize(Array(text.utf8).span, into: &key)
  return String(decoding: key, as: UTF8.self)
}

/// Printings of one label, as reports vary it.
@Test(arguments: [
  ("（一）予以公开", "予以公开"),
  ("( 一)予以公开", "予以公开"),
  ("1.属于国家秘密", "属于国家秘密"),
  ("1、属于国家秘密", "属于国家秘密"),
  ("１．属于国家秘密", "属于国家秘密"),
  ("3.危及“三安全一稳定”", "危及三安全一稳定"),
  ("3.危及\"三安全一稳定\"", "危及三安全一稳定"),
  ("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "部分公开"),
  ("规章（设区的市、自治州人民政府应提供", "规章"),
  ("第二十条第（一）项", "第二十条第一项"),
  ("第二十条 第(一)项", "第二十条第一项"),
  ("  第二十条第一项", "第二十条第一项"),
  ("其他结 果", "其他结果"),
  ("本年新\n制作数量", "本年新制作数量"),
  ("统　计　指　标", "统计指标"),
  ("　　　其中：主动公开规范性文件数", "主动公开规范性文件数"),
  ("其中:1.当面申请数", "当面申请数"),
  ("本年收费金额（单位：万元）", "本年收费金额"),
  ("一、总体情况、", "总体情况"),
  ("五、存在的主要问题及改进情况。", "存在的主要问题及改进情况"),
  ("（一）予以公開", "予以公开"),
  ("1.屬於國家秘密", "属于国家秘密"),
  ("結轉下年度繼續辦理", "结转下年度继续办理"),
  ("其他結果", "其他结果"),
  ("其中", ""),
  ("1.5", "1.5"),
  ("", ""),
])
func printingsOfOneLabelMatch(printed: String, expected: String) {
  #expect(key(printed) == expected)
}

@Test(arguments: [
  ("三、本年度办理结果", "本年度办理结果"),
  ("其他主动公开文件（含以本单位名义正式签发的文件）", "其他主动公开文件"),
  ("其中：专职人员数", "专职人员数"),
  ("本年增/减（减用负值表示，如-8）", "本年增/减"),
  ("危及“三安全一稳定”", "危及“三安全一稳定”"),
  ("行政复议、行政诉讼", "行政复议、行政诉讼"),
  ("（备注）", "（备注）"),
])
func labelsAreNamedAsPrinted(printed: String, expected: String) {
  #expect(String(decoding: Label.printed(Array(printed.utf8).span), as: UTF8.self) == expected)
}

@Test(arguments: [
  ("一、总体情况", 1, 2), ("十一、附表", 1, 3), ("（一）主动公开", 2, 3), ("( 一)予以公开", 2, 3), ("(四).无法提供", 2, 4),
  ("5、存在问题", 3, 2), ("1.主动公开", 3, 2), ("（1）加强", 4, 3), ("①加强", 4, 1), ("1.2020年", 0, 0), ("2020年", 0, 0),
  ("1.5", 0, 0), ("一是加强", 0, 0), ("规章", 0, 0), ("", 0, 0), ("一", 0, 0),
])
func ordinalsHaveALevel(text: String, level: Int, length: Int) {
  let ordinal = Ordinal(Characters(Array(text.utf8).span))
  #expect(ordinal?.level ?? 0 == level)
  #expect(ordinal?.length ?? 0 == length)
}

@Test func charactersSurviveBadBytes() {
  #expect(Characters([0x61, 0xFF, 0xE4, 0xB8].span) == ["a", "\u{FFFD}", "\u{FFFD}", "\u{FFFD}"])
}

@Test func surrogatesInBytesAreNoCharacters() {
  #expect(Characters([0xED, 0xA0, 0x80, 0x62].span) == ["\u{FFFD}", "b"])
  #expect(Characters([0xF7, 0xBF, 0xBF, 0xBF].span) == ["\u{FFFD}"])
}
