import Bytes

// MARK: - The table of objects as the file has it (ISO 32000-1, 7.5.4 to 7.5.8)

extension PDFFile {
  /// Reads the sections from the newest to the oldest.
  ///
  /// - Parameter header: where `%PDF-` stands; offsets count from there, or from the file's first byte.
  /// - Returns: `false` where a section is not where it should be, or cannot be read.
  func readTable(header: Int) throws(PDFError) -> Bool {
    guard let said = lastStart() else { return false }
    guard let (first, base) = section(near: said, header: header) else { return false }
    var next: Int? = first
    var seen: Set<Int> = []
    var trailers: [PDFDictionary] = []
    while let offset = next {
      guard seen.count < PDFLimits.sections, seen.insert(offset).inserted else { return false }
      guard let section = try readSection(at: offset, base: base) else { return false }
      trailers.append(section.trailer)
      if let hybrid = integer(section.trailer["XRefStm"]), !(try readHybrid(at: hybrid, base: base)) {
        return false
      }
      for number in section.free { table.setIfUnknown(number, .free) }
      next = integer(section.trailer["Prev"]).map { $0 &+ base }
    }
    // The last entry of a key holds: that of the newest section.
    trailer = PDFDictionary(trailers.reversed().flatMap(\.entries))
    return true
  }

  /// A section that was read.
  struct Section {
    var trailer = PDFDictionary()
    /// Those that it says are deleted, kept apart: the stream of a hybrid file knows them (7.5.8.4).
    var free: [Int] = []
  }

  /// What the last `startxref` says; `nil` where there is none, or objects follow, for then the file's end is cut off.
  private func lastStart() -> Int? {
    let (bytes, word) = (bytes, Array("startxref".utf8))
    var found: Int?
    var window = 2_048
    while found == nil {
      var from = max(0, bytes.count - window)
      while let place = bytes.span.firstIndex(of: word, from: from) {
        found = place
        from = place + word.count
      }
      if window >= bytes.count { break }
      window *= 8
    }
    guard let found, bytes.span.firstIndex(of: Array(" obj".utf8), from: found) == nil else {
      note(.cutOff)
      return nil
    }
    var lexer = Lexer(bytes.span, at: found + word.count)
    guard case .integer(let offset) = lexer.next() else { return nil }
    return offset
  }

  /// The section at an offset, or within 64 bytes of it; and what is to be added to the file's offsets.
  private func section(near offset: Int, header: Int) -> (Int, base: Int)? {
    guard offset >= 0, offset < bytes.count else { return nil }
    let bases = header > 0 ? [header, 0] : [0]
    for distance in 0...64 {
      for base in bases {
        for place in [offset + base - distance, offset + base + distance] where beginsSection(at: place) {
          return (place, base)
        }
      }
    }
    return nil
  }

  private func beginsSection(at offset: Int) -> Bool {
    guard bytes.indices.contains(offset), offset == 0 || !bytes[offset - 1].isPDFRegular else { return false }
    if isTable(at: offset) { return true }
    guard header(at: offset) != nil, case .stream(let stream) = indirectObject(at: offset) else {
      return false
    }
    return stream.dictionary["W"] != nil
  }

  private func isTable(at offset: Int) -> Bool {
    let bytes = bytes
    var lexer = Lexer(bytes.span, at: offset)
    guard case .keyword(let word) = lexer.next() else { return false }
    return lexer.isWord(word, "xref")
  }

  private func readSection(at offset: Int, base: Int) throws(PDFError) -> Section? {
    guard bytes.indices.contains(offset) else { return nil }
    return isTable(at: offset)
      ? try readTableSection(at: offset, base: base) : try readStreamSection(at: offset, base: base)
  }

  private func readHybrid(at offset: Int, base: Int) throws(PDFError) -> Bool {
    guard let section = try readStreamSection(at: offset &+ base, base: base) else { return false }
    for number in section.free { table.setIfUnknown(number, .free) }
    return true
  }

  /// - Parameter offset: as the file says it; 0 is none that an object can have.
  private func add(_ number: Int, offset: Int, to section: inout Section, base: Int) throws(PDFError) {
    if offset == 0 {
      try addFree(number, to: &section)
    } else if number <= PDFLimits.objectNumber {
      // A place beyond the file is known to be wrong, which is not the same as none.
      table.setIfUnknown(number, .offset(0...bytes.count ~= offset ? offset + base : bytes.count))
    }
    try checkCount()
  }

