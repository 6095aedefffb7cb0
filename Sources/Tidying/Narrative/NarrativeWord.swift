import Text

/// What a word does in a sentence that states figures.
enum NarrativeWord: UInt8, Sendable {
  // What is counted.
  case received, answered, carriedIn, carriedOut, outcome, review, litigation, regulations, documents
  /// 申请 of government information, said in full: 政府信息公开申请, 依申请公开.
  case request
  /// 申请 alone: what is applied for, the sentences around tell.
  case application
  /// 政府信息公开 alone: what it is about.
  case topic
  /// What stands behind a thing counted and adds nothing: 事项, 案件, 情况.
  case tail
  /// 事件, 工作: adds nothing behind disputes, and behind requests makes them something else.
  case matter
  /// 文件, 信息: papers may be marked 依申请公开, and are no requests.
  case paper

  // What is done.
  case making, happening, involving, having, handling, carrying, decision, negation

  // When.
  case thisYear, lastYear, nextYear, otherYear, partOfYear, cumulative, comparison, until
  case month

  // What makes a figure another one.
  /// 按时, 网上, 自然人: only a part of the requests.
  case narrowing
  /// 其中.
  case among
  /// 建议, 热线, 许可: other matters.
  case foreign
  /// 投诉 and 举报, which stand beside 行政复议 in lists, and are other matters elsewhere.
  case grievance
  /// 主动公开: how papers are marked, where 不予公开 means papers too.
  case marking
  case plan

  // The rest.
  /// 近, 约.
  case nearly
  /// 以上, 左右.
  case orSo
  case filler, and, comma, opening, closing, figure, bareNumber, other

  /// What counts something, and so ends the search for it.
  var isKey: Bool { rawValue <= NarrativeWord.documents.rawValue }
}

/// The words, found by their first characters.
struct NarrativeWords: Sendable {
  struct Entry: Sendable {
    let word: NarrativeWord
    /// Its place in the list of its kind: for an outcome which, as in `StatedFigure.outcomes`.
    let place: Int
    /// Its characters in `characters`.
    let start: Int
    let count: Int
  }

  private var characters: [Unicode.Scalar] = []
  private var entries: [Entry] = []
  /// For each character from U+4E00 to U+9FFF, where its entries begin; they end at a zero-length one.
  private var heads = [UInt16](repeating: 0, count: 0x9FFF - 0x4E00 + 1)

  static let all = NarrativeWords()

  private init() {
    entries.append(Entry(word: .other, place: 0, start: 0, count: 0))
    var words: [(text: [Unicode.Scalar], word: NarrativeWord, place: Int)] = []
    for (word, texts) in Self.lists {
      for (place, text) in texts.split(separator: " ").enumerated() {
        words.append((Characters(String(text)), word, place))
      }
    }
    // Of one first character the longest come first.
    words.sort { ($0.text[0], $1.text.count) < ($1.text[0], $0.text.count) }
    var head: Unicode.Scalar?
    for (text, word, place) in words {
      if text[0] != head {
        if head != nil { entries.append(entries[0]) }
        head = text[0]
        heads[Int(text[0].value) - 0x4E00] = UInt16(entries.count)
      }
      entries.append(
        Entry(word: word, place: place, start: characters.count, count: text.count))
      characters += text
    }
    entries.append(entries[0])
  }

  /// The longest word that begins at a place; `nil` where none does.
  func entry(in text: [Unicode.Scalar], at place: Int) -> Entry? {
    let first = text[place]
    guard ("一"..."\u{9FFF}").contains(first) else { return nil }
    var number = Int(heads[Int(first.value) - 0x4E00])
    guard number > 0 else { return nil }
    while entries[number].count > 0 {
      let entry = entries[number]
      if place + entry.count <= text.count {
        var same = 1
        while same < entry.count, text[place + same] == characters[entry.start + same] { same += 1 }
        if same == entry.count { return entry }
      }
      number += 1
    }
    return nil
  }

