extension TextEncoding {
  /// How much of an input is looked at to tell its encoding.
  public static let sample = 64 << 10

  /// The encoding that the first bytes speak for: UTF-16 by its mark, or by the zeros beside ASCII; UTF-8 where all fits, or nearly all;
  /// else Big5 or GB18030.
  ///
  /// A text in UTF-8 with a byte that is wrong is not taken for GB18030, which nearly any bytes fit: in UTF-8 Chinese takes three
  /// bytes, and in GB18030 next to no text happens to look so.
  public static func recognised(_ bytes: Span<UInt8>, isWhole: Bool) -> TextEncoding {
    recognisedOrForeign(bytes, isWhole: isWhole).encoding
  }

  /// The encoding, and the name of one that is not Chinese, where the text shows that.
  public static func recognisedOrForeign(
    _ bytes: Span<UInt8>, isWhole: Bool
  ) -> (encoding: TextEncoding, foreign: String?) {
    if let encoding = unicode(bytes, isWhole: isWhole) { return (encoding, nil) }
    let (pairs, declared) = (PairCounts(bytes), CharacterSetName(bytes))
    return (pairs.isBig5(declared) ? .big5 : .gb18030, pairs.foreign(declared))
  }

  private static func unicode(_ bytes: Span<UInt8>, isWhole: Bool) -> TextEncoding? {
    if bytes.starts(with: [0xFF, 0xFE]) { return .utf16LittleEndian }
    if bytes.starts(with: [0xFE, 0xFF]) { return .utf16BigEndian }
    var (good, bad, index) = (0, 0, 0)
    // So many speak for themselves.
    while index < bytes.count, bad < 512 || good * 8 > bad {
      let first = bytes[index]
      if first < 0x80 {
        index = bytes.firstNonASCII(from: index + 1)
        continue
      }
      let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
      if index + length > bytes.count, !isWhole { break }
      var fits = first >= 0xC2 && index + length <= bytes.count
      var offset = 1
      while fits, offset < length {
        fits = bytes[index + offset] & 0xC0 == 0x80
        offset += 1
      }
      if fits {
        if length == 3 { good += 1 }
        index += length
      } else {
        bad += 1
        index += 1
      }
    }
    if bad > good || good == 0, let wide = unmarked(bytes, isASCII: bad == 0) { return wide }
    return bad <= good ? .utf8 : nil
  }

  /// UTF-16 without its mark: of each two bytes of ASCII one is zero, always on the same side.
  ///
  /// - Parameter isASCII: whether all bytes are ASCII: then a third of them at least must be zeros, for a few may be damage.
  private static func unmarked(_ bytes: Span<UInt8>, isASCII: Bool) -> TextEncoding? {
    guard bytes.firstIndex(of: 0) != nil else { return nil }
    let head = bytes.extracting(0..<min(bytes.count, 4096))
    var (zeros, others) = ([0, 0], 0)
    for index in head.indices where head[index] == 0 {
      zeros[index & 1] += 1
      let other = index ^ 1
      if other < head.count, head[other] < 0x09 || head[other] > 0x7E { others += 1 }
    }
    guard !isASCII || (zeros[0] + zeros[1]) * 3 >= head.count else { return nil }
    // Numbers of two bytes have zeros too, but not beside letters and line ends.
    guard others * 8 <= zeros[0] + zeros[1] else { return nil }
    // 一 is 4E00. A few zeros may be damage.
    if zeros[1] > 3, zeros[0] * 8 <= zeros[1] { return .utf16LittleEndian }
    if zeros[0] > 3, zeros[1] * 8 <= zeros[0] { return .utf16BigEndian }
    return nil
  }
}

extension ByteReader {
  /// Tells the encoding of a text by its beginning, and reads it as UTF-8 from here on. What is UTF-8 already is checked as it
  /// comes. The input ends where another encoding begins.
  /// - Throws: `IOError`.
  public mutating func readAsRecognised() throws(IOError) {
    while window.count < TextEncoding.sample, try more() {}
    let encoding = TextEncoding.recognised(window, isWhole: isAtEnd)
    if encoding == .utf8 || encoding == .gb18030 && window.firstUTF8Run != nil {
      checkUTF8()
    } else {
      try transcode(from: encoding, refusesMixture: true)
    }
  }
}

extension Span where Element == UInt8 {
  /// Where four characters of three bytes in UTF-8 stand between ASCII. In GB18030 one such run is expected in a thousand million.
  var firstUTF8Run: Int? {
    var start = firstNonASCII(from: 0)
    while start < count {
      var end = start
      var fits = true
      while end < count, self[end] >= 0x80 {
        let length = validLength(at: end)
        fits = fits && length == 3
        end += Swift.max(length, 1)
      }
      if fits, end - start >= 12 { return start }
      start = firstNonASCII(from: end)
    }
    return nil
  }
}
