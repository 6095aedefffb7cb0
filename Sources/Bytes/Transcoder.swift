import Glibc

/// The encodings that text comes in.
public enum TextEncoding: String, CaseIterable, Sendable {
  case utf8 = "utf-8"
  /// Also what pages labelled gb2312 or gbk are read as: both are parts of it.
  case gb18030
  case utf16LittleEndian = "utf-16le"
  case utf16BigEndian = "utf-16be"
}

/// Turns bytes of another encoding into UTF-8, piece by piece, with iconv(3) of the C library.
@safe final class Transcoder {
  /// Only this class has it, and closes it.
  private let descriptor: UnsafeMutableRawPointer
  /// Bytes of a character whose rest has not come yet.
  private var rest: [UInt8] = []
  /// How many bytes were turned so far.
  private(set) var offset = 0
  /// Whether the input ended inside a character.
  private(set) var isCut = false

  /// `nil` where the C library does not know the encoding.
  init?(from encoding: TextEncoding) {
    unsafe descriptor = iconv_open("UTF-8", encoding.rawValue.uppercased())
    // iconv_open says -1 for failure.
    if unsafe Int(bitPattern: descriptor) == -1 { return nil }
  }

  deinit { _ = unsafe iconv_close(descriptor) }

  /// Appends `bytes`, as UTF-8, to `text`.
  ///
  /// - Parameter isLast: whether nothing follows, so that half a character is an error.
  /// - Returns: whether all bytes were good; where not, `offset` is that of the first bad one.
  func append(_ bytes: ArraySlice<UInt8>, isLast: Bool, to text: inout [UInt8]) -> Bool {
    var input = rest + bytes
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
    isCut = result == -1 && errno == EINVAL
    text.append(contentsOf: output[..<(output.count - outputLeft)])
    offset += input.count - inputLeft
    rest = Array(input.suffix(inputLeft))
    return result != -1 || isCut && !isLast
  }
}
