import Bytes

/// The text boxes of a Word 97 document, and where in the body each is anchored.
///
/// Source: MS-DOC 2.8.32 (PlcftxbxTxt), 2.9.98 (FTXBXS), 2.8.37 (PlcfSpa), 2.9.253 (Spa).
struct TextBoxes {
  /// The positions of their texts; those that are shown already are empty.
  private var texts: [Range<Int>] = []
  /// The numbers of boxes at each position of the body that has some.
  private var anchors: [Int: [Int]] = [:]

  init(_ file: Word97File) throws(ReportError) {
    guard !file.boxes.isEmpty else { return }
    let table = file.table.span
    let list = table.extracting(try file.range(of: .boxTexts))
    let count = max(list.count - 4, 0) / 26
    var shapes: [UInt32: Int] = [:]
    var end = 0
    for index in 0..<count {
      guard let lower = list.offset32(at: 4 * index), let upper = list.offset32(at: 4 * index + 4),
        lower >= end, upper >= lower, upper <= file.boxes.count
      else {
        throw .damagedDocument(name: file.name, why: "its text boxes overlap, or are longer than their text")
      }
      end = upper
      texts.append(file.boxes.lowerBound + lower..<file.boxes.lowerBound + upper)
      if let shape = list.littleEndian32(at: 4 * (count + 1) + 22 * index + 14) { shapes[shape] = index }
    }
    // What no box has.
    texts.append(file.boxes.lowerBound + end..<file.boxes.upperBound)
    let places = table.extracting(try file.range(of: .shapes))
    let placeCount = max(places.count - 4, 0) / 30
    for index in 0..<placeCount {
      // A box that is anchored in a box has no place in the body.
      guard let position = places.offset32(at: 4 * index), file.body.contains(position),
        let shape = places.littleEndian32(at: 4 * (placeCount + 1) + 26 * index),
        let box = shapes.removeValue(forKey: shape)
      else { continue }
      anchors[position, default: []].append(box)
    }
  }

  /// The texts of the boxes that are anchored at a position; each is given once.
  mutating func take(at position: Int) -> [Range<Int>] {
    guard !anchors.isEmpty, let boxes = anchors.removeValue(forKey: position) else { return [] }
    return boxes.map { box in
      defer { texts[box] = 0..<0 }
      return texts[box]
    }
  }

  /// The texts that were not taken: those of shapes in groups, whose anchors are the groups'.
  var rest: [Range<Int>] { texts.filter { !$0.isEmpty } }
}
