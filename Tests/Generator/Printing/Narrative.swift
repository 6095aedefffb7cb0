/// Prose with what misleads: names of sections, other years, figures, and words of tables.
enum Narrative {
  static let listOfSections =
    "全文包括总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议、行政诉讼情况、存在的主要问题及改进情况和其他需要报告的事项六个部分。"

  /// YEAR, NEXT and BODY stand for those of the report. The first half is for the first section, the rest for the last ones.
  static let sentences = [
    "YEAR年，本单位严格执行政府信息公开条例，全年主动公开各类信息481条，其中通过政府网站公开229条。",
    "YEAR年共收到政府信息公开申请4件，均已办结；予以公开3件，部分公开1件，不予公开0件。",
    "全年办结政府信息公开申请177件（含上年结转的3件），另有103件结转下年度继续办理。",
    "本年度未收到行政复议、行政诉讼案件，规章0件，行政规范性文件13件（含新制定5件、修改4件、废止4件）。",
    "有两件申请公开的文件，两件已处理完结，行政许可办理1036件，行政处罚近5000件。",
    "坚持以公开为常态、不公开为例外，政务微信发布260余条，阅读量13.6万次。",
    "当面申请的72件，来信申请的69件，网络申请的36件，按时办结率100%。",
    "修订后的条例于2019年5月15日起施行，本单位及时更新公开指南。",
    "一是公开的主动性有待提高，二是解读的形式较为单一，三是人民群众的知晓度还不高。",
    "NEXT年，本单位将围绕中心工作，进一步扩大主动公开的范围，公开信息不少于500条。",
    "按照《关于做好NEXT年政务公开工作的通知》要求，严格落实审查制度，增加培训2次。",
    "信息公开专栏更新3403，发布政策解读6项，回应关切15起。",
    "不予公开的1件为本机关不掌握的信息，已书面告知申请人。",
    "与上年相比，行政事业性收费下降8.5%，政府集中采购总金额32万元。",
  ]

  static func period(_ year: Int) -> String {
    "本报告所列数据的统计期限自\(year)年1月1日起至\(year)年12月31日止。"
  }

  /// A table of contents (C13).
  static let contents = [
    "目 录", "一、总体情况......1", "二、主动公开政府信息情况......2", "三、收到和处理政府信息公开申请情况......3",
    "四、政府信息公开行政复议、行政诉讼情况......4",
  ]
}

/// What pages print around a report.
enum Artefacts {
  static func furniture(_ plan: ReportPlan) -> [String] {
    [
      "当前位置：首页 > 政府信息公开 > 政府信息公开年报", "索引号：11330203/\(plan.year + 1)-00012",
      "发布日期：\(plan.year + 1)-01-2\(plan.seed % 9)", "来源：本站", "字号：[ 大 中 小 ]", "浏览次数：235 打印 分享：",
    ]
  }

  /// The index table of a portal (H6), which is no table of the report.
  static func index(_ plan: ReportPlan) -> PrintedTable {
    var table = PrintedTable(columnCount: 4)
    let texts = [
      ["索 引 号", "014416330/\(plan.year + 1)-04736", "分类", "其他"],
      ["发布机构", plan.agency, "发文日期", "\(plan.year + 1)年01月2\(plan.seed % 9)日"],
      ["文 号", "无", "关 键 词", "年报"],
    ]
    for (row, line) in texts.enumerated() {
      for (column, text) in line.enumerated() {
        table.add(.init(row: row, column: column, lines: [text], kind: .label))
      }
    }
    return table
  }
}
