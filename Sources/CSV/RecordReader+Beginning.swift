import Bytes

/// What stands before the first record, and what it says of the others.
extension RecordReader {
  /// Whether the current record is a header again, as `cat a.csv b.csv` leaves it; a byte order mark may stand before it.
  public func repeats(_ header: [String]) -> Bool {
    guard fields.count == header.count, let last = header[0].utf8.last else { return false }
    let (first, length) = (field(0), header[0].utf8.count)
    // Names of agencies end otherwise: no more is looked at of most records.
    guard first.count == length || first.count == length + 3, first[first.count - 1] == last else {
      return false
    }
    let start = first.count - length
    guard start == 0 || first.starts(with: [0xEF, 0xBB, 0xBF]),
      first.extracting(start..<first.count).equals(Array(header[0].utf8))
    else { return false }
    return (1..<header.count).allSatisfy { field($0).equals(Array(header[$0].utf8)) }
  }

  /// Source: PKWARE APPNOTE, section 4.3.7.
  private static let archive: [UInt8] = [0x50, 0x4B, 0x03, 0x04]

  mutating func begin(_ beginning: Beginning) throws(CSVError) {
    if beginning == .unknown {
      while input.window.count < Self.archive.count, try more() {}
      if input.window.starts(with: Self.archive) { throw .archive(name: name) }
      do { try input.readAsRecognised() } catch { throw .input(error) }
    }
    while input.window.count < 3, try more() {}
    let hasMark = input.window.starts(with: [0xEF, 0xBB, 0xBF])
    if hasMark { input.consume(3) }
    guard beginning == .unknown else { return }
    // UTF-16 without its mark, or no text at all.
    for index in 0..<min(2, input.window.count) where input.window[index] == 0 { throw .binary(name: name) }
    let (length, named) = input.window.separatorLine
    if length > 0 {
      input.consume(length)
      nextLine += 1
    }
    let line = input.window.headerLine
    delimiter = named ?? line.delimiter
    isAsWritten =
      input.encoding == .utf8 && !hasMark && delimiter == .comma && length == 0 && line.endsInLineFeed
  }
}

extension Span where Element == UInt8 {
  /// The line by which Excel is told the delimiter, `sep=;`, also in quotes: its length with the line end, 0 where there is none.
  fileprivate var separatorLine: (length: Int, delimiter: UInt8?) {
    var index = count > 0 && self[0] == .quote ? 1 : 0
    let isQuoted = index == 1
    for letter in "sep=".utf8 {
      guard index < count, self[index] | (letter == UInt8(ascii: "=") ? 0 : 0x20) == letter else {
        return (0, nil)
      }
      index += 1
    }
    guard index < count, !self[index].endsRecord, self[index] < 0x80, self[index] != .quote else {
      return (0, nil)
    }
    let delimiter = self[index]
    index += 1
    if isQuoted {
      guard index < count, self[index] == .quote else { return (0, nil) }
      index += 1
    }
    guard index < count, self[index].endsRecord else { return (0, nil) }
    let isPair = self[index] == .carriageReturn && index + 1 < count && self[index + 1] == .lineFeed
    return (index + (isPair ? 2 : 1), delimiter)
  }

  /// What stands most often between the names of the first line, a comma, a tab or a semicolon, and whether a LF alone ends it.
  fileprivate var headerLine: (delimiter: UInt8, endsInLineFeed: Bool) {
    var counts: [(byte: UInt8, count: Int)] = [(.comma, 0), (.tab, 0), (UInt8(ascii: ";"), 0)]
    var isQuoted = false
    var end = 0
    while end < count, isQuoted || !self[end].endsRecord {
      if self[end] == .quote { isQuoted.toggle() }
      for place in counts.indices where !isQuoted && counts[place].byte == self[end] {
        counts[place].count += 1
      }
      end += 1
    }
    // The first of those that are equal: a line of one name has none.
    let delimiter = counts.dropFirst().reduce(counts[0]) { $1.count > $0.count ? $1 : $0 }.byte
    return (delimiter, end < count && self[end] == .lineFeed)
  }
}
