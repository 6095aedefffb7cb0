import Cells

extension FormIndex {
  /// Whether a text is a label and right behind it that of a row: 本年增/减行政处罚. What stood between them is lost.
  ///
  /// Rows that begin with the name of one of another table, as 其他行政处罚, are none of these.
  func isGlued(_ text: Span<UInt8>) -> Bool {
    guard (12...240).contains(text.count) else { return false }
    var key: [UInt8] = []
    Label.normalize(text, into: &key)
    for end in stride(from: 6, to: key.count - 5, by: 1) where key[end] & 0xC0 != 0x80 {
      let front = roles(of: label(key.span.extracting(0..<end)))
      if front.isEmpty { continue }
      let behind = roles(of: label(key.span.extracting(end..<key.count))).filter {
        $0.kind == .row || $0.kind == .heading
      }
      if behind.isEmpty { continue }
      let rows = front.filter { $0.kind == .row }
      if rows.isEmpty || rows.contains(where: { row in behind.contains { $0.block == row.block } }) {
        return true
      }
    }
    return false
  }
}
