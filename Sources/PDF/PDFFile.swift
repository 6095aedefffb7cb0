import Bytes

/// A PDF file as its objects. They are read when they are asked for, and kept; decoded streams are not.
package final class PDFFile {
  let bytes: [UInt8]
  let limits: PDFLimits
  /// The newest trailer's entries, those of older ones where it has none.
  var trailer = PDFDictionary()
  /// In order, attributes inherited.
  package internal(set) var pages: [PageNode] = []
  /// What is to be told, each once.
  package internal(set) var notes: [PDFNote] = []

  var table = ObjectTable()
  var crypt: Crypt?
  var objects: [Int: PDFObject] = [:]

  /// - Throws: `PDFError`
  package init(_ bytes: [UInt8], limits: PDFLimits = PDFLimits()) throws(PDFError) {
    self.bytes = bytes
    self.limits = limits
  }

  func note(_ note: PDFNote) {
    if !notes.contains(note) { notes.append(note) }
  }

  /// The object that a reference leads to, itself where it is none; `null` where there is none.
  func resolve(_ object: PDFObject?) -> PDFObject { object ?? .null }

  /// All filters undone, and decrypted.
  ///
  /// Of bytes that are damaged what comes out, and a note.
  /// - Throws: `PDFError.limit`, `PDFError.filter`.
  func decoded(_ stream: PDFStream) throws(PDFError) -> [UInt8] { [] }

  /// The content of a page, its streams joined by line feeds.
  func content(of page: PageNode) throws(PDFError) -> [UInt8] {
    var content: [UInt8] = []
    for stream in page.contents {
      if !content.isEmpty { content.append(.lineFeed) }
      let part = try decoded(stream)
      if content.isEmpty { content = part } else { content += part }
    }
    return content
  }
}

// MARK: - Looks at objects, references followed

extension PDFFile {
  var catalog: PDFDictionary { dictionary(trailer["Root"]) ?? PDFDictionary() }

  /// Integers and reals alike.
  func number(_ object: PDFObject?) -> Double? {
    switch resolve(object) {
    case .integer(let value): Double(value)
    case .real(let value): value
    default: nil
    }
  }

  /// A real is cut.
  func integer(_ object: PDFObject?) -> Int? {
    switch resolve(object) {
    case .integer(let value): value
    case .real(let value): abs(value) < 1e15 ? Int(value) : nil
    default: nil
    }
  }

  func boolean(_ object: PDFObject?) -> Bool? {
    if case .boolean(let value) = resolve(object) { value } else { nil }
  }

  func name(_ object: PDFObject?) -> [UInt8]? {
    if case .name(let value) = resolve(object) { value } else { nil }
  }

  /// Whether the object is the name.
  func isName(_ object: PDFObject?, _ text: StaticString) -> Bool {
    guard let name = name(object) else { return false }
    // A static string's bytes live as long as the program.
    return name.span.equals(unsafe Span(_unsafeStart: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  func string(_ object: PDFObject?) -> [UInt8]? {
    if case .string(let value) = resolve(object) { value } else { nil }
  }

  func array(_ object: PDFObject?) -> [PDFObject]? {
    if case .array(let value) = resolve(object) { value } else { nil }
  }

  /// A stream's dictionary too.
  func dictionary(_ object: PDFObject?) -> PDFDictionary? {
    switch resolve(object) {
    case .dictionary(let value): value
    case .stream(let value): value.dictionary
    default: nil
    }
  }

  func stream(_ object: PDFObject?) -> PDFStream? {
    if case .stream(let value) = resolve(object) { value } else { nil }
  }
}
