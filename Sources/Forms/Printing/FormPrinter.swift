public import Facts

/// Lays the facts of reports out as the tables that the forms print.
public struct FormPrinter: Sendable {
  /// The blocks of a section, those of the newest form first.
  private struct Section {
    var blocks: [PrintableBlock] = []
    /// For `row`, 0, `column`: the blocks that have such a fact.
    var slots: [[UInt8]: [Slot]] = [:]
  }

  private struct Slot {
    let block: Int
    let row: Int
    let column: Int
  }

  private var sections: [[UInt8]: Section] = [:]

  public init(_ library: FormLibrary) {
    for (number, form) in library.forms.enumerated().reversed() {
      for section in form.sections {
        let title = Array(section.title.utf8)
        for block in section.blocks {
          add(PrintableBlock(block, form: number), to: &sections[title, default: Section()])
        }
      }
    }
  }

  private func add(_ block: PrintableBlock, to section: inout Section) {
    let number = section.blocks.count
    section.blocks.append(block)
    for (row, printable) in block.rows.enumerated() where !printable.isHeading {
      for (column, leaf) in block.columns.enumerated() {
        section.slots[printable.path + [0] + leaf.path, default: []].append(
          Slot(block: number, row: row, column: column))
      }
    }
  }

  /// The tables of a report, in the order of its facts: for each section one official table, then what no form knows.
  public func tables(_ report: ReportFacts) -> [PrintedTable] {
    var order: [[UInt8]] = []
    var bySection: [[UInt8]: [ReportFacts.Fact]] = [:]
    for fact in report.facts {
      if bySection[fact.section] == nil { order.append(fact.section) }
      bySection[fact.section, default: []].append(fact)
    }
    return order.enumerated().flatMap { index, section in
      var tables = tables(section: section, facts: bySection[section] ?? [])
      for place in tables.indices {
        tables[place].heading = Array((Self.ordinal(index + 2) + "、").utf8) + section
      }
      return tables
    }
  }

  /// 一 to 九十九.
  private static func ordinal(_ number: Int) -> String {
    let digits = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"]
    let tens = number / 10 % 10
    return (tens == 0 ? "" : tens == 1 ? "十" : digits[tens] + "十") + digits[number % 10]
  }

  private func tables(section title: [UInt8], facts: [ReportFacts.Fact]) -> [PrintedTable] {
    guard let section = sections[title] else { return PrintedTable.general(facts, section: title) }
    let placed = choose(facts, in: section)
    var filled: [Int: FilledBlock] = [:]
    var order: [Int] = []
    for slot in placed {
      guard let slot, filled[slot.block] == nil else { continue }
      filled[slot.block] = FilledBlock(section.blocks[slot.block])
      order.append(slot.block)
    }
    for (fact, slot) in zip(facts, placed) {
      if let slot { filled[slot.block]?.fill(row: slot.row, column: slot.column, value: fact.value) }
    }
    var rest: [ReportFacts.Fact] = []
    var previous: Slot?
    for (fact, slot) in zip(facts, placed) {
      if let slot {
        previous = slot
      } else if !addLocal(fact, behind: previous ?? placed.lazy.compactMap { $0 }.first, to: &filled, section)
      {
        rest.append(fact)
      }
    }
    let official = PrintedTable.official(order.compactMap { filled[$0] }, section: title)
    return (official.map { [$0] } ?? []) + PrintedTable.general(rest, section: title)
  }

  /// Adds a fact to the block before it where it has that column.
  private func addLocal(
    _ fact: ReportFacts.Fact, behind previous: Slot?, to filled: inout [Int: FilledBlock], _ section: Section
  ) -> Bool {
    guard let previous, section.blocks[previous.block].layout == .rows, !fact.row.isEmpty,
      let column = section.blocks[previous.block].columns.firstIndex(where: { $0.path == fact.column })
    else { return false }
    filled[previous.block]?.fill(
      local: fact.row, behind: previous.row, column: column, value: fact.value)
    return true
  }

  /// The slot of each fact: forms share rows, so the block that has most of the facts takes all that it has, then the next.
  private func choose(_ facts: [ReportFacts.Fact], in section: Section) -> [Slot?] {
    var placed: [Slot?] = Array(repeating: nil, count: facts.count)
    let slots = facts.map { section.slots[$0.row + [0] + $0.column] ?? [] }
    // Blocks of the form that has most come before those of others with as many facts.
    var ofForm: [Int: Int] = [:]
    for slot in slots.joined() { ofForm[section.blocks[slot.block].form, default: 0] += 1 }
    while true {
      var counts = [Int](repeating: 0, count: section.blocks.count)
      for (index, slots) in slots.enumerated() where placed[index] == nil {
        for slot in slots { counts[slot.block] += 1 }
      }
      let best = counts.indices.max { left, right in
        // The last of equals wins: go from the oldest form to the newest.
        (counts[left], ofForm[section.blocks[left].form] ?? 0, -left)
          < (counts[right], ofForm[section.blocks[right].form] ?? 0, -right)
      }
      guard let best, counts[best] > 0 else { return placed }
      for (index, slots) in slots.enumerated() where placed[index] == nil {
        placed[index] = slots.first { $0.block == best }
      }
    }
  }
}
