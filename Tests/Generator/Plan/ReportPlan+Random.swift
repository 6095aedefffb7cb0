import Forms
import Tidying

extension ReportPlan {
  /// A random report on any of the forms, or on two of them.
  ///
  /// - Parameter isWhole: whether its tables have all rows of their forms and no others.
  package static func random(seed: UInt64, library: FormLibrary, isWhole: Bool = false) -> ReportPlan {
    var dice = Dice(seed, "plan")
    // 2014, 2019, 2021, and blocks of 2019 and 2021 side by side (B2).
    let kind = dice.int(0...9)
    let form = kind < 1 ? "2014" : kind < 5 ? "2019" : "2021"
    let other = kind == 9 ? "2019" : kind == 4 ? "2021" : form
    var plan = ReportPlan(
      seed: seed, agency: Names.agency(&dice), year: year(form, &dice), blocks: [], localTable: nil,
      paragraphs: Set((0..<Narrative.sentences.count).filter { _ in dice.chance(0.35) }), noises: [])
    plan.noises = noises(&dice)
    let forms = [form, other].map { id in library.forms.first { $0.id == id }! }
    plan.blocks = blocks(forms[0], mixedWith: forms[1], &dice)
    // Parts of the statistics table of 2014 stand behind later forms too (B5).
    if form == "2019", dice.chance(0.1), let old = library.forms.first(where: { $0.id == "2014" }) {
      plan.blocks += blocks(old, mixedWith: old, &dice)
    }
    for index in plan.blocks.indices {
      if !isWhole { plan.blocks[index].changeRows(Self.extraRows[index % Self.extraRows.count], &dice) }
      plan.fill(index, &dice)
      // In half of the reports the sums hold, as in most real ones.
      if seed.isMultiple(of: 2) { plan.blocks[index].balance() }
      if !isWhole, dice.chance(0.1) { plan.blocks[index].splitRow(&dice) }
    }
    if !isWhole, dice.chance(0.2) { plan.localTable = localTable(&dice) }
    return plan
  }

  /// Mostly a year of the form, at times another (B1).
  private static func year(_ form: String, _ dice: inout Dice) -> Int {
    if dice.chance(0.2) { return dice.int(2019...2025) }
    switch form {
    case "2014": return dice.int(2014...2018)
    case "2019": return dice.int(2019...2020)
    default: return dice.int(2021...2025)
    }
  }

  private static func noises(_ dice: inout Dice) -> Set<Noise> {
    // Some reports have next to none, some have a lot.
    let share = dice.pick([0.02, 0.1, 0.25, 0.5])
    var noises: Set<Noise> = []
    for noise in Noise.allCases where !Noise.titles.contains(noise) && dice.chance(share) {
      noises.insert(noise)
    }
    if dice.chance(0.7) { noises.insert(dice.pick(Noise.titles)) }
    return noises
  }

  private static func blocks(_ form: Form, mixedWith other: Form, _ dice: inout Dice) -> [PlannedBlock] {
    let first = form.sections.flatMap { section in section.blocks.map { (form, section, $0) } }
    var chosen = first
    if form.id != other.id {
      let second = other.sections.flatMap { section in section.blocks.map { (other, section, $0) } }
      // A table of one form takes the place of the other's of the same name.
      chosen = first.map { entry in
        let counterpart = second.first { $0.1.code == entry.1.code && $0.2.code == entry.2.code }
        return dice.chance(0.4) ? counterpart ?? entry : entry
      }
    }
    var blocks = chosen.map { PlannedBlock(form: $0, section: $1, block: $2) }
    // A report may lack tables.
    if dice.chance(0.1), blocks.count > 1 { blocks.remove(at: dice.int(0...blocks.count - 1)) }
    return blocks
  }

  private mutating func fill(_ index: Int, _ dice: inout Dice) {
    let columns = blocks[index].columns
    // Each table has one or two kinds of odd values, and mostly zeros.
    let kinds = [dice.pick(Noise.values), dice.pick(Noise.values)]
    for row in blocks[index].rows.indices {
      blocks[index].rows[row].values = columns.map { column in
        var noise = dice.chance(0.15) ? dice.pick(kinds) : nil
        // A local row of words only is a remark.
        if blocks[index].rows[row].isExtra { noise = nil }
        if noise == .blankTotal, column.label != "总计" { noise = nil }
        return PlannedValue(digits: Self.digits(&dice), noise: noise)
      }
    }
  }

