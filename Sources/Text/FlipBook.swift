import Bytes

extension Span where Element == UInt8 {
  /// Whether a line is the head of a flip book's page: `Page 9 - ` and the title of the book.
  package var beginsFlipBookPage: Bool {
    guard count > 8, self[0] == UInt8(ascii: "P"), starts(with: Array("Page ".utf8)) else { return false }
    var index = 5
    while index < count, self[index].isDigit { index += 1 }
    return index > 5 && extracting(index..<count).starts(with: Array(" - ".utf8))
  }
}
