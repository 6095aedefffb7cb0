import Bytes
import Facts
import Forms
import Reports
import Text

/// What the cells of tables that no form knows hold.
extension GeneralTable {
  /// Whether a place is of the same merged cell as the one before it in its row.
  func isPart(_ cell: Int) -> Bool {
    isSquare && cell > 0 && grid.cells[cell].piece == grid.cells[cell - 1].piece
  }

  /// The first cell that begins in its row, for messages: a merged one in front of it may begin in a row above.
  func firstOwn(_ cells: Range<Int>) -> Int {
    func row(_ cell: Int) -> Int { report.pieces[grid.cells[cell].piece].row }
    guard isSquare, let last = cells.map(row).max() else { return cells.lowerBound }
    return cells.first { row($0) == last } ?? cells.lowerBound
  }

  func isMergedDown(_ cell: Int) -> Bool { report.pieces[grid.cells[cell].piece].span.rows > 1 }

  /// Whether a value is merged over columns or rows: it is told, once.
  mutating func isMergedValue(_ cell: Int) -> Bool {
    guard isSquare, grid.cells[cell].value.status != .blank else { return false }
    let piece = grid.cells[cell].piece
    let isMerged =
      isMergedDown(cell) || isPart(cell)
      || cell + 1 < grid.cells.count && isPart(cell + 1)
    if isMerged, mergedValues.insert(piece).inserted {
      note(.mergedValue(text: characters(cell).utf8), at: cell)
    }
    return isMerged
  }

  func characters(_ cell: Int) -> Characters {
    Characters(report.text.span.extracting(report.pieces[grid.cells[cell].piece].range))
  }

  /// Whether a cell holds a figure, also one that is no plain number: 60%, 3-5, 260余条, 约22, 22（其中…）.
  func isFigure(_ cell: Int, in row: Int) -> Bool {
    if grid.cells[cell].value.isRefused { return true }
    switch grid.cells[cell].value.status {
    case .number:
      // A year in front of a row is its label.
      return !(cell == cells(row).lowerBound && Self.isYear(grid.digits[grid.cells[cell].digits]))
    case .text where !grid.cells[cell].hasOrdinal && cell > cells(row).lowerBound:
      return isWordedFigure(characters(cell))
    default: return false
    }
  }

  /// Whether a text begins with digits, or with words that stand before figures, and does not name a count or period as headers do.
  private func isWordedFigure(_ text: Characters) -> Bool {
    let word = Self.figureMarks.first { text.starts(with: $0) } ?? []
    guard text.count > word.count, text[word.count].isDecimalDigit else { return false }
    let rest = text[word.count...].drop { $0.isDecimalDigit || [",", "."].contains($0) }
    let unit = rest.prefix { !$0.isOpeningBracket }
    if Figure.isUnit(unit.utf8.span) { return true }
    // 2023年数量, 超30日答复数.
    if Self.periods.contains(where: { Characters(unit).ends(with: $0) }) || isCount(unit.utf8) {
      return false
    }
    return unit.count <= (word.isEmpty ? 8 : 2)
  }

  /// Whether the header ends before a row: it holds a figure, or a mark or word for none.
  func isDataRow(_ row: Int) -> Bool {
    cells(row).contains { cell in
      if isFigure(cell, in: row) || [.slash, .dash].contains(grid.cells[cell].value.status) { return true }
      return grid.cells[cell].value.status == .text && cell > cells(row).lowerBound && isValueWord(cell)
    }
  }

  /// Whether a text stands for a value and heads no column: 无, 十二, √.
  private func isValueWord(_ cell: Int) -> Bool {
    let value = grid.cells[cell].value
    if value.isNone || value.isMasked { return true }
    let text = characters(cell)
    return Self.valueWords.contains(text) || text.allSatisfy(\.isHanDigit)
      || text.allSatisfy { !$0.isHan && !$0.isDecimalDigit && ($0 < "A" || $0 > "ɏ") }
  }

  /// Whether a row numbers the columns below their names: 甲, 乙, 1, 2.
  func isColumnNumbers(_ row: Int) -> Bool {
    var (letters, number) = (0, 0)
    for cell in cells(row) where grid.cells[cell].value.status != .blank {
      let text = characters(cell)
      if number == 0, letters < Self.stems.count, text == [Self.stems[letters]] {
        letters += 1
      } else if letters > 0, text == Characters("\(number + 1)") {
        number += 1
      } else {
        return false
      }
    }
    // 甲, 1 may be a body.
    return letters > 1 && number > 0 || letters == 1 && number > 2
  }

