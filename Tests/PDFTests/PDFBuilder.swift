import CZlib

/// Writes PDF files from the texts of objects, with the right offsets; wrong ones by hand afterwards.
///
///     var pdf = PDFBuilder()
///     pdf.addPage("BT /F1 12 Tf 72 720 Td (a) Tj ET", resources: "/Font << /F1 5 0 R >>")
///     pdf.add(5, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
///     let bytes = pdf.bytes
///
/// Object 1 is the catalog, 2 the page tree; pages and their contents have numbers from 100.
struct PDFBuilder {
  private(set) var objects: [(number: Int, body: [UInt8])] = []
  private var pages: [Int] = []
  /// More entries of the trailer, such as `/ID [<00> <00>]`.
  var trailer = ""
  /// Entries of the page tree, which its pages inherit.
  var inherited = "/MediaBox [0 0 595 842]"
  /// More entries of the catalog.
  var catalog = ""
  var header = "%PDF-1.7\n"

  init() {}

  /// An object of this text.
  mutating func add(_ number: Int, _ text: String) { objects.append((number, Array(text.utf8))) }

  /// A stream; its length is added to the entries.
  mutating func addStream(_ number: Int, _ entries: String = "", _ content: [UInt8]) {
    let head = "<< /Length \(content.count) \(entries) >>\nstream\n"
    objects.append((number, Array(head.utf8) + content + Array("\nendstream".utf8)))
  }

  mutating func addStream(_ number: Int, _ entries: String = "", _ content: String) {
    addStream(number, entries, Array(content.utf8))
  }

  /// A page with this content.
  /// - Parameters:
  ///   - resources: the entries of its resources.
  ///   - entries: further entries of the page, such as `/Rotate 90`.
  /// - Returns: the page's number; its content has the next one.
  @discardableResult
  mutating func addPage(_ content: String, resources: String = "", entries: String = "") -> Int {
    let number = 100 + 2 * pages.count
    pages.append(number)
    add(
      number,
      "<< /Type /Page /Parent 2 0 R /Contents \(number + 1) 0 R /Resources << \(resources) >> \(entries) >>")
    addStream(number + 1, "", content)
    return number
  }

  /// Catalog, page tree and all that was added.
  var allObjects: [(number: Int, body: [UInt8])] {
    let kids = pages.map { "\($0) 0 R" }.joined(separator: " ")
    var all = objects
    if !objects.contains(where: { $0.number == 2 }) {
      all.insert(
        (2, Array("<< /Type /Pages /Kids [\(kids)] /Count \(pages.count) \(inherited) >>".utf8)), at: 0)
    }
    if !objects.contains(where: { $0.number == 1 }) {
      all.insert((1, Array("<< /Type /Catalog /Pages 2 0 R \(catalog) >>".utf8)), at: 0)
    }
    return all
  }

  /// The file, with a cross-reference table.
  var bytes: [UInt8] {
    var file = Array(header.utf8)
    Self.append(allObjects, to: &file, trailer: "/Root 1 0 R " + trailer)
    return file
  }

  /// The file with further objects in an incremental update: a second table, which leads to the first.
  func updated(_ newer: [(Int, String)]) -> [UInt8] {
    var file = bytes
    let previous = Self.startOfTable(file)
    Self.append(
      newer.map { ($0.0, Array($0.1.utf8)) }, to: &file, trailer: "/Root 1 0 R /Prev \(previous) " + trailer)
    return file
  }

  /// Appends objects, a table of them and a trailer.
  static func append(_ objects: [(number: Int, body: [UInt8])], to file: inout [UInt8], trailer: String) {
    var offsets: [Int: Int] = [:]
    for (number, body) in objects {
      offsets[number] = file.count
      file += Array("\(number) 0 obj\n".utf8) + body + Array("\nendobj\n".utf8)
    }
    let start = file.count
    var table = "xref\n0 1\n0000000000 65535 f\r\n"
    for (number, offset) in offsets.sorted(by: { $0.key < $1.key }) {
      table += "\(number) 1\n\(padded(offset, 10)) 00000 n\r\n"
    }
    let size = (offsets.keys.max() ?? 0) + 1
    table += "trailer\n<< /Size \(size) \(trailer) >>\nstartxref\n\(start)\n%%EOF\n"
    file += Array(table.utf8)
  }

  /// The file with a cross-reference stream, and its objects in an object stream where they are no streams.
  var compressed: [UInt8] {
    var file = Array(header.utf8)
    let (streams, plain) = (
      allObjects.filter { $0.body.ends(with: "endstream") },
      allObjects.filter { !$0.body.ends(with: "endstream") }
    )
    let size = (allObjects.map(\.number).max() ?? 0) + 3
    var rows: [Int: [UInt8]] = [0: [0, 0, 0, 0, 255]]
    func write(_ number: Int, _ body: [UInt8]) {
      rows[number] = [1] + Self.bigEndian(file.count, 3) + [0]
      file += Array("\(number) 0 obj\n".utf8) + body + Array("\nendobj\n".utf8)
    }
    for (number, body) in streams { write(number, body) }
    var (numbers, bodies) = ("", [UInt8]())
    for (index, object) in plain.enumerated() {
      rows[object.number] = [2] + Self.bigEndian(size - 2, 3) + [UInt8(index)]
      numbers += "\(object.number) \(bodies.count) "
      bodies += object.body + [0x20]
    }
    let content = Self.zlibbed(Array(numbers.utf8) + bodies)
    let head = "<< /Type /ObjStm /N \(plain.count) /First \(numbers.utf8.count) /Filter /FlateDecode"
    write(
      size - 2,
      Array("\(head) /Length \(content.count) >>\nstream\n".utf8) + content + Array("\nendstream".utf8))
    let start = file.count
    rows[size - 1] = [1] + Self.bigEndian(start, 3) + [0]
    let table = Self.zlibbed(rows.sorted { $0.key < $1.key }.flatMap(\.value))
    let index = rows.keys.sorted().map { "\($0) 1" }.joined(separator: " ")
    let entries =
      "<< /Type /XRef /Size \(size) /W [1 3 1] /Index [\(index)] /Root 1 0 R \(trailer) /Filter /FlateDecode"
    write(
      size - 1,
      Array("\(entries) /Length \(table.count) >>\nstream\n".utf8) + table + Array("\nendstream".utf8))
    return file + Array("startxref\n\(start)\n%%EOF\n".utf8)
  }

  static func bigEndian(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).reversed().map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  /// Where the last table begins, as the file says.
  static func startOfTable(_ file: [UInt8]) -> Int {
    let tail = String(decoding: file.suffix(64), as: UTF8.self)
    return tail.split(separator: "\n").dropLast().last.flatMap { Int($0) } ?? 0
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: width - digits.count) + digits
  }

  /// What FlateDecode undoes.
  static func zlibbed(_ content: [UInt8]) -> [UInt8] {
    var count = compressBound(UInt(content.count))
    var output = [UInt8](repeating: 0, count: Int(count))
    precondition(compress2(&output, &count, content, UInt(content.count), 6) == Z_OK)
    return Array(output.prefix(Int(count)))
  }
}

extension [UInt8] {
  func ends(with text: String) -> Bool { suffix(text.utf8.count).elementsEqual(text.utf8) }
}
