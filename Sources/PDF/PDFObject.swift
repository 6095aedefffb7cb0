import Bytes

/// An object of a PDF file (ISO 32000-1, 7.3).
package enum PDFObject: Equatable, Sendable {
  case null
  case boolean(Bool)
  case integer(Int)
  case real(Double)
  /// Decrypted.
  case string([UInt8])
  /// Without its slash, `#xx` decoded.
  case name([UInt8])
  case array([PDFObject])
  case dictionary(PDFDictionary)
  indirect case stream(PDFStream)
  /// The number of an indirect object. Its generation plays no part: the newest object of a number is the one.
  case reference(Int)
}

/// A dictionary: its entries in a flat array, for most have fewer than ten.
package struct PDFDictionary: Equatable, Sendable {
  struct Entry: Equatable, Sendable {
    let key: [UInt8]
    let value: PDFObject
  }

  /// In the order of the file; those of a large dictionary in the order of their keys.
  private(set) var entries: [Entry]
  /// Above this many, keys are sorted and looked up by halving: a page may name thousands of images.
  private static let flatCount = 16

  init(_ entries: [Entry] = []) {
    self.entries = entries
    guard entries.count > Self.flatCount else { return }
    // By places where keys are equal, so that the last one still wins.
    let order = entries.indices.sorted {
      entries[$0].key == entries[$1].key
        ? $0 < $1 : entries[$0].key.lexicographicallyPrecedes(entries[$1].key)
    }
    self.entries = order.map { entries[$0] }
  }

  /// The value of a key such as `"Type"`, references not followed; of a key that stands twice the last one.
  subscript(_ key: StaticString) -> PDFObject? {
    // A static string's bytes live as long as the program.
    self[unsafe Span(_unsafeStart: key.utf8Start, count: key.utf8CodeUnitCount)]
  }

  subscript(_ key: [UInt8]) -> PDFObject? { self[key.span] }

  subscript(_ key: Span<UInt8>) -> PDFObject? {
    if entries.count > Self.flatCount { return sorted(key) }
    for index in entries.indices.reversed() where key.equals(entries[index].key) {
      return entries[index].value
    }
    return nil
  }

  private func sorted(_ key: Span<UInt8>) -> PDFObject? {
    var (low, high) = (0, entries.count)
    // The first entry after all with this key.
    while low < high {
      let middle = (low + high) / 2
      let other = entries[middle].key
      if key.precedes(other.span) { high = middle } else { low = middle + 1 }
    }
    guard low > 0, key.equals(entries[low - 1].key) else { return nil }
    return entries[low - 1].value
  }
}

/// A stream (7.3.8): its dictionary, and where its bytes stand in the file, encoded and maybe encrypted.
package struct PDFStream: Equatable, Sendable {
  let dictionary: PDFDictionary
  let raw: Range<Int>
  /// The object's number and generation, which its key is made of.
  let number: Int
  let generation: Int
}
