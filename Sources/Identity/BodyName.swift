import Text

/// What a text must look like to be taken for a public body's name, and when two names are of one body.
enum BodyName {
  /// Whether a text can be a body's name: made of the characters of names, and none of a page's own words.
  static func isPlausible(_ text: Characters) -> Bool {
    guard (2...longest).contains(text.count), text.allSatisfy(isNameCharacter),
      text.contains(where: { $0 >= "㐀" })
    else { return false }
    let folded = text.simplified
    return !isGeneric(folded) && !PageFurniture.words.stand(in: folded)
      && !PageFurniture.isSample(folded) && (!beginnings.begin(folded) || isNumbered(folded))
      && !ReportTitle.tails.stand(in: folded)
  }

  /// 第三师图木舒克市, 第一中学, 第二人民医院, but not 第一，….
  private static func isNumbered(_ text: Characters) -> Bool {
    text[0] == "第" && text.count > 2 && numbered.contains(text[2])
  }

  private static let numbered: [Unicode.Scalar] = ["师", "中", "小", "人", "高", "实"]

  /// 某某县住房和城乡建设局（某某县人民防空办公室、…）
  static let longest = 80

  /// 本机关, 我局, 全县 and their like, which name nobody.
  private static func isGeneric(_ text: Characters) -> Bool {
    switch text[0] {
    case "我": true
    // 本溪市
    case "本": text[1] != "溪"
    case "全": text.count <= 2 || generalParts.contains { text.dropFirst().starts(with: $0) }
    default: general.contains(text)
    }
  }

  private static let generalParts = ["县各", "市各", "区各", "镇各", "乡各", "局各", "系统", "体"].map { Characters($0) }
  private static let general = [
    "各单位", "各部门", "各乡镇", "政府", "机关", "单位", "有关部门", "该局", "报告", "政府部门", "行政机关", "开展", "关于",
  ].map { Characters($0) }
  private static let beginnings = Words([
    "根据", "按照", "依据", "依照", "为了", "经过", "通过", "结合", "现将", "现公布", "现发布", "现就", "特向", "特此", "以及", "附件",
    "本报告", "这是", "以下", "一是", "对于", "由于", "编制", "印发", "转发", "第一", "第二", "第三",
    "欢迎对", "最新", "推荐", "查看", "点击",
  ])

  /// Han, digits, Latin letters, brackets, · “ ” 、 - and dashes.
  private static func isNameCharacter(_ character: Unicode.Scalar) -> Bool {
    switch character {
    case "\u{3400}"..."\u{9FFF}", "豈"..."\u{FAFF}", "𠀀"..."\u{3FFFF}", "〇": true
    case "0"..."9", "０"..."９", "A"..."Z", "a"..."z": true
    case "(", ")", "（", "）", "【", "】", "[", "]", "〔", "〕": true
    case "·", "•", "“", "”", "、", "-", "—": true
    default: false
    }
  }

  /// Whether two names can be of one body: what one leaves out, the other has, as 清源县水利局, 县水利局 and 水利局.
  static func agree(_ left: Characters, _ right: Characters) -> Bool {
    let (left, right) = (core(left), core(right))
    let (short, long) = left.count <= right.count ? (left, right) : (right, left)
    var index = 0
    for character in long where index < short.count && character == short[index] { index += 1 }
    return index == short.count
  }

  /// Whether two names are of one body, and not of a place and of a department there: 清源县人民政府, 清源县水利局.
  static func isSame(_ left: Characters, _ right: Characters) -> Bool {
    guard agree(left, right) else { return false }
    let (left, right) = (core(left), core(right))
    let (short, long) = left.count <= right.count ? (left, right) : (right, left)
    guard short.count < long.count, placeLevel(short) != nil, !offices.end(long) else { return true }
    return endLevel(short) == nil && !towns.end(short)
  }

  /// Whether a name is that of a place, its government or its party committee.
  static func isPlace(_ name: Characters) -> Bool {
    let name = core(name)
    return endLevel(name) != nil || towns.end(name) || committees.end(name)
  }

  /// The place whose committee's or government's office it is: 中共清源县委办公室, 清源县人民政府办公室.
  static func office(of name: Characters) -> Characters? {
    var name = name.simplified
    guard let office = offices.ending(of: name), office.count == 3 else { return nil }
    name.removeLast(3)
    guard isPlace(name) else { return nil }
    name = core(name)
    if name.starts(with: party) { name.removeFirst(2) }
    while let committee = committees.ending(of: name) { name.removeLast(committee.count - 1) }
    return name
  }

  static func isOfCommittee(_ name: Characters) -> Bool { name.simplified.contains(committeeOffice) }

