import Cells

/// The words with which sites write about a page, above and below what they publish.
enum PageWords {
  /// Whether a line above a report is about the page: its date, its source, its letters, where it stands.
  static func begin(_ line: Characters) -> Bool { starts(line, with: beginnings) || end(line) }

  /// Whether a line ends what is published: neighbouring pages, buttons, who runs the site.
  static func end(_ line: Characters) -> Bool {
    starts(line, with: endings) || marks.contains { line.contains($0) }
  }

  private static func starts(_ line: Characters, with words: [Characters]) -> Bool {
    var line = line[...]
    // 【打印本页】, > 首页, |
    while let first = line.first, first.isOpeningBracket || leads.contains(first) { line.removeFirst() }
    return words.contains { line.starts(with: $0) }
  }

  /// > › » | · ：
  private static let leads: Set<UInt32> = [0x3E, 0x203A, 0xBB, 0x7C, 0xB7, 0xFF1A]

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
