import Bytes

/// Bytes of a page that fit no character: a description that was cut in one, say. Few are replaced by U+FFFD, as browsers do; many
/// are the sign of another encoding, or of damage.
struct PageRepair {
  /// The most that are replaced, and the least that are in a short page.
  static let limit = 64
  private static let least = 4

  private var replaced: ReplacedBytes?
  private let encoding: TextEncoding

  /// - Parameters:
  ///   - replaced: what was replaced already, of a page in another encoding.
  ///   - encoding: that of the page.
  init(_ replaced: ReplacedBytes?, _ encoding: TextEncoding) {
    (self.replaced, self.encoding) = (replaced, encoding)
  }

  /// The page without bytes that are no UTF-8, and without zeros; `nil` where it has none.
  ///
  /// - Parameter plain: how far it is known to have none.
  mutating func mended(_ page: Span<UInt8>, behind plain: Int) -> [UInt8]? {
    guard var bad = Self.firstBad(page, from: min(plain, page.count)) else { return nil }
    var mended: [UInt8] = []
    mended.reserveCapacity(page.count + 64)
    var start = 0
    var count = 0
    let first = bad
    while true {
      mended.append(span: page.extracting(start..<bad))
      mended.append(contentsOf: "\u{FFFD}".utf8)
      count += 1
      start = bad + 1
      // The rest of a character that was cut.
      while start < page.count, page[start] & 0xC0 == 0x80 { start += 1 }
      guard count <= Self.limit, let next = Self.firstBad(page, from: start) else { break }
      bad = next
    }
    mended.append(span: page.extracting(start..<page.count))
    // Of a page in another encoding these are zeros; their places there are not known any more.
    replaced = ReplacedBytes(first: replaced?.first ?? first, count: count + (replaced?.count ?? 0))
    return mended
  }

  private static func firstBad(_ page: Span<UInt8>, from start: Int) -> Int? {
    let rest = page.extracting(start..<page.count)
    let places = [rest.firstIndex(of: 0), Encoding.firstInvalid(rest)].compactMap(\.self)
    return places.min().map { $0 + start }
  }

  /// What is said of the bytes that were replaced.
  ///
  /// - Throws: `ReportError.invalidText` where they are too many.
  func warning(_ page: Span<UInt8>, name: String, line: Int) throws(ReportError) -> Diagnostic? {
    guard let replaced else { return nil }
    let isHere = encoding == .utf8 && replaced.first < page.count
    let place = isHere ? page.location(of: replaced.first, name: name, firstLine: line) : Location(name)
    guard replaced.count <= max(Self.least, page.count / 200), replaced.count < Self.limit else {
      throw .invalidText(place, offset: replaced.first, encoding: encoding)
    }
    let count =
      replaced.count == 1 ? "a byte is no character" : "\(replaced.count) bytes are no characters"
    return Diagnostic(
      .warning, at: place, what: "\(count) of \(encoding.rawValue.uppercased()), and read as U+FFFD",
      why: "the first is at offset \(replaced.first)", remedy: "Compare what stands there with the page")
  }
}
