public import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Names of files as text.
///
/// To the system a name is bytes, which need not be UTF-8: those out of a ZIP archive may be GBK. A byte that is part of no
/// character stands in the text as one of the last private code points, U+10FF00 and the byte; so do the bytes of such a code point
/// itself, so that different names stay different, and each leads back to its file. `visible` shows these bytes as `\xB1`.
extension String {
  /// The text of a name that the system gave.
  public init(fileName bytes: [UInt8]) {
    if !bytes.contains(0xF4), let text = String(validating: bytes, as: UTF8.self) {
      self = text
      return
    }
    var text: [UInt8] = []
    var index = 0
    while index < bytes.count {
      let length = bytes.span.validLength(at: index)
      if length > 0, !bytes.span.isByteOfName(at: index) {
        text += bytes[index..<index + length]
        index += length
      } else {
        text += [0xF4, 0x8F, 0xBC + bytes[index] >> 6, 0x80 | bytes[index] & 0x3F]
        index += 1
      }
    }
    self.init(decoding: text, as: UTF8.self)
  }

  /// The bytes of the name that this text is of.
  fileprivate var fileName: [UInt8] {
    let text = Array(utf8)
    var name: [UInt8] = []
    var index = 0
    while index < text.count {
      if text.span.isByteOfName(at: index) {
        name.append((text[index + 2] & 3) << 6 | text[index + 3] & 0x3F)
        index += 4
      } else {
        name.append(text[index])
        index += 1
      }
    }
    return name
  }

  /// Whether a byte stands in the text that is part of no character.
  public var hasBytesOfNames: Bool { unicodeScalars.contains { $0.value >= 0x10FF00 } }
}

extension Span where Element == UInt8 {
  /// Whether U+10FF00 or a code point behind it begins at `index`.
  fileprivate func isByteOfName(at index: Int) -> Bool {
    index + 3 < count && self[index] == 0xF4 && self[index + 1] == 0x8F && self[index + 2] >= 0xBC
  }
}

extension FilePath {
  /// The path that a name is of.
  public init(fileName name: String) {
    // Most names are UTF-8, and there may be many.
    guard name.utf8.contains(0xF4) else {
      self.init(name)
      return
    }
    unsafe self.init(platformString: name.fileName.map { CChar(bitPattern: $0) } + [0])
  }

  /// The path as text from which `init(fileName:)` makes the same path.
  public var fileName: String {
    unsafe withPlatformString { unsafe String(cFileName: $0) }
  }
}

extension String {
  /// The text of a name that ends in a NUL.
  @unsafe public init(cFileName name: UnsafePointer<CChar>) {
    // The caller says that the name ends in a NUL, and that it stays for this call.
    if let text = unsafe String(validatingCString: name), !text.utf8.contains(0xF4) {
      self = text
      return
    }
    let bytes = unsafe UnsafeBufferPointer(start: name, count: strlen(name))
    self.init(fileName: unsafe bytes.map { UInt8(bitPattern: $0) })
  }
}
