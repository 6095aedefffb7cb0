import Bytes

/// The cells of a table row, as its properties define and then change them.
///
/// Source: MS-DOC 2.9.321 (TDefTableOperand), 2.9.313 (TC80), 2.6.3 (the changes), 2.9.343 (VertMergeOperand).
struct RowDefinition {
  struct Cell: Equatable {
    /// Its edges, in twentieths of a point.
    var left: Int
    var right: Int
    fileprivate(set) var flags = 0

    /// What it is of a merge across: the first cell, or one that belongs to the cell before it.
    var beginsMergeAcross: Bool { flags & 3 == 1 }
    var isMergedAcross: Bool { flags & 3 == 2 }
    /// What it is of a merge downwards: the first cell, or one that belongs to the cell above.
    var beginsMerge: Bool { flags & 0x40 != 0 }
    var goesOn: Bool { flags & 0x60 == 0x20 }
  }

  private(set) var cells: [Cell] = []
  /// More cells than Word makes in a row: then the definition is damaged.
  private static let limit = 64

  /// Takes a property of the row.
  mutating func apply(_ sprm: Sprm, in bytes: Span<UInt8>) {
    let operand = bytes.extracting(sprm.operand)
    switch sprm.code {
    case Sprm.definition: define(operand, cellSize: 20)
    case Sprm.oldDefinition: define(operand, cellSize: 10)
    case Sprm.mergeDownwards:
      guard operand.count >= 2, Int(operand[0]) < cells.count else { return }
      let flags = [1: 0x20, 3: 0x60][operand[1]] ?? 0
      cells[Int(operand[0])].flags = cells[Int(operand[0])].flags & ~0x60 | flags
    case Sprm.insertCells, Sprm.deleteCells, Sprm.cellWidth, Sprm.mergeCells, Sprm.splitCells:
      change(sprm.code, Int(operand[0]), Int(operand[1]), width: operand.littleEndian16(at: 2) ?? 0)
    default: break
    }
  }

  private mutating func define(_ operand: Span<UInt8>, cellSize: Int) {
    guard !operand.isEmpty, Int(operand[0]) < Self.limit else { return }
    let count = Int(operand[0])
    let flags = 1 + 2 * (count + 1)
    guard operand.count >= flags else { return }
    cells.removeAll(keepingCapacity: true)
    for index in 0..<count {
      // What says more of the last cells may be missing.
      cells.append(
        Cell(
          left: Self.edge(operand, index), right: Self.edge(operand, index + 1),
          flags: operand.littleEndian16(at: flags + cellSize * index) ?? 0))
    }
  }

  private static func edge(_ operand: Span<UInt8>, _ index: Int) -> Int {
    Int(Int16(truncatingIfNeeded: operand.littleEndian16(at: 1 + 2 * index) ?? 0))
  }

  /// Changes cells from one number on, up to another; of an insertion that is how many.
  private mutating func change(_ code: Int, _ first: Int, _ last: Int, width: Int) {
    let range = min(first, cells.count)..<max(min(first, cells.count), min(last, cells.count))
    switch code {
    case Sprm.insertCells: insert(last, at: first, width: width)
    case Sprm.deleteCells:
      let gone = cells[range].reduce(0) { $0 + $1.right - $1.left }
      cells.removeSubrange(range)
      move(from: range.lowerBound, by: -gone)
    case Sprm.cellWidth:
      for index in range {
        let change = width - (cells[index].right - cells[index].left)
        cells[index].right += change
        move(from: index + 1, by: change)
      }
    case Sprm.mergeCells:
      for index in range { cells[index].flags = cells[index].flags & ~3 | (index == first ? 1 : 2) }
    default: for index in range { cells[index].flags &= ~3 }
    }
  }

  private mutating func insert(_ count: Int, at first: Int, width: Int) {
    guard first + count <= Self.limit, cells.count + count <= Self.limit else { return }
    // Cells up to there, where there are none yet, are of that width, too.
    while cells.count < first {
      let left = cells.last?.right ?? 0
      cells.append(Cell(left: left, right: left + width))
    }
    let start = first > 0 ? cells[first - 1].right : cells.first?.left ?? 0
    move(from: first, by: width * count)
    let inserted = (0..<count).map { Cell(left: start + width * $0, right: start + width * ($0 + 1)) }
    cells.insert(contentsOf: inserted, at: first)
  }

  private mutating func move(from first: Int, by change: Int) {
    for index in first..<max(first, cells.count) {
      cells[index].left += change
      cells[index].right += change
    }
  }
}