  private func addFree(_ number: Int, to section: inout Section) throws(PDFError) {
    guard number <= PDFLimits.objectNumber else { return }
    guard section.free.count < limits.objects else { throw .limit("\(limits.objects) objects") }
    section.free.append(number)
  }

  func checkCount() throws(PDFError) {
    guard table.count <= limits.objects else { throw .limit("\(limits.objects) objects") }
  }
}

// MARK: - Tables (7.5.4)

extension PDFFile {
  private func readTableSection(at offset: Int, base: Int) throws(PDFError) -> Section? {
    var section = Section()
    let bytes = bytes
    var lexer = Lexer(bytes.span, at: offset)
    _ = lexer.next()
    while true {
      switch lexer.next() {
      case .integer(let first):
        guard case .integer(let count) = lexer.next(), first >= 0, first <= PDFLimits.objectNumber else {
          return nil
        }
        var number = first
        while number - first < count, let entry = Self.entry(&lexer) {
          if entry.isFree {
            try addFree(number, to: &section)
          } else {
            try add(number, offset: entry.offset, to: &section, base: base)
          }
          number += 1
        }
      case .keyword(let word) where lexer.isWord(word, "trailer"):
        var parser = ObjectParser(bytes.span, at: lexer.position)
        guard case .dictionary(let trailer) = parser.object() else { return nil }
        section.trailer = trailer
        return section
      default: return nil
      }
    }
  }

  /// An entry; `nil` where none stands, for there are fewer than said. Most have 20 bytes, some programs write 19.
  private static func entry(_ lexer: inout Lexer) -> (offset: Int, isFree: Bool)? {
    lexer.skipSpace()
    let (bytes, start) = (lexer.bytes, lexer.position)
    if start + 18 <= bytes.count, bytes[start + 10] == .space, bytes[start + 16] == .space {
      var offset = 0
      var index = start
      while index < start + 10, bytes[index].isDigit {
        offset = offset * 10 + Int(bytes[index] - .zero)
        index += 1
      }
      let kind = bytes[start + 17]
      if index == start + 10, kind == UInt8(ascii: "n") || kind == UInt8(ascii: "f") {
        lexer.position = start + 18
        return (offset, kind == UInt8(ascii: "f"))
      }
    }
    guard case .integer(let offset) = lexer.next(), case .integer = lexer.next(),
      case .keyword(let word) = lexer.next()
    else {
      lexer.position = start
      return nil
    }
    return (offset, lexer.isWord(word, "f"))
  }
}

// MARK: - Streams (7.5.8)

extension PDFFile {
  private func readStreamSection(at offset: Int, base: Int) throws(PDFError) -> Section? {
    guard case .stream(let stream) = indirectObject(at: offset) else { return nil }
    let dictionary = stream.dictionary
    let widths = (array(dictionary["W"]) ?? []).compactMap { integer($0) }
    guard widths.count >= 3, widths.allSatisfy({ 0...8 ~= $0 }), widths[1] > 0 else { return nil }
    let rows = try decoded(stream)
    var section = Section(trailer: dictionary)
    let index =
      array(dictionary["Index"])?.compactMap { integer($0) } ?? [0, integer(dictionary["Size"]) ?? 0]
    var place = 0
    let length = widths.reduce(0, +)
    for pair in stride(from: 0, to: index.count - 1, by: 2) {
      let first = index[pair]
      guard 0...PDFLimits.objectNumber ~= first else { return nil }
      var number = first
      while number - first < index[pair + 1], place + length <= rows.count {
        try addRow(number, rows.span.extracting(place..<place + length), widths, to: &section, base: base)
        place += length
        number += 1
      }
    }
    return section
  }

  private func addRow(
    _ number: Int, _ row: Span<UInt8>, _ widths: [Int], to section: inout Section, base: Int
  ) throws(PDFError) {
    func field(_ from: Int, _ width: Int) -> Int {
      var value: UInt64 = 0
      for index in from..<from + width { value = value << 8 | UInt64(row[index]) }
      return Int(clamping: value)
    }
    let (second, third) = (field(widths[0], widths[1]), field(widths[0] + widths[1], widths[2]))
    switch widths[0] == 0 ? 1 : field(0, widths[0]) {
    case 0: try addFree(number, to: &section)
    case 1: try add(number, offset: second, to: &section, base: base)
    case 2 where max(number, second, third) <= PDFLimits.objectNumber:
      table.setIfUnknown(number, .inStream(second, index: third))
      try checkCount()
    // Further types lead to null (table 18).
    default: break
    }
  }
}
