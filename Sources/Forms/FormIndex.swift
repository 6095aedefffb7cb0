import Bytes
import Cells
import Facts

/// A block as alignment needs it: its rows with values and its columns, flat and in printed order.
///
/// A class, for it is looked at for each row, and copying nine arrays took a tenth of the time of `tidy`.
final class IndexedBlock: Sendable {
  final class Row: Sendable {
    /// The row's path, as a fact names it.
    let path: [UInt8]
    /// The path of the heading it stands under; empty at the top.
    let parent: [UInt8]
    /// The label as it is matched.
    let key: [UInt8]
    let unit: [UInt8]
    /// What the facts of this row are about, one for each column.
    let facts: [FactKey]

    init(path: [UInt8], parent: [UInt8], key: [UInt8], unit: [UInt8], facts: [FactKey]) {
      self.path = path
      self.parent = parent
      self.key = key
      self.unit = unit
      self.facts = facts
    }
  }

  let form: Int
  let formID: [UInt8]
  /// The official title of its section.
  let section: [UInt8]
  let layout: FormBlock.Layout
  let hasUnitColumn: Bool
  /// The column paths.
  let columns: [[UInt8]]
  let columnUnits: [[UInt8]]
  let rows: [Row]
  /// The paths of rows that have no values.
  let headings: [[UInt8]]
  /// What messages call it, and what tells blocks of two forms that print the same matter.
  let name: String

  init(
    form: Int, formID: [UInt8], section: [UInt8], layout: FormBlock.Layout, hasUnitColumn: Bool,
    columns: [[UInt8]], columnUnits: [[UInt8]], rows: [Row], headings: [[UInt8]], name: String
  ) {
    self.form = form
    self.formID = formID
    self.section = section
    self.layout = layout
    self.hasUnitColumn = hasUnitColumn
    self.columns = columns
    self.columnUnits = columnUnits
    self.rows = rows
    self.headings = headings
    self.name = name
  }

  /// How many cells stand behind the label of a printed row.
  var cellsBehindLabel: Int { columns.count + (hasUnitColumn ? 1 : 0) }

  /// How many values a line layout has.
  var valueCount: Int { columns.count * rows.count }
}

/// What a label can be.
struct LabelRole: Sendable, Equatable {
  enum Kind: Sendable {
    /// The title of a block.
    case title
    /// A text of a header row that is no column.
    case header
    case column
    /// A row with values; `index` in `rows`.
    case row
    /// A row without values; `index` in `headings`.
    case heading
  }

  /// All that a label can be.
  struct Kinds: OptionSet, Sendable {
    let rawValue: UInt8
    static let title = Kinds(rawValue: 1)
    /// A header or a column.
    static let header = Kinds(rawValue: 2)
    /// A row or a heading.
    static let row = Kinds(rawValue: 4)

    init(rawValue: UInt8) { self.rawValue = rawValue }

    init(_ kind: Kind) {
      switch kind {
      case .title: self = .title
      case .header, .column: self = .header
      case .row, .heading: self = .row
      }
    }
  }

  let kind: Kind
  let block: Int
  let index: Int
  /// Whether it is the official wording.
  let isOfficial: Bool
}

/// All labels of all forms, by the form in which they are matched.
struct FormIndex: Sendable {
  let forms: [Form]
  private(set) var blocks: [IndexedBlock] = []
  /// The sections that blocks stand in, each once.
  private(set) var sections: [[UInt8]] = []
  /// The numbers of the blocks in a line layout.
  private(set) var lineBlocks: [Int] = []
  private var roles: [[LabelRole]] = []
  private var kinds: [LabelRole.Kinds] = []
  private var table = LabelTable()
  private var endings = LabelEndings()

  init(_ forms: [Form]) {
    self.forms = forms
    for (number, form) in forms.enumerated() {
      for section in form.sections {
        for block in section.blocks { add(block, of: section, form: form, number: number) }
      }
    }
  }

  /// The number of a normalised label, for `roles(of:)`; -1 for one that no form knows.
  func label(_ key: Span<UInt8>) -> Int { table.number(of: key) ?? -1 }

  /// A quick no for nearly all texts that no form knows.
  func canBeLabel(_ text: Span<UInt8>) -> Bool { endings.canBeLabel(text) }

  /// What the label with a number can be; nothing for -1.
  func roles(of label: Int) -> [LabelRole] { label < 0 ? [] : roles[label] }

  /// The kinds of these roles.
  func kinds(of label: Int) -> LabelRole.Kinds { label < 0 ? [] : kinds[label] }

  /// A column without others below it: its path, its code and its unit.
  private struct Leaf {
    let path: [UInt8]
    let code: [UInt8]
    let unit: [UInt8]
  }

  private mutating func add(_ block: FormBlock, of section: FormSection, form: Form, number: Int) {
    let (title, id) = (Array(section.title.utf8), Array(form.id.utf8))
    var columns: [Leaf] = []
    for column in block.columns { Self.add(column, path: [], code: [], to: &columns) }
    var rows: [IndexedBlock.Row] = []
    var headings: [[UInt8]] = []
    let place = blocks.count
    // In a line layout the rows' labels stand over the columns.
    let rowKind = block.layout == .line ? LabelRole.Kind.header : .row
    func visit(_ row: FormRow, parent: [UInt8], code: [UInt8]) {
      let path = parent.isEmpty ? Array(row.label.utf8) : parent + [.slash] + row.label.utf8
      let code = code + [.period] + row.code.utf8
      if row.heading {
        note([row.label] + row.spellings, block.layout == .line ? .header : .heading, place, headings.count)
        headings.append(path)
      } else {
        note([row.label] + row.spellings, rowKind, place, rows.count)
        let unit = Array(row.unit.utf8)
        let facts = columns.map { column in
          FactKey(
            section: title, row: path, column: column.path, unit: unit.isEmpty ? column.unit : unit,
            code: code + [.period] + column.code, form: id)
        }
        rows.append(
          IndexedBlock.Row(
            path: path, parent: parent, key: Self.key(row.label), unit: unit, facts: facts))
      }
      for child in row.rows { visit(child, parent: path, code: code) }
    }
    for row in block.rows { visit(row, parent: [], code: Array(section.code.utf8)) }
    if block.layout == .line { lineBlocks.append(place) }
    if let title = block.title { note([title] + block.spellings, .title, place, 0) }
    note(block.headers, .header, place, 0)
    noteColumns(block.columns, place)
    if !sections.contains(title) { sections.append(title) }
    blocks.append(
      IndexedBlock(
        form: number, formID: id, section: title, layout: block.layout, hasUnitColumn: block.unitColumn,
        columns: columns.map(\.path), columnUnits: columns.map(\.unit), rows: rows, headings: headings,
        name: block.title ?? section.title))
  }

  private static func key(_ label: String) -> [UInt8] {
    var key: [UInt8] = []
    Label.normalize(Array(label.utf8).span, into: &key)
    return key
  }

  private static func add(_ column: FormColumn, path: [UInt8], code: [UInt8], to leaves: inout [Leaf]) {
    let (path, code) = (path + column.label.utf8, code + column.code.utf8)
    if column.columns.isEmpty {
      leaves.append(Leaf(path: path, code: code, unit: Array(column.unit.utf8)))
    }
    for child in column.columns {
      add(child, path: path + [.slash], code: code + [.period], to: &leaves)
    }
  }

  private mutating func noteColumns(_ columns: [FormColumn], _ block: Int) {
    for column in columns {
      note([column.label] + column.spellings, .column, block, 0)
      noteColumns(column.columns, block)
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
