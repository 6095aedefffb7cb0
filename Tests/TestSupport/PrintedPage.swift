/// A report as a page: its pieces with the tags and merged cells that a site or an office program would give them.
public struct PrintedPage {
  public struct Piece {
    /// `title`, `heading`, `paragraph` or `cell`.
    public let kind: String
    public let table: Int
    public let row: Int
    public let text: String

    public init(kind: String, table: Int = 0, row: Int = 0, text: String) {
      (self.kind, self.table, self.row, self.text) = (kind, table, row, text)
    }
  }

  public private(set) var html = "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"></head>\n<body>\n"

  /// - Parameter merges: whether blank cells that a cell above covers are left out, and that cell has a `rowspan`.
  public init(_ pieces: [Piece], merges: Bool) {
    var index = 0
    while index < pieces.count {
      let piece = pieces[index]
      guard piece.kind == "cell" else {
        let tag = ["title": "h1", "heading": "h2"][piece.kind] ?? "p"
        html += "<\(tag)>\(Self.escaped(piece.text))</\(tag)>\n"
        index += 1
        continue
      }
      var rows: [[String]] = []
      var last = 0
      while index < pieces.count, pieces[index].kind == "cell", pieces[index].table == piece.table {
        if pieces[index].row != last { rows.append([]) }
        last = pieces[index].row
        rows[rows.count - 1].append(pieces[index].text)
        index += 1
      }
      addTable(rows, merges: merges)
    }
    html += "</body></html>\n"
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      .replacing("\u{A0}", with: "&nbsp;")
  }

  private struct Cell {
    var text: String
    var width: Int
    var height = 1
    var isCovered = false
    var column = 0
  }

  private mutating func addTable(_ texts: [[String]], merges: Bool) {
    let width = texts.map(\.count).max() ?? 0
    var rows = texts.map { row in
      let widths = Self.widths(row, of: width)
      return zip(row, widths).map { Cell(text: $0, width: $1) }
    }
    for row in rows.indices {
      var column = 0
      for place in rows[row].indices {
        rows[row][place].column = column
        column += rows[row][place].width
      }
    }
    if merges { for row in rows.indices.dropFirst() { Self.merge(row, of: &rows) } }
    html +=
      "<table border=\"1\" cellspacing=\"0\" cellpadding=\"6\" width=\"100%\" style=\"font-size:9pt\">\n"
    for row in rows {
      html += "<tr>\n"
      for cell in row where !cell.isCovered {
        let height = cell.height > 1 ? " rowspan=\"\(cell.height)\"" : ""
        let width = cell.width > 1 ? " colspan=\"\(cell.width)\"" : ""
        html += "<td\(height)\(width)><p>\(Self.escaped(cell.text))</p></td>\n"
      }
      html += "</tr>\n"
    }
    html += "</table>\n"
  }

  /// How many columns each cell of a row takes: as the official headers have it, else the last label takes what is left.
  private static func widths(_ row: [String], of width: Int) -> [Int] {
    var widths = row.map { _ in 1 }
    let isHeader = !row.contains { $0.contains(where: \.isNumber) && $0.count < 8 }
    switch row.count {
    case 2 where isHeader && width == 10: return [3, 7]
    case 4 where isHeader && width == 10: return [3, 1, 5, 1]
    case 8 where isHeader && width == 10: return [3] + widths.dropFirst()
    case 2 where isHeader && width == 15: return [5, 10]
    case 7 where isHeader && width == 15: return [1, 1, 1, 1, 1, 5, 5]
    default: break
    }
    let label = row.prefix(max(1, row.count - 7)).lastIndex { !$0.isEmpty } ?? 0
    widths[width == 10 ? label : row.count - 1] += width - row.count
    return widths
  }

  /// Lets the cell above cover a blank one at the same place, in front of a row or in a header.
  private static func merge(_ row: Int, of rows: inout [[Cell]]) {
    let isHeader = !rows[row].contains { $0.text.contains(where: \.isNumber) }
    for place in rows[row].indices where rows[row][place].text.isEmpty {
      let isLeading = rows[row][..<place].allSatisfy { $0.text.isEmpty }
      let (column, width) = (rows[row][place].column, rows[row][place].width)
      guard isHeader || isLeading,
        let above = rows[row - 1].firstIndex(where: { $0.column == column && $0.width == width })
      else { continue }
      // The cell that covers the one above, too.
      var top = row - 1
      while top > 0, let cell = rows[top].first(where: { $0.column == column }), cell.isCovered { top -= 1 }
      guard let owner = rows[top].firstIndex(where: { $0.column == column && $0.width == width }),
        !rows[top][owner].text.isEmpty, Double(rows[top][owner].text) == nil, above >= 0
      else { continue }
      rows[top][owner].height = row - top + 1
      rows[row][place].isCovered = true
    }
  }
}
