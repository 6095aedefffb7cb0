import Bytes
import Facts
import Text

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

  private mutating func add(_ block: FormBlock, of section: FormSection, form: Form, number: Int) {
    let (title, id) = (Array(section.title.utf8), Array(form.id.utf8))
    let flat = FlatBlock(block)
    let columns = flat.columns.filter(\.hasFigures)
    let sectionCode = Array(section.code.utf8) + [.period]
    var rows: [IndexedBlock.Row] = []
    var headings: [[UInt8]] = []
    let place = blocks.count
    // In a line layout the rows' labels stand over the columns.
    let isLine = block.layout == .line
    for row in flat.rows {
      guard row.hasFigures else {
        // Over the columns of the rows below it.
        note(row.labels, isLine ? .header : .heading, place, isLine ? rows.count : headings.count)
        headings.append(row.path)
        continue
      }
      note(row.labels, isLine ? .header : .row, place, rows.count)
      let unit = Array(row.source.unit.utf8)
      let facts = FactKeys(
        columns.map { column in
          FactKey(
            section: title, row: row.path, column: column.path,
            unit: unit.isEmpty ? Array(column.source.unit.utf8) : unit,
            code: sectionCode + row.code + [.period] + column.code, form: id)
        })
      rows.append(
        IndexedBlock.Row(
          path: row.path, parent: row.parents.last.map { flat.rows[$0].path } ?? [],
          key: Self.key(row.source.label), unit: unit, facts: facts))
    }
    if isLine { lineBlocks.append(place) }
    if let title = block.title { note([title] + block.spellings, .title, place, 0) }
    for header in block.headers { note([header], .header, place, -1) }
    var leaf = 0
    for column in flat.columns {
      note(column.labels, .column, place, column.hasFigures ? leaf : ~leaf)
      if column.hasFigures { leaf += 1 }
    }
    if !sections.contains(title) { sections.append(title) }
    blocks.append(
      IndexedBlock(
        form: number, formID: id, section: title, layout: block.layout, hasUnitColumn: block.unitColumn,
        columns: columns.map(\.path), columnUnits: columns.map { Array($0.source.unit.utf8) },
        isMoney: columns.map(\.source.countsMoney), isChange: columns.map { $0.source.code == "change" },
        rows: rows, headings: headings, source: block, name: block.title ?? section.title))
  }

  private static func key(_ label: String) -> [UInt8] {
    var key: [UInt8] = []
    Label.normalize(Array(label.utf8).span, into: &key)
    return key
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
