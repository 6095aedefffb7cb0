import Bytes
package import Facts
import Text

/// A block as alignment needs it: its rows with values and its columns, flat and in printed order.
///
/// A class, for it is looked at for each row, and copying nine arrays took a tenth of the time of `tidy`.
package final class IndexedBlock: Sendable {
  package final class Row: Sendable {
    /// The row's path, as a fact names it.
    package let path: [UInt8]
    /// The path of the heading it stands under; empty at the top.
    package let parent: [UInt8]
    /// The label as it is matched.
    package let key: [UInt8]
    package let unit: [UInt8]
    /// What the facts of this row are about, one for each column.
    package let facts: FactKeys

    package init(path: [UInt8], parent: [UInt8], key: [UInt8], unit: [UInt8], facts: FactKeys) {
      self.path = path
      self.parent = parent
      self.key = key
      self.unit = unit
      self.facts = facts
    }
  }

  package let form: Int
  package let formID: [UInt8]
  /// The official title of its section.
  package let section: [UInt8]
  package let layout: FormBlock.Layout
  package let hasUnitColumn: Bool
  /// The column paths.
  package let columns: [[UInt8]]
  package let columnUnits: [[UInt8]]
  /// Which columns count money.
  package let isMoney: [Bool]
  /// Which columns count what grew or shrank: their code is `change`.
  package let isChange: [Bool]
  /// Whether any column counts money.
  package let countsMoney: Bool
  package let rows: [Row]
  /// The paths of rows that have no values.
  package let headings: [[UInt8]]
  /// As its form has it, for what is seldom asked.
  package let source: FormBlock
  /// What messages call it, and what tells blocks of two forms that print the same matter.
  package let name: String

  package init(
    form: Int, formID: [UInt8], section: [UInt8], layout: FormBlock.Layout, hasUnitColumn: Bool,
    columns: [[UInt8]], columnUnits: [[UInt8]], isMoney: [Bool], isChange: [Bool],
    rows: [Row], headings: [[UInt8]], source: FormBlock,
    name: String
  ) {
    self.form = form
    self.formID = formID
    self.section = section
    self.layout = layout
    self.hasUnitColumn = hasUnitColumn
    self.columns = columns
    self.columnUnits = columnUnits
    self.isMoney = isMoney
    self.isChange = isChange
    countsMoney = isMoney.contains(true)
    self.rows = rows
    self.headings = headings
    self.source = source
    self.name = name
  }

  /// How many cells stand behind the label of a printed row.
  package var cellsBehindLabel: Int { columns.count + (hasUnitColumn ? 1 : 0) }

  /// How many values a line layout has.
  package var valueCount: Int { columns.count * rows.count }
}

/// What a label can be.
@usableFromInline package struct LabelRole: Sendable, Equatable {
  package enum Kind: Sendable {
    /// The title of a block.
    case title
    /// A text of a header row that is no column. In a line layout `index` is the first of `rows` that stands below it; else -1.
    case header
    /// `index` is its place in `columns`; of one with others below it the complement (`~`) of the first one's place.
    case column
    /// A row with values; `index` in `rows`.
    case row
    /// A row without values; `index` in `headings`.
    case heading
  }

  /// All that a label can be.
  @usableFromInline package struct Kinds: OptionSet, Sendable {
    @usableFromInline package let rawValue: UInt8
    @inlinable package static var title: Kinds { Kinds(rawValue: 1) }
    /// A header or a column.
    @inlinable package static var header: Kinds { Kinds(rawValue: 2) }
    /// A row or a heading.
    @inlinable package static var row: Kinds { Kinds(rawValue: 4) }

    @inlinable package init(rawValue: UInt8) { self.rawValue = rawValue }

    package init(_ kind: Kind) {
      switch kind {
      case .title: self = .title
      case .header, .column: self = .header
      case .row, .heading: self = .row
      }
    }
  }

  package let kind: Kind
  package let block: Int
  package let index: Int
  /// Whether it is the official wording.
  package let isOfficial: Bool
}

/// All labels of all forms, by the form in which they are matched.
///
/// A class, for many hold it for a report, and it is eight arrays.
@usableFromInline package final class FormIndex: Sendable {
  package let forms: [Form]
  package let blocks: [IndexedBlock]
  /// How many blocks each form has.
  package let blockCounts: [Int]
  /// The sections that blocks stand in, each once.
  package let sections: [[UInt8]]
  /// The numbers of the blocks in a line layout.
  package let lineBlocks: [Int]
  @usableFromInline let roles: [[LabelRole]]
  @usableFromInline let kinds: [LabelRole.Kinds]
  private let table: LabelTable
  private let endings: LabelEndings
  private let contacts: [[UInt8]]

  package init(_ forms: [Form]) {
    var builder = FormIndexBuilder()
    for (number, form) in forms.enumerated() { builder.add(form, number: number) }
    self.forms = forms
    blocks = builder.blocks
    blockCounts = forms.indices.map { form in builder.blocks.count { $0.form == form } }
    sections = builder.sections
    lineBlocks = builder.lineBlocks
    roles = builder.roles
    kinds = builder.kinds
    table = builder.table
    endings = builder.endings
    contacts = Set(forms.flatMap(\.contacts)).map { Array($0.utf8) }
  }

  /// Whether a text is about a number that counts nothing: 联系电话.
  package func isContact(_ text: Span<UInt8>) -> Bool {
    contacts.contains { text.firstIndex(of: $0) != nil }
  }

  /// The number of a normalised label, for `roles(of:)`; -1 for one that no form knows.
  package func label(_ key: Span<UInt8>) -> Int { table.number(of: key) ?? -1 }

  /// A quick no for nearly all texts that no form knows.
  package func canBeLabel(_ text: Span<UInt8>) -> Bool { endings.canBeLabel(text) }

  /// What the label with a number can be; nothing for -1.
  @inlinable package func roles(of label: Int) -> [LabelRole] { label < 0 ? [] : roles[label] }

  /// The kinds of these roles.
  @inlinable package func kinds(of label: Int) -> LabelRole.Kinds { label < 0 ? [] : kinds[label] }
}
