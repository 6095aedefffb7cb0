import Bytes
import Testing
import Text

@testable import Reports
@testable import Tidying

/// A paragraph, and the codes with the figures that it states; `?` where the text only comes near one.
struct Narrated: Sendable, CustomTestStringConvertible {
  let text: String
  let stated: String

  init(_ text: String, _ stated: String = "") {
    self.text = text
    self.stated = stated
  }

  var testDescription: String { text }
}

/// What a paragraph of section 总体情况 states in a report on 2023.
private func stated(_ text: String, heading: String? = nil) -> String {
  var report = Report(source: "t")
  report.year = Array("2023".utf8)
  report.agency = Array("无锡市滨湖区水利局".utf8)
  report.sections.append(Array("总体情况".utf8))
  for (kind, text) in [(Piece.Kind.heading, heading), (.paragraph, text)] {
    guard let text else { continue }
    let start = report.text.count
    report.text += Array(text.utf8)
    var piece = Piece(kind: kind, line: 1, text: start..<report.text.count)
    piece.section = 1
    report.pieces.append(piece)
  }
  let narrative = Narrative(report, isNarrative: { _ in true })
  return narrative.figures.map { "\($0.figure.rawValue) \($0.value.map(String.init) ?? "?")" }
    .joined(separator: ", ")
}

