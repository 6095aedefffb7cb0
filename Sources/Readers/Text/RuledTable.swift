import Bytes
import Flow

/// A table of a text with pipes whose rows are parted by ruling lines, as writers of reStructuredText, Org and grids print it: the
/// lines between two of them are one row, whose cells go on from line to line.
///
///     +------+------+
///     | 行政 | 21   |
///     | 许可 |      |
///     +------+------+
///
/// Others rule only their header and their ends; each line is a row then.
struct RuledTable {
  struct Line {
    let number: Int
    let cells: [[UInt8]]
  }

  /// The lines between two ruling lines.
  private var bands: [[Line]] = [[]]
  private var rulings = 0
  /// Whether a line of `=` ends the header, as in tables that rule all rows.
  private var hasHeaderRule = false
  /// Whether a ruling line ends in a row: cells reach over several rows.
  private var isBroken = false

  /// Whether lines of it were read.
  var isOpen: Bool { rulings > 0 }

  mutating func add(ruling line: Span<UInt8>) {
    rulings += 1
    if line.firstIndex(of: UInt8(ascii: "=")) != nil { hasHeaderRule = true }
    if line.firstIndex(of: .space) != nil { isBroken = true }
    bands.append([])
  }

  mutating func add(_ line: Span<UInt8>, number: Int) {
    if line.firstIndex(of: Array("+--".utf8)) != nil { isBroken = true }
    var cells: [[UInt8]] = []
    var start = line[0] == .pipe ? 1 : 0
    while let end = line.firstIndex(of: .pipe, from: start) {
      cells.append([UInt8](copying: line.extracting(line.trimmed(start..<end))))
      start = end + 1
    }
    if start < line.count {
      cells.append([UInt8](copying: line.extracting(line.trimmed(start..<line.count))))
    }
    bands[bands.count - 1].append(Line(number: number, cells: cells))
  }

  /// All lines, in their order.
  var lines: [Line] { bands.flatMap { $0 } }

  /// The rows, each as the lines that its cells go on in; `nil` where the ruling lines do not tell which these are.
  var rows: [[Line]]? {
    // Three rule a header and a table.
    guard rulings > 3 || hasHeaderRule else { return isBroken ? nil : lines.map { [$0] } }
    let rows = bands.filter { !$0.isEmpty }
    return isBroken || !rows.allSatisfy(isOneRow) ? nil : rows
  }

  static func unclearRows(_ place: Location) -> Diagnostic {
    Diagnostic(
      .warning, at: place, what: "the lines of a table between its ruling lines do not make rows",
      why:
        "which cells go on in the next line cannot be told, so the table is read as text and gives no facts",
      remedy: "Put each row on one line")
  }

  /// Whether lines can be those of one row: they have the same cells, and no two of them a figure in one.
  private func isOneRow(_ lines: [Line]) -> Bool {
    lines.allSatisfy { $0.cells.count == lines[0].cells.count }
      && lines[0].cells.indices.allSatisfy { cell in
        lines.count { isFigure($0.cells[cell]) } < 2
      }
  }

  private func isFigure(_ cell: [UInt8]) -> Bool { !cell.isEmpty && cell.span.isFigure(0..<cell.count) }
}

extension Span where Element == UInt8 {
  /// Whether a line rules a table: `+---+---+`.
  var isRuling: Bool {
    guard count > 2, self[0] == UInt8(ascii: "+"), self[count - 1] == UInt8(ascii: "+") else { return false }
    var dashes = 0
    for index in indices {
      switch self[index] {
      case .hyphen, UInt8(ascii: "="): dashes += 1
      case UInt8(ascii: "+"), UInt8(ascii: ":"), .space: break
      default: return false
      }
    }
    return dashes > 0
  }
}
