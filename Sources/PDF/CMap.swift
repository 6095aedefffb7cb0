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

    /// Whether the first bytes of a code lie in the space, each byte for itself (9.7.6.2).
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
      case .keyword(let word): parser.execute(lexer.bytes.extracting(word), lexer)
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
      /// The text only where it is no single unit: that is the code itself.
      case code(UInt32, length: Int, text: [UInt32])
      case number(Int)
      /// Where it stands.
      case name(Swift.Range<Int>)
      case array([Operand])
    }

    var ranges: [Range] = []
    var texts: [[UInt32]] = []
    var codeSpaces: [CodeSpace] = []
    var isVertical: Bool?
    var base: [UInt8]?
    private var operands: [Operand] = []
    private var array: [Operand]?
    private var bytes: [UInt8] = []

    mutating func push(_ token: Token, _ lexer: borrowing Lexer) {
      guard operands.count < PDFLimits.arrayOperands, (array?.count ?? 0) < PDFLimits.mapRange else { return }
      switch token {
      case .hexString, .string:
        bytes.removeAll(keepingCapacity: true)
        lexer.append(token, to: &bytes)
        var code: UInt32 = 0
        for byte in bytes.suffix(4) { code = code << 8 | UInt32(byte) }
        append(.code(code, length: bytes.count, text: bytes.count > 2 ? UTF16Text.scalars(bytes.span) : []))
      case .name(let range): append(.name(range))
      case .integer(let value): append(.number(value))
      case .arrayBegin: array = []
      case .arrayEnd:
        let whole = array
        array = nil
        if let whole { append(.array(whole)) }
      default: break
      }
    }

    private mutating func append(_ operand: Operand) {
      if array?.append(operand) == nil { operands.append(operand) }
    }

    mutating func execute(_ word: Span<UInt8>, _ lexer: borrowing Lexer) {
      if word.isText("endbfchar") || word.isText("endcidchar") {
        for index in stride(from: 1, to: operands.count, by: 2) {
          guard case .code(let code, _, _) = operands[index - 1] else { continue }
          add(code, code, operands[index], lexer)
        }
      } else if word.isText("endbfrange") || word.isText("endcidrange") {
        for index in stride(from: 2, to: operands.count, by: 3) {
          guard case .code(let low, _, _) = operands[index - 2],
            case .code(let high, _, _) = operands[index - 1]
          else {
            continue
          }
          add(low, high, operands[index], lexer)
        }
      } else if word.isText("endcodespacerange") {
        addCodeSpaces()
      } else if word.isText("usecmap"), case .name(let name)? = operands.last {
        base = lexer.name(name)
      } else if word.isText("def"), operands.count >= 2, case .name(let name) = operands[operands.count - 2],
        lexer.bytes.extracting(name).isText("WMode"), case .number(let mode) = operands[operands.count - 1]
      {
        isVertical = mode == 1
      }
      operands.removeAll(keepingCapacity: true)
      array = nil
    }

    private mutating func add(_ low: UInt32, _ high: UInt32, _ target: Operand, _ lexer: borrowing Lexer) {
      guard low <= high, ranges.count < PDFLimits.mapEntries else { return }
      let high = high - low < PDFLimits.mapRange ? high : low + UInt32(PDFLimits.mapRange - 1)
      switch target {
      case .number(let cid):
        guard 0...0xFFFF ~= cid else { return }
        ranges.append(Range(low: low, high: high, target: cid))
      case .code(let unit, let length, let text):
        if length == 1 || length == 2 {
          ranges.append(Range(low: low, high: high, target: Int(unit)))
        } else {
          add(low, high, text)
        }
      case .name(let name): add(low, high, GlyphNames.scalars(lexer.name(name).span))
      case .array(let targets):
        for (code, target) in zip(low...high, targets) {
          // None within another.
          if case .array = target { continue }
          add(code, code, target, lexer)
        }
      }
    }

    private mutating func add(_ low: UInt32, _ high: UInt32, _ text: [UInt32]) {
      if text.count == 1 {
        ranges.append(Range(low: low, high: high, target: Int(text[0])))
      } else {
        texts.append(text)
        ranges.append(Range(low: low, high: high, target: -texts.count))
      }
    }

    private mutating func addCodeSpaces() {
      for index in stride(from: 1, to: operands.count, by: 2) {
        guard case .code(let low, let length, _) = operands[index - 1],
          case .code(let high, _, _) = operands[index],
          1...4 ~= length, codeSpaces.count < 256
        else { continue }
        codeSpaces.append(CodeSpace(length: length, low: low, high: high))
      }
    }
  }
}
