import Bytes

/// A map of character codes (ISO 32000-1, 9.7.5 and 9.10.3; Adobe Technical Note 5014): to CIDs, or to Unicode.
///
/// Cost of a look: halving. Of a map whose ranges lie over each other what was said last holds, among the last 64 ranges that begin
/// before the code.
struct CMap {
  /// How many bytes a code has, by its bytes.
  struct CodeSpace {
    let length: Int
    let low: UInt32
    let high: UInt32

    /// Whether the first bytes of a code lie in the space: each byte for itself (9.7.6.2).
    func holds(_ code: UInt32, bytes: Int) -> Bool {
      for place in 0..<bytes {
        let shift = UInt32(length - 1 - place) * 8
        let byte = code >> (UInt32(bytes - 1 - place) * 8) & 0xFF
        guard low >> shift & 0xFF <= byte, byte <= high >> shift & 0xFF else { return false }
      }
      return true
    }
  }

  private struct Range {
    let low: UInt32
    let high: UInt32
    /// A CID or a character; or minus 1 minus the index of a text.
    let target: Int
  }

  private(set) var codeSpaces: [CodeSpace] = []
  private(set) var isVertical: Bool?
  /// The predefined map that this one builds upon (`usecmap`), by name.
  private(set) var base: [UInt8]?
  private var ranges: [Range] = []
  private var texts: [[UInt32]] = []

  var isEmpty: Bool { ranges.isEmpty }

  /// Reads a CMap's stream. What does not read is passed over.
  init(_ bytes: [UInt8]) {
    var lexer = Lexer(bytes.span)
    var parser = Parser()
    while true {
      let token = lexer.next()
      switch token {
      case .end:
        ranges = parser.ranges
        texts = parser.texts
        codeSpaces = parser.codeSpaces
        isVertical = parser.isVertical
        base = parser.base
        // Stable: of two that begin with one code the later stays later.
        if !(1..<max(1, ranges.count)).allSatisfy({ ranges[$0 - 1].low <= ranges[$0].low }) {
          ranges = ranges.enumerated().sorted {
            ($0.element.low, $0.offset) < ($1.element.low, $1.offset)
          }.map(\.element)
        }
        return
      case .keyword(let word): parser.execute(lexer.code(word), lexer.bytes.extracting(word))
      default: parser.push(token, lexer)
      }
    }
  }

  /// The CID of a code.
  func cid(_ code: UInt32) -> Int? {
    guard let range = range(of: code), range.target >= 0 else { return nil }
    return range.target + Int(code - range.low)
  }

  /// What a code stands for, as it is written; `nil` where the map does not say.
  func text(_ code: UInt32) -> [UInt32]? {
    guard let range = range(of: code) else { return nil }
    let step = code - range.low
    guard range.target < 0 else { return [UInt32(truncatingIfNeeded: range.target) &+ step] }
    var text = texts[-1 - range.target]
    // The last unit counts.
    if step > 0, let last = text.popLast() { text.append(last &+ step) }
    return text
  }

  private func range(of code: UInt32) -> Range? {
    var (low, high) = (0, ranges.count)
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].low <= code { low = middle + 1 } else { high = middle }
    }
    for index in (max(0, low - 64)..<low).reversed() where ranges[index].high >= code { return ranges[index] }
    return nil
  }

  /// Maps are met that send most codes to one character, and are worth nothing.
  var isUseless: Bool {
    var counts: [Int: Int] = [:]
    var all = 0
    for range in ranges {
      let count = Int(range.high - range.low) + 1
      all += count
      if count == 1, range.target > 0x20 { counts[range.target, default: 0] += 1 }
    }
    return all >= 8 && (counts.values.max() ?? 0) * 2 > all
  }
}

// MARK: - Reading

extension CMap {
  /// Gathers operands up to an operator.
  private struct Parser {
    private enum Operand {
      case code(UInt32, length: Int, text: [UInt32])
      case number(Int)
      case array([[UInt32]])
      case name([UInt8])
    }

    var ranges: [Range] = []
    var texts: [[UInt32]] = []
    var codeSpaces: [CodeSpace] = []
    var isVertical: Bool?
    var base: [UInt8]?
    private var operands: [Operand] = []
    private var array: [[UInt32]]?
    private var bytes: [UInt8] = []

    mutating func push(_ token: Token, _ lexer: borrowing Lexer) {
      // No operator takes more than 300; what stands around is nothing.
      guard operands.count < PDFLimits.arrayOperands else { return }
      switch token {
      case .hexString, .string:
        bytes.removeAll(keepingCapacity: true)
        lexer.append(token, to: &bytes)
        let text = Self.text(bytes)
        if array != nil {
          if (array?.count ?? 0) < PDFLimits.mapRange { array?.append(text) }
        } else {
          var code: UInt32 = 0
          for byte in bytes.suffix(4) { code = code << 8 | UInt32(byte) }
          operands.append(.code(code, length: bytes.count, text: text))
        }
      case .integer(let value): operands.append(.number(value))
      case .arrayBegin: array = []
      case .arrayEnd:
        if let array { operands.append(.array(array)) }
        array = nil
      case .name(let range): 
        let name = lexer.name(range)
        if array != nil { array?.append(GlyphNames.scalars(name.span)) } else { operands.append(.name(name)) }
      default: break
      }
    }

    /// UTF-16, big end first.
    private static func text(_ bytes: [UInt8]) -> [UInt32] {
      if bytes.count == 1 { return [UInt32(bytes[0])] }
      var text: [UInt32] = []
      var index = 0
      while index + 1 < bytes.count {
        let unit = UInt32(bytes[index]) << 8 | UInt32(bytes[index + 1])
        if unit & 0xFC00 == 0xDC00, let high = text.last, high & 0xFFFF_FC00 == 0xD800 {
          text[text.count - 1] = 0x10000 + (high & 0x3FF) << 10 + unit & 0x3FF
        } else {
          text.append(unit)
        }
        index += 2
      }
      return text
    }

    mutating func execute(_ code: UInt32, _ word: Span<UInt8>) {
      switch word.count {
      case 3 where code == 0x64_6566: define()  // def
      case 7 where word.isText("usecmap"):
        if case .name(let name)? = operands.last { base = name }
      case 9 where word.isText("endbfchar"): addPairs { target in target.text }
      case 10 where word.isText("endbfrange"): addTriples { target in target.text }
      case 10 where word.isText("endcidchar"): addPairs { target in target.cid }
      case 11 where word.isText("endcidrange"): addTriples { target in target.cid }
      case 17 where word.isText("endcodespacerange"): addCodeSpaces()
      default: break
      }
      operands.removeAll(keepingCapacity: true)
      array = nil
    }

    /// `/WMode 1 def`
    private mutating func define() {
      guard operands.count >= 2, case .name(let name) = operands[operands.count - 2], name.elementsEqual("WMode".utf8),
        case .number(let mode) = operands[operands.count - 1]
      else { return }
      isVertical = mode == 1
    }

    private mutating func addCodeSpaces() {
      for index in stride(from: 1, to: operands.count, by: 2) {
        guard case .code(let low, let length, _) = operands[index - 1], case .code(let high, _, _) = operands[index],
          1...4 ~= length, codeSpaces.count < 256
        else { continue }
        codeSpaces.append(CodeSpace(length: length, low: low, high: high))
      }
    }

    private enum Target {
      case cid(Int)
      case text([UInt32])
      case array([[UInt32]])
    }
  }
}
