import Forms

/// Which block of which form each segment of a report is.
enum Recognition {
  /// Recognises segment by segment, for reports mix forms; where two forms print the same, the form of the other segments
  /// decides, then the report's year, then the newer form.
  static func recognise(
    _ segments: inout [Segment], sections: [[UInt8]], year: Int?, index: FormIndex, forms: [Form]
  ) {
    let wholes = joined(segments)
    let candidates = zip(wholes, sections).map { $0.candidates(section: $1, index: index) }
    var formVotes = Array(repeating: 0, count: forms.count)
    for blocks in candidates {
      if Set(blocks.map { index.blocks[$0].form }).count == 1 { formVotes[index.blocks[blocks[0]].form] += 1 }
    }
    func rank(_ block: Int) -> (Int, Int, Int) {
      let form = index.blocks[block].form
      let applies = year.map { forms[form].firstYear <= $0 && $0 <= forms[form].lastYear ?? .max } ?? false
      return (formVotes[form], applies ? 1 : 0, form)
    }
    for (number, blocks) in candidates.enumerated() {
      segments[number].block = blocks.max { rank($0) < rank($1) }.map {
        withMoreRows(than: $0, in: wholes[number], index: index)
      }
      if let block = segments[number].block {
        segments[number].lacksHeader = lacksHeader(wholes[number], block, index: index)
      }
    }
  }

  /// The same table of another form, with the same columns, where more of its rows stand there: rows that lost a cell count against
  /// a block, but not for one that does not have them.
  private static func withMoreRows(than number: Int, in whole: Segment, index: FormIndex) -> Int {
    let block = index.blocks[number]
    let others = index.blocks.indices.filter { other in
      whole.votes[other].rowCount > whole.votes[number].rowCount
        && whole.votes[other].rows > whole.votes[number].rows
        && index.blocks[other].name == block.name && index.blocks[other].section == block.section
        && index.blocks[other].columns == block.columns
    }
    return others.max { whole.votes[$0].rows < whole.votes[$1].rows } ?? number
  }

  /// Whether rows stand without any column, and the same table of another form has rows of the same names and other columns: the
  /// other tables do not tell, for reports mix forms.
  private static func lacksHeader(_ whole: Segment, _ number: Int, index: FormIndex) -> Bool {
    let block = index.blocks[number]
    guard block.layout == .rows, whole.votes[number].columns == 0 else { return false }
    return index.blocks.indices.contains { other in
      whole.votes[other].rowCount > 0 && index.blocks[other].name == block.name
        && index.blocks[other].section == block.section && index.blocks[other].columns != block.columns
    }
  }

  /// Each segment with those that go on with it, and those it goes on with: pages part tables.
  private static func joined(_ segments: [Segment]) -> [Segment] {
    var wholes = segments
    var start = 0
    for index in segments.indices.dropFirst() {
      if segments[index].continues(wholes[start]) {
        wholes[start].join(segments[index])
      } else {
        for part in start..<index { wholes[part] = wholes[start] }
        start = index
      }
    }
    for part in start..<segments.count { wholes[part] = wholes[start] }
    return wholes
  }
}