  private static let party = Characters("中共")
  private static let committeeOffice = Characters("委办")
  private static let offices = Words(["办公室", "办公厅", "政办", "府办"])
  private static let towns = Words(["镇", "乡", "街道"])

  /// Simplified, without brackets and 人民, 街道办事处 and 政府, which are often left out.
  private static func core(_ name: Characters) -> Characters {
    var name = name.simplified.withoutTitles
    for word in optional {
      if let place = name.lastIndex(of: word), name.count - word.count >= 2 {
        name.removeSubrange(place..<place + word.count)
      }
    }
    return name
  }

  private static let optional = ["人民", "政府", "办事处"].map { Characters($0) }

  // MARK: names over several lines

  /// Whether a text ends within a name, though in a character that names end in: 清源县市场, 清源县住房和城乡.
  static func isCut(_ text: Characters) -> Bool { inner.end(text.simplified) }

  /// Whether a name is none alone and goes on from the body in the line above: its office, or a department of the party's committee.
  static func isRest(_ name: Characters, of above: Characters) -> Bool {
    let name = name.simplified
    if isPart(name) { return true }
    guard let last = name.last, committees.end(above.simplified) else { return false }
    return partyEndings.contains(last)
  }

  /// Whether it is the office of any body, and no name alone: 办公室, 党政办公室.
  static func isPart(_ name: Characters) -> Bool { parts.contains(name.simplified) }

  /// Whether a text is only the end of a name, or what stands around names, and nobody's name: 公室, 管理委员会, （盖章）, 年度.
  static func isFragment(_ name: Characters) -> Bool {
    let name = name.simplified
    // 中共清源县水利局党组 清源县水利局 are two.
    if let group = name.firstIndex(of: partyGroup), group + partyGroup.count < name.count { return true }
    return fragments.contains(name) || isTail(name) || name.isInBrackets || Years.match(name, at: 0) != nil
      || !name.contains { $0 >= "㐀" && !$0.isHanDigit && $0 != "年" && $0 != "度" }
  }

  /// Whether a name begins within a word of its end: 公室, 员会.
  static func isTail(_ name: Characters) -> Bool { tails.contains(name.simplified) }

  /// Whether the name of a part goes on from the line above that names the body it is part of: 交通警察支队 over 高速公路大队.
  static func isUnit(_ name: Characters, of above: Characters) -> Bool {
    let (name, above) = (name.simplified, above.simplified)
    return units.end(name) && owners.end(above) || areas.stand(in: name) && zones.end(above)
  }

  private static let fragments =
    ["人民政府", "政府办公室", "人民政府办公室"].reduce(into: parts) { all, name in all.removeAll { $0 == Characters(name) } }
    + [
      "税务局", "管理局", "监督管理局", "分局", "支队", "大队", "局办公室", "县办公室", "市办公室", "区办公室", "委办公室", "镇办公室", "乡镇街道",
      "乡镇（街道）",
      "镇街道", "县直部门", "市直部门", "区直部门", "部门街道", "市县区", "县市区",
    ].map { Characters($0) }
  private static let tails = [
    "公室", "公厅", "员会", "事处", "民政府", "理委员会", "理局", "督管理局", "理员会", "政公室",
  ].map { Characters($0) }
  private static let partyGroup = Characters("党组")
  private static let units = Words(["大队", "中队", "派出所"])
  private static let owners = Words(["支队", "总队", "公安局", "公安分局"])
  private static let areas = Words(["片区"])
  private static let zones = Words(["试验区"])

  /// Whether a name begins with a place, or is that of a state's body, as 国家统计局清源.
  static func isPlaced(_ name: Characters) -> Bool {
    placeLevel(name) != nil || name.simplified.starts(with: state) && name.contains("局")
  }

  /// The place with which both a line and a name begin, where the name has nothing else than it before its end.
  static func place(of name: Characters, before end: Characters, in line: Characters) -> Characters? {
    let length = name.count - end.count
    guard length >= 2, name.ends(with: end.simplified), line.simplified.starts(with: name.prefix(length)),
      endLevel(Array(name.prefix(length))) != nil
    else { return nil }
    return Array(line.prefix(length))
  }

  private static let inner = Words(["社会", "市场", "农村", "乡村", "城乡", "机关", "科学", "文学"])
  private static let parts = [
    "办公室", "办公厅", "办事处", "人民政府", "政府办公室", "人民政府办公室", "党政办公室", "党政综合办公室", "综合办公室", "委员会", "管理委员会",
    "管委会",
  ].map { Characters($0) }
  private static let committees = Words(["省委", "市委", "州委", "盟委", "县委", "区委", "旗委", "镇党委", "乡党委", "工委"])
  private static let partyEndings = Characters("部室会委办校")
  private static let state = Characters("国家")