  /// Source: the narrative of published reports; docs/variations.md, group F, names the kinds.
  private static let lists: [(NarrativeWord, String)] = [
    // 新收 stands second and third: NarrativeReader asks.
    (.received, "收到 新收到 新收 接到 接收 接收到 受理 收到并受理 接收并受理"),
    (
      .answered,
      """
      答复 办结 办完 回复 予以答复 作出答复 完成答复 办理完结 处理完结 办理完毕 答复完毕 办理答复 答复办结 办结答复 办结并答复
      """
    ),
    // In the order of StatedFigure.outcomes.
    (.outcome, "予以公开 部分公开 不予公开 无法提供 不予处理 其他处理"),
    (.review, "行政复议 复议 行政复议案件 行政复议申请"),
    (.litigation, "行政诉讼 诉讼 行政诉讼案件 行政应诉"),
    (.regulations, "规章 政府规章 地方政府规章 部门规章"),
    (.documents, "规范性文件 行政规范性文件"),
    (
      .request,
      """
      政府信息公开申请 政府信息公开的申请 信息公开申请 信息公开的申请 政务公开申请 政务信息公开申请 政府信息申请 公开申请 公开政府信息申请 \
      公开政府信息的申请 政府信息公开申请件 信息公开申请件 政府信息公开申请书 政府信息公开申请表 信息公开申请书 信息公开申请表 \
      依申请公开 依申请公开件 依申请公开申请 依申请公开政府信息 依申请公开政府信息申请 依申请公开政府信息的申请 依申请公开信息申请 \
      依申请公开事项 依申请公开案件 政府信息依申请公开 政府信息依申请公开申请 依申请件 \
      申请公开政府信息 申请公开信息 申请政府信息公开 申请政府信息 申请信息公开
      """
    ),
    (.application, "申请 申请件 申请书 申请表 申请公开"),
    (.topic, "政府信息公开 信息公开 政务公开 政务信息公开 政府信息"),
    (.tail, "事项 案件 件 办件 情况 情形"),
    (.matter, "事件 工作 纠纷"),
    (.paper, "文件 信息"),
    (.making, "制定 制发 制订 出台 印发 新制定 新制发 新制订 新出台 新印发 新发 制定出台 制定印发 制定并公开"),
    (.happening, "发生 产生 引发 引起 被申请 被提起 提起 出现 发生过 导致 被提出 人提起 人申请"),
    (.involving, "涉及"),
    (.decision, "作出 决定 给予"),
    (.having, "有 具有"),
    (.handling, "办理 处理 审理 审结 立案 应诉 代理 结案 审查"),
    (.carrying, "结转 转结 顺延 延至 延续 转入 跨入"),
    (.negation, "未 没有 没 无 未曾 从未 未有 无人 没有人 不存在 未出现过 暂未 暂无 均未 均无 也无 也未 也没有"),
    (.thisYear, "本年 本年度 今年 全年 当年 年内 今年以来 全年度 本年内"),
    (.lastYear, "上年 上年度 上一年 上一年度 去年 去年度"),
    (.nextYear, "下年 下年度 下一年 下一年度 次年 次年度 明年"),
    (.otherYear, "前年 历年 往年 以来 同期 上年同期 去年同期 近年 近年来 五年"),
    (.partOfYear, "季度 半年 上半年 下半年 当月 每月 当季 每季 每周 每日 当日 日均 月均"),
    (.cumulative, "累计 历史"),
    (.comparison, "较 比 同比 环比 相比 与上年 同上年"),
    (.until, "截至 截止"),
    (
      .narrowing,
      """
      按时 按期 延期 逾期 超期 提前 当场 网络 网上 线上 线下 当面 信函 邮寄 传真 现场 电子邮件 邮箱 书面 口头 平台 系统 窗口 通过 \
      自然人 法人 商业企业 科研机构 社会公益组织 法律服务机构 其他 其它 会商 首次 重复 补正 撤回 有效 补充 疑难 复杂 重大 部分 如 若 凡 \
      直接 未经 复议后 经复议 复议前 一审 二审 再审 败诉 胜诉 维持 纠正 撤销 驳回 尚未 正在 待 拟 涉密 转办 转交 不予受理 不受理 不予答复 \
      未予以公开 不予以公开 未予公开 均未予以公开 予以公开的除外 申请人 政府信息公开申请人 信息公开申请人
      """
    ),
    (.among, "其中"),
    (
      .foreign,
      """
      建议 提案 热线 来信 来电 来访 信箱 留言 咨询 网民 网友 许可 行政许可 审批 行政处罚 行政强制 电话 微信 微博 公众号 网站 诉求 求助 意见 \
      规章制度 党内 工单 问政 政务服务 仲裁
      """
    ),
    (.grievance, "举报 投诉 举报投诉 投诉举报 信访 申诉"),
    (.marking, "主动公开"),
    (.plan, "下一步 计划 力争 预计 打算 目标 确保 将进一步 应当 不得 可以"),
    (.nearly, "近 约 超 逾 大约 接近 将近 超过 不足 至少 不少于 不到 约为 大概 达到近"),
    (.orSo, "以上 左右 上下 以内 以下 之多"),
    (
      .filler,
      """
      共 总 共计 总计 合计 计 总共 了 的 各类 公民 群众 社会公众 公众 人民群众 法人和其他组织 法人或其他组织 法人或者其他组织 \
      公民、法人和其他组织 公民、法人或其他组织 公民、法人或者其他组织 公民、法人及其他组织 公民、法人以及其他组织 \
      提交 提出 递交 有关 关于 对 已 均 全部 都 并 且 依法 我 我局 我镇 我乡 我区 我县 我市 我委 我办 我街道 我单位 我机关 \
      本局 本机关 本单位 本街道 本镇 本乡 本级 本部门 局 街道 为 是 达 数量 总数 数 总量 量 因 由 中 内 向 含 包括 包含 另 还 仍 也 \
      予以 属于 该 继续 至 到 入 于 一并 方面 期间 均为 都为 已经 当前 目前 年度 被 案 现 将 计为 共有 另有 还有 余下 剩余 剩下 其余 予 \
      要求 连同 依法依规 依规 按规定 按要求 报告期内 统计期内 同时 此外 另外 一年来 止
      """
    ),
    (.and, "和 及 以及 或 与 或者 等"),
  ]
}
