import Bytes

/// A web archive (.mht), which browsers, Word and WPS save pages as: a mail whose parts are the page, and what it shows.
///
/// Source: RFC 2045 (MIME), 2046 section 5.1 (multipart), 2387 (multipart/related), 2557 (MHTML).
struct WebArchive {
  /// A part that holds no others.
  private struct Part {
    let header: MailHeader
    let body: Range<Int>
    /// Whether a boundary stands behind it, or nothing parts it from others.
    let isWhole: Bool
  }

  /// How deep parts may hold parts, and how many there may be in all.
  private static let depthLimit = 8
  private static let partLimit = 10_000

  private var parts: [Part] = []
  /// The id of the part that is the page, where the archive says.
  private var start = ""

  /// The page of an archive, in the encoding that it has there, and what of the archive is not read.
  ///
  /// - Throws: `ReportError.foreign` where it holds none, `.damagedArchive` where the page has no end, `.damagedDocument` where its parts
  ///   are too many.
  static func page(
    _ text: Span<UInt8>, name: String
  ) throws(ReportError) -> (bytes: [UInt8], notes: [Diagnostic]) {
    var archive = WebArchive()
    let visible = text.trimmed(0..<text.count)
    guard archive.add(visible.lowerBound..<text.count, of: text, isWhole: true, depth: 0) else {
      throw .damagedDocument(
        name: name,
        why: "it has more than \(partLimit) parts, or parts in parts more than \(depthLimit) deep")
    }
    let pages = archive.parts.filter(\.header.isPage)
    guard
      let page = pages.first(where: { !archive.start.isEmpty && $0.header.id == archive.start })
        ?? pages.first
    else {
      throw .foreign(
        name: name, kind: "a mail or a web archive without a page",
        remedy: "Save the reports that are attached to it")
    }
    guard page.isWhole else { throw .damagedArchive(name: name) }
    let bytes = page.header.decoded(text.extracting(page.body))
    let others = pages.filter { $0.body != page.body }.map { $0.header.decoded(text.extracting($0.body)) }
    // A page of frames shows others.
    if !others.isEmpty, bytes.span.holdsElement(["frameset"]) { return (others.flatMap(\.self), []) }
    // A mail may hold the report of each year.
    let tables = others.filter { $0 != bytes && holdsTable($0) }.count
    let files = archive.parts.filter { $0.header.isAttached && !$0.header.isPage }.count
    return (
      bytes,
      notes(tables, "further page with tables is", "further pages with tables are", name)
        + notes(files, "attached file is", "attached files are", name)
    )
  }

  private static func holdsTable(_ page: [UInt8]) -> Bool {
    // In UTF-16 every other byte of a tag is 0.
    let letters = page.filter { $0 != 0 }
    return letters.span.holdsElement(["td", "tr", "th"])
  }

  private static func notes(_ count: Int, _ one: String, _ many: String, _ name: String) -> [Diagnostic] {
    guard count > 0 else { return [] }
    return [
      Diagnostic(
        .warning, at: Location(name), what: "\(count) \(count == 1 ? one : many) not read",
        why: "of a web archive or a mail one page is read", remedy: "Save what holds a report as a file")
    ]
  }

  /// - Returns: whether all parts are taken; `false` where there are too many.
  private mutating func add(
    _ range: Range<Int>, of text: Span<UInt8>, isWhole: Bool, depth: Int
  ) -> Bool {
    let (header, bodyStart) = MailHeader.read(text, in: range)
    let body = bodyStart..<range.upperBound
    guard parts.count < Self.partLimit, depth <= Self.depthLimit else { return false }
    guard header.type.hasPrefix("multipart/"), !header.boundary.isEmpty else {
      parts.append(Part(header: header, body: body, isWhole: isWhole))
      return true
    }
    if start.isEmpty { start = header.start }
    let boundary = Array("--\(header.boundary)".utf8)
    var partStart: Int?
    var line = body.lowerBound
    while line < body.upperBound {
      let end =
        text.firstIndex(of: .lineFeed, from: line).map { min($0 + 1, body.upperBound) } ?? body.upperBound
      if text.extracting(line..<end).isBoundary(boundary) {
        if let partStart, !add(partStart..<line, of: text, isWhole: true, depth: depth + 1) { return false }
        partStart = end
        // The last one: what follows is no part.
        if text.extracting(line + boundary.count..<end).starts(with: Array("--".utf8)) { return true }
      }
      line = end
    }
    guard let partStart else { return true }
    return add(partStart..<body.upperBound, of: text, isWhole: false, depth: depth + 1)
  }

  /// Whether text begins with the header of a mail, and says that it is of MIME.
  static func begins(_ text: Span<UInt8>) -> Bool {
    let head = text.extracting(0..<min(text.count, 4096))
    let visible = head.trimmed(0..<head.count)
    // Most texts begin with a title: no more is looked at than its first byte.
    guard !visible.isEmpty, (head[visible.lowerBound] | 0x20) &- UInt8(ascii: "a") < 26 else { return false }
    return MailHeader.read(head, in: visible.lowerBound..<head.count).header.isOfMIME
  }
}

/// What the header of a mail, or of a part of one, says.
struct MailHeader {
  /// In small letters, without parameters.
  private(set) var type = ""
  private(set) var boundary = ""
  private(set) var start = ""
  private(set) var id = ""
  private(set) var transfer = ""
  private(set) var isOfMIME = false
  private(set) var isAttached = false

  var isPage: Bool { type == "text/html" || type == "application/xhtml+xml" }

