import Bytes
import Reports

/// Control words.
extension RTFReader {
  /// Reads what stands behind a backslash.
  mutating func readControl() throws(ReportError) {
    guard place < bytes.count else { return }
    let byte = bytes[place]
    guard (byte | 0x20) &- UInt8(ascii: "a") < 26 else {
      place += 1
      return try readSymbol(byte)
    }
    let start = place
    while place < bytes.count, place < start + 32, (bytes[place] | 0x20) &- UInt8(ascii: "a") < 26 {
      place += 1
    }
    let word = String(decoding: bytes[start..<place], as: UTF8.self)
    let number = readNumber()
    if place < bytes.count, bytes[place] == .space { place += 1 }
    if word == "bin" {
      place = min(place + max(number ?? 0, 0), bytes.count)
      return
    }
    if passedOver > 0, word != "u" {
      passedOver -= 1
      return
    }
    try take(word, number)
  }

  private mutating func readNumber() -> Int? {
    let start = place
    if place < bytes.count, bytes[place] == .hyphen { place += 1 }
    let first = place
    while place < bytes.count, place < first + 10, bytes[place].isDigit { place += 1 }
    guard place > first else {
      place = start
      return nil
    }
    return Int(String(decoding: bytes[start..<place], as: UTF8.self))
  }

  private mutating func readSymbol(_ byte: UInt8) throws(ReportError) {
    switch byte {
    case UInt8(ascii: "'"):
      guard place + 1 < bytes.count,
        let code = UInt8(String(decoding: bytes[place..<place + 2], as: UTF8.self), radix: 16)
      else { return }
      place += 2
      append(code)
    case UInt8(ascii: "*"): isOptional = true
    case UInt8(ascii: "~"): append(.space)
    case UInt8(ascii: "_"): append(.hyphen)
    case .lineFeed, .carriageReturn: try endParagraph()
    case UInt8(ascii: "\\"), UInt8(ascii: "{"), UInt8(ascii: "}"): append(byte)
    default: break
    }
  }

  private mutating func take(_ word: String, _ number: Int?) throws(ReportError) {
    if let destination = Self.destinations[word] {
      if word == "pict" || word == "shppict" { try markPart(isObject: true) }
      if word == "footnote" || word == "annotation" { try markPart(isObject: false) }
      try setDestination(destination)
    } else if word == "ud" {
      setText()
    } else if isOptional {
      try setDestination(.skipped)
    } else {
      try takeText(word, number)
    }
    isOptional = false
  }

  private mutating func takeText(_ word: String, _ number: Int?) throws(ReportError) {
    switch word {
    case "u":
      // One may stand among the characters that the one before passes over: then those were fewer.
      passedOver = 0
      append(unit: UInt16(truncatingIfNeeded: number ?? 0xFFFD))
      passedOver = state.fallbackCount
    case "uc": state.fallbackCount = min(max(number ?? 1, 0), 64)
    case "f" where state.destination == .fonts: fonts.begin(number ?? 0)
    case "fcharset" where state.destination == .fonts: fonts.take(charset: number ?? 0)
    case "cpg" where state.destination == .fonts: fonts.take(codePage: number ?? 0)
    case "red", "green", "blue":
      if state.destination == .colors { colors.take(part: number ?? 0) }
    case "ansicpg": fonts.defaultCodePage = number ?? 0
    case "deff":
      defaultFont = number ?? 0
      state.font = defaultFont
    case "par", "page", "sect", "column": try endParagraph()
    case "cell": try endCell(depth: 1)
    case "nestcell": try endCell(depth: max(state.depth, 2))
    case "row": try endRow(row, depth: 1)
    case "nestrow": try endRow(nestedRow, depth: max(tables.depth, 2))
    default:
      if Self.grounds.contains(word), let number, number > 0, !colors.isWhite(number) { hasGround = true }
      if let scalar = Self.characters[word] {
        append(scalar)
      } else if !isText || !takeRow(word, number) {
        takeLook(word, number)
      }
    }
  }

  /// - Returns: whether it defines a row.
  private mutating func takeRow(_ word: String, _ number: Int?) -> Bool {
    isOfNestedRow ? nestedRow.take(word, number ?? 0) : row.take(word, number ?? 0)
  }

  private var isOfNestedRow: Bool { state.destination == .rowProperties }

  /// What says how text looks, and where its paragraph stands.
  private mutating func takeLook(_ word: String, _ number: Int?) {
    let isOn = number != 0
    switch word {
    case "pard": (state.isInTable, state.depth) = (false, 1)
    case "intbl": state.isInTable = true
    case "itap": (state.isInTable, state.depth) = (number ?? 0 > 0, max(number ?? 1, 1))
    case "plain", "v", "strike", "striked", "deleted", "super", "sub", "nosupersub", "up", "dn", "f", "cf":
      flush()
      switch word {
      case "plain":
        (state.isHidden, state.isStruck, state.isDeleted) = (false, false, false)
        (state.isScript, state.isMoved, state.isWhite) = (false, false, false)
        state.font = defaultFont
      case "v": state.isHidden = isOn
      case "strike", "striked": state.isStruck = isOn
      case "deleted": state.isDeleted = isOn
      case "f": state.font = number ?? defaultFont
      case "up", "dn": state.isMoved = isOn
      case "cf": state.isWhite = colors.isWhite(number ?? 0)
      default: state.isScript = word != "nosupersub"
      }
    default: break
    }
  }

  /// What makes the ground another one than that of the page: colours and shades of text, paragraphs, cells and rows.
  private static let grounds: Set<String> = [
    "cb", "highlight", "chcbpat", "chshdng", "cbpat", "shading", "clcbpat", "clshdng", "trcbpat", "trshdng",
    "clcbpatraw", "clshdngraw", "rawclshdng", "rawclcbpat",
  ]

  private static let destinations: [String: Destination] = {
    var destinations: [String: Destination] = [
      "fonttbl": .fonts, "colortbl": .colors, "shpinst": .container, "do": .container, "upr": .container,
      "shptxt": .box,
      "dptxbxtext": .box, "nesttableprops": .rowProperties,
    ]
    for word in [
      "stylesheet", "info", "pict", "shppict", "nonshppict", "header", "headerl", "headerr",
      "headerf",
      "footer", "footerl", "footerr", "footerf", "footnote", "annotation", "fldinst", "nonesttables",
      "shprslt",
      "objdata", "xe", "tc", "tcn", "listtable", "listoverridetable", "revtbl", "pgdsctbl", "filetbl",
    ] { destinations[word] = .skipped }
    return destinations
  }()

  private static let characters: [String: Unicode.Scalar] = [
    "tab": " ", "line": "\n", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“",
    "rdblquote": "”", "bullet": "•", "emspace": " ", "enspace": " ", "qmspace": " ",
  ]
}
