import Glibc

/// The encodings that text comes in.
public enum TextEncoding: String, CaseIterable, Sendable {
  case utf8 = "utf-8"
  /// Also what pages labelled gb2312 or gbk are read as: both are parts of it.
  case gb18030
  /// Pages of Hong Kong, Macao and Taiwan.
  case big5
  case utf16LittleEndian = "utf-16le"
  case utf16BigEndian = "utf-16be"
}

/// Turns bytes of another encoding into UTF-8, piece by piece, with iconv(3) of the C library.
@safe package final class Transcoder {
  /// Only this class has it, and closes it.
  private let descriptor: UnsafeMutableRawPointer
  /// Bytes of a character whose rest has not come yet.
  private var rest: [UInt8] = []
  /// How many bytes were turned so far.
  private(set) var offset = 0
  /// Whether the input ended inside a character.
  private(set) var isCut = false

  /// `nil` where the C library does not know the encoding.
  package init?(from encoding: TextEncoding) {
    unsafe descriptor = iconv_open("UTF-8", encoding.rawValue.uppercased())
    // iconv_open says -1 for failure.
    if unsafe Int(bitPattern: descriptor) == -1 { return nil }
  }

  deinit { _ = unsafe iconv_close(descriptor) }

  /// How many bytes may be replaced that fit no character, each by U+FFFD.
  package var replacementsLeft = 0
  private(set) var replaced: ReplacedBytes?

  /// Appends `bytes`, as UTF-8, to `text`.
  ///
  /// - Parameter isLast: whether nothing follows, so that half a character is an error.
  /// - Returns: whether all bytes were good, or replaced; where not, `offset` is that of the first bad one.
  package func append(_ bytes: ArraySlice<UInt8>, isLast: Bool, to text: inout [UInt8]) -> Bool {
    var input = rest + bytes
    while true {
      let error = convert(&input, to: &text)
      isCut = error == EINVAL
      rest = input
      if error == nil || isCut && !isLast { return true }
      guard replacementsLeft > 0, !rest.isEmpty else { return false }
      replacementsLeft -= 1
      replaced = ReplacedBytes(first: replaced?.first ?? offset, count: (replaced?.count ?? 0) + 1)
      text.append(contentsOf: "\u{FFFD}".utf8)
      input = Array(rest.dropFirst())
      offset += 1
    }
  }

  /// Turns bytes up to the first bad one, and keeps the rest in `input`.
  ///
  /// - Returns: why it stopped; `nil` at the end.
  private func convert(_ input: inout [UInt8], to text: inout [UInt8]) -> Int32? {
    // No encoding here takes more than two bytes of UTF-8 for one of its own.
    var output = [UInt8](repeating: 0, count: input.count * 2 + 16)
    var inputLeft = input.count
    var outputLeft = output.count
    // In bounds: iconv moves the pointers and counts down what is left of both buffers.
    let result = unsafe input.withUnsafeMutableBytes { source in
      unsafe output.withUnsafeMutableBytes { target in
        var from = unsafe source.baseAddress?.assumingMemoryBound(to: CChar.self)
        var to = unsafe target.baseAddress?.assumingMemoryBound(to: CChar.self)
        return unsafe iconv(descriptor, &from, &inputLeft, &to, &outputLeft)
      }
    }
    let error = errno
    text.append(contentsOf: output[..<(output.count - outputLeft)])
    offset += input.count - inputLeft
    input = Array(input.suffix(inputLeft))
    return result == -1 ? error : nil
  }
}

/// Bytes that fit no character, and stand as U+FFFD.
public struct ReplacedBytes: Equatable, Sendable {
  /// The offset of the first one, from 0.
  public let first: Int
  public let count: Int

  public init(first: Int, count: Int) { (self.first, self.count) = (first, count) }
}