  /// Labels of rows that provinces add; each table has one of its own.
  private static let extraRows = [
    "其他主动公开文件（含以本单位名义印发的文件）", "便民服务事项", "转交相关机关", "并案办理件", "网上投诉件", "政策咨询事项", "实地查阅人次",
  ]

  private static func digits(_ dice: inout Dice) -> String {
    switch dice.int(0...9) {
    case 0..<5: "0"
    case 5..<8: String(dice.int(1...9))
    case 8: String(dice.int(10...99))
    default: String(dice.int(100...18000))
    }
  }

  private static func localTable(_ dice: inout Dice) -> LocalTable {
    let columns = ["发布数量", "办理数量", "浏览量"].prefix(dice.int(1...3))
    let rows = ["政府网站", "政务微信", "便民热线", "信息公开栏"].prefix(dice.int(1...4)).map { label in
      (label, columns.map { _ in digits(&dice) })
    }
    return LocalTable(
      heading: dice.pick(["信息发布渠道", "平台建设成效", "公开载体统计"]), columns: Array(columns), rows: Array(rows))
  }
}

extension PlannedRow {
  fileprivate func count(_ column: Int) -> Int { Int(values[column].digits) ?? 0 }

  fileprivate mutating func set(_ column: Int, _ count: Int) { values[column].digits = String(count) }
}

extension PlannedBlock {
  /// Makes totals the sums of what they are the totals of: of their rows, and of the outcomes; what came in is what went out.
  fileprivate mutating func balance() {
    guard let total = columns.firstIndex(where: { $0.label == "总计" }) else { return }
    func row(_ name: String) -> Int? { rows.firstIndex { $0.name.hasSuffix(name) } }
    if let outcome = row("办理结果/总计"), let received = row("新收政府信息公开申请数量"),
      let before = row("结转政府信息公开申请数量"), let after = row("下年度继续办理")
    {
      for column in columns.indices where column != total {
        let outcomes = rows.indices.filter { ![outcome, received, before, after].contains($0) }
        let sum = outcomes.reduce(0) { $0 + rows[$1].count(column) }
        rows[outcome].set(column, sum)
        rows[before].set(column, min(rows[before].count(column), sum))
        rows[received].set(column, sum + rows[after].count(column) - rows[before].count(column))
      }
    }
    for row in rows.indices {
      rows[row].set(total, columns.indices.reduce(0) { $1 == total ? $0 : $0 + rows[row].count($1) })
    }
  }

  /// Leaves out rows, and adds one of the province's.
  fileprivate mutating func changeRows(_ extra: String, _ dice: inout Dice) {
    guard block.layout == .rows else { return }
    if dice.chance(0.3) { dropRows(&dice) }
    if !block.unitColumn, dice.chance(0.15) { addRow(extra, &dice) }
  }

  /// Leaves out a row or some, with those below it: what stands under it would seem to stand under another.
  private mutating func dropRows(_ dice: inout Dice) {
    for _ in 0..<dice.int(1...3) where rows.count > 1 {
      let victim = rows[dice.int(0...rows.count - 1)].path
      let rest = rows.filter { !$0.path.starts(with: victim) }
      if !rest.isEmpty { rows = rest }
    }
  }

  /// Adds a local row (B6) behind the rows of a heading, or at the end.
  private mutating func addRow(_ label: String, _ dice: inout Dice) {
    let headings = Set(rows.map { $0.path.dropLast().map(\.official) }.filter { !$0.isEmpty }).sorted {
      $0.joined() < $1.joined()
    }
    let above = dice.chance(0.5) || headings.isEmpty ? [] : dice.pick(headings)
    let last = rows.lastIndex { $0.path.dropLast().map(\.official).starts(with: above) }!
    let parents = above.isEmpty ? [] : Array(rows[last].path.prefix(above.count))
    let depth = parents.count
    let number =
      depth < rows[last].path.count
      ? (above.isEmpty ? rows.map { $0.path[0].number }.max()! : rows[last].path[depth].number) : 0
    let row = PlannedRow(
      path: parents + [.init(official: label, spellings: [], number: number + 1, isHeading: false)],
      values: [],
      isExtra: true)
    rows.insert(row, at: above.isEmpty ? rows.count : last + 1)
  }

  /// Chooses a row whose last figure but one will be split: no blank may stand at its ends, for blank cells too many are
  /// the layout's.
  fileprivate mutating func splitRow(_ dice: inout Dice) {
    guard block.layout == .rows, columns.count > 1 else { return }
    let index = dice.int(0...rows.count - 1)
    rows[index].isSplit = true
    for place in rows[index].values.indices {
      rows[index].values[place] = PlannedValue(digits: "20", noise: nil)
    }
  }
}
