import Bytes

/// An object stream (ISO 32000-1, 7.5.7), decoded.
struct ObjectStream {
  let bytes: [UInt8]
  let numbers: [Int]
  /// Of its objects, in its bytes.
  let offsets: [Int]

  /// - Parameters:
  ///   - count: how many objects it says it has; those that are there are taken.
  ///   - first: where the objects begin, and their offsets count from.
  init(_ bytes: [UInt8], count: Int, first: Int) {
    var (numbers, offsets): ([Int], [Int]) = ([], [])
    var lexer = Lexer(bytes.span)
    while numbers.count < count, lexer.position < first, case .integer(let number) = lexer.next(),
      case .integer(let offset) = lexer.next(), 0...(1 << 32) ~= offset
    {
      numbers.append(number)
      offsets.append(first + offset)
    }
    (self.bytes, self.numbers, self.offsets) = (bytes, numbers, offsets)
  }

  /// - Parameter index: where the object is said to stand; elsewhere it is looked for.
  /// - Returns: `nil` where it cannot be read; with the bytes that it takes.
  func object(_ number: Int, index: Int, names: NameTable? = nil) -> (object: PDFObject, count: Int)? {
    let place =
      numbers.indices.contains(index) && numbers[index] == number ? index : numbers.lastIndex(of: number)
    guard let place, offsets[place] < bytes.count else { return nil }
    var parser = ObjectParser(bytes.span, at: offsets[place], names: names)
    guard let object = parser.object(), !parser.isCut else { return nil }
    return (object, parser.lexer.position - offsets[place])
  }
}

/// The object streams that were read last.
struct ObjectStreamCache {
  private var streams: [(number: Int, stream: ObjectStream)] = []
  private static let count = 16
  /// Of their bytes together.
  private static let size = 32 << 20

  subscript(_ number: Int) -> ObjectStream? { streams.first { $0.number == number }?.stream }

  mutating func insert(_ number: Int, _ stream: ObjectStream) {
    var size = streams.reduce(stream.bytes.count) { $0 + $1.stream.bytes.count }
    while !streams.isEmpty, streams.count == Self.count || size > Self.size {
      size -= streams.removeFirst().stream.bytes.count
    }
    streams.append((number, stream))
  }
}

extension PDFFile {
  /// An object of an object stream.
  ///
  /// - Returns: `nil` where the stream, or the object in it, cannot be read.
  func object(_ number: Int, inStream stream: Int, index: Int) -> PDFObject? {
    guard let stream = objectStream(stream), let found = stream.object(number, index: index, names: names)
    else {
      return nil
    }
    return parsed(found.count) ? found.object : .null
  }

  func objectStream(_ number: Int) -> ObjectStream? {
    if let known = objectStreams[number] { return known }
    // Streams stand in the file itself: one within another would lead in circles.
    guard case .offset = table[number], case .stream(let stream) = object(number) else { return nil }
    do {
      let content = try decoded(stream)
      let opened = ObjectStream(
        content, count: min(integer(stream.dictionary["N"]) ?? 0, PDFLimits.objectNumber),
        first: min(max(integer(stream.dictionary["First"]) ?? 0, 0), content.count))
      objectStreams.insert(number, opened)
      return opened
    } catch {
      if case .limit = error { failure = error }
      note(.lostObjects(stream: number))
      return nil
    }
  }
}
