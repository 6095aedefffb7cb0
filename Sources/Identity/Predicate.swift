import Text

/// The beginning of a sentence's predicate, and what it is made of: 某某局|现面向社会编制并公布|2020年….
///
/// Verbs are told by their characters, for there are too many to list: one of 编 制 撰 公 发… before one of 制 写 布 开 告….
/// Adverbs, prepositions and 并 stand around them in any order. All texts are in simplified characters.
struct Predicate {
  /// What it ends in. That decides whose name stands behind.
  enum Ending {
    /// 公布, 现将, 围绕: the name of the report's body.
    case object
    /// 根据, 在, 通过: anybody's.
    case adverbial
    /// 认真: nobody's, but a verb that is not known.
    case adverb
  }

  /// Behind its last word.
  private(set) var end: Int
  private(set) var hasVerb = false
  private(set) var ending = Ending.adverb

  /// The predicate that begins at `start`; `nil` where none does.
  init?(_ text: Characters, at start: Int) {
    end = start
    while end < text.count, ending != .adverbial, Self.lookalikes.word(at: end, of: text) == nil {
      if let length = Self.verbLength(text, at: end) {
        (hasVerb, ending) = (true, .object)
        end += length
      } else if let word = Self.certainAdverbs.word(at: end, of: text) {
        if !hasVerb { ending = .adverb }
        end += word.count
      } else if let word = Self.prepositions.word(at: end, of: text) {
        ending = .adverbial
        end += word.count
      } else if let word = Self.adverbs.word(at: end, of: text)
        ?? (hasVerb ? Self.conjunctions.word(at: end, of: text) : nil)
      {
        guard Self.goesOn(text, at: end + word.count) else { break }
        if !hasVerb { ending = .adverb }
        end += word.count
      } else if let word = Self.beforePhrase(Self.loosePrepositions, text, at: end) {
        ending = .adverbial
        end += word.count
      } else if let word = Self.objectPrepositions.word(at: end, of: text)
        ?? (end > start && !hasVerb
          ? Self.looseObjectPrepositions.word(at: end, of: text)
          : Self.beforePhrase(Self.looseObjectPrepositions, text, at: end))
      {
        ending = .object
        end += word.count
      } else {
        break
      }
    }
    guard end > start else { return nil }
    // 编制委员会, 公开办, 发布中心: the verb is in a name.
    if hasVerb, Self.lookalikes.word(at: end, of: text) == nil, Self.nouns.word(at: end, of: text) != nil {
      return nil
    }
  }

  /// The last predicate with a verb in a text, and with no name behind it that it is a part of.
  static func last(in text: Characters) -> Predicate? {
    text.indices.reversed().lazy.compactMap { verb(text, at: $0) }.first
  }

  /// The first verb of a text; where it is 编制 or the like, whoever does it makes the report.
  static func firstVerb(in text: Characters) -> (start: Int, makes: Bool)? {
    text.indices.first { verb(text, at: $0) != nil }.map { ($0, makers.contains(text[$0])) }
  }

  private static func verb(_ text: Characters, at index: Int) -> Predicate? {
    // 政务公开, 信息公开, 机构编制
    guard firsts.contains(text[index]), index == 0 || !heads.contains(text[index - 1]) else { return nil }
    return Predicate(text, at: index).flatMap { $0.hasVerb ? $0 : nil }
  }

  /// The length of a verb of two characters, with 了, 完成 or 而成 behind it.
  private static func verbLength(_ text: Characters, at index: Int) -> Int? {
    guard index + 1 < text.count, firsts.contains(text[index]), seconds.contains(text[index + 1]) else {
      return nil
    }
    // 的士管理局
    guard lookalikes.word(at: index + 2, of: text) == nil else { return 2 }
    return 2 + (aspects.word(at: index + 2, of: text)?.count ?? 0)
  }

