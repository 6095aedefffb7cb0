import Bytes
public import Facts
import Text

/// Lays the facts of reports out as the tables that the forms print.
public struct FormPrinter: Sendable {
  /// The blocks of a section, those of the newest form first.
  fileprivate struct Section {
    let title: [UInt8]
    var blocks: [PrintableBlock] = []
    /// The paths of rows with values, and for each the rows that have it.
    var paths = LabelTable()
    var rows: [[RowPlace]] = []
  }

  fileprivate struct RowPlace {
    let block: Int
    let row: Int
  }

  fileprivate struct Slot {
    let block: Int
    let row: Int
    let column: Int
  }

  private var sections: [Section] = []

  public init(_ library: FormLibrary) {
    for (number, form) in library.forms.enumerated().reversed() {
      for section in form.sections where !section.blocks.isEmpty {
        let title = Array(section.title.utf8)
        let place = sections.firstIndex { $0.title == title } ?? sections.count
        if place == sections.count { sections.append(Section(title: title)) }
        for block in section.blocks { sections[place].add(PrintableBlock(block, form: number)) }
      }
    }
  }

  /// The tables of a report, in the order of its facts: for each section one official table, then what no form knows.
  public func tables(_ report: ReportFacts) -> [PrintedTable] {
    var sections: [(title: [UInt8], facts: [ReportFacts.Fact])] = []
    for fact in report.facts {
      // Facts of a section stand together, as a rule.
      if let place = sections.lastIndex(where: { $0.title == fact.section }) {
        sections[place].facts.append(fact)
      } else {
        sections.append((fact.section, [fact]))
      }
    }
    return sections.enumerated().flatMap { index, section in
      var tables = tables(section: section.title, facts: section.facts)
      for place in tables.indices {
        tables[place].heading = Array((Self.ordinal(index + 2) + "、").utf8) + section.title
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
    guard let section = sections.first(where: { $0.title == title }) else {
      return PrintedTable.general(facts, section: title)
    }
    let placed = choose(facts, in: section)
    var filled: [FilledBlock] = []
    // Where the blocks of the section stand among those; -1 for one without facts.
    var order = Array(repeating: -1, count: section.blocks.count)
    for (fact, slot) in zip(facts, placed) {
      guard let slot else { continue }
      if order[slot.block] < 0 {
        order[slot.block] = filled.count
        filled.append(FilledBlock(section.blocks[slot.block]))
      }
      filled[order[slot.block]].fill(row: slot.row, column: slot.column, value: fact.value)
    }
    var rest: [ReportFacts.Fact] = []
    var previous: Slot?
    for (fact, slot) in zip(facts, placed) {
      if let slot {
        previous = slot
        continue
      }
      let behind = previous ?? placed.lazy.compactMap { $0 }.first
      if let behind, add(fact, behind: behind, to: &filled[order[behind.block]]) { continue }
      rest.append(fact)
    }
    let official = PrintedTable.official(filled, section: title)
    return (official.map { [$0] } ?? []) + PrintedTable.general(rest, section: title)
  }

  /// Adds a fact that no form has to the block before it where that has its column.
  private func add(
    _ fact: ReportFacts.Fact, behind previous: Slot, to filled: inout FilledBlock
  ) -> Bool {
    guard filled.block.layout == .rows, !fact.row.isEmpty,
      let column = filled.block.columns.firstIndex(where: { $0.path == fact.column })
    else { return false }
    filled.fill(local: fact.row, behind: previous.row, column: column, value: fact.value)
    return true
  }

  /// The slot of each fact: forms share rows, so the block that has most of the facts takes all that it has, then the next.
  private func choose(_ facts: [ReportFacts.Fact], in section: Section) -> [Slot?] {
    var placed: [Slot?] = Array(repeating: nil, count: facts.count)
    // The slots of all facts, one behind the other, and where those of each end.
    var slots: [Slot] = []
    var ends: [Int] = [0]
    // Blocks of the form that has most come before those of others with as many facts.
    var ofForm = Array(repeating: 0, count: (section.blocks.map(\.form).max() ?? 0) + 1)
    for fact in facts {
      section.addSlots(of: fact, to: &slots)
      for slot in slots[(ends.last ?? 0)...] { ofForm[section.blocks[slot.block].form] += 1 }
      ends.append(slots.count)
    }
    while true {
      var counts = [Int](repeating: 0, count: section.blocks.count)
      for index in facts.indices where placed[index] == nil {
        for slot in slots[ends[index]..<ends[index + 1]] { counts[slot.block] += 1 }
      }
      let best = counts.indices.max { left, right in
        // The last of equals wins: go from the oldest form to the newest.
        (counts[left], ofForm[section.blocks[left].form], -left)
          < (counts[right], ofForm[section.blocks[right].form], -right)
      }
      guard let best, counts[best] > 0 else { return placed }
      for index in facts.indices where placed[index] == nil {
        placed[index] = slots[ends[index]..<ends[index + 1]].first { $0.block == best }
      }
    }
  }
}

extension FormPrinter.Section {
  fileprivate mutating func add(_ block: PrintableBlock) {
    for (place, row) in block.rows.enumerated() where !row.isHeading {
      let number = paths.number(of: row.path.span) ?? rows.count
      if number == rows.count {
        paths.insert(row.path, number: number)
        rows.append([])
      }
      rows[number].append(FormPrinter.RowPlace(block: blocks.count, row: place))
    }
    blocks.append(block)
  }

  /// Adds the slots of the blocks that have a fact.
  fileprivate func addSlots(of fact: ReportFacts.Fact, to slots: inout [FormPrinter.Slot]) {
    guard let number = paths.number(of: fact.row.span) else { return }
    for place in rows[number] {
      for (column, leaf) in blocks[place.block].columns.enumerated() where leaf.path == fact.column {
        slots.append(FormPrinter.Slot(block: place.block, row: place.row, column: column))
      }
    }
  }
}
