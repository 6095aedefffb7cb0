import Bytes
import XML

/// The texts that cells of a package share.
///
/// Rich text is joined; how it is pronounced is left out. Source: ECMA-376 part 1, section 18.4.
struct SharedStrings: Sendable {
  private(set) var bytes: [UInt8] = []
  /// Where each text begins, and where the last one ends.
  private var bounds: [Int] = [0]
  /// Escapes that stand for no character.
  private(set) var replacedCharacters = 0
  /// Texts of which a part is struck out, and left out.
  private(set) var struckTexts = 0
  /// Of texts by their numbers: what stays of them in a cell that is struck out, for it has fonts of its own.
  private(set) var ownTexts: [Int: [UInt8]] = [:]

  /// The most bytes of all texts, and of one.
  static let limit = 512 << 20
  static let textLimit = 1 << 20

  init() {}

  init(_ part: inout XMLPart) throws(WorkbookError) {
    try part.begin("sst")
    while true {
      switch try part.next() {
      case .start:
        guard part.isMain("si") else {
          part.xml.skipContent()
          continue
        }
        let start = bytes.count
        let text = try part.appendText(to: &bytes)
        replacedCharacters += text.replaced
        if text.isStruck { struckTexts += 1 }
        if !text.own.isEmpty { ownTexts[bounds.count - 1] = text.own }
        guard bytes.count - start <= Self.textLimit else {
          throw .tooLarge(
            part.xml.place, what: "a text of the workbook is longer than \(Self.textLimit >> 20) MiB")
        }
        guard bytes.count <= Self.limit else {
          throw .tooLarge(
            part.xml.place, what: "the texts of the workbook are larger than \(Self.limit >> 20) MiB")
        }
        bounds.append(bytes.count)
      case .finish: return
      default: break
      }
    }
  }

  /// Appends a text that `body` writes.
  ///
  /// - Parameter body: gives whether a part of it is struck out, and left out, and what has fonts of its own; `nil` where it cannot be
  ///   read.
  /// - Returns: whether it could.
  mutating func append(_ body: (inout [UInt8]) -> (isStruck: Bool, own: [UInt8])?) -> Bool {
    guard let text = body(&bytes) else { return false }
    if text.isStruck { struckTexts += 1 }
    if !text.own.isEmpty { ownTexts[bounds.count - 1] = text.own }
    bounds.append(bytes.count)
    return true
  }

  /// The place of a text in `bytes`; `nil` where there is none.
  @inline(__always) func range(of index: Int) -> Range<Int>? {
    guard index >= 0, index < bounds.count - 1 else { return nil }
    return bounds[index]..<bounds[index + 1]
  }
}

extension XMLPart {
  /// Goes to the start of the root element, which must be the one of the name.
  mutating func begin(_ root: String, namespace: Int = Namespace.main) throws(WorkbookError) {
    let event = try next()
    guard event == .start, xml.namespace == namespace, xml.localName.equals(Array(root.utf8)) else {
      let found = String(xml.localName)
      throw .damaged(xml.place, what: "the part begins with <\(found)>, not with <\(root)>")
    }
  }

  /// Whether the element that began is one of the main namespace and the name.
  func isMain(_ name: String) -> Bool {
    xml.namespace == Namespace.main && xml.localName.equals(Array(name.utf8))
  }

  /// Appends the text of the element that began, with its runs but for those that are struck out, and goes behind its end.
  ///
  /// - Returns: how many escapes of it stand for no character, whether a run is left out, and the text of the others that have fonts of
  ///   their own, which the cell's does not strike out.
  mutating func appendText(
    to output: inout [UInt8]
  ) throws(WorkbookError) -> (replaced: Int, isStruck: Bool, own: [UInt8]) {
    let start = output.count
    let depth = xml.depth
    var isText = false
    var (look, isTextOffLine, isStruck) = (RunLook(), false, false)
    var (own, isOwn): ([UInt8], Bool) = ([], false)
    while true {
      switch try next() {
      case .start:
        let (length, first) = (xml.localName.count, xml.localName[0])
        if length == 1, first == UInt8(ascii: "t") {
          isText = xml.namespace == Namespace.main && !look.isStruck
          if look.isStruck { isStruck = true }
        } else if length == 1, first == UInt8(ascii: "r") {
          (look, isOwn) = (RunLook(), false)
        } else if isMain("rPr") {
          look = try runLook()
          isOwn = !look.isWhite
        } else {
          // rPh, phoneticPr
          xml.skipContent()
        }
      case .text:
        guard isText else { continue }
        let place = output.count
        xml.append(textTo: &output)
        if look.isOffLine != isTextOffLine { output.part(at: place, from: start) }
        isTextOffLine = look.isOffLine
        if isOwn { own += output[place...] }
      case .end:
        isText = false
        guard xml.depth < depth else { continue }
        _ = own.decodeEscapes(from: 0)
        return (output.decodeEscapes(from: start), isStruck, own)
      case .finish: return (0, false, [])
      case .needsInput: break
      }
    }
  }
}

extension [UInt8] {
  /// Replaces `_x000D_` with the character it stands for, in what follows `start`.
  ///
  /// Source: ECMA-376 part 1, section 22.9.2.19. A code that is no character becomes U+FFFD.
  ///
  /// - Returns: how many did.
  mutating func decodeEscapes(from start: Int) -> Int {
    guard var place = span.firstIndex(of: Self.escape, from: start) else { return 0 }
    var replaced = 0
    var decoded: [UInt8] = []
    var copied = start
    while true {
      if let code = span.escapedCode(at: place) {
        decoded.append(contentsOf: self[copied..<place])
        var scalar = Unicode.Scalar(code)
        copied = place + 7
        if code & 0xFC00 == 0xD800, let low = span.escapedCode(at: copied), low & 0xFC00 == 0xDC00 {
          scalar = Unicode.Scalar(0x10000 + (code & 0x3FF) << 10 + (low & 0x3FF))
          copied += 7
        }
        if code == 0 || code >= 0xFFFE { scalar = nil }
        if scalar == nil { replaced += 1 }
        decoded.append(contentsOf: Character(scalar ?? "\u{FFFD}").utf8)
        place = copied
      } else {
        place += 2
      }
      guard let next = span.firstIndex(of: Self.escape, from: place) else { break }
      place = next
    }
    decoded.append(contentsOf: self[copied...])
    replaceSubrange(start..., with: decoded)
    return replaced
  }

  private static let escape: [UInt8] = Array("_x".utf8)
}

extension Span where Element == UInt8 {
  /// The number of `_xHHHH_`; `nil` for other text.
  fileprivate func escapedCode(at index: Int) -> UInt32? {
    guard index + 7 <= count, self[index] == UInt8(ascii: "_"), self[index + 1] == UInt8(ascii: "x"),
      self[index + 6] == UInt8(ascii: "_")
    else { return nil }
    // The conversion would take a sign.
    guard self[index + 2] != .plus, self[index + 2] != .hyphen else { return nil }
    return UInt32(String(extracting(index + 2..<index + 6)), radix: 16)
  }
}
