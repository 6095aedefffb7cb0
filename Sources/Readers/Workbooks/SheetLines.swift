import Bytes
import Forms
import Identity
import Text

/// Lines of text that stand directly below a table of a sheet, without a blank row: 五、存在的主要问题, 注：……, 填表人：王某.
struct SheetLines {
  private let vocabulary: Vocabulary
  private let sheet: ReportSheet

  /// How many rows below are looked at: more than lines stand between a table and the next one.
  private static let reach = 12

  init(_ sheet: ReportSheet, _ vocabulary: Vocabulary) {
    self.sheet = sheet
    self.vocabulary = vocabulary
  }

  /// Whether a row below a table is none of it: the heading of an official section, a sentence, or, below a table of a form, the last
  /// lines of all. Of another table a single text may be the label of a blank row.
  func endTable(at index: Int, isOfForm: Bool) -> Bool {
    guard let text = line(at: index), !sheet.isCoveredFromAbove(sheet.rows[index].number) else {
      return false
    }
    if isHeading(text.span) { return true }
    if text.span.isSentence { return !tableGoesOn(below: index) }
    return isOfForm && areLastLines(from: index)
  }

  /// The text of a row that has no other, and no label or figure.
  private func line(at index: Int) -> [UInt8]? {
    guard let text = sheet.rows[index].onlyText, !text.span.isFigure, !vocabulary.hasLabel(text.span) else {
      return nil
    }
    return text
  }

  private func isHeading(_ text: Span<UInt8>) -> Bool {
    text.canBeginChapter && vocabulary.sections.index(of: text) != nil && Ordinal(beginning: text)?.level == 1
  }

  /// The rows directly below one, up to the end of what may be the table.
  private func rowsBelow(_ index: Int) -> Range<Int> {
    var end = index + 1
    while end < sheet.rows.count, end <= index + Self.reach, !sheet.rows[end].isBlank, sheet.isNext(end) {
      end += 1
    }
    return index + 1..<end
  }

  /// Whether the next row of several cells has figures, and so is no header of a further table.
  private func tableGoesOn(below index: Int) -> Bool {
    for place in rowsBelow(index) {
      guard let text = sheet.rows[place].onlyText else {
        return sheet.rows[place].texts.contains { $0.span.isFigure }
      }
      if isHeading(text.span) { return false }
    }
    return false
  }

  /// Whether nothing but lines follows, and the first or one below it shows that they are: a date, a colon, 七、. The name of a body may stand
  /// above its date.
  private func areLastLines(from index: Int) -> Bool {
    var isShown = false
    for place in [index] + rowsBelow(index) {
      guard let text = line(at: place) else { return false }
      if isHeading(text.span) { break }
      if text.span.isLikeALine || Ordinal(beginning: text.span)?.level == 1 { isShown = true }
    }
    return isShown
  }
}

extension Span where Element == UInt8 {
  /// Whether there is a full stop in it, or it is a note.
  fileprivate var isSentence: Bool {
    firstIndex(of: fullStop) != nil || notes.contains { starts(with: $0) }
  }

  fileprivate var isLikeALine: Bool {
    isSentence || marks.contains { firstIndex(of: $0) != nil }
      || firstIndex(of: year) != nil && firstIndex(of: month) != nil
  }
}

private let fullStop = Array("。".utf8)
private let notes = ["注：", "注:", "备注：", "备注:", "说明："].map { Array($0.utf8) }
private let marks = ["：", ":", "，", "；"].map { Array($0.utf8) }
private let year = Array("年".utf8)
private let month = Array("月".utf8)
