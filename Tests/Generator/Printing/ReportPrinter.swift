/// Prints a plan: lays out its tables, words its headings and prose, and adds the noise.
struct ReportPrinter {
  let plan: ReportPlan
  private var report = PrintedReport()

  /// The sections of the forms of 2019 and later that hold tables, behind the first one.
  private static let chapters = ["总体情况", "主动公开政府信息情况", "收到和处理政府信息公开申请情况", "政府信息公开行政复议、行政诉讼情况"]

  static func print(_ plan: ReportPlan) -> PrintedReport {
    var printer = ReportPrinter(plan: plan)
    printer.run()
    return printer.report
  }

  private init(plan: ReportPlan) { self.plan = plan }

  private func has(_ noise: Noise) -> Bool { plan.noises.contains(noise) }

  private mutating func run() {
    if has(.templateVariables) { report.add("{{ title }}") }
    if has(.pageFurniture) { for line in Artefacts.furniture(plan) { report.add(line) } }
    if has(.indexTable) { report.parts.append(.table(Artefacts.index(plan))) }
    for line in TitlePrinter.lines(plan) { report.add(line) }
    if has(.templateVariables) { report.add("{{ subtitle }}") }
    if has(.tableOfContents) { for line in Narrative.contents { report.add(line) } }
    let number = overview()
    if Set(plan.blocks.map(\.form)) == ["2014"] { oldOutline(number) } else { newOutline(number) }
    if has(.signature) || has(.fullNameInSignature) {
      report.add(plan.signature)
      report.add("\(plan.year + 1)年1月\(2 + Int(plan.seed % 26))日")
    }
  }

  /// 一、, with prose and the table outside the forms. Returns the number of the next section.
  private mutating func overview() -> Int {
    heading("总体情况", 1, spellings: ["概述", "基本情况", "工作开展情况", "政府信息公开概况"])
    if has(.openingListsSections) { report.add(Narrative.listOfSections) }
    if has(.yearOnlyInBody) { report.add(Narrative.period(plan.year)) }
    if has(.noticeOfOtherForm) { report.add("本报告依照《国务院办公厅政府信息与政务公开办公室通知》（国办公开办函〔2019〕60号）编写。") }
    for index in plan.paragraphs.sorted() where index < Narrative.sentences.count / 2 { sentence(index) }
    if let table = plan.localTable {
      report.parts.append(.heading("（四）" + table.heading))
      report.parts.append(.table(TablePrinter.print(table)))
    }
    return 2
  }

  /// The outline of 2019 and later: a section for each kind of table.
  private mutating func newOutline(_ first: Int) {
    var number = first
    let sections = Self.chapters.dropFirst()
    for title in sections {
      let blocks = plan.blocks.filter { $0.section == title }
      heading(title, number, spellings: Self.spellings(of: title))
      number += 1
      if blocks.isEmpty { continue }
      caption()
      tables(blocks)
    }
    if has(.extraSection) {
      heading("监督保障情况", number, spellings: [])
      number += 1
      report.add("本年度召开专题会议2次，组织培训1次，无责任追究情形。")
    }
    heading("存在的主要问题及改进情况", number, spellings: ["存在问题及整改情况", "存在的主要问题和改进措施"])
    for index in plan.paragraphs.sorted() where index >= Narrative.sentences.count / 2 { sentence(index) }
    heading("其他需要报告的事项", number + 1, spellings: ["其他报告事项", "需要报告的其他事项"])
    report.add(has(.bodyIsNone) ? "无。" : "本年度没有收取信息处理费，没有其他需要报告的事项。")
    let old = plan.blocks.filter { $0.section == "政府信息公开情况统计表" }
    if !old.isEmpty {
      report.parts.append(.heading("附件：政府信息公开情况统计表"))
      tables(old)
    }
  }

