/// Which block of which form each segment of a report is.
enum Recognition {
  /// Recognises segment by segment, for reports mix forms; where two forms print the same, the form of the other segments
  /// decides, then the report's year, then the newer form.
  static func recognise(
    _ segments: inout [Segment], sections: [[UInt8]], year: Int?, index: FormIndex, forms: [Form]
  ) {
    let candidates = zip(segments, sections).map { $0.candidates(section: $1, index: index) }
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
      if number > 0, let above = segments[number - 1].block, segments[number].continues(above) {
        segments[number].block = above
      } else {
        segments[number].block = blocks.max { rank($0) < rank($1) }
      }
    }
  }
}
