/// A Word 97 document, as little of it as a reader needs: text, properties of paragraphs and characters, styles, text boxes.
/// Source: MS-DOC.
public struct TestWord97: Sendable {
  public struct Run: Sendable {
    var units: [UInt16]
    var properties: [UInt8]

    public init(_ text: String, _ properties: [UInt8] = []) {
      (units, self.properties) = (Array(text.utf16), properties)
    }
  }

  public struct Paragraph: Sendable {
    var runs: [Run]
    var mark: UInt16
    var properties: [UInt8]
    var style: Int
    var markProperties: [UInt8]

    /// - Parameters:
    ///   - mark: what ends it.
    ///   - properties: those of the paragraph; those of the mark as a character.
    public init(
      _ runs: [Run], mark: UInt16 = 0x0D, _ properties: [UInt8] = [], style: Int = 0,
      markProperties: [UInt8] = []
    ) {
      (self.runs, self.mark, self.properties) = (runs, mark, properties)
      (self.style, self.markProperties) = (style, markProperties)
    }

    public init(_ text: String, style: Int = 0) { self.init([Run(text)], style: style) }
  }

  public struct Style: Sendable {
    var kind: Int
    var base: Int
    var properties: [UInt8]

    /// - Parameter kind: 1 for paragraphs, 2 for characters.
    public init(kind: Int, base: Int = 0xFFF, _ properties: [UInt8]) {
      (self.kind, self.base, self.properties) = (kind, base, properties)
    }
  }

  public var paragraphs: [Paragraph]
  /// Text boxes: the position of the character they are anchored at, or `nil` for one of a group, and their paragraphs.
  public var boxes: [(anchor: Int?, paragraphs: [Paragraph])] = []
  public var styles: [Style] = []
  public var data: [UInt8] = []
  /// Positions at which a further piece of the text begins; every second piece has characters of eight bits.
  public var cuts: [Int] = []
  /// The position at which the first piece begins.
  public var firstPosition = 0
  public var version = 0xC1
  public var flags = 0x200
  /// A property for all of the last piece, as Prm.
  public var lastModifier = 0

  public init(_ paragraphs: [Paragraph]) { self.paragraphs = paragraphs }

  // MARK: cells and rows

  public static let inTable: [UInt8] = [0x16, 0x24, 1]

  /// The last paragraph of a cell.
  public static func cell(_ text: String, _ properties: [UInt8] = [], marks: [UInt8] = []) -> Paragraph {
    Paragraph([Run(text)], mark: 7, inTable + properties, markProperties: marks)
  }

  /// The end of a row, with the definition of its cells.
  public static func rowEnd(_ edges: [Int], _ flags: [Int] = [], marks: [UInt8] = []) -> Paragraph {
    Paragraph([], mark: 7, inTable + [0x17, 0x24, 1] + definition(edges, flags), markProperties: marks)
  }

  /// - Parameter flags: of the first cells; for the rest nothing is said.
  public static func definition(_ edges: [Int], _ flags: [Int] = []) -> [UInt8] {
    let cells = flags.flatMap { littleEndian($0, 2) + [UInt8](repeating: 0, count: 18) }
    let operand = [UInt8(edges.count - 1)] + edges.flatMap { littleEndian($0, 2) } + cells
    return [0x08, 0xD6] + littleEndian(operand.count + 1, 2) + operand
  }

  /// Ends a row whose definition may stand in the stream of data.
  public mutating func addRowEnd(_ edges: [Int], _ flags: [Int], inData: Bool) {
    guard inData else { return paragraphs.append(Self.rowEnd(edges, flags)) }
    let properties = Self.definition(edges, flags)
    let place: [UInt8] = [0x46, 0x66] + littleEndian(data.count, 4)
    paragraphs.append(Paragraph([], mark: 7, Self.inTable + [0x17, 0x24, 1] + place))
    data += littleEndian(properties.count, 2) + properties
  }

