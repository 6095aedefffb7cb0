import Bytes

/// The records of a workbook's stream, one after another: a type, a length, and data of at most 8,224 bytes.
///
/// Source: MS-XLS 2.1.4; the types are those of 2.3.
struct Excel97Records {
  enum Kind {
    static let endOfSubstream = 0x0A
    static let begin = 0x0809
    static let encryption = 0x2F
    static let goesOn = 0x3C
    // Of the whole workbook.
    static let date1904 = 0x22
    static let codePage = 0x42
    static let font = 0x31
    static let format = 0x41E
    static let extendedFormat = 0xE0
    static let sheet = 0x85
    static let sharedStrings = 0xFC
    // Of a sheet.
    static let column = 0x7D
    static let row = 0x208
    static let merges = 0xE5
    static let blank = 0x201
    static let blanks = 0xBE
    static let sharedString = 0xFD
    static let label = 0x204
    static let richLabel = 0xD6
    static let number = 0x203
    static let shortNumber = 0x27E
    static let shortNumbers = 0xBD
    static let formula = 0x06
    static let boolean = 0x205
    static let string = 0x207
    // What stands between a formula and its text.
    static let sharedFormula = 0x4BC
    static let array = 0x221
    static let table = 0x236
  }

  private(set) var kind = 0
  /// Where its data stand in the stream.
  private(set) var data = 0..<0
  private var place: Int

  init(at place: Int) { self.place = place }

  /// Goes to the next record; `false` where none is whole.
  mutating func next(in stream: Span<UInt8>) -> Bool {
    guard let kind = stream.littleEndian16(at: place), let size = stream.littleEndian16(at: place + 2),
      place + 4 + size <= stream.count
    else { return false }
    (self.kind, data, place) = (kind, place + 4..<place + 4 + size, place + 4 + size)
    return true
  }
}

/// Texts that go on from record to record. Where characters do, the next record begins with a byte that says how wide they are there;
/// where something else does, it does not.
///
/// Source: MS-XLS 2.4.58 (Continue), 2.5.293 (XLUnicodeRichExtendedString), 2.5.294 (XLUnicodeString).
struct Excel97Text {
  private var parts: [Range<Int>]
  private var part = 0
  private var place: Int
  private var units: [UInt16] = []
  /// The code page of texts before Excel 97, which are bytes; `nil` for UTF-16.
  private let codePage: Int?
  /// Where the characters of a font begin, and whether that strikes out.
  private var runs: [(start: Int, isStruck: Bool)] = []

  /// - Parameter records: at the record with which it begins.
  init(_ records: Excel97Records, in stream: Span<UInt8>, from offset: Int = 0, codePage: Int?) {
    self.codePage = codePage
    parts = [records.data]
    var records = records
    while records.next(in: stream), records.kind == Excel97Records.Kind.goesOn { parts.append(records.data) }
    place = min(parts[0].lowerBound + offset, parts[0].upperBound)
  }

  mutating func byte(in stream: Span<UInt8>) -> Int? {
    while part < parts.count {
      if place < parts[part].upperBound {
        place += 1
        return Int(stream[place - 1])
      }
      nextPart()
    }
    return nil
  }

  mutating func number(_ byteCount: Int, in stream: Span<UInt8>) -> Int? {
    var number = 0
    for index in 0..<byteCount {
      guard let byte = byte(in: stream) else { return nil }
      number |= byte << (8 * index)
    }
    return number
  }

  /// Whether nothing is left.
  var isAtEnd: Bool {
    for part in parts[min(part, parts.count)...] where max(part.lowerBound, place) < part.upperBound {
      return false
    }
    return true
  }

  private mutating func nextPart() {
    part += 1
    if part < parts.count { place = parts[part].lowerBound }
  }

  private mutating func skip(_ count: Int) -> Bool {
    var count = count
    while part < parts.count {
      let step = min(count, parts[part].upperBound - place)
      (place, count) = (place + step, count - step)
      if count == 0 { return true }
      nextPart()
    }
    return count == 0
  }

  /// Appends a text, without the parts of it that are struck out.
  ///
  /// - Parameters:
  ///   - count: its characters.
  ///   - struckFonts: the numbers of fonts that strike out.
  /// - Returns: whether a part of it is left out; `nil` where it is cut.
  mutating func append(
    _ count: Int, _ struckFonts: Set<Int> = [], in stream: Span<UInt8>, to output: inout [UInt8]
  ) -> Bool? {
    if let codePage { return appendBytes(count, codePage, in: stream, to: &output) ? false : nil }
    guard let flags = byte(in: stream) else { return nil }
    guard let runCount = flags & 8 == 0 ? 0 : number(2, in: stream),
      let extraCount = flags & 4 == 0 ? 0 : number(4, in: stream),
      readCharacters(count, isWide: flags & 1 == 1, in: stream)
    else { return nil }
    runs.removeAll(keepingCapacity: true)
    for _ in 0..<runCount {
      guard let start = number(2, in: stream), let font = number(2, in: stream) else { return nil }
      if !struckFonts.isEmpty { runs.append((start, struckFonts.contains(font))) }
    }
    guard skip(extraCount) else { return nil }
    return appendUnits(to: &output)
  }

  /// Appends a text of bytes.
  ///
  /// - Returns: whether it could be read: of those that are not all ASCII, in the code pages of China.
  private mutating func appendBytes(
    _ count: Int, _ codePage: Int, in stream: Span<UInt8>, to output: inout [UInt8]
  ) -> Bool {
    var bytes: [UInt8] = []
    while bytes.count < count {
      guard let byte = byte(in: stream) else { return false }
      bytes.append(UInt8(truncatingIfNeeded: byte))
    }
    if bytes.allSatisfy({ $0 < 0x80 }) {
      output += bytes
      return true
    }
    guard let encoding = [936: TextEncoding.gb18030, 950: .big5][codePage] else { return false }
    var text = ByteReader(bytes: bytes, name: "")
    do { try text.transcode(from: encoding) } catch { return false }
    output.append(span: text.window)
    return text.invalidOffset == nil
  }

  private mutating func readCharacters(_ count: Int, isWide: Bool, in stream: Span<UInt8>) -> Bool {
    units.removeAll(keepingCapacity: true)
    var width = isWide ? 2 : 1
    while units.count < count {
      guard part < parts.count else { return false }
      if place == parts[part].upperBound {
        nextPart()
        guard part < parts.count, let flags = byte(in: stream) else { return false }
        width = flags & 1 == 1 ? 2 : 1
        continue
      }
      guard place + width <= parts[part].upperBound else { return false }
      let unit = width == 2 ? UInt16(stream.littleEndian16(at: place) ?? 0) : UInt16(stream[place])
      units.append(unit == 0 ? 0xFFFD : unit)
      place += width
    }
    return true
  }

  private func appendUnits(to output: inout [UInt8]) -> Bool {
    guard runs.contains(where: \.isStruck) else {
      output.append(utf16: units.span)
      return false
    }
    var start = 0
    var (isStruck, isLeftOut) = (false, false)
    for run in runs + [(units.count, false)] {
      let end = min(max(run.start, start), units.count)
      if isStruck, end > start { isLeftOut = true }
      if !isStruck { output.append(utf16: units.span.extracting(start..<end)) }
      (start, isStruck) = (end, run.isStruck)
    }
    return isLeftOut
  }
}
