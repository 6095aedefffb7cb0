import Bytes

/// A line of a report's text that is not empty, found when the report's end was: a report has less than 4 GiB.
@usableFromInline package struct TextLine {
  @usableFromInline let before: UInt32
  @usableFromInline let start: UInt32
  @usableFromInline let end: UInt32
  @usableFromInline let tab: UInt32
  @usableFromInline let tabs: UInt32

  /// - Parameter number: how many lines stand before it.
  package init(_ number: Int, _ range: Range<Int>, firstTab: Int, tabCount: Int) {
    before = UInt32(truncatingIfNeeded: number)
    start = UInt32(truncatingIfNeeded: range.lowerBound)
    end = UInt32(truncatingIfNeeded: range.upperBound)
    tab = UInt32(truncatingIfNeeded: tabCount > 0 ? firstTab : range.upperBound)
    tabs = UInt32(truncatingIfNeeded: tabCount)
  }

  /// How many lines stand before it.
  @inlinable package var number: Int { Int(before) }
  /// Without its line feed.
  @inlinable package var range: Range<Int> { Int(start)..<Int(end) }
  /// Its first tab; the line's end where it has none.
  @inlinable package var firstTab: Int { Int(tab) }
  @inlinable package var tabCount: Int { Int(tabs) }
  /// Whether it is a cell as the tab form prints it: a tab, and text.
  @inlinable package var isCell: Bool { tabs == 1 && tab == start }
}

extension [TextLine] {
  /// Leaves the lines of the text's beginning; a form feed may cut the last one.
  package mutating func cut(at length: Int, of text: Span<UInt8>) {
    guard let first = lastIndex(where: { $0.range.lowerBound < length }) else { return removeAll() }
    removeSubrange((first + 1)...)
    guard self[first].range.upperBound > length else { return }
    let range = self[first].range.lowerBound..<length
    let tabs = range.filter { text[$0] == .tab }
    self[first] = TextLine(
      self[first].number, range, firstTab: tabs.first ?? range.upperBound, tabCount: tabs.count)
  }
}
