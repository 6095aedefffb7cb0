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
  package private(set) var notes: [PDFNote] = []
  private var known: Set<PDFNote> = []

  var table = ObjectTable()
  var crypt: Crypt?
  /// The objects that were read.
  var objects: [Int: PDFObject] = [:]
  let names = NameTable()
  /// Those that are being read: one that needs itself is none.
  var underWay: Set<Int> = []
  var objectStreams = ObjectStreamCache()
  /// How far the table of objects can be trusted.
  enum TableState {
    /// It is being read: what it does not know yet is no reason to rebuild it.
    case incomplete
    case read
    /// An object that it does not know stands nowhere in the file.
    case searched
    /// It was made anew of what stands in the file.
    case rebuilt
  }
  var tableState = TableState.incomplete
  /// A limit that was met while an object was read.
  var failure: PDFError?
  let inflater = Inflater()
  /// Bytes that went into filters and came out of them so far.
  var decodedCount = 0
  /// Bytes of objects that were read so far.
  private var parsedCount = 0
  /// Where `endstream` stands, once it was looked for.
  var streamEnds: [Int]?

  /// - Throws: `PDFError`
  package init(_ bytes: [UInt8], limits: PDFLimits = PDFLimits()) throws(PDFError) {
    self.bytes = bytes
    self.limits = limits
    guard bytes.count <= limits.fileSize else { throw .limit("\(limits.fileSize >> 20) MiB") }
    guard
      let start = bytes.span.extracting(0..<min(bytes.count, 1_024 + 5)).firstIndex(of: Array("%PDF-".utf8))
    else { throw .noHeader }
    let isRead = try readTable(header: start)
    // What was not known while it was read may be.
    objects.removeAll()
    tableState = .read
    if !isRead { try rebuild() }
    try readEncryption()
    try readPages()
  }

  func note(_ note: PDFNote) {
    if known.insert(note).inserted { notes.append(note) }
  }

  /// Counts bytes that an object was read from: objects that lie within each other would make many of few.
  ///
  /// - Returns: `false` where they are too many.
  func parsed(_ count: Int) -> Bool {
    parsedCount += count
    guard parsedCount > 32 << 20 + 8 * bytes.count else { return true }
    failure = .limit("objects within each other")
    return false
  }

  /// The object that a reference leads to, itself where it is none; `null` where there is none.
  func resolve(_ object: PDFObject?) -> PDFObject {
    guard var object else { return .null }
    for _ in 0..<PDFLimits.references {
      guard case .reference(let number) = object else { return object }
      object = self.object(number)
    }
    return .null
  }

  /// The object of a number; `null` where there is none.
  func object(_ number: Int) -> PDFObject {
    if let object = objects[number] { return object }
    // An object may need others, such as its length, and these others, as deep as a file that is made to exhaust its reader likes.
    guard underWay.count < PDFLimits.references, underWay.insert(number).inserted else { return .null }
    defer { underWay.remove(number) }
    var object = read(number)
    // One broken offset, and none of the table is trusted. What it does not know is looked for once.
    if object == nil, tableState == .read || tableState == .searched && table[number] != nil {
      do { try rebuild(for: number) } catch { failure = error }
      object = read(number)
    }
    objects[number] = object ?? .null
    return object ?? .null
  }

  /// - Returns: `nil` where it is not where the table says, or the table does not know it.
  private func read(_ number: Int) -> PDFObject? {
    switch table[number] {
    case nil: nil
    case .free: .null
    case .offset(let offset): indirectObject(at: offset, number: number)
    case .inStream(let stream, let index): object(number, inStream: stream, index: index)
    }
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
