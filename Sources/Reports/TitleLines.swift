import Cells

/// The fewest last lines that make a title, with lines above for what they lack.
struct TitleLines {
  /// The first line of the title.
  let first: Int
  let title: ReportTitle

  init?(_ lines: [Characters]) {
    guard let last = lines.last, last.contains(0x62A5) || last.contains(0x5831) else { return nil }
    var joined: Characters = []
    var found: (first: Int, title: ReportTitle)?
    for index in lines.indices.reversed().prefix(4) {
      let line = lines[index]
      if let above = found {
        // Only what the title lacks, and only from a line that holds nothing else.
        guard line.count <= 30, Self.completes(above.title, line) else { break }
      } else if line.isEmpty || line.count > 60 {
        break
      }
      joined = line + joined
      if var title = ReportTitle(joined) {
        // The name stood on lines of its own so far.
        title.isNameAlone = found.map { $0.title.agency.isEmpty || $0.title.isNameAlone } ?? false
        found = (index, title)
      } else if found != nil {
        break
      }
    }
    guard let found else { return nil }
    (first, title) = found
  }

  /// Whether the line above a title gives what the title lacks, and holds nothing else: the name, the beginning of a name that is
  /// cut, or the year.
  private static func completes(_ title: ReportTitle, _ line: Characters) -> Bool {
    if line.contains(Characters("首页")) || line.contains(Characters("位置")) { return false }
    if title.agency.isEmpty { return line.endsLikeAgency || line.isYear }
    // 某某镇人民政 over 府2022年…
    if title.agency.count == 1 { return line.count >= 2 }
    if title.year == nil, line.isYear { return true }
    // 清源县 over 水利局 over 2022年…
    return title.isNameAlone && line.count <= 8 && line.last.map(places.contains) == true
  }

  /// 省 市 县 区 州 盟 旗
  private static let places = Set(Characters("省市县区州盟旗縣區"))
}

extension Characters {
  /// Whether the last character is one that names of public bodies end in.
  var endsLikeAgency: Bool {
    guard let last, count >= 2, !contains(where: ReportTitle.punctuation.contains), !contains(0xFF1A)
    else { return false }
    return last.isClosingBracket || Self.agencyEndings.contains(last)
  }

  private static let agencyEndings = Set(
    Characters("府局委办室厅院处会所站心道镇乡县区市省州盟旗校学馆社行部署队司木团厂场村组关縣區鎮鄉辦會處廳館"))

  /// Whether the text is a year and nothing else.
  var isYear: Bool {
    guard let match = Years.match(self, at: 0) else { return false }
    return !match.isDate && match.range.count == count
  }

  /// The text without what stands in 《》, 〔〕 and brackets.
  var withoutTitles: Characters {
    var result: Characters = []
    var depth = 0
    for character in self {
      if character == 0x300A || character.isOpeningBracket {
        depth += 1
      } else if character == 0x300B || character.isClosingBracket {
        depth = Swift.max(0, depth - 1)
      } else if depth == 0 {
        result.append(character)
      }
    }
    return result
  }
}
