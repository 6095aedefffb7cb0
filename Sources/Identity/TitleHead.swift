import Text

extension Characters {
  /// The text without what pages print before a title on its line: 大中小, 【打印】, 浏览次数：30, 发布日期：2023-01-20, and a
  /// superior's notice in front of the report that it asks for.
  var withoutPageHead: Characters {
    let start = noticeEnd
    let end = toolsEnd(from: start)
    return end == 0 ? self : Array(self[end...])
  }

  /// Behind 《关于做好…工作的通知》（…号）, where more follows.
  private var noticeEnd: Int {
    guard count > 20, contains("通"), let found = simplified.firstIndex(of: Self.notice) else { return 0 }
    var end = found + Self.notice.count
    if end < count, self[end] == "》" { end += 1 }
    // （湖办〔2022〕3号）
    if end < count, self[end].isOpeningBracket {
      var depth = 0
      repeat {
        depth += self[end].isOpeningBracket ? 1 : self[end].isClosingBracket ? -1 : 0
        end += 1
      } while end < count && depth > 0
    }
    return end < count ? end : 0
  }

  /// Behind the tools of a page: a run of buttons, labels with figures or dates, and brackets around them.
  private func toolsEnd(from start: Int) -> Int {
    guard start < count, Self.toolBeginnings.contains(self[start].simplified) else { return start }
    let text = simplified
    var end = start
    while end < count {
      if text[end].isOpeningBracket,
        let close = text[end...].prefix(24).firstIndex(where: \.isClosingBracket),
        close > end + 1, PageFurniture.isTool(Array(text[(end + 1)..<close]))
      {
        end = close + 1
      } else if let word = PageFurniture.tools.word(at: end, of: text) {
        end += word.count
        // 大中小学校后勤中心
        if end < count, text[end] == "学", text[end - 1] == "小" { return end - word.count }
        while end < count, Self.marks.contains(text[end]) { end += 1 }
        end = Self.valueEnd(text, from: end)
      } else if end > start, Self.marks.contains(text[end]) {
        end += 1
      } else {
        break
      }
    }
    return end
  }

  /// Behind the figure or the date of a label; not of the title's year behind it.
  private static func valueEnd(_ text: Characters, from start: Int) -> Int {
    if let date = Years.match(text, at: start) {
      guard date.isDate else { return start }
      // 10:30:05
      var end = date.range.upperBound
      while end + 2 < text.count, text[end].isDecimalDigit, colons.contains(text[end + 2]) { end += 3 }
      return end == date.range.upperBound ? end : Swift.min(end + 2, text.count)
    }
    var end = start
    while end < text.count, text[end].isDecimalDigit { end += 1 }
    // 浏览次数：302023年
    if end - start > 4, end < text.count, text[end] == "年" { return end - 4 }
    return end > start && end < text.count && text[end] == "次" ? end + 1 : end
  }

  private static let notice = Characters("的通知")
  private static let colons: [Unicode.Scalar] = [":", "："]
  /// What a run of tools can begin with.
  private static let toolBeginnings = Set(Characters("【[（(〔［大小字文打关收分浏阅点访发公更时日返纠朗复默视"))
  private static let marks: [Unicode.Scalar] = ["：", ":", "|", "｜", "/", "】", "]", "，", ",", "·"]
}
