/// What happens to files on their way.
package enum Mutation: String, CaseIterable, Sendable {
  case bytesDropped, bytesChanged, bytesInserted, cut, halfCharacter
  case lineDoubled, linesSwapped, linesJoined
  case lineRemoved, cellRemoved

  /// Whether what is left is still the report's: then no fact may come out that it has not. The others may change a figure, or
  /// bring one under another label.
  package var onlyRemoves: Bool { self == .lineRemoved || self == .cellRemoved }

  func apply(to bytes: inout [UInt8], _ rawForm: RawForm, _ dice: inout Dice) {
    // A line or cell of a document in sectors is not a run of its bytes; in a sheet all behind it moves, and stands where the file says.
    guard bytes.count > 8, ![.word97, .excel97, .openDocumentSheet].contains(rawForm) || !onlyRemoves else {
      return
    }
    let last = bytes.count - 1
    switch self {
    case .bytesDropped:
      let start = dice.int(0...last)
      bytes.removeSubrange(start..<min(start + dice.int(1...12), bytes.count))
    case .bytesChanged:
      for _ in 0..<dice.int(1...6) { bytes[dice.int(0...last)] = UInt8(dice.int(0...255)) }
    case .bytesInserted:
      let start = dice.int(0...last)
      // Marks that open and close things, and any byte.
      let marks = Array("<>&\"'|\t\n\r\u{C}\0/-=[]()".utf8)
      let noise = (0..<dice.int(1...8)).map { _ in
        dice.chance(0.6) ? dice.pick(marks) : UInt8(dice.int(0...255))
      }
      bytes.insert(contentsOf: noise, at: start)
    case .cut: bytes.removeLast(dice.int(1...last))
    case .halfCharacter:
      // The first byte of a character of several, gone.
      let start = dice.int(0...last)
      if let place = bytes[start...].firstIndex(where: { $0 >= 0xC2 }) { bytes.remove(at: place) }
    case .lineDoubled:
      let line = Self.line(of: bytes, &dice)
      bytes.insert(contentsOf: Array(bytes[line]), at: line.lowerBound)
    case .linesSwapped:
      let line = Self.line(of: bytes, &dice)
      let text = Array(bytes[line])
      bytes.removeSubrange(line)
      let other = bytes.isEmpty ? 0 : Self.line(of: bytes, &dice).lowerBound
      bytes.insert(contentsOf: text, at: other)
    case .linesJoined:
      let line = Self.line(of: bytes, &dice)
      if !line.isEmpty, bytes[line.upperBound - 1] == 0x0A { bytes.remove(at: line.upperBound - 1) }
    case .lineRemoved: bytes.removeSubrange(Self.line(of: bytes, &dice))
    case .cellRemoved: if let cell = Self.cell(of: bytes, rawForm, &dice) { bytes.removeSubrange(cell) }
    }
  }

  /// A line with its end.
  private static func line(of bytes: [UInt8], _ dice: inout Dice) -> Range<Int> {
    let place = dice.int(0...bytes.count - 1)
    let start = bytes[..<place].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let end = bytes[place...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count
    return start..<end
  }

  /// A cell with its mark, in the forms that have marks for cells.
  private static func cell(of bytes: [UInt8], _ rawForm: RawForm, _ dice: inout Dice) -> Range<Int>? {
    let place = dice.int(0...bytes.count - 1)
    switch rawForm.reader {
    case .tabs: return between(bytes, from: place, 0x09)
    case .pipes: return between(bytes, from: place, 0x7C)
    case .html, .mht:
      guard let start = find("<td", in: bytes, from: place), let end = find("</td>", in: bytes, from: start)
      else { return nil }
      return start..<end + 5
    case .docx:
      guard let start = find("<w:tc>", in: bytes, from: place),
        let end = find("</w:tc>", in: bytes, from: start)
      else { return nil }
      return start..<end + 7
    case .odf:
      guard let start = find("<table:table-cell", in: bytes, from: place),
        let end = find("</table:table-cell>", in: bytes, from: start)
      else { return nil }
      return start..<end + 19
    default: return line(of: bytes, &dice)
    }
  }

  /// From a mark up to the next one, or the end of the line.
  private static func between(_ bytes: [UInt8], from place: Int, _ mark: UInt8) -> Range<Int>? {
    guard let start = bytes[place...].firstIndex(of: mark) else { return nil }
    let end = bytes[(start + 1)...].firstIndex { $0 == mark || $0 == 0x0A } ?? bytes.count
    return start..<(end < bytes.count && bytes[end] == 0x0A && mark == 0x09 ? end + 1 : end)
  }

  private static func find(_ word: String, in bytes: [UInt8], from place: Int) -> Int? {
    let word = Array(word.utf8)
    var index = place
    while index + word.count <= bytes.count {
      if bytes[index] == word[0], bytes[index..<index + word.count].elementsEqual(word) { return index }
      index += 1
    }
    return nil
  }
}