  /// Whether a text ends in a figure that has its label before it: 公开：5条, 其中涉密2件, 9.
  static func endsInFigure(_ text: Characters) -> Bool {
    var text = text[...]
    while let last = text.last, stops.contains(last) { text.removeLast() }
    let words = text.lastIndex { $0.isDecimalDigit }.map { (text[..<($0 + 1)], text[($0 + 1)...]) }
    guard let (front, unit) = words else { return false }
    let label = front[..<(front.lastIndex { !$0.isDecimalDigit }.map { $0 + 1 } ?? front.startIndex)]
    let digits = front[label.endIndex...]
    guard unit.isEmpty || Figure.isUnit(unit.utf8.span) else { return false }
    // 2023-01-20, 第1批.
    if let mark = label.last, mark == "-" || mark == "/" || mark == "第" { return false }
    return !unit.isEmpty || !isYear(digits.utf8[...])
  }

  /// The figures of a table that has none in cells of their own: 公开：5条.
  mutating func noteLabelledFigures(_ row: Int) {
    // 收到12件, 办结10件.
    let arePairs = cells(row).count > 1 && cells(row).allSatisfy { isPair($0) }
    for cell in cells(row) where grid.cells[cell].isText {
      if !noteLabelledFigure(cell), arePairs {
        note(.loneFigure(text: characters(cell).utf8, isContact: false), at: cell)
      }
    }
  }

  private func isPair(_ cell: Int) -> Bool {
    let text = characters(cell)
    return grid.cells[cell].isText && text.count <= Self.longestPair && text.first?.isHan == true
      && text.last?.isHan == true && Self.endsInFigure(text)
  }

  /// Says that a cell holds a label and its figure; whether it does.
  @discardableResult mutating func noteLabelledFigure(_ cell: Int) -> Bool {
    let text = characters(cell)
    guard let colon = text.lastIndex(where: { $0 == ":" || $0 == "：" }),
      text[..<colon].contains(where: \.isHan), text.count <= Self.longestPair,
      // 时间：10:30
      !text[colon - 1].isDecimalDigit
    else { return false }
    let value = text[(colon + 1)...]
    let isContact = index.isContact(text.utf8.span)
    let isNumber = value.allSatisfy { $0.isDecimalDigit || $0 == "-" } && !value.isEmpty
    guard isContact && isNumber || value.first?.isDecimalDigit == true && Self.endsInFigure(Characters(value))
    else { return false }
    note(.loneFigure(text: text.utf8, isContact: isContact), at: cell)
    return true
  }

  /// Whether the figures of a row are years one after another: they head columns.
  func isYears(_ row: Int) -> Bool {
    let figures = cells(row).filter { grid.cells[$0].value.status == .number }.map {
      grid.digits[grid.cells[$0].digits]
    }
    guard figures.count > 1, figures.allSatisfy(Self.isYear) else { return false }
    let years = figures.compactMap { Int(String(decoding: $0, as: UTF8.self)) }
    let steps = Set(zip(years, years.dropFirst()).map { $1 - $0 })
    return steps == [1] || steps == [-1]
  }

  private static func isYear(_ digits: ArraySlice<UInt8>) -> Bool {
    digits.count == 4 && digits.allSatisfy(\.isDigit)
      && (digits.starts(with: "19".utf8) || digits.starts(with: "20".utf8))
  }

  private static let longestPair = 40
  private static let figureMarks = [
    "约", "近", "超", "超过", "逾", "不足", "￥", "¥", "+", "＋", "-", "－", ">", "＞", "≥", "<", "＜", "≤", "≈", "↑", "↓",
    "增", "增加", "新增",
    "增长", "减", "减少", "下降", "上升", "共", "共计", "计",
  ].map { Characters($0) }.sorted { $0.count > $1.count }
  private static let periods = ["年", "年度", "月", "月份", "季度"].map { Characters($0) }
  private static let valueWords = ["暂无", "没有", "不涉及", "不适用", "未统计", "见附件", "详见附件", "同上"].map {
    Characters($0)
  }
  private static let stems = Characters("甲乙丙丁戊己庚辛")
  private static let stops = Characters("。；;，,、")
}
