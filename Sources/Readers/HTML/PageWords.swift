import Text

/// The words with which sites write about a page, above and below what they publish.
enum PageWords {
  /// Whether a line above a report is about the page: its date, its source, its letters, where it stands.
  static func begin(_ line: Characters) -> Bool { starts(line, with: beginnings) || end(line) }

  /// Whether a line ends what is published: neighbouring pages, buttons, who runs the site.
  ///
  /// Such words begin sentences of reports too, 关闭停更的账号3个: only a line that is a link, or short and no sentence, is the page's.
  static func end(_ line: Characters, isLink: Bool = false) -> Bool {
    let line = visible(line)
    guard line.count <= lineLength else { return false }
    if let word = endings.first(where: { line.starts(with: $0) }),
      endsPage(line, behind: word, isLink: isLink)
    {
      return true
    }
    let sentence = line.dropLast()
    return !sentence.contains { $0 == "。" || $0 == "；" }
      && marks.contains { Characters(line).contains($0) }
  }

  /// Whether a line is no sentence: what stands behind its first word is a name, the title of a page, or a button too.
  private static func endsPage(_ line: ArraySlice<Unicode.Scalar>, behind word: Characters, isLink: Bool)
    -> Bool
  {
    if line.contains(where: { sentenceMarks.contains($0) }) { return false }
    let rest = line.dropFirst(word.count)
    guard let next = rest.first, !isLink else { return true }
    if let last = word.last, separators.contains(last) || separators.contains(next) { return true }
    if rest.contains(where: { ("0"..."9").contains($0) || ("０"..."９").contains($0) }) { return false }
    return rest.count <= 4
      || rest.count <= buttonLength
        && [tails, endings, beginnings].joined().contains { rest.starts(with: $0) }
  }

  /// The most characters of a line about the page, and of what stands behind a button's word: 扫一扫在手机打开当前页.
  private static let lineLength = 100
  private static let buttonLength = 24

  /// What buttons go on with.
  private static let tails = ["窗口", "本页", "页面", "此页", "在手机", "手机", "关注", "微信", "微博", "新浪", "朋友圈", "二维码"].map {
    Characters($0)
  }

  private static func starts(_ line: Characters, with words: [Characters]) -> Bool {
    let line = visible(line)
    return words.contains { line.starts(with: $0) }
  }

  private static func visible(_ line: Characters) -> ArraySlice<Unicode.Scalar> {
    var line = line[...]
    // 【打印本页】, > 首页, |
    while let first = line.first, first.isOpeningBracket || leads.contains(first) { line.removeFirst() }
    return line
  }

  /// 。；！？，
  private static let sentenceMarks: Set<Unicode.Scalar> = ["。", "；", "！", "？", "，"]
  /// What stands behind a button's word: blanks, ： : | / ］ 】 ） ] ) > 》
  private static let separators: Set<Unicode.Scalar> = [
    "\u{20}", "\u{A0}", "\u{3000}", "：", ":", "|", "｜", "/", "］", "】", "）", "]", ")", ">", "》",
  ]

  private static let leads: Set<Unicode.Scalar> = [">", "›", "»", "|", "·", "："]

  private static let beginnings = [
    "首页", "当前位置", "您的位置", "您现在的位置", "你的位置", "您当前的位置", "现在位置", "所在位置", "索引号", "信息索引号", "发布日期", "发布时间",
    "发文日期", "成文日期", "公开日期", "生成日期", "来源：", "来源:", "信息来源", "文章来源", "发布机构", "信息分类", "主题分类", "有效性", "作者：",
    "浏览次数", "浏览量", "点击数", "点击次数", "点击率", "阅读次数", "阅读量", "访问次数", "访问量", "字号", "字体", "分享", "打印", "视力保护色",
    "保护视力色", "收藏", "无障碍", "长者", "设为首页", "加入收藏", "登录", "注册", "搜索",
  ].map { Characters($0) }

  private static let endings = [
    "上一篇", "下一篇", "上一条", "下一条", "相关链接", "相关文章", "相关信息：", "相关阅读", "相关新闻", "友情链接", "打印本页", "关闭窗口", "关闭本页",
    "打印|", "打印]", "打印】", "打印)", "打印）", "打印关闭", "关闭", "分享到", "分享至", "扫一扫", "责任编辑", "主办单位：", "主办单位:", "主办：",
    "主办:", "承办单位：", "承办：", "网站地图",
    "网站声明",
    "关于我们", "联系我们", "返回顶部", "返回首页", "技术支持",
  ].map { Characters($0) }

  private static let marks = ["版权所有", "ICP备", "公网安备", "网站标识码", "网站备案"].map { Characters($0) }
}
