import Bytes
import Text

/// What a web page, an index card or a file prints around a report, and documents that speak of reports and are none.
///
/// All texts are without blanks and in simplified characters.
enum PageFurniture {
  /// Whether a line is of the page and not of the report.
  static func isFurniture(_ line: Characters) -> Bool {
    guard let first = line.first, line.count <= 120 else { return false }
    if first == "[" || first == "【", let end = line.firstIndex(where: \.isClosingBracket) {
      // 【字体：大 中 小】, but not 【2019】清源县…
      if end == line.count - 1 { return beginnings.word(at: 1, of: line) != nil }
    }
    if beginnings.begin(line) { return true }
    if words.stand(in: line) { return true }
    // A path: 首页 > 公开 > 年报
    return line.contains(where: { $0 == ">" || $0 == "＞" || $0 == "»" })
  }

  /// Whether a line says that a list of other documents follows.
  static func isListHead(_ line: Characters) -> Bool {
    guard line.count <= 10 else { return false }
    // 附件2 stands above the one document that is attached.
    if line.count > 2, line.starts(with: attachment),
      line.dropFirst(2).allSatisfy({ $0.isDecimalDigit || $0.isHanDigit })
    {
      return false
    }
    return listHeads.begin(line)
  }

  /// Whether a line is the head of a table of contents.
  static func isContents(_ line: Characters) -> Bool {
    line.first == "目" && line.count <= 3
  }

  /// Whether a line is a variable of the page's template that nothing was put in for: {{ title }}, {%if%}, ${title}
  static func isVariable(_ line: Characters) -> Bool {
    guard line.last == "}", line.count <= 60 else { return false }
    let opening = line.starts(with: ["$", "{"]) ? 2 : line.first == "{" ? 1 : 0
    return opening > 0 && !line.contains { $0 >= "㐀" }
  }

  /// Whether a document under this title is a notice, an explanation, a form to fill in or a part of a year, and no report.
  static func isOther(_ title: Characters) -> Bool {
    guard (8...120).contains(title.count), !title.contains("。"),
      ReportTitle.cores.contains(where: { title.contains($0) }),
      subjects.stand(in: title)
    else { return false }
    // A line of a sentence that cites a notice is no title.
    let marks = title.filter { $0 == "《" || $0 == "》" }
    if title.contains("，") || title.contains(",") || marks.count % 2 != 0 || marks.first == "》" {
      return false
    }
    var end = title.count
    // 的通知（清办〔2022〕3号）
    while end > 0, title[end - 1].isClosingBracket || title[end - 1] == "》" {
      let opening = title[end - 1] == "》" ? nil : title[..<end].lastIndex(where: \.isOpeningBracket)
      end = opening ?? end - 1
    }
    if end < title.count, title[end] == "》", title.first != "《" { return false }
    let ending = Array(title[..<end])
    return otherEndings.end(ending)
      || isPartOfYear(title) || isSample(title)
      || title.starts(with: compiling)
      || readings.begin(title)
  }

  /// 上半年, 第一季度, 1—6月
  static func isPartOfYear(_ text: Characters) -> Bool {
    guard text.contains(where: periodSigns.contains) else { return false }
    if partsOfYear.stand(in: text) { return true }
    return Years.all(text).contains { year in
      year.isPartOfYear || Years.stated(text, at: year.range.lowerBound)?.isPartOfYear == true
    }
  }

  /// XX镇, ××局, 某某县: to be filled in.
  static func isSample(_ text: Characters) -> Bool {
    var run = 0
    for character in text {
      switch character {
      case "X", "Ｘ", "×", "x", "*", "＊", "○", "□", "✕", "╳", "_", "某":
        // 二○二二年
        run += character == "○" ? 0 : 1
        if run == 2 { return true }
      default: run = 0
      }
    }
    return samples.stand(in: text)
  }

  /// Labels with the title of the document behind them.
  static let titleLabels = ["标题", "题名", "信息名称", "名称", "文件名称", "信息标题", "公文名称", "文件标题"].map { Characters($0) }