  // MARK: places

  /// How high the place is that a name begins with: 3 for 省, 2 for 市 州 盟, 1 for 县 区 旗, 0 for 镇 乡 街道; `nil` for none.
  static func placeLevel(_ name: Characters) -> Int? {
    let name = name.simplified
    for index in name.indices.dropFirst().prefix(9) {
      switch name[index] {
      case "省" where index >= 2: return 3
      // Not 和城市 in the middle of a name.
      case "市" where name[index - 1] == "城" && index >= 2 && name[index - 2] == "和": break
      case "市" where index >= 2, "州" where index >= 2, "盟" where index >= 2: return 2
      case "县",
        "旗" where index >= 2:
        return 1
      // Not 开发区, 新区, 园区.
      case "区" where index >= 2 && !["发", "新", "园", "开"].contains(name[index - 1]): return 1
      case "镇",
        "乡" where index >= 2:
        // Not 城乡.
        if name[index - 1] != "城", name[index - 1] != "和" { return 0 }
      case "街" where index >= 2 && index + 1 < name.count && name[index + 1] == "道": return 0
      default: break
      }
    }
    return nil
  }

  /// How high the place is that a text ends in.
  static func endLevel(_ text: Characters) -> Int? {
    switch text.last?.simplified {
    case "省": 3
    case "市", "州", "盟": 2
    case "县", "区", "旗": 1
    default: nil
    }
  }
}

extension Characters {
  /// Whether it ends as names of public bodies do.
  var endsLikeAgency: Bool {
    guard let last, count >= 2, !contains(where: ReportTitle.punctuation.contains), !contains("：")
    else { return false }
    return last.isClosingBracket || last.endsNames && !Self.nonAgencies.end(simplified)
  }

  /// What ends in such a character and is no body.
  private static let nonAgencies = Words([
    "社会", "城乡", "有关", "相关", "其中", "进行", "执行", "发行", "施行", "现行", "全部", "机会", "网站", "主办", "承办", "督办", "平台",
    "报道",
  ])

  /// Whether one pair of brackets holds the whole text.
  var isInBrackets: Bool {
    guard count > 2, self[0].isOpeningBracket, last?.isClosingBracket == true else { return false }
    return firstIndex(where: \.isClosingBracket) == count - 1
  }

  /// Whether the text is a year and nothing else.
  var isYear: Bool {
    guard let match = Years.stated(self, at: 0) else { return false }
    return !match.isDate && match.range.count == count
  }

  /// The text without what stands in 《》, 〔〕 and brackets.
  var withoutTitles: Characters {
    var result: Characters = []
    result.reserveCapacity(count)
    var depth = 0
    for character in self {
      if character == "《" || character.isOpeningBracket {
        depth += 1
      } else if character == "》" || character.isClosingBracket {
        depth = Swift.max(0, depth - 1)
      } else if depth == 0 {
        result.append(character)
      }
    }
    return result
  }

  /// The text without the marks of Markdown around it: `**…**`, `__…__`, `# …`.
  var withoutEmphasis: Characters {
    guard let first, first == "#" || first == "*" || first == "_" else { return self }
    var text = self[...]
    if first == "#" {
      text = text.drop { $0 == "#" }
      while text.last == "#" { text.removeLast() }
    }
    // Only what stands at both ends: **局 is a name to be filled in.
    while text.count > 2, let mark = text.first, mark == "*" || mark == "_", text.last == mark {
      text = text.dropFirst().dropLast()
    }
    return Array(text)
  }

  /// The text without the pinyin that copying sites put in: 嚴(yán)格, (ren)民(min).
  var withoutPinyin: Characters {
    guard contains(where: \.isOpeningBracket) else { return self }
    var result: Characters = []
    var index = 0
    while index < count {
      if self[index].isOpeningBracket, let end = self[index...].firstIndex(where: \.isClosingBracket),
        end > index + 1,
        self[index + 1..<end].allSatisfy({ ("a"..."z").contains($0) || ("à"..."ǿ").contains($0) })
      {
        index = end + 1
        continue
      }
      result.append(self[index])
      index += 1
    }
    return result
  }
}

extension Unicode.Scalar {
  /// Whether it is a character that names of public bodies end in.
  var endsNames: Bool { Self.nameEndings.contains(simplified) }

  private static let nameEndings = Set(
    Characters("府局委办室厅院处会所站心道镇乡县区市省州盟旗校学馆社行部署队司木团厂场村组关中园台庭联协宫"))
}
