public import Cells

extension FormLibrary {
  /// What readers know of the forms.
  public var vocabulary: Vocabulary {
    let sections = SectionTitles(sectionTitles)
    return Vocabulary(
      sections: sections,
      tables: forms.flatMap { form in
        form.sections.flatMap { section in
          section.blocks.map { $0.template(section: sections.index(of: Array(section.title.utf8).span) ?? 0) }
        }
      })
  }

  /// Titles and spellings of all sections, the newest form's order first.
  private var sectionTitles: [(title: String, spellings: [String])] {
    forms.reversed().flatMap { form in form.sections.map { ($0.title, $0.spellings) } }
  }
}

extension FormBlock {
  fileprivate func template(section: Int) -> TableTemplate {
    var templateRows: [TableTemplate.Row] = []
    func visit(_ row: FormRow, parent: Int?) {
      let place = templateRows.count
      templateRows.append(
        TableTemplate.Row(
          labels: normalized([row.label] + row.spellings), parent: parent, isHeading: row.heading,
          unit: Array(row.unit.utf8)))
      for child in row.rows { visit(child, parent: place) }
    }
    for row in rows { visit(row, parent: nil) }
    var texts = headers
    var leaves: [String] = []
    func visit(_ column: FormColumn) {
      texts += [column.label] + column.spellings
      if column.columns.isEmpty { leaves.append(column.label) }
      column.columns.forEach(visit)
    }
    columns.forEach(visit)
    var columns = normalized(leaves)
    if layout == .line {
      // The rows' labels stand over the columns.
      texts += templateRows.flatMap(\.labels).map { String(decoding: $0, as: UTF8.self) }
      columns = Array(repeatElement(columns, count: templateRows.count { !$0.isHeading }).joined())
    }
    return TableTemplate(
      titles: normalized((title.map { [$0] } ?? []) + spellings), headers: normalized(texts),
      columns: columns,
      rows: layout == .line ? [] : templateRows, hasUnitColumn: unitColumn, isLine: layout == .line,
      section: section)
  }

  private func normalized(_ labels: [String]) -> [[UInt8]] {
    labels.map { label in
      var key: [UInt8] = []
      Label.normalize(Array(label.utf8).span, into: &key)
      return key
    }
  }
}