  /// Words of pages that are in no body's name.
  static let words = Words([
    "浏览次数", "阅读次数", "浏览量", "点击数", "点击量", "访问量", "字号", "打印本页", "关闭窗口", "分享到", "版权所有", "ICP备", "公网安备",
    "专栏", "栏目", "首页", "门户", "网站", "频道", "导航", "走进", "魅力", "今日", "公众号", "当前位置", "您的位置", "所在位置",
  ])

  private static let beginnings = Words([
    "索引号", "字号", "字体", "打印", "分享", "来源", "信息来源", "文章来源", "稿件来源", "浏览", "阅读", "点击", "访问", "当前", "您",
    "你所在", "所在位置", "现在位置", "位置", "发布", "公布日期", "公开日期", "公开时间", "公开方式", "公开范围", "公开时限", "公开主体",
    "公开形式", "公开单位", "公开责任", "发文", "生成日期", "生成时间", "成文", "制发", "主题", "信息分类", "分类", "文号", "体裁", "有效性",
    "时效", "关键词", "关键字", "摘要", "内容概述", "作者", "编辑", "责任编辑", "审核", "校对", "责编", "更新", "保存", "关闭", "收藏",
    "返回", "下载", "扫一扫", "扫码", "无障碍", "繁体", "简体", "登录", "注册", "网站", "首页", "版权", "主办", "承办", "技术支持", "备案",
    "上一篇", "下一篇", "上一条", "下一条", "相关", "链接", "视力保护", "页面", "加入", "设为", "语音", "手机版", "移动版", "微信", "微博",
    "今天是", "欢迎", "信息索引", "大中小", "默认", "时间:", "时间：", "日期:", "日期：", "网址", "政策解读", "标签", "附件下载", "免责",
    "联系我们", "站点地图",
  ])

  /// Whether what stands in brackets is a page's tool and nothing else.
  static func isTool(_ text: Characters) -> Bool { tools.begin(text) }

  /// Buttons and labels that pages print right before a title on its line.
  static let tools = Words([
    "字体大小", "文字大小", "字体", "字号", "文字", "视力保护色", "大中小", "小中大", "打印本页", "打印", "关闭窗口", "关闭本页", "关闭", "收藏",
    "分享到", "分享", "复制链接", "返回", "我要纠错", "纠错", "朗读", "默认", "浏览次数", "浏览量", "浏览", "阅读次数", "阅读量", "阅读", "点击次数",
    "点击数", "点击量", "点击", "访问次数", "访问量", "发布日期", "发布时间", "公开日期", "公开时间", "公布日期", "更新时间", "更新日期", "时间", "日期",
  ])

  private static let attachment = Characters("附件")
  private static let listHeads = Words([
    "相关", "友情链接", "链接", "推荐", "热点", "目录", "目次", "附件", "上一篇", "下一篇", "往年", "历年", "更多", "年报列表", "报告列表",
    "延伸阅读", "其他", "最新", "热门",
  ])

  private static let otherEndings = Words([
    "通知", "解读", "通告", "函", "模板", "范本", "样本", "样表", "提纲", "说明", "培训", "征求意见稿", "通报", "意见", "方案", "制度", "办法",
    "图解", "要求", "格式", "指南", "计划", "编制工作", "会议",
  ])

  private static let subjects = Words(["报告", "年报", "统计"])
  private static let compiling = Characters("关于编制")
  private static let readings = Words(["图解", "一图", "解读", "读懂", "文字解读", "图文解读"])
  /// 月 半 季 . - /: one of them is in every part of a year.
  private static let periodSigns: [Unicode.Scalar] = ["月", "半", "季", ".", "-", "/"]
  private static let partsOfYear = Words(["上半年", "下半年", "半年", "季度", "月份", "前三季"])
  private static let samples = Words([
    "单位名称", "机关名称", "某局", "某县", "某市", "某镇", "某乡", "某区", "样本", "模板", "范本", "{{", "部门名称",
  ])
}
