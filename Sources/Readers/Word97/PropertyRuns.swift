import Bytes

/// Where the properties of paragraphs or of characters stand, by the places of their texts in the main stream.
///
/// They stand in pages of 512 bytes, which a program that saved only what changed leaves in any order.
///
/// Source: MS-DOC 2.8.5 and 2.8.6 (the lists of pages), 2.9.33 (ChpxFkp), 2.9.174 and 2.9.175 (PapxFkp).
struct PropertyRuns {
  struct Run {
    /// The places of the text.
    let lower: UInt32
    let upper: UInt32
    /// Where its properties stand in the main stream.
    let start: Int32
    let end: Int32

    var properties: Range<Int> { Int(start)..<Int(end) }
  }

  private var runs: [Run] = []

  /// - Parameter part: `paragraphPages` or `characterPages`.
  /// - Throws: where a page lies beyond the end of its stream, or holds more than there is room for.
  init(_ file: Word97File, _ part: Word97File.Part) throws(ReportError) {
    let list = file.table.span.extracting(try file.range(of: part))
    let main = file.main.span
    // As many places as pages, and one more.
    let count = max(list.count - 4, 0) / 8
    guard count <= main.count / 512 else {
      throw .damagedDocument(
        name: file.name, why: "the pages of its \(part) are more than the file has room for")
    }
    for index in 0..<count {
      let number = (list.offset32(at: 4 * (count + 1) + 4 * index) ?? 0) & 0x3F_FFFF
      guard number * 512 + 512 <= main.count else {
        throw .damagedDocument(
          name: file.name, why: "\(part) stand beyond the end of their stream, or the file is cut short")
      }
      let page = main.extracting(number * 512..<number * 512 + 512)
      guard Int(page[511]) <= (part == .paragraphPages ? 29 : 101) else {
        throw .damagedDocument(name: file.name, why: "\(part) are more than their page has room for")
      }
      readPage(page, at: number * 512, part)
    }
    if !isSorted { runs.sort { ($0.lower, $0.upper) < ($1.lower, $1.upper) } }
  }

  private var isSorted: Bool {
    for index in runs.indices.dropFirst() where runs[index - 1].lower > runs[index].lower { return false }
    return true
  }

  private mutating func readPage(_ page: Span<UInt8>, at base: Int, _ part: Word97File.Part) {
    let count = Int(page[511])
    let isOfParagraphs = part == .paragraphPages
    for index in 0..<count {
      let entry = 4 * (count + 1) + index * (isOfParagraphs ? 13 : 1)
      guard let lower = page.littleEndian32(at: 4 * index),
        let upper = page.littleEndian32(at: 4 * index + 4),
        entry < 511
      else { return }
      var place = 2 * Int(page[entry])
      var size = 0
      if place > 0, place < 511 {
        size = Int(page[place])
        if isOfParagraphs {
          // In words, of which the first may be half used; or 0, and then whole ones.
          size = size == 0 ? 2 * Int(page[place + 1]) : 2 * size - 1
          if page[place] == 0 { place += 1 }
        }
        place += 1
      }
      let end = max(min(place + size, 511), min(place, 511))
      runs.append(
        Run(
          lower: lower, upper: upper, start: Int32(base + min(place, end)), end: Int32(base + end)))
    }
  }

  /// The last run that begins at or before a place in the main stream, by its number; -1 where none does.
  private func last(upTo place: Int) -> Int {
    var (low, high) = (0, runs.count)
    while low < high {
      let middle = (low + high) / 2
      if Int(runs[middle].lower) <= place { low = middle + 1 } else { high = middle }
    }
    return low - 1
  }

  /// Where the properties of a text stand; `nil` where it has none, and where the text ends that has the same.
  func find(_ place: Int) -> (properties: Range<Int>?, end: Int) {
    let index = last(upTo: place)
    if index >= 0, place < Int(runs[index].upper) { return (runs[index].properties, Int(runs[index].upper)) }
    return (nil, index + 1 < runs.count ? Int(runs[index + 1].lower) : .max)
  }
}
