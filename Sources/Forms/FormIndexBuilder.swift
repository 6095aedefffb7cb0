import Bytes
import Cells
import Facts

/// Collects the labels of the forms for `FormIndex`.
struct FormIndexBuilder {
  private(set) var blocks: [IndexedBlock] = []
  private(set) var sections: [[UInt8]] = []
  private(set) var lineBlocks: [Int] = []
  private(set) var roles: [[LabelRole]] = []
  private(set) var kinds: [LabelRole.Kinds] = []
  private(set) var table = LabelTable()
  private(set) var endings = LabelEndings()

  /// - Parameter number: the place of the form in the library.
  mutating func add(_ form: Form, number: Int) {
    for section in form.sections {
      for block in section.blocks { add(block, of: section, form: form, number: number) }
    }
  }

  /// A column without others below it: its path, its code, its unit, and whether that is of money.
  private struct Leaf {
    let path: [UInt8]
    let code: [UInt8]
    let unit: [UInt8]
    let isMoney: Bool
  }

  private mutating func add(_ block: FormBlock, of section: FormSection, form: Form, number: Int) {
    let (title, id) = (Array(section.title.utf8), Array(form.id.utf8))
    var columns: [Leaf] = []
    for column in block.columns { Self.add(column, path: [], code: [], to: &columns) }
    var rows: [IndexedBlock.Row] = []
    var headings: [[UInt8]] = []
    let place = blocks.count
    let change = Array("change".utf8)
    // In a line layout the rows' labels stand over the columns.
    let rowKind = block.layout == .line ? LabelRole.Kind.header : .row
    func visit(_ row: FormRow, parent: [UInt8], code: [UInt8]) {
      let path = parent.isEmpty ? Array(row.label.utf8) : parent + [.slash] + row.label.utf8
      let code = code + [.period] + row.code.utf8
      if row.heading {
        // Over the columns of the rows below it.
        let isLine = block.layout == .line
        note(
          [row.label] + row.spellings, isLine ? .header : .heading, place,
          isLine ? rows.count : headings.count)
        headings.append(path)
      } else {
        note([row.label] + row.spellings, rowKind, place, rows.count)
        let unit = Array(row.unit.utf8)
        let facts = FactKeys(
          columns.map { column in
            FactKey(
              section: title, row: path, column: column.path, unit: unit.isEmpty ? column.unit : unit,
              code: code + [.period] + column.code, form: id)
          })
        rows.append(
          IndexedBlock.Row(
            path: path, parent: parent, key: Self.key(row.label), unit: unit, facts: facts))
      }
      for child in row.rows { visit(child, parent: path, code: code) }
    }
    for row in block.rows { visit(row, parent: [], code: Array(section.code.utf8)) }
    if block.layout == .line { lineBlocks.append(place) }
    if let title = block.title { note([title] + block.spellings, .title, place, 0) }
    for header in block.headers { note([header], .header, place, -1) }
    var leaf = 0
    noteColumns(block.columns, place, leaf: &leaf)
    if !sections.contains(title) { sections.append(title) }
    blocks.append(
      IndexedBlock(
        form: number, formID: id, section: title, layout: block.layout, hasUnitColumn: block.unitColumn,
        columns: columns.map(\.path), columnUnits: columns.map(\.unit), isMoney: columns.map(\.isMoney),
        isChange: columns.map { $0.code.split(separator: .period).last?.elementsEqual(change) ?? false },
        rows: rows, headings: headings, source: block, name: block.title ?? section.title))
  }

  private static func key(_ label: String) -> [UInt8] {
    var key: [UInt8] = []
    Label.normalize(Array(label.utf8).span, into: &key)
    return key
  }

  private static func add(_ column: FormColumn, path: [UInt8], code: [UInt8], to leaves: inout [Leaf]) {
    let (path, code) = (path + column.label.utf8, code + column.code.utf8)
    if column.columns.isEmpty {
      leaves.append(
        Leaf(path: path, code: code, unit: Array(column.unit.utf8), isMoney: column.countsMoney))
    }
    for child in column.columns {
      add(child, path: path + [.slash], code: code + [.period], to: &leaves)
    }
  }

  private mutating func noteColumns(_ columns: [FormColumn], _ block: Int, leaf: inout Int) {
    for column in columns {
      note([column.label] + column.spellings, .column, block, column.columns.isEmpty ? leaf : ~leaf)
      if column.columns.isEmpty { leaf += 1 }
      noteColumns(column.columns, block, leaf: &leaf)
    }
  }

  /// Gives a label, the official wording first, a role.
  private mutating func note(_ labels: [String], _ kind: LabelRole.Kind, _ block: Int, _ index: Int) {
    var key: [UInt8] = []
    for (place, label) in labels.enumerated() {
      Label.normalize(Array(label.utf8).span, into: &key)
      if key.isEmpty { key = Array(label.utf8) }
      let role = LabelRole(kind: kind, block: block, index: index, isOfficial: place == 0)
      if let known = table.number(of: key.span) {
        roles[known].append(role)
        kinds[known].insert(LabelRole.Kinds(kind))
      } else {
        table.insert(key, number: roles.count)
        endings.insert(key.span)
        roles.append([role])
        kinds.append(LabelRole.Kinds(kind))
      }
    }
  }
}

extension FormColumn {
  /// Whether its figures are amounts.
  fileprivate var countsMoney: Bool { money || Amount.exponent(of: Array(unit.utf8)) != nil }
}