  /// Gives some figures pieces of their own, of eight bits, as Word does.
  public mutating func cutAtFigures() {
    var units: [UInt16] = []
    for paragraph in paragraphs { units += paragraph.runs.flatMap(\.units) + [paragraph.mark] }
    cuts = []
    var index = 1
    while index < units.count - 1, cuts.count < 40 {
      let start = index
      while index < units.count - 1, 0x30...0x39 ~= units[index] { index += 1 }
      if index > start { cuts += [start, index] }
      index += index > start ? 60 : 1
    }
  }

  public static func row(_ cells: [String], _ edges: [Int], _ flags: [Int] = []) -> [Paragraph] {
    cells.map { cell($0) } + [rowEnd(edges, flags)]
  }

  // MARK: the file

  public var bytes: [UInt8] { file.bytes }

  public var file: TestCompoundFile {
    var streams = self.streams
    if !data.isEmpty { streams.append(("Data", data)) }
    let sectorCount = streams.reduce(8) { $0 + $1.bytes.count / 512 + 2 }
    return TestCompoundFile(streams, tableCount: sectorCount / 120 + 1)
  }

  private var streams: [(name: String, bytes: [UInt8])] {
    let all = paragraphs + boxes.flatMap(\.paragraphs)
    var units: [UInt16] = []
    var (marks, runs): ([(end: Int, bytes: [UInt8])], [(end: Int, bytes: [UInt8])]) = ([], [])
    for paragraph in all {
      for run in paragraph.runs where !run.units.isEmpty {
        units += run.units
        runs.append((units.count, run.properties))
      }
      units.append(paragraph.mark)
      runs.append((units.count, paragraph.markProperties))
      marks.append((units.count, littleEndian(paragraph.style, 2) + paragraph.properties))
    }
    let bodyCount = count(paragraphs)
    // Text from here on; where each character stands.
    var main = [UInt8](repeating: 0, count: 1024)
    var places: [Int] = []
    var pieces: [UInt8] = []
    let starts = [0] + cuts + [units.count]
    for number in 0..<starts.count - 1 {
      let isCompressed = number % 2 == 1
      pieces += [0, 0] + littleEndian(isCompressed ? main.count * 2 | 0x4000_0000 : main.count, 4)
      pieces += littleEndian(number == starts.count - 2 ? lastModifier : 0, 2)
      for unit in units[starts[number]..<starts[number + 1]] {
        places.append(main.count)
        main += littleEndian(unit, isCompressed ? 1 : 2)
      }
      // What belongs to no piece parts them.
      main += [0, 0]
    }
    places.append(main.count - 2)
    let positions = [firstPosition] + starts.dropFirst()
    main += [UInt8](repeating: 0, count: 512 - main.count % 512)
    var table: [UInt8] = [9, 9, 9]
    var parts: [Int: Range<Int>] = [:]
    func add(_ part: Int, _ bytes: [UInt8]) {
      parts[part] = table.count..<table.count + bytes.count
      table += bytes
    }
    add(
      33,
      [2] + littleEndian(4 * starts.count + pieces.count, 4) + positions.flatMap { littleEndian($0, 4) }
        + pieces
    )
    add(13, pages(marks, places, &main, isOfParagraphs: true))
    add(12, pages(runs, places, &main, isOfParagraphs: false))
    if !styles.isEmpty { add(1, styleSheet) }
    if !boxes.isEmpty { addBoxes(add) }
    writeHeader(&main, bodyCount: bodyCount, boxCount: units.count - bodyCount, parts)
    main += [UInt8](repeating: 0, count: max(4096 - main.count, 0))
    return [("WordDocument", main), (flags & 0x200 == 0 ? "0Table" : "1Table", table)]
  }

  private func count(_ paragraphs: [Paragraph]) -> Int {
    paragraphs.reduce(0) { $0 + $1.runs.reduce(1) { $0 + $1.units.count } }
  }

  private func writeHeader(_ main: inout [UInt8], bodyCount: Int, boxCount: Int, _ parts: [Int: Range<Int>]) {
    func set(_ place: Int, _ value: Int, _ count: Int) {
      main.replaceSubrange(place..<place + count, with: littleEndian(value, count))
    }
    set(0, version < 0xC0 ? 0xA5DC : 0xA5EC, 2)
    set(2, version, 2)
    set(10, flags, 2)
    set(32, 14, 2)
    set(62, 22, 2)
    set(0x4C, bodyCount, 4)
    set(0x4C + 24, boxCount, 4)
    for (part, range) in parts {
      set(154 + 8 * part, range.lowerBound, 4)
      set(158 + 8 * part, range.count, 4)
    }
  }