  /// - Returns: the header, and where the body begins.
  static func read(_ text: Span<UInt8>, in range: Range<Int>) -> (header: MailHeader, body: Int) {
    var header = MailHeader()
    var (field, line) = ("", range.lowerBound)
    while line < range.upperBound {
      let end =
        text.firstIndex(of: .lineFeed, from: line).map { min($0 + 1, range.upperBound) } ?? range.upperBound
      let content = text.trimmed(line..<end)
      // A line that begins with a blank goes on with the field before.
      let goesOn = text[line] == .space || text[line] == .tab
      if !goesOn || content.isEmpty {
        header.take(field)
        field = ""
      }
      if content.isEmpty { return (header, end) }
      // No field that counts is longer.
      if field.utf8.count < 4096 { field += (goesOn ? " " : "") + String(text.extracting(content)) }
      line = end
    }
    header.take(field)
    return (header, range.upperBound)
  }

  private mutating func take(_ field: String) {
    guard let colon = field.firstIndex(of: ":") else { return }
    let value = String(field[field.index(after: colon)...]).trimmed
    switch field[..<colon].lowercased() {
    case "content-type":
      type = value.prefix { $0 != ";" }.lowercased().trimmed
      boundary = Self.parameter("boundary", of: value)
      start = Self.parameter("start", of: value)
      if type.hasPrefix("multipart/") { isOfMIME = true }
    case "content-transfer-encoding": transfer = value.lowercased()
    case "content-disposition": isAttached = value.lowercased().hasPrefix("attachment")
    case "content-id": id = value
    case "mime-version": isOfMIME = true
    default: break
    }
  }

  /// Source: RFC 2045 section 5.1. Quotes may be left out.
  private static func parameter(_ name: String, of field: String) -> String {
    var parts: [String] = [""]
    var isQuoted = false
    for character in field {
      if character == "\"" {
        isQuoted.toggle()
      } else if character == ";", !isQuoted {
        parts.append("")
      } else {
        parts[parts.count - 1].append(character)
      }
    }
    for part in parts.dropFirst() {
      guard let equals = part.firstIndex(of: "="), part[..<equals].lowercased().trimmed == name else {
        continue
      }
      return String(part[part.index(after: equals)...]).trimmed
    }
    return ""
  }

  // MARK: transfer encodings

  /// The bytes that a body stands for.
  func decoded(_ body: Span<UInt8>) -> [UInt8] {
    switch transfer {
    case "base64": body.decodedBase64
    // Some programs say so, and write the page as it is.
    case "quoted-printable" where body.isQuotedPrintable: body.decodedQuotedPrintable
    default: [UInt8](copying: body)
    }
  }
}

extension String {
  fileprivate var trimmed: String {
    String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}

extension Span where Element == UInt8 {
  /// Whether a line is a boundary, or the last one.
  fileprivate func isBoundary(_ boundary: [UInt8]) -> Bool {
    guard starts(with: boundary) else { return false }
    let rest = extracting(boundary.count..<count)
    let content = rest.trimmed(0..<rest.count)
    return content.isEmpty || rest.extracting(content).equals(Array("--".utf8))
  }

  /// Whether a page has an element of one of the names, which are short.
  fileprivate func holdsElement(_ names: [String]) -> Bool {
    var index = 0
    while let tag = firstIndex(of: UInt8(ascii: "<"), from: index) {
      index = tag + 1
      var end = index
      while end < Swift.min(tag + 10, count), (self[end] | 0x20) &- UInt8(ascii: "a") < 26 { end += 1 }
      if names.contains(String(extracting(index..<end)).lowercased()) { return true }
    }
    return false
  }

  /// Nothing in it is beyond ASCII, or a sign of equality is written as `=3D`.
  fileprivate var isQuotedPrintable: Bool {
    for index in indices where self[index] >= 0x80 { return firstIndex(of: Array("=3D".utf8)) != nil }
    return true
  }

  /// Source: RFC 2045 section 6.7. What is no code stays as it is.
  fileprivate var decodedQuotedPrintable: [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(count)
    var index = 0
    while index < count {
      let byte = self[index]
      index += 1
      guard byte == UInt8(ascii: "=") else {
        output.append(byte)
        continue
      }
      if index + 1 < count, let high = self[index].hexadecimalDigit,
        let low = self[index + 1].hexadecimalDigit
      {
        output.append(high << 4 | low)
        index += 2
        continue
      }
      // A line goes on in the next one; blanks may stand before its end.
      var end = index
      while end < count, self[end] == .space || self[end] == .tab || self[end] == .carriageReturn { end += 1 }
      if end == count || self[end] == .lineFeed {
        index = Swift.min(end + 1, count)
      } else {
        output.append(byte)
      }
    }
    return output
  }

  /// Source: RFC 2045 section 6.8. What is no letter of it is passed over.
  fileprivate var decodedBase64: [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(count / 4 * 3)
    var (bits, bitCount) = (UInt32(0), 0)
    for index in indices {
      if self[index] == UInt8(ascii: "=") { (bits, bitCount) = (0, 0) }
      guard let value = self[index].base64Value else { continue }
      bits = bits << 6 | UInt32(value)
      bitCount += 6
      guard bitCount >= 8 else { continue }
      bitCount -= 8
      output.append(UInt8(truncatingIfNeeded: bits >> UInt32(bitCount)))
    }
    return output
  }
}

extension UInt8 {
  fileprivate var hexadecimalDigit: UInt8? {
    if isDigit { return self - .zero }
    let letter = (self | 0x20) &- UInt8(ascii: "a")
    return letter < 6 ? letter + 10 : nil
  }

  fileprivate var base64Value: UInt8? {
    switch self {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): self - UInt8(ascii: "A")
    case UInt8(ascii: "a")...UInt8(ascii: "z"): self - UInt8(ascii: "a") + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): self - .zero + 52
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }
}
