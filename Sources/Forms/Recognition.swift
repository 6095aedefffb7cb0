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
      segments[number].block = blocks.max { rank($0) < rank($1) }
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