  /// Pages of properties, and the list of them.
  private func pages(
    _ runs: [(end: Int, bytes: [UInt8])], _ places: [Int], _ main: inout [UInt8], isOfParagraphs: Bool
  ) -> [UInt8] {
    var (firsts, numbers): ([Int], [Int]) = ([], [])
    var (index, start) = (0, 0)
    while index < runs.count {
      var page = [UInt8](repeating: 0, count: 512)
      var taken: [(end: Int, offset: Int)] = []
      var free = 510
      let width = isOfParagraphs ? 13 : 1
      while index < runs.count, taken.count < (isOfParagraphs ? 29 : 101) {
        var bytes = runs[index].bytes
        // In words, of which the first may be half used.
        if isOfParagraphs {
          bytes =
            bytes.count % 2 == 0 ? [0, UInt8(bytes.count / 2)] + bytes : [UInt8(bytes.count / 2 + 1)] + bytes
        } else {
          bytes = bytes.isEmpty ? [] : [UInt8(bytes.count)] + bytes
        }
        let place = (free - bytes.count) / 2 * 2
        guard place > 4 * (taken.count + 2) + width * (taken.count + 1) else { break }
        if !bytes.isEmpty { page.replaceSubrange(place..<place + bytes.count, with: bytes) }
        taken.append((runs[index].end, bytes.isEmpty ? 0 : place / 2))
        if !bytes.isEmpty { free = place }
        index += 1
      }
      precondition(!taken.isEmpty, "properties need the stream of data")
      page[511] = UInt8(taken.count)
      for (number, end) in ([start] + taken.map(\.end)).enumerated() {
        page.replaceSubrange(4 * number..<4 * number + 4, with: littleEndian(places[end], 4))
      }
      for (number, run) in taken.enumerated() {
        page[4 * (taken.count + 1) + width * number] = UInt8(run.offset)
      }
      firsts.append(places[start])
      start = taken[taken.count - 1].end
      numbers.append(main.count / 512)
      main += page
    }
    firsts.append(places[start])
    return (firsts + numbers).flatMap { littleEndian($0, 4) }
  }

  private var styleSheet: [UInt8] {
    let header = littleEndian(styles.count, 2) + littleEndian(10, 2) + [UInt8](repeating: 0, count: 14)
    let all = styles.flatMap { style -> [UInt8] in
      var bytes = littleEndian(0, 2) + littleEndian(style.kind | style.base << 4, 2)
      bytes +=
        littleEndian(style.kind == 1 ? 2 : 1, 2) + [0, 0, 0, 0] + littleEndian(1, 2) + littleEndian(0x41, 2)
        + [0, 0]
      if style.kind == 1 { bytes += littleEndian(2, 2) + [0, 0] }
      bytes += littleEndian(style.properties.count, 2) + style.properties
      if bytes.count % 2 == 1 { bytes.append(0) }
      return littleEndian(bytes.count, 2) + bytes
    }
    return littleEndian(header.count, 2) + header + all
  }

  private func addBoxes(_ add: (Int, [UInt8]) -> Void) {
    var ends = [0]
    for box in boxes { ends.append(ends[ends.count - 1] + count(box.paragraphs)) }
    let texts = boxes.indices.flatMap {
      [UInt8](repeating: 0, count: 14) + littleEndian(1000 + $0, 4) + [0, 0, 0, 0]
    }
    add(56, ends.flatMap { littleEndian($0, 4) } + texts)
    let anchored = boxes.indices.filter { boxes[$0].anchor != nil }
    let shapes = anchored.flatMap { littleEndian(1000 + $0, 4) + [UInt8](repeating: 0, count: 22) }
    add(
      40,
      (anchored.compactMap { boxes[$0].anchor } + [count(paragraphs)]).flatMap { littleEndian($0, 4) }
        + shapes)
  }
}