/// Sentences of our own; the letters are those of docs/variations.md.
private let sentences: [Narrated] = [
  // Received: F1, F3, F7, F11.
  Narrated("全年新收到政府信息公开申请7件。", "received 7"),
  Narrated("2023年，本局共收到政府信息公开申请12件。", "received 12"),
  Narrated("2023年度受理依申请公开19件，均在期限内答复。", "received 19"),
  Narrated("我镇收到0件信息公开申请。", "received 0"),
  Narrated("收到依申请公开件26件，没有超期。", "received 26"),
  Narrated("本年度收到申请书14份，都是政府信息公开申请。", ""),
  Narrated("收到政府信息公开申请书14份。", "received 14"),
  Narrated("共接到政府信息公开申请3宗。", "received 3"),
  Narrated("共受理政府信息公开申请5起。", "received 5"),
  Narrated("全年收到公民、法人和其他组织提出的政府信息公开申请21项。", "received 21"),
  Narrated("政府信息公开申请共收到8件。", "received 8"),
  Narrated("收到政府信息公开申请的数量为6件。", "received 6"),
  Narrated("新收申请9件。", "received 9"),
  Narrated("收到申请9件。", ""),
  Narrated("（二）依申请公开。专人登记。全年收到申请9件。", "received 9"),
  // Widths and separators.
  Narrated("收到政府信息公开申请１２件。", "received 12"),
  Narrated("收到政府信息公开申请1,204件。", "received 1204"),
  Narrated("收到政府信息公开申请 2 3 件。", "received 23"),
  Narrated("收到政府信息公开申请3，办结3。", "received 3, answered 3"),
  // Chinese numerals: F2.
  Narrated("有两件依申请公开文件，两件已处理完结。", "received 2, answered 2"),
  Narrated("收到政府信息公开申请三十五件。", "received 35"),
  Narrated("收到政府信息公开申请一百零二件，办结一百件。", "received 102, answered 100"),
  Narrated("收到政府信息公开申请十件。", "received 10"),
  Narrated("收到政府信息公开申请两三件。", ""),
  Narrated("收到政府信息公开申请一千零五十件。", "received 1050"),
  // Traditional characters, as F12.
  Narrated("共受理政府信息公開申請4件，已辦結4件。", "received 4, answered 4"),
  // Absence: F6.
  Narrated("本年度未收到政府信息公开申请。", "received 0"),
  Narrated("全年没有收到依申请公开事项。", "received 0"),
  Narrated("2023年未受理政府信息公开申请，无行政复议、行政诉讼。", "received 0, review 0, litigation 0"),
  Narrated("本年无政府信息公开申请。", "received 0"),
  Narrated("没有发生因政府信息公开引起的行政复议和行政诉讼案件。", "review 0, litigation 0"),
  Narrated("也没有发生因政府信息公开引发的举报、投诉、和行政诉讼事件。", "litigation 0"),
  Narrated("全年无依申请公开、行政复议、行政诉讼情况。", "received 0, review 0, litigation 0"),
  Narrated("政府信息公开方面，无行政复议案件，无行政诉讼案件。", "review 0, litigation 0"),
  Narrated("未发生政府信息公开行政诉讼败诉的情况。", ""),
  Narrated("未收到申请人的异议。", ""),
  Narrated("未收到对政府信息公开的投诉。", ""),
  Narrated("本年没有政府信息公开的收费。", ""),
  Narrated("上半年未收到政府信息公开申请。", ""),
  Narrated("对没有收到政府信息公开申请的，也要报送零报告。", ""),
  Narrated("2023年未制定规章、规范性文件。", "regulations 0, documents 0"),
  // Answered, and what one year leaves to the next: F8 to F11.
  Narrated("办结政府信息公开申请47件（含2022年结转的3件）。", "answered 47, carried-in 3"),
  Narrated("答复政府信息公开申请66件(含上年度结转申请5件，另有7件顺延到下年度答复)。", "answered 66, carried-in 5, carried-out 7"),
  Narrated(
    "收到政府信息公开申请40件，上年结转2件，办结41件，结转下年度继续办理1件。", "received 40, carried-in 2, answered 41, carried-out 1"),
  Narrated("收到政府信息公开申请40件，1件结转2024年办理。", "received 40, carried-out 1"),
  Narrated("受理政府信息公开申请11件，其中2022年结转1件；办结11件。", "received 11, carried-in 1, answered 11"),
  Narrated("收到政府信息公开申请6件，无结转下年度申请。", "received 6, carried-out 0"),
  Narrated("收到政府信息公开申请6件，结转1件。", "received 6"),
  Narrated("收到政府信息公开申请6件，按时答复5件，延期答复1件。", "received 6"),
  Narrated("收到政府信息公开申请6件，均已答复。", "received 6"),
  Narrated("共收到政府信息公开申请10件，其中网上申请8件，当面申请2件。", "received 10"),
  // Outcomes: F13, F15, F16, F20.
  Narrated(
    "办结政府信息公开申请30件，其中予以公开11件，部分公开9件，不予公开4件，无法提供3件，不予处理2件，其他处理1件。",
    "answered 30, granted 11, partial 9, refused 4, unavailable 3, not-processed 2, other 1"),
  Narrated("收到政府信息公开申请4件，3件予以公开，1件部分公开。", "received 4, granted 3, partial 1"),
  Narrated("收到政府信息公开申请4件，均未予以公开。", "received 4"),
  Narrated("收到政府信息公开申请1件，为本机关不掌握的政府信息。", "received 1"),
  Narrated("当面申请的72件，来信申请的69件。", ""),
  Narrated("全年主动公开15件，依申请公开3件，不予公开2件。", ""),
  Narrated("制发文件中，主动公开15件，不予公开2件。", ""),
  // Disputes: F17, F18, F21.
  Narrated("因政府信息公开被申请行政复议2件，被提起行政诉讼1件。", "review 2, litigation 1"),
  Narrated("因政府信息公开工作被申请行政复议、提起行政诉讼0条。", "review 0, litigation 0"),
  Narrated("因政府信息公开工作被申请行政复议、提起行政诉讼3件。", ""),
  Narrated("政府信息公开行政复议和行政诉讼均为零。", "review 0, litigation 0"),
  Narrated("全年收到政府信息公开申请5件。办理行政复议案件120件。", "received 5"),
  Narrated("因政府信息公开引发行政诉讼4件，其中一审2件，二审2件。", "litigation 4"),
  Narrated("政府信息公开行政复议后提起行政诉讼1件。", ""),
  // Rules: F22.
  Narrated("全年制定规章2件，制发行政规范性文件5件。", "regulations 2, documents 5"),
  Narrated("规章13件（含新制定5件，修改4件，废止4件）。", ""),
  Narrated("清理行政规范性文件40件，废止3件。", ""),
  Narrated("制定规范性文件管理制度1项。", ""),
  Narrated("印发行政规范性文件六件。", "documents 6"),
  // Near figures: F5.
  Narrated("收到政府信息公开申请近100件。", "received ?"),
  Narrated("收到政府信息公开申请260余件。", "received ?"),
  Narrated("收到政府信息公开申请1.3万件。", "received ?"),
  Narrated("收到政府信息公开申请十多件。", "received ?"),
  Narrated("收到政府信息公开申请100件以上。", "received ?"),
  Narrated("收到政府信息公开申请约五十件。全年共收到政府信息公开申请52件。", "received 52"),
  // Other years, parts of the year, comparisons, plans: F19.
  Narrated("2022年收到政府信息公开申请9件，2023年收到政府信息公开申请11件。", "received 11"),
  Narrated("去年收到政府信息公开申请9件。", ""),
  Narrated("收到政府信息公开申请11件，比上年增加2件，办结10件。", "received 11, answered 10"),
  Narrated("收到政府信息公开申请11件，同比增长22%。", "received 11"),
  Narrated("上半年收到政府信息公开申请6件。", ""),
  Narrated("第三季度，收到政府信息公开申请6件。", ""),
  Narrated("1月至6月收到政府信息公开申请6件。", ""),
  Narrated("2023年1月1日至12月31日，收到政府信息公开申请6件。", "received 6"),
  Narrated("截至12月底，累计收到政府信息公开申请6件。", ""),
  Narrated("今年以来累计收到政府信息公开申请6件。", "received 6"),
  Narrated("自2008年以来收到政府信息公开申请600件。", ""),
  Narrated("2024年，力争答复政府信息公开申请100件。", ""),
  Narrated("预计全年收到政府信息公开申请20件。", ""),
  // Other matters.
  Narrated("全年办理人大建议5件，答复政协提案4件。", ""),
  Narrated("受理12345热线工单300件，办结298件。", ""),
  Narrated("受理行政许可申请320件，办结318件。", ""),
  Narrated("收到政府信息公开申请2件。受理信访事项30件，答复29件。", "received 2"),
  Narrated("发布政府信息3403条，解读政策6项。", ""),
  Narrated("开展依申请公开答复培训3次。", ""),
  Narrated("收到关于政府信息公开的咨询15件。", ""),
  Narrated("答复网民留言48条。", ""),
  Narrated("收到申请之日起20个工作日内答复。", ""),
  Narrated("《政府信息公开申请办理规范》修订3次。", ""),
  Narrated("受理了3起政府信息公开申请引发的投诉。", ""),
  Narrated("不予受理政府信息公开申请2件。", ""),
  Narrated("未答复政府信息公开申请2件。", ""),
  Narrated("通过网络收到政府信息公开申请5件。", ""),
  Narrated("收到政府信息公开申请3至5件。", ""),
  Narrated("收到第3件政府信息公开申请。", ""),
  Narrated("收到政府信息公开申请5件次。", ""),
  Narrated("2023年办理依申请公开2件。", ""),
  Narrated("收到政府信息公开申请2件，无举报投诉，12345热线办结30件。", "received 2"),
  Narrated("信访事项办结20件，政府信息公开申请办结2件。", "answered 2"),
  Narrated("（三）投诉处理。受理45件，办结45件。", ""),
  Narrated("公开规范性文件15件。", ""),
  Narrated("政府信息公开行政复议1件，维持1件。", "review 1"),
  Narrated("全局受理行政复议申请30件，审结28件。", ""),
  Narrated("受理并答复政府信息公开申请5件。", ""),
  Narrated("收到政府信息公开申请六十三份，其中自然人六十份。", "received 63"),
  Narrated("答复8件政府信息公开申请。", "answered 8"),
  Narrated("2件政府信息公开申请结转下一年度。", "carried-out 2"),
  Narrated("收到政府信息公开申请5件、办结4件、结转下年1件。", "received 5, answered 4, carried-out 1"),
  Narrated("全年共受理政府信息公开申请（含上年结转1件）8件。", "carried-in 1"),
  Narrated("涉及政府信息公开的行政复议3件、行政诉讼1件。", "review 3, litigation 1"),
  Narrated("无行政复议和行政诉讼。", ""),
  Narrated("无锡收到政府信息公开申请4件。", "received 4"),
  Narrated("滨湖区水利局收到政府信息公开申请4件。", "received 4"),
  Narrated("教育局收到政府信息公开申请35件。", ""),
  Narrated("财政所未收到政府信息公开申请。", ""),
  Narrated("作出政府信息公开行政复议决定3件。", ""),
  Narrated("收到政府信息公开申请3件，作出予以公开决定2件。", "received 3, granted 2"),
  Narrated("收到政府信息公开申请8件（自然人7件，法人1件），办结8件。", "received 8, answered 8"),
  Narrated("收到政府信息公开申请8件，行政复议0件，行政诉讼0件。", "received 8, review 0, litigation 0"),
  Narrated("未因政府信息公开工作被申请行政复议或提起行政诉讼。", "review 0, litigation 0"),
  Narrated("制定规范性文件8件，其中行政规范性文件3件。", ""),
  Narrated("印发《河道管理办法》等规范性文件3件。", ""),
  Narrated("收到政府信息公开申请62件，较2022年增加10件，按时答复率100%。", "received 62"),
  Narrated("2023年12月收到政府信息公开申请2件。", ""),
  Narrated("截至2023年12月31日，共收到政府信息公开申请6件。", "received 6"),
  Narrated("办理政府信息公开申请62件，其中，当年新收60件，上年结转2件。", "received 60, carried-in 2"),
  Narrated("收到政府信息公开申请三、四件。", ""),
  Narrated("收到政府信息公开申请几件。", ""),
  Narrated("收到政府信息公开申请数十件。", ""),
  Narrated("共受理政府信息公开申请86件，其中上年结转4件，本年新收82件。", "received 82, carried-in 4"),
  Narrated("当年新收政府信息公开申请8件，连同上年结转2件，共受理政府信息公开申请10件。", "received 8, carried-in 2"),
  Narrated("收到政府信息公开行政复议案件2件、行政诉讼案件1件。", ""),
  Narrated("未发生政府信息公开申请纠纷。", ""),
  Narrated("制发文件均已公开，无依申请公开政府信息。", ""),
  Narrated("全年有3件依申请公开文件。", ""),
  Narrated("有3件政府信息公开申请。", "received 3"),
  Narrated("没有收到公民、法人或者其他组织要求公开政府信息的申请。", "received 0"),
  Narrated("未及时收到政府信息公开申请。", ""),
  Narrated("没有政府信息公开申请超期答复的情况。", ""),
  Narrated("收到政府信息公开申请2件，已依法依规答复2件。", "received 2, answered 2"),
  // F14: what contradicts itself is not given.
  Narrated("收到政府信息公开申请5项，均已答复。全年未收到政府信息公开申请。", ""),
  Narrated("市本级收到政府信息公开申请50件，区县收到政府信息公开申请90件。", "received 50"),
  Narrated("本局收到政府信息公开申请5件。全年共收到政府信息公开申请6件，办结5件。", "answered 5"),
]