  /// Whether more of a predicate stands behind 现, 组织 and the like, which are in names as well: 现代农业, 组织部.
  private static func goesOn(_ text: Characters, at start: Int) -> Bool {
    var index = start
    for _ in 0..<6 {
      if lookalikes.word(at: index, of: text) != nil { return false }
      if verbLength(text, at: index) != nil || certainAdverbs.word(at: index, of: text) != nil
        || prepositions.word(at: index, of: text) != nil
      {
        return true
      }
      guard let word = adverbs.word(at: index, of: text) else {
        return index < text.count
          && (phrase(text, at: index) || objectPrepositions.word(at: index, of: text) != nil
            || looseObjectPrepositions.word(at: index, of: text) != nil)
      }
      index += word.count
    }
    return false
  }

  /// The preposition at a place that names hold as well, where a year, 本, 有关 or the like stands behind it, or nothing does.
  private static func beforePhrase(_ words: Words, _ text: Characters, at index: Int) -> Characters? {
    guard let word = words.word(at: index, of: text) else { return nil }
    return index + word.count == text.count || phrase(text, at: index + word.count) ? word : nil
  }

  private static func phrase(_ text: Characters, at index: Int) -> Bool {
    Years.match(text, at: index) != nil || phrases.word(at: index, of: text) != nil
  }

  private static let firsts = Set(Characters("编制撰起拟形完公发刊印通汇报提出披推总审草登转宣晒亮呈递给交作写填修"))
  private static let seconds = Set(Characters("制写印撰纂定订作草拟成布开告示发登载报送交供露出总结现具"))
  private static let aspects = Words(["完成了", "完成", "而成", "完毕", "了", "的"])
  /// Those that begin a predicate only before more of it.
  private static let adverbs = Words([
    "社会公众", "社会各界", "全社会", "社会", "公众", "对外", "依法", "统一", "主动", "全面", "研究", "组织", "网上", "特别", "专门",
    "负责", "牵头", "联合", "共同", "具体", "综合", "汇总", "集中", "开展", "同意", "审核", "批准", "现", "特", "兹", "予", "已",
    "均", "谨", "并", "且", "也", "经", "后", "向",
  ])
  private static let certainAdverbs = Words([
    "向社会公众", "向社会各界", "向全社会", "向社会", "向公众", "面向", "予以", "特此", "在此", "已经", "正式", "依规", "及时", "按时",
    "按期", "如期", "认真", "严格", "积极", "深入", "坚持", "精心", "首次", "进行", "高度", "切实", "扎实", "始终", "充分", "进一步",
    "再次", "特地", "谨此", "专此", "近日", "日前", "目前", "同时", "另外", "此外", "因此", "为此", "从而", "进而", "随后", "定期",
    "每年", "自觉",
  ])
  /// Between two verbs; between two names elsewhere.
  private static let conjunctions = Words(["和", "及", "、"])
  private static let objectPrepositions = Words(["围绕", "针对", "将", "把"])
  private static let looseObjectPrepositions = Words(["就", "对"])
  private static let prepositions = Words([
    "根据", "按照", "依据", "依照", "遵照", "参照", "对照", "结合", "基于", "通过", "为了", "本着", "经局", "经县", "经市",
    "经镇", "经乡", "经街道", "经党", "经主",
    "经领导", "经上级", "经本", "经我", "经有关", "会同", "在", "由",
  ])
  private static let loosePrepositions = Words(["贯彻", "落实", "按", "依", "于", "为"])
  /// What begins like a word of a predicate and is none.
  private static let lookalikes = Words([
    "的士", "在线", "在建", "把关", "由于", "将乐", "将军", "将台", "会同县", "结合部", "和平", "和田", "和县", "和静", "和硕", "和顺", "和政",
    "和林", "根据地", "于都", "于田",
    "于洪", "依安", "依兰",
  ])
  private static let phrases = Words([
    "本", "我", "全", "各", "其", "所", "有关", "相关", "上级", "规定", "要求", "程序", "总结", "汇总", "梳理", "条例", "贯彻", "落实",
    "做好",
    "进一步",
  ])
  private static let nouns = Words([
    "委", "办", "局", "厅", "中心", "栏", "站", "所", "公司", "组", "室", "处", "司", "队", "网", "平台", "会议", "工作",
    "通知", "说明", "和", "与", "及", "、", "科",
  ])
  private static let heads = Characters("务息构")
  private static let makers = Characters("编制撰起拟形完汇整总草作写")
}
