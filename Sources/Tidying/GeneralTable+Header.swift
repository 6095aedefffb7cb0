import Bytes
import Facts
import Text

/// The headers of tables that no form knows.
extension GeneralTable {
  /// Reads the rows of the header.
  ///
  /// - Parameter data: the rows below it.
  mutating func readHeader(_ rows: Range<Int>, above data: Range<Int>) {
    var headers = rows.filter {
      !isWhole($0) && !isHeading($0) && !isColumnNumbers($0) && !grid.rows[$0].isRefused
    }
    readHeadings(rows, behind: headers.first)
    headers.removeAll { row in
      let known = doubts.count
      noteLabelledFigures(row)
      return doubts.count > known
    }
    dropUnclear(from: &headers)
    guard let last = headers.last else { return }
    let names = headers.map { cells($0).filter { grid.cells[$0].value.status != .blank } }
    if isSquare {
      columns = cells(last).indices.map { place in columnPath(place - cells(last).lowerBound, headers) }
    } else if headers.count > 1, names.joined().count == width, isCutInTwo(headers, above: data) {
      // One row of names that a line break cut in two.
      columns = names.joined().map(label)
    } else {
      columns = cells(last).map(label)
      for row in headers.dropLast().reversed() where !putSpanners(cells(row).map(label)) {
        note(.headerRow, at: cells(row).lowerBound)
      }
    }
    hasLevels = headers.count > 1
    period = sideBySide(above: data)
    emptyColumns = Set(columns.indices.filter { columns[$0].isEmpty && isBlank($0, in: data) })
    for (place, name) in columns.enumerated() {
      // 编码/类 holds codes as well.
      if name.split(separator: .slash).contains(where: {
        Self.numberHeaders.contains(Label.printed(Array($0).span))
      }) {
        numberColumns.insert(place)
      }
      switch String(decoding: Label.printed(name.span), as: UTF8.self) {
      case "计量单位": unitColumns.append(place)
      // 县教育局 is no unit, but the body that the row is about.
      case "单位" where hasUnits(place, in: data): unitColumns.append(place)
      default: break
      }
    }
    let isTold =
      headers.count > 1 && doubts.contains { if case .headerRow = $0.doubt { true } else { false } }
    // Two columns of one name are told by their place.
    for (place, name) in columns.enumerated().prefix(period) where !name.isEmpty {
      guard columns.firstIndex(of: name) != place else { continue }
      columns[place] = []
      if !unitColumns.contains(place), !numberColumns.contains(place), !isTold {
        note(
          .repeatedColumn(name, place: place + 1),
          at: min(cells(last).lowerBound + place, cells(last).upperBound - 1))
      }
    }
  }

  /// Whether the rows of the header may be one: none is whole, and none begins with blank cells, or has some inside. Labels in more
  /// columns than one may as well stand below a cell merged over them: then the names above are too few, and nobody knows which.
  private func isCutInTwo(_ headers: [Int], above data: Range<Int>) -> Bool {
    let labels = data.map(cells).filter { $0.count == width }.map {
      $0.prefix { grid.cells[$0].isText }.count
    }
    return (labels.min() ?? 0) < 2
      && headers.allSatisfy { row in
        let names = cells(row).filter { grid.cells[$0].value.status != .blank }
        return names.count < width && names.elementsEqual(cells(row).prefix(names.count))
      }
  }

  /// The labels over a column, outermost first; a cell merged over rows of the header is one of them.
  private func columnPath(_ column: Int, _ headers: [Int]) -> [UInt8] {
    var path: [[UInt8]] = []
    var last = -1
    for row in headers where column < cells(row).count {
      let cell = grid.cells[cells(row).lowerBound + column]
      guard cell.piece != last, cell.value.status != .blank else { continue }
      last = cell.piece
      let label = label(cells(row).lowerBound + column)
      // 其中 over some columns names none of them.
      if !label.isEmpty { path.append(label) }
    }
    return Array(path.joined(separator: [.slash]))
  }