@Test(arguments: sentences)
func sentencesStateWhatTheySay(_ sentence: Narrated) {
  let found = stated(sentence.text)
  #expect(found == sentence.stated, "\(sentence.text)")
}

/// Below its heading 申请 says enough, until the next heading.
@Test func headingsTellWhatAParagraphIsAbout() {
  #expect(stated("收到5件，办结4件。", heading: "（二）依申请公开") == "received 5, answered 4")
  #expect(stated("收到5件，办结4件。", heading: "（三）建议提案办理") == "")
  #expect(stated("行政诉讼2件。", heading: "四、行政复议、行政诉讼情况") == "litigation 2")
}

@Test func yearsAreNotGuessed() {
  var reader = NarrativeReader(year: nil, body: [])
  #expect(reader.read(Characters("2023年收到政府信息公开申请5件。")) == [])
  #expect(
    reader.read(Characters("收到政府信息公开申请5件。")) == [Statement(figure: .received, value: 5)])
}

/// Numerals that cannot be read with certainty are none.
@Test(
  arguments: [
    ("三十五", 35), ("十", 10), ("十二", 12), ("一百零二", 102), ("一百二十", 120), ("两千零三十", 2030), ("一千零一", 1001),
    ("三万五千", 35000),
    ("〇", 0), ("１２", 12), ("1,234,567", 1_234_567), ("两三", nil), ("一百三", nil), ("二〇二三", nil), ("百", nil),
    ("一百零", nil),
    ("十十", nil), ("1234567890123", nil),
  ] as [(String, Int?)])
func numeralsAreReadOrRefused(text: String, value: Int?) {
  let characters = Characters(text)
  let numeral = Numeral(characters, at: 0)
  #expect(numeral?.value == value)
  #expect(numeral.map { $0.end == characters.count } ?? true)
}

/// Whatever the words, reading ends, and what has no number states none.
@Test func anyOrderOfWordsIsRead() {
  let words = sentences.flatMap { $0.text.unicodeScalars }
  var state: UInt64 = 20_260_101
  var reader = NarrativeReader(year: 2023, body: [])
  for _ in 0..<2_000 {
    var text: [Unicode.Scalar] = []
    for _ in 0..<30 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      text.append(words[Int(state >> 33) % words.count])
    }
    let isCounted = text.contains { Numeral.canBegin($0) || ["无", "未", "没", "不"].contains($0) }
    #expect(isCounted || reader.read(text).isEmpty)
    _ = reader.read(text)
  }
}

@Test func thereAreManySentences() {
  #expect(sentences.count >= 80)
}
