import Bytes

// MARK: - The table of objects made anew of what stands in the file

extension PDFFile {
  /// What a look through the file found, in its order.
  private struct Scan {
    var objects: [(number: Int, offset: Int, isObjectStream: Bool)] = []
    var trailers: [PDFDictionary] = []
    /// Numbers of objects that say they are the catalog.
    var catalogs: [Int] = []
    /// Numbers of nodes of a page tree.
    var trees: [Int] = []
    /// Bytes that dictionaries were read from.
    var parsedCount = 0
  }

  /// Puts the file's own table aside, all of it, and makes one of what stands in the file.
  ///
  /// - Parameter number: an object that is missed: where it is nowhere, a table that knew nothing of it is kept.
  func rebuild(for number: Int? = nil) throws(PDFError) {
    guard tableState != .rebuilt else { return }
    tableState = .rebuilt
    // What is being read may be needed for it.
    let outer = underWay
    underWay = []
    defer { underWay = outer }
    let scan = scan()
    let before = (table, trailer, crypt)
    (table, trailer) = (ObjectTable(), PDFDictionary(scan.trailers.flatMap(\.entries)))
    objects.removeAll()
    objectStreams = ObjectStreamCache()
    for object in scan.objects where object.number <= PDFLimits.objectNumber {
      table.set(object.number, .offset(object.offset))
      try checkCount()
    }
    try readEncryption()
    for object in scan.objects where object.isObjectStream {
      try addObjects(of: object.number, at: object.offset)
    }
    if let number, before.0[number] == nil, table[number] == nil {
      (table, trailer, crypt) = before
      objects.removeAll()
      tableState = .searched
      return
    }
    note(.rebuilt)
    if self.dictionary(catalog["Pages"]) == nil { findCatalog(scan) }
  }

  /// Adds the objects of an object stream; those that stand later in the file themselves are newer.
  private func addObjects(of number: Int, at offset: Int) throws(PDFError) {
    guard table[number] == .offset(offset), let stream = objectStream(number) else { return }
    for (index, inner) in stream.numbers.enumerated() where 0...PDFLimits.objectNumber ~= inner {
      if case .offset(let own) = table[inner], own > offset { continue }
      table.set(inner, .inStream(number, index: index))
      try checkCount()
    }
  }

  /// A catalog, where no trailer leads to one; or the root of a page tree, where that is all there is.
  private func findCatalog(_ scan: Scan) {
    func isCatalog(_ number: Int) -> Bool {
      guard let dictionary = dictionary(.reference(number)), isName(dictionary["Type"], "Catalog") else {
        return false
      }
      return self.dictionary(dictionary["Pages"]) != nil
    }
    func isRoot(_ number: Int) -> Bool {
      guard let dictionary = dictionary(.reference(number)), isName(dictionary["Type"], "Pages") else {
        return false
      }
      return dictionary["Parent"] == nil
    }
    func isPacked(_ number: Int) -> Bool { if case .inStream = table[number] { true } else { false } }
    if let found = scan.catalogs.last(where: isCatalog)
      ?? (0..<table.end).last(where: { isPacked($0) && isCatalog($0) })
    {
      setCatalog(.reference(found))
    } else if let found = scan.trees.last(where: isRoot)
      ?? (0..<table.end).last(where: { isPacked($0) && isRoot($0) })
    {
      setCatalog(.dictionary(PDFDictionary([.init(key: Array("Pages".utf8), value: .reference(found))])))
    }
  }

  private func setCatalog(_ catalog: PDFObject) {
    trailer = PDFDictionary(trailer.entries + [.init(key: Array("Root".utf8), value: catalog)])
  }

  private func scan() -> Scan {
    var scan = Scan()
    let (bytes, word) = (bytes, Array("obj".utf8))
    var position = 0
    var trailerPosition = 0
    while let place = bytes.span.firstIndex(of: word, from: position) {
      addTrailers(from: trailerPosition, before: place, to: &scan)
      position = place + word.count
      trailerPosition = position
      guard let start = headerStart(before: place), let header = header(at: start), header.end == position
      else {
        continue
      }
      position = add(header, at: start, to: &scan)
      trailerPosition = position
    }
    addTrailers(from: trailerPosition, before: bytes.count, to: &scan)
    return scan
  }

  /// Where the two numbers before `obj` begin.
  private func headerStart(before place: Int) -> Int? {
    var index = place
    for _ in 0..<2 {
      let end = index
      while index > 0, bytes[index - 1].isPDFSpace { index -= 1 }
      // `obj` may follow its generation at once; two numbers may not.
      guard index < end || end == place else { return nil }
      let last = index
      while index > 0, bytes[index - 1].isDigit, last - index < 10 { index -= 1 }
      guard index < last else { return nil }
    }
    return index
  }

  /// - Returns: where the next object may begin: behind the stream, where its length is right.
  private func add(_ header: ObjectHeader, at start: Int, to scan: inout Scan) -> Int {
    let bytes = bytes
    var isObjectStream = false
    var end = header.end
    // Objects that are not closed are read again and again to the file's end, but not without end.
    guard scan.parsedCount < 4 * bytes.count else {
      scan.objects.append((header.number, start, false))
      return end
    }
    var parser = ObjectParser(bytes.span, at: header.end, names: names)
    defer { scan.parsedCount += parser.lexer.position - header.end }
    if case .dictionary(let dictionary) = parser.object() {
      if case .name(let type) = dictionary["Type"] {
        isObjectStream = type == Array("ObjStm".utf8)
        if type == Array("Catalog".utf8) { scan.catalogs.append(header.number) }
        if type == Array("Pages".utf8) { scan.trees.append(header.number) }
        if type == Array("XRef".utf8) { scan.trailers.append(dictionary) }
      }
      // Not behind the dictionary: where one is not closed, the next object stands in it.
      if case .integer(let length) = dictionary["Length"] {
        end = self.end(ofStream: length, after: parser.lexer.position) ?? end
      }
    }
    scan.objects.append((header.number, start, isObjectStream))
    return end
  }

  private func addTrailers(from start: Int, before end: Int, to scan: inout Scan) {
    let bytes = bytes
    let part = bytes.span.extracting(start..<end)
    let word = Array("trailer".utf8)
    var position = 0
    while let place = part.firstIndex(of: word, from: position) {
      position = place + word.count
      guard scan.parsedCount < 4 * bytes.count else { return }
      var parser = ObjectParser(bytes.span, at: start + position)
      if case .dictionary(let trailer) = parser.object() { scan.trailers.append(trailer) }
      scan.parsedCount += parser.lexer.position - start - position
    }
  }
}