  /// The headings among and above the rows of the header. A title over the whole table is none of its rows.
  private mutating func readHeadings(_ rows: Range<Int>, behind header: Int?) {
    for row in rows {
      let cell = cells(row).lowerBound
      if grid.rows[row].isRefused {
        noteRefused(row)
      } else if isHeading(row) && !isWhole(row) {
        nest(cell)
        if repeatsLabels { group = lastPath }
      } else if isWhole(row) {
        if grid.cells[cell].hasOrdinal || header.map({ row > $0 }) ?? true { readWhole(cell) }
      }
    }
  }

  /// Leaves out rows of words that may as well be rows of the table: one has a label of its own below that of the stub, and no cell
  /// that heads a column.
  private mutating func dropUnclear(from headers: inout [Int]) {
    guard
      let first = headers.indices.dropFirst().first(where: { isUnclear(headers[$0], below: headers[$0 - 1]) })
    else { return }
    for row in headers[first...] {
      let cell = cells(row).lowerBound
      note(.unclearHeader(row: label(cell)), at: cell)
    }
    headers.removeSubrange(first...)
  }

  private func isUnclear(_ row: Int, below upper: Int) -> Bool {
    let (cells, above) = (cells(row), cells(upper))
    guard cells.count == above.count, cells.count == width, grid.cells[cells.lowerBound].isText,
      grid.cells[above].allSatisfy(\.isText)
    else { return false }
    let names = above.map(label)
    // 上年, 上年, 本年, 本年: spanners.
    if zip(names, names.dropFirst()).contains(where: ==) { return false }
    let labels = cells.map(label)
    if labels[0] == names[0] || isLabelHeader(labels[0]) { return false }
    return !labels.dropFirst().contains { isCount($0) || Figure.isUnit($0.span) }
  }

  /// Whether a row is one label with an ordinal and nothing beside it.
  func isHeading(_ row: Int) -> Bool {
    let cells = cells(row)
    return grid.cells[cells.lowerBound].hasOrdinal
      && grid.cells[cells.dropFirst()].allSatisfy { $0.value.status == .blank }
  }

  /// Puts a header row over the one below it. A cell over a blank one is the column's own name; one over a run of names
  /// spans the run. Where the cells do not come out even the row is left out: then the answer is `false`.
  private mutating func putSpanners(_ spanners: [[UInt8]]) -> Bool {
    var named = columns
    if spanners.count == columns.count {
      var current: [UInt8] = []
      for (place, spanner) in spanners.enumerated() {
        if !spanner.isEmpty { current = spanner }
        named[place] = Self.join(spanner.isEmpty && columns[place].isEmpty ? [] : current, columns[place])
      }
      columns = named
      return true
    }
    var next = 0
    var isInRun = false
    for (place, column) in columns.enumerated() {
      if column.isEmpty || !isInRun {
        guard next < spanners.count else { return false }
        next += 1
      }
      isInRun = !column.isEmpty
      named[place] = Self.join(spanners[next - 1], column)
    }
    guard next == spanners.count else { return false }
    columns = named
    return true
  }

  private static func join(_ outer: [UInt8], _ inner: [UInt8]) -> [UInt8] {
    outer.isEmpty ? inner : inner.isEmpty ? outer : outer + [.slash] + inner
  }

  /// How many columns there are until their names begin anew: `渠道 数量 渠道 数量` heads two tables side by side, if labels stand
  /// below each first one.
  private func sideBySide(above data: Range<Int>) -> Int {
    let rows = data.map(cells).filter { $0.count == columns.count }
    guard columns.count > 3 else { return columns.count }
    for period in 2...columns.count / 2 where columns.count.isMultiple(of: period) {
      guard columns.indices.allSatisfy({ columns[$0] == columns[$0 % period] }) else { continue }
      let isBeside = rows.contains { row in
        let firsts = stride(from: row.lowerBound, to: row.upperBound, by: period)
        return firsts.allSatisfy { grid.cells[$0].isText && !grid.cells[$0 + 1].isText }
      }
      if isBeside { return period }
    }
    return columns.count
  }

