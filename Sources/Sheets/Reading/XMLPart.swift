import Bytes
import XML
import ZIP

/// An XML document on its way out of an archive or a file.
struct XMLPart: ~Copyable {
  /// The namespaces of a package, by their places: strict and transitional ones count alike.
  ///
  /// Source: ECMA-376 part 1 annex A, part 4 annex A.
  static let package = [
    [
      "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
      "http://purl.oclc.org/ooxml/spreadsheetml/main",
    ],
    [
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
      "http://purl.oclc.org/ooxml/officeDocument/relationships",
    ],
    ["http://schemas.openxmlformats.org/package/2006/relationships"],
    ["http://schemas.openxmlformats.org/package/2006/content-types"],
  ]
  /// The places in `package`.
  enum Namespace {
    static let main = 0
    static let relationships = 1
    static let packageRelationships = 2
    static let contentTypes = 3
  }

  /// The most bytes of a part in UTF-16, which is turned as a whole: no office program writes one.
  private static let wideLimit = 64 << 20

  var xml: XMLReader
  private var entry: EntryBox?
  private var input: ByteReader

  /// No document.
  init() {
    xml = XMLReader(name: "")
    input = ByteReader(bytes: [], name: "")
  }

  /// A document in a file or a pipe, in UTF-8 from here on.
  init(_ input: consuming ByteReader, namespaces: [[String]]) {
    xml = XMLReader(name: input.name, namespaces: namespaces, takesAnyReference: true)
    self.input = input
  }

  /// A part of a package.
  init(_ entry: ZIPEntry, of archive: ZIPArchive) throws(WorkbookError) {
    let name = "\(archive.name)/\(entry.title)"
    xml = XMLReader(name: name, namespaces: Self.package, takesAnyReference: true)
    input = ByteReader(bytes: [], name: name)
    do throws(ZIPError) {
      let box = EntryBox(try ZIPEntryReader(entry, of: archive))
      while box.reader.window.count < 2, try box.reader.more() {}
      if let encoding = box.reader.window.wideEncoding {
        while box.reader.window.count <= Self.wideLimit, try box.reader.more() {}
        guard box.reader.isAtEnd else {
          throw .tooLarge(name: archive.name, entry: entry.title, limit: Self.wideLimit)
        }
        input = ByteReader(bytes: [UInt8](copying: box.reader.window), name: name)
        // Where the C library does not know UTF-16, the XML reader says what it meets.
        try? input.transcode(from: encoding)
      } else {
        self.entry = box
      }
    } catch {
      throw .archive(error)
    }
  }

  /// The next event; `needsInput` is never one.
  mutating func next() throws(WorkbookError) -> XMLReader.Event {
    while true {
      do throws(XMLError) {
        let event = try xml.next()
        if event != .needsInput { return event }
      } catch {
        throw .xml(error)
      }
      _ = try feed()
    }
  }

  /// Reads a further chunk; `false` at the end.
  mutating func feed() throws(WorkbookError) -> Bool {
    guard try hasMore() else {
      xml.finish()
      return false
    }
    do throws(XMLError) {
      if let entry {
        try xml.append(entry.reader.window)
        let count = entry.reader.window.count
        entry.reader.consume(count)
      } else {
        try xml.append(input.window)
        let count = input.window.count
        input.consume(count)
      }
      return true
    } catch {
      throw .xml(error)
    }
  }

  private mutating func hasMore() throws(WorkbookError) -> Bool {
    if let entry {
      // What stands in the window at first has come before.
      if entry.reader.window.count > 0 { return true }
      do { return try entry.reader.more() } catch { throw .archive(error) }
    }
    if input.window.count > 0 { return true }
    do {
      if try input.more() { return true }
    } catch {
      throw .input(error)
    }
    guard let offset = input.invalidOffset else { return false }
    throw .damaged(xml.place, what: "the bytes at offset \(offset) do not fit the encoding")
  }
}

/// A box, for the compiler has no optional that cannot be copied and is changed in place.
private final class EntryBox {
  var reader: ZIPEntryReader

  init(_ reader: consuming ZIPEntryReader) { self.reader = reader }
}