  /// An outline of the years before 2019: prose, and the statistics table at the end.
  private mutating func oldOutline(_ first: Int) {
    for (index, title) in ["主动公开政府信息情况", "依申请公开政府信息情况", "收费及减免情况", "存在的主要问题及改进情况"].enumerated() {
      heading(title, first + index, spellings: [])
      for sentenceIndex in plan.paragraphs.sorted() where sentenceIndex % 4 == index {
        sentence(sentenceIndex)
      }
      report.add("以上各项工作按规定办理。")
    }
    heading("政府信息公开情况统计表", first + 4, spellings: ["政府信息公开工作情况统计表"])
    tables(plan.blocks)
  }

  private static func spellings(of title: String) -> [String] {
    switch title {
    case "主动公开政府信息情况": ["政府信息主动公开情况", "行政机关主动公开政府信息情况"]
    case "收到和处理政府信息公开申请情况": ["收到和处理政府信息公开申请的情况"]
    default: ["因政府信息公开工作被申请行政复议、提起行政诉讼情况", "政府信息公开行政复议和行政诉讼情况"]
    }
  }

  private mutating func caption() {
    // A year that is not the report's, and figures: none of them a fact.
    if has(.captionLine) { report.add("填报单位：\(plan.agency) 填报年度：\(plan.year)年度 单位：件") }
  }

  private mutating func tables(_ blocks: [PlannedBlock]) {
    report.parts += TablePrinter.print(blocks, plan: plan)
  }

  private mutating func heading(_ title: String, _ number: Int, spellings: [String]) {
    var dice = Dice(plan.seed, "heading", title)
    var title = title
    if has(.headingWorded), let other = spellings.isEmpty ? nil : dice.pick(spellings), dice.chance(0.6) {
      title = other
    }
    let han = HanNumber.text(number)
    var text = "\(han)、\(title)"
    // One of these at a time.
    let choices = [
      Noise.headingWithoutNumber, .headingWithArabicNumber, .headingWithoutMark, .headingWithTrailingMark,
      .headingIndented, .nestedHeadings,
    ].filter(has)
    if !choices.isEmpty, dice.chance(0.6) {
      switch dice.pick(choices) {
      case .headingWithoutNumber: text = title
      case .headingWithArabicNumber: text = "\(number)、 \(title)"
      case .headingWithoutMark: text = han + title
      case .headingWithTrailingMark: text = "\(han)、\(title)、"
      case .headingIndented: text = "    \(han)、\(title)"
      default: text = number == 1 ? text : "（\(han)）\(title)"
      }
    }
    if has(.bookmarks), dice.chance(0.3) { text = "[bookmark: _GoBack]" + text }
    if has(.tagsLeft), dice.chance(0.3) { report.add("<br />") }
    // Glued to the sentence before it.
    if has(.headingGlued), number > 1, dice.chance(0.4), case .paragraph(let above)? = report.parts.last {
      report.parts[report.parts.count - 1] = .paragraph(above + text)
    } else {
      report.parts.append(.heading(text))
    }
  }

  private mutating func sentence(_ index: Int) {
    var dice = Dice(plan.seed, "sentence", String(index))
    var text = Narrative.sentences[index].replacing("YEAR", with: String(plan.year)).replacing(
      "NEXT", with: String(plan.year + 1)
    ).replacing("BODY", with: plan.agency)
    if has(.subheadings) {
      text = dice.pick(["（1） ", "（三）", "1.", "( 一)", "(四).", "一是", "（一）主动公开："]) + text
    }
    if has(.pinyin) { text = text.replacing("严格", with: "嚴(yán)格").replacing("人民", with: "(ren)民(min)") }
    if has(.strayPipe), dice.chance(0.3) { text += "欢迎访问本站|政务公开" }
    if has(.bookmarks), dice.chance(0.3) { text = "[bookmark: _GoBack]" + text }
    if has(.redaction), dice.chance(0.3) { text += "联系电话：****。" }
    report.add(text)
    if has(.pictures), dice.chance(0.4) {
      report.add(dice.chance(0.5) ? "[image: 图1]" : "（便民服务中心:政府信息查阅一体机）")
    }
  }
}

/// 一 to 九十九.
enum HanNumber {
  static func text(_ number: Int) -> String {
    let digits = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"]
    if number < 10 { return digits[number] }
    return (number < 20 ? "" : digits[number / 10]) + "十" + digits[number % 10]
  }
}
