import Text

extension FormLibrary {
  /// What readers know of the forms.
  public var vocabulary: Vocabulary {
    let sections = SectionTitles(sectionTitles)
    return Vocabulary(
      sections: sections,
      tables: forms.flatMap { form in
        form.sections.flatMap { section in
          section.blocks.map { block in
            let relations = form.relations.filter { $0.isSum(within: "\(section.code).\(block.code)") }
            return TableTemplate(
              block, relations, section: sections.index(of: Array(section.title.utf8).span) ?? 0)
          }
        }
      })
  }

  /// Titles and spellings of all sections, the newest form's order first.
  private var sectionTitles: [(title: String, spellings: [String])] {
    forms.reversed().flatMap { form in form.sections.map { ($0.title, $0.spellings) } }
  }
}

extension Relation {
  /// Whether it says of each row or column of a table that some figures make the same sum as others.
  fileprivate func isSum(within block: String) -> Bool {
    each != nil && within == block && across == nil && `operator` == "equal" && severity == "error"
      && right.count == 1
  }

  /// The places of its figures among those with some codes; `nil` where one is not among them.
  fileprivate func sum(of codes: [String]) -> TableTemplate.Sum? {
    let (left, right) = (places(left, in: codes), places(right[0], in: codes))
    return left.contains(nil) || right.contains(nil)
      ? nil : TableTemplate.Sum(left: left.compactMap(\.self), right: right.compactMap(\.self))
  }

  private func places(_ terms: String, in codes: [String]) -> [Int?] {
    terms.split(separator: " ").map { codes.firstIndex(of: String($0)) }
  }
}

extension TableTemplate {
  /// - Parameter relations: those that are sums.
  fileprivate init(_ block: FormBlock, _ relations: [Relation], section: Int) {
    let flat = FlatBlock(block)
    let rows = flat.rows.map { row in
      TableTemplate.Row(
        labels: normalized(row.labels), parent: row.parents.last, isHeading: !row.hasFigures,
        unit: Array(row.source.unit.utf8))
    }
    let notes =
      block.headers.flatMap(\.notes) + flat.rows.flatMap(\.source.printed.notes)
      + flat.columns.flatMap(\.source.printed.notes)
    var headers = block.headers + flat.columns.flatMap(\.labels)
    var leaves = flat.columns.filter(\.hasFigures).map { normalized($0.labels) }
    let rowCodes = flat.rows.map { String(decoding: $0.code, as: UTF8.self) }
    let columnCodes = flat.columns.filter(\.hasFigures).map { String(decoding: $0.code, as: UTF8.self) }
    var rowSums = relations.filter { $0.each == "row" }.compactMap { $0.sum(of: columnCodes) }
    let columnSums = relations.filter { $0.each == "column" }.compactMap { $0.sum(of: rowCodes) }
    let isLine = block.layout == .line
    if isLine {
      // The rows' labels stand over the columns.
      headers += rows.flatMap(\.labels).map { String(decoding: $0, as: UTF8.self) }
      let groups = (0..<rows.count { !$0.isHeading }).map { $0 * leaves.count }
      rowSums = groups.flatMap { group in
        rowSums.map { sum in Sum(left: sum.left.map { group + $0 }, right: sum.right.map { group + $0 }) }
      }
      leaves = Array(repeatElement(leaves, count: groups.count).joined())
    }
    self.init(
      titles: normalized((block.title.map { [$0] } ?? []) + block.spellings), headers: normalized(headers),
      columnLabels: leaves, rowSums: rowSums, columnSums: columnSums, notes: normalized(notes),
      rows: isLine ? [] : rows, hasUnitColumn: block.unitColumn, isLine: isLine, section: section)
  }
}

private func normalized(_ labels: [String]) -> [[UInt8]] {
  labels.map { label in
    var key: [UInt8] = []
    Label.normalize(Array(label.utf8).span, into: &key)
    return key
  }
}

extension String {
  /// What stands in brackets, ordinals among it.
  fileprivate var notes: [String] {
    let parts = split(omittingEmptySubsequences: false) { $0 == "（" || $0 == "(" }
    return parts.dropFirst().compactMap { $0.split { $0 == "）" || $0 == ")" }.first.map(String.init) }
  }
}
