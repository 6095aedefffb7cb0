/// A level or upright line on a page, made of all pieces that lie on it.
package struct RuledLine: Equatable, Sendable {
  /// Its height on the page if it is level, else its place from the left.
  package var at: Float
  /// Where it begins and ends, from the left or from the top.
  package var from: Float
  package var to: Float

  package init(at: Float, from: Float, to: Float) { (self.at, self.from, self.to) = (at, from, to) }
}

/// How near is near, in points of an A4 page. Measured on reports printed with borders of all kinds: each may be half or twice as much,
/// but for what its comment says.
enum Nearness {
  /// What is drawn thinner is a line, and no box.
  static let thin: Float = 2.6
  /// What is stroked thicker is a box.
  static let thick: Float = 8
  /// Pieces of one line lie as near across it. With 4 the sides of neighbouring boxes melt.
  static let across: Float = 0.9
  /// Pieces of one line leave gaps as long: dots, dashes, sides drawn cell by cell. With 12 narrow columns close.
  static let gap: Float = 4.5
  /// Lines end up longer than this: dots of lines that cross do not.
  static let shortest: Float = 7
  /// Lines as near are one line of the grid: double lines, and boxes with space between them. With 0.5 both make cells of their own.
  static let snap: Float = 3.2
  /// No text has room between level lines as near: programs draw them where a row ends in one cell and goes on in the next.
  static let lowest: Float = 5
  /// Two lines that end as far beyond the last line across mean a side that is not drawn: a page's end cut the table.
  static let open: Float = 6
  /// How much of a cell's side a line covers, at least.
  static let cover: Float = 0.6
}

extension RuledLine {
  /// The lines that some pieces make: pieces side by side are joined over gaps, and what stays short is left out.
  static func joined(_ pieces: [RuledLine]) -> [RuledLine] {
    let pieces = pieces.sorted { ($0.at, $0.from) < ($1.at, $1.from) }
    var lines: [RuledLine] = []
    var start = 0
    while start < pieces.count {
      var end = start + 1
      while end < pieces.count, pieces[end].at - pieces[end - 1].at <= Nearness.across * 0.7,
        pieces[end].at - pieces[start].at <= Nearness.across
      {
        end += 1
      }
      append(pieces[start..<end], to: &lines)
      start = end
    }
    return lines
  }

  /// Appends the lines that pieces of one height make.
  private static func append(_ pieces: ArraySlice<RuledLine>, to lines: inout [RuledLine]) {
    var sum: Float = 0
    for piece in pieces { sum += piece.at }
    let at = sum / Float(pieces.count)
    var (from, to) = (Float.infinity, -Float.infinity)
    func end() {
      if to - from > Nearness.shortest { lines.append(RuledLine(at: at, from: from, to: to)) }
    }
    for piece in pieces.sorted(by: { $0.from < $1.from }) {
      if piece.from <= to + Nearness.gap {
        to = max(to, piece.to)
      } else {
        end()
        (from, to) = (piece.from, piece.to)
      }
    }
    end()
  }
}

/// The lines drawn on a page, and the boxes that are coloured.
struct DrawnLines {
  private(set) var levels: [RuledLine] = []
  private(set) var uprights: [RuledLine] = []
  /// Boxes with a background, none as large as the page.
  private(set) var backgrounds: [Box] = []

  init(_ page: PDFPage) {
    for stroke in page.strokes { add(stroke.box, isStroke: true, on: page) }
    for fill in page.fills where !fill.isWhite { add(fill.box, isStroke: false, on: page) }
    levels = RuledLine.joined(levels)
    uprights = RuledLine.joined(uprights)
  }

  /// The lines that the edges of coloured boxes are. Between bands of different colours none is drawn.
  init(edgesOf boxes: [Box]) {
    for box in boxes {
      for y in [box.y0, box.y1] { levels.append(RuledLine(at: y, from: box.x0 - 2, to: box.x1 + 2)) }
      for x in [box.x0, box.x1] { uprights.append(RuledLine(at: x, from: box.y0 - 2, to: box.y1 + 2)) }
    }
    levels = RuledLine.joined(levels)
    uprights = RuledLine.joined(uprights)
  }

  private mutating func add(_ box: Box, isStroke: Bool, on page: PDFPage) {
    let (width, height) = (box.x1 - box.x0, box.y1 - box.y0)
    let thin = isStroke ? Nearness.thick : Nearness.thin
    // A dot is a piece of a level and of an upright line: some programs print dotted lines so.
    let isDot = width < Nearness.thin && height < Nearness.thin
    if isDot || height < thin && width >= height { levels.append(box.level) }
    if isDot || width < thin && height >= width { uprights.append(box.upright) }
    let isBox = width >= thin && height >= thin
    if isBox, width < 0.97 * page.width || height < 0.97 * page.height { backgrounds.append(box) }
  }
}

extension Box {
  fileprivate var level: RuledLine { RuledLine(at: (y0 + y1) / 2, from: x0, to: x1) }
  fileprivate var upright: RuledLine { RuledLine(at: (x0 + x1) / 2, from: y0, to: y1) }

  var middle: (x: Float, y: Float) { ((x0 + x1) / 2, (y0 + y1) / 2) }
}
