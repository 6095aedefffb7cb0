import Bytes

extension Span where Element == UInt8 {
  /// Whether a line is the head of a flip book's page: `Page 9 - ` and the title of the book.
  package var beginsFlipBookPage: Bool {
    guard count > 8, self[0] == UInt8(ascii: "P"), starts(with: Array("Page ".utf8)) else { return false }
    var index = 5
    while index < count, self[index].isDigit { index += 1 }
    return index > 5 && extracting(index..<count).starts(with: Array(" - ".utf8))
  }

  /// Whether a line is the head or the foot that a browser prints on each page: `11/30/26, 12:18 PM` and the title, or without;
  /// the address and `1/3`.
  package var isBrowserPage: Bool {
    // Most lines begin with a Chinese character.
    guard count > 10, self[0] < 0x80 || self[0] == 0xEF else { return false }
    if addressBeginnings.contains(where: { starts(with: $0) }) {
      guard let slash = indices.last(where: { self[$0] == UInt8(ascii: "/") }), slash + 1 < count else {
        return false
      }
      let page = extracting(slash + 1..<count)
      return page.count < 5 && page.indices.allSatisfy { page[$0].isDigit } && self[slash - 1].isDigit
    }
    // Slashes of a date and the colon of a time, in the language of the machine.
    guard self[0].isDigit else { return false }
    var (index, slashes, colons) = (0, 0, 0)
    while index < count, self[index].isDigit || [0x20, 0x2C, 0x2F, 0x3A].contains(self[index]) {
      if self[index] == UInt8(ascii: "/") { slashes += 1 }
      if self[index] == UInt8(ascii: ":") { colons += 1 }
      index += 1
    }
    return slashes == 2 && colons == 1 && index > 10
  }
}

/// The last one has the ligature of a font: ﬁle.
private let addressBeginnings = ["http", "file:/", "\u{FB01}le:/"].map { Array($0.utf8) }
