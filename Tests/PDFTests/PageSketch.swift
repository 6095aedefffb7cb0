import PDF

/// A page as the interpreter gives it, drawn by a test: points, y downwards.
struct PageSketch {
  var page = PDFPage(number: 1, width: 595, height: 842)

  /// Writes a line whose middle stands at `y`; ideographs are as wide as high, all else half as wide.
  mutating func write(_ text: String, x: Float, y: Float, em: Float = 10, gap: Float = 0) {
    var x = x
    for scalar in text.unicodeScalars {
      let width = scalar.value < 0x2E80 ? em / 2 : em
      if scalar != " " {
        page.glyphs.append(
          Glyph(scalar: scalar.value, box: Box(x0: x, y0: y - em / 2, x1: x + width, y1: y + em / 2), em: em))
      }
      x += width + gap
    }
  }

  mutating func stroke(_ x0: Float, _ y0: Float, _ x1: Float, _ y1: Float, width: Float = 0.5) {
    let isLevel = x1 - x0 > y1 - y0
    let half = width / 2
    let box =
      isLevel
      ? Box(x0: x0, y0: y0 - half, x1: x1, y1: y1 + half) : Box(x0: x0 - half, y0: y0, x1: x1 + half, y1: y1)
    page.strokes.append(Stroke(box: box, isLevel: isLevel))
  }

  /// - Parameter isOver: whether it is drawn over the text so far.
  mutating func fill(
    _ x0: Float, _ y0: Float, _ x1: Float, _ y1: Float, isWhite: Bool = false, isOver: Bool = false
  ) {
    let count = isOver ? page.glyphs.count : 0
    page.fills.append(Fill(box: Box(x0: x0, y0: y0, x1: x1, y1: y1), isWhite: isWhite, glyphCount: count))
  }

  var layout: PageLayout { PageLayout(page) }
}

/// How the lines of a table are drawn.
enum Border: CaseIterable {
  case solid, hairline, thick, filled, dotted, dashed, double, separate, bands, outerSidesMissing,
    overTheMargin

  /// Draws a side.
  func draw(_ x0: Float, _ y0: Float, _ x1: Float, _ y1: Float, on sketch: inout PageSketch) {
    let isLevel = y0 == y1
    func pieces(_ length: Float, _ step: Float, _ body: (Float, Float) -> Void) {
      let (start, end) = isLevel ? (x0, x1) : (y0, y1)
      for at in stride(from: start, to: end, by: step) { body(at, min(at + length, end)) }
    }
    switch self {
    case .hairline: sketch.stroke(x0, y0, x1, y1, width: 0.05)
    case .thick: sketch.stroke(x0, y0, x1, y1, width: 3)
    case .filled: sketch.fill(x0 - 0.4, y0 - 0.4, x1 + 0.4, y1 + 0.4)
    case .dotted:
      pieces(1, 2) {
        isLevel ? sketch.fill($0, y0 - 0.5, $1, y0 + 0.5) : sketch.fill(x0 - 0.5, $0, x0 + 0.5, $1)
      }
    case .dashed:
      pieces(4, 7) { isLevel ? sketch.stroke($0, y0, $1, y0) : sketch.stroke(x0, $0, x0, $1) }
    case .double:
      for shift: Float in [-1, 1] {
        if isLevel {
          sketch.stroke(x0, y0 + shift, x1, y0 + shift)
        } else {
          sketch.stroke(x0 + shift, y0, x0 + shift, y1)
        }
      }
    default: sketch.stroke(x0, y0, x1, y1)
    }
  }
}

/// A table of two columns below a title, with a cell over two rows: 项目 | 数量; 甲类 over 12 and blank.
struct SketchedTable {
  static let xs: [Float] = [100, 200, 300]
  static let ys: [Float] = [100, 120, 140, 160]

  static func page(_ border: Border) -> PageSketch {
    var sketch = PageSketch()
    let (xs, ys) = (xs, ys)
    if border == .separate || border == .bands {
      let gap: Float = border == .separate ? 1 : 0
      for (row, column, rows, columns) in [(0, 0, 1, 2), (1, 0, 2, 1), (1, 1, 1, 1), (2, 1, 1, 1)] {
        let box = (
          xs[column] + gap, ys[row] + gap, xs[column + columns] - gap, ys[row + rows] - gap
        )
        if border == .bands {
          sketch.fill(box.0, box.1, box.2, box.3)
        } else {
          for y in [box.1, box.3] { sketch.stroke(box.0, y, box.2, y) }
          for x in [box.0, box.2] { sketch.stroke(x, box.1, x, box.3) }
        }
      }
      // Backgrounds count where there are many.
      if border == .bands {
        for column in 0..<6 { sketch.fill(100 + Float(column) * 30, 160, 130 + Float(column) * 30, 180) }
      }
    } else {
      let beyond: Float = border == .overTheMargin ? 0.5 : 0
      for (y, x0) in [(ys[0], xs[0]), (ys[1], xs[0]), (ys[2], xs[1]), (ys[3], xs[0])] {
        border.draw(x0 - beyond, y, xs[2] + beyond, y, on: &sketch)
      }
      let sides = border == .outerSidesMissing ? [1] : [0, 1, 2]
      for column in sides {
        border.draw(xs[column], column == 1 ? ys[1] : ys[0], xs[column], ys[3], on: &sketch)
      }
      // One upright line alone makes no table: a second stands in the header, as reports have it.
      if border == .outerSidesMissing { border.draw(250, ys[2], 250, ys[3], on: &sketch) }
    }
    sketch.write("项目", x: 150, y: 110)
    sketch.write("甲类", x: 120, y: 140)
    sketch.write("12", x: 240, y: 130)
    return sketch
  }
}
