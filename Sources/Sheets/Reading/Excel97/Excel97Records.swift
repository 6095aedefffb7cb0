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
    static let palette = 0x92
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
    static let drawing = 0x5D
    static let textBox = 0x1B6
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
  /// Where the characters of a font begin, and what it says of them.
  private var runs: [(start: Int, look: RunLook)] = []

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
  ///   - hasRunsBehind: whether what fonts it has stands behind the characters in any case. Source: MS-XLS 2.4.228 (RString).
  /// - Returns: whether a part of it is left out, and the text of the others that have fonts of their own; `nil` where it is cut.
  mutating func append(
    _ count: Int, _ fonts: Excel97Fonts = Excel97Fonts(), hasRunsBehind: Bool = false,
    in stream: Span<UInt8>, to output: inout [UInt8]
  ) -> (isStruck: Bool, own: [UInt8])? {
    runs.removeAll(keepingCapacity: true)
    if let codePage { return appendBytes(count, codePage, fonts, hasRunsBehind, in: stream, to: &output) }
    guard let flags = byte(in: stream) else { return nil }
    guard var runCount = flags & 8 == 0 ? 0 : number(2, in: stream),
      let extraCount = flags & 4 == 0 ? 0 : number(4, in: stream),
      readCharacters(count, isWide: flags & 1 == 1, in: stream)
    else { return nil }
    if hasRunsBehind {
      guard let count = number(2, in: stream) else { return nil }
      runCount = count
    }
    guard readRuns(runCount, byteCount: 2, fonts, in: stream), skip(extraCount) else { return nil }
    let units = units
    return appendRuns(units.count, to: &output) {
      $1.append(utf16: units.span.extracting($0))
      return true
    }
  }

  /// - Parameter byteCount: that of each number.
  private mutating func readRuns(
    _ count: Int, byteCount: Int, _ fonts: Excel97Fonts, in stream: Span<UInt8>
  ) -> Bool {
    for _ in 0..<count {
      guard let start = number(byteCount, in: stream), let font = number(byteCount, in: stream) else {
        return false
      }
      let look = fonts.arePlain ? RunLook() : fonts.look(font)
      if look != runs.last?.look { runs.append((start, look)) }
    }
    return true
  }

  /// Appends a text of bytes.
  ///
  /// - Returns: as `append`; `nil` also for a text that is not all ASCII, and in no code page of China.
  private mutating func appendBytes(
    _ count: Int, _ codePage: Int, _ fonts: Excel97Fonts, _ hasRunsBehind: Bool, in stream: Span<UInt8>,
    to output: inout [UInt8]
  ) -> (isStruck: Bool, own: [UInt8])? {
    var bytes: [UInt8] = []
    while bytes.count < count {
      guard let byte = byte(in: stream) else { return nil }
      bytes.append(UInt8(truncatingIfNeeded: byte))
    }
    if hasRunsBehind {
      guard let count = number(1, in: stream), readRuns(count, byteCount: 1, fonts, in: stream) else {
        return nil
      }
    }
    return appendRuns(bytes.count, to: &output) { Self.append(bytes[$0], codePage, to: &$1) }
  }

  private static func append(_ bytes: ArraySlice<UInt8>, _ codePage: Int, to output: inout [UInt8]) -> Bool {
    if bytes.allSatisfy({ $0 < 0x80 }) {
      output += bytes
      return true
    }
    guard let encoding = [936: TextEncoding.gb18030, 950: .big5][codePage] else { return false }
    var text = ByteReader(bytes: Array(bytes), name: "")
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

  /// Appends characters run by run, without those that are struck out.
  ///
  /// - Parameter write: appends some of them; whether it could.
  /// - Returns: whether any are left out; `nil` where `write` could not.
  private func appendRuns(
    _ count: Int, to output: inout [UInt8], _ write: (Range<Int>, inout [UInt8]) -> Bool
  ) -> (isStruck: Bool, own: [UInt8])? {
    let first = output.count
    var (start, look) = (0, RunLook())
    var (isLeftOut, isTextOffLine) = (false, false)
    var own: [UInt8] = []
    // What stands in front of all runs has the font of the cell.
    let ownStart = runs.first?.start ?? count
    for run in runs + [(count, RunLook())] {
      let end = min(max(run.start, start), count)
      if end > start, look.isStruck {
        isLeftOut = true
      } else if end > start {
        let place = output.count
        guard write(start..<end, &output) else { return nil }
        if look.isOffLine != isTextOffLine { output.part(at: place, from: first) }
        isTextOffLine = look.isOffLine
        if start >= ownStart { own += output[place...] }
      }
      (start, look) = (end, run.look)
    }
    return (isLeftOut, own)
  }
}
