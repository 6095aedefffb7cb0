import Text

extension FormIndex {
  /// Whether a text is a label and right behind it, or behind an ordinal, that of a row: 本年增/减行政处罚, 三、本年度办理结果（六）其他处理.
  /// What stood between them is lost; marks of converters say nothing.
  ///
  /// Rows that begin with the name of one of another table, as 其他行政处罚, are none of these.
  package func isGlued(_ text: Span<UInt8>) -> Bool {
    guard (12...240).contains(text.count) else { return false }
    var key: [UInt8] = []
    Label.normalize(text.extracting(text.withoutMarks(text.indices)), into: &key)
    for end in stride(from: 6, to: key.count - 5, by: 1) where key[end] & 0xC0 != 0x80 {
      let front = roles(of: label(key.span.extracting(0..<end)))
      if front.isEmpty { continue }
      let behind = rowRoles(behind: end, in: key.span)
      if behind.isEmpty { continue }
      let rows = front.filter { $0.kind == .row }
      if rows.isEmpty || rows.contains(where: { row in behind.contains { $0.block == row.block } }) {
        return true
      }
    }
    return false
  }

  /// What the end of a key can be as the label of a row, marks and the ordinal in front of it left out or not: normalising took the
  /// brackets of ordinals.
  private func rowRoles(behind end: Int, in key: Span<UInt8>) -> [LabelRole] {
    var start = end
    while start < key.count {
      start = key.withoutMarks(start..<key.count).lowerBound
      let rows = roles(of: label(key.extracting(start..<key.count))).filter {
        $0.kind == .row || $0.kind == .heading
      }
      if !rows.isEmpty { return rows }
      let (character, length) = key.character(at: start)
      // 六 of （六）, 2. and 三,
      guard character.isHanDigit || character.isDecimalDigit || character == "." || character == ","
      else { return [] }
      start += length
    }
    return []
  }
}