  /// Whether no row that is as long as the header has anything in a column.
  private func isBlank(_ place: Int, in data: Range<Int>) -> Bool {
    data.lazy.map(cells).filter { $0.count == columns.count }.allSatisfy {
      grid.cells[$0.lowerBound + place].value.status == .blank
    }
  }

  /// Whether most cells of a column, at least half, are units.
  private func hasUnits(_ place: Int, in data: Range<Int>) -> Bool {
    let texts = data.lazy.map(cells).filter { $0.count == columns.count }.map { $0.lowerBound + place }
      .filter { grid.cells[$0].isText }
    let units = texts.count { Figure.isUnit(label($0).span) }
    return units > 0 && units * 2 >= texts.count
  }

  /// Whether a row behind rows of figures heads those below it: it has words only, and begins as a row of the header does or names counts.
  func isFurtherHeader(_ row: Int, behind header: Range<Int>) -> Bool {
    let texts = texts(row)
    guard texts.count > 1, texts.allSatisfy({ grid.cells[$0].isText && !isFigure($0, in: row) }) else {
      return false
    }
    let labels = texts.map(label)
    return labels.dropFirst().contains(where: isCount)
      || header.contains { row in
        let names = self.texts(row).map(label)
        // 项目, 丙, 丁 below 项目, 甲, 乙.
        return names.count == labels.count && names.first == labels[0]
      }
  }

  private func texts(_ row: Int) -> [Int] {
    grid.rows[row].cells.filter { grid.cells[$0].value.status != .blank }
  }

  /// The label that stands between figures of its own and those of the label before it, where no header says that words stand there.
  func labelAmongFigures(_ row: Int) -> Int? {
    guard period == columns.count else { return nil }
    let cells = cells(row)
    var (hasLabel, hasFigure) = (false, false)
    for cell in cells {
      if isFigure(cell, in: row) {
        hasFigure = hasLabel
      } else if grid.cells[cell].isText {
        let isFollowed = cell + 1 < cells.upperBound && isFigure(cell + 1, in: row)
        if hasFigure, isFollowed, columns.isEmpty || isCount(label(cell)) { return cell }
        hasLabel = true
      }
    }
    return nil
  }

  /// Whether words name a count, as headers do: 发布数量, 占比. 未统计 is a value.
  func isCount(_ words: [UInt8]) -> Bool {
    let words = Label.printed(words.span)
    return Self.counts.contains { words.suffix($0.count).elementsEqual($0) }
      && !Self.denials.contains { words.starts(with: $0) }
  }

  /// Whether words head labels.
  func isLabelHeader(_ words: [UInt8]) -> Bool {
    let words = Label.printed(words.span)
    return Self.labelHeaders.contains { words.suffix($0.count).elementsEqual($0) }
  }

  func isTotal(_ words: [UInt8]) -> Bool { Self.isTotal(words[...]) }

  /// Whether words name a sum: 合计.
  static func isTotal(_ words: ArraySlice<UInt8>) -> Bool {
    let words = Label.printed(words.span)
    return Self.totals.contains { words.suffix($0.count).elementsEqual($0) }
  }

  private static let numberHeaders = words("序号", "编号", "代码", "编码", "行次")
  static let subtotal = Array("小计".utf8)
  private static let counts = words("数", "量", "额", "率", "计", "占比", "比例", "人次", "件次")
  private static let denials = words("未", "无", "不", "已", "暂", "没", "正在")
  private static let labelHeaders = words(
    "名称", "项目", "类别", "指标", "内容", "渠道", "类", "款", "单位", "部门", "事项", "方式", "类型")
  private static let totals = words("合计", "总计", "小计", "共计")

  private static func words(_ words: String...) -> [[UInt8]] { words.map { Array($0.utf8) } }
}
