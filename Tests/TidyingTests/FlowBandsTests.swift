import Testing

// Text in which columns are kept: cells of several lines, and words among figures, are read by their places.

private let headerOfRows =
  "    清源县水利局2020年政府信息公开工作年度报告\n二、主动公开政府信息情况\n第二十条第（五）项\n"
  + "信息内容              上一年项目数量    本年增/减         处理决定数量\n"
private let last = "其他对外管理服务事项  4                 5                 6\n"
private let next = "三、收到和处理政府信息公开申请情况\n无。\n"

private func values(_ text: String) throws -> [String] { try tidy(text + next).facts.map { $0[5] } }

private let columns =
  "                                 自然人  商业企业  科研机构  社会公益组织  法律服务机构  其他  总计\n"
private let requests =
  "    清源县水利局2020年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n" + columns

/// 67 may be of the row above or of that below.
@Test func aFigureThatMayBeOfTwoRowsIsOfNone() throws {
  let rows = [
    "一、本年新收政府信息公开申请数量 5       0         1         2             0             0     8",
    "二、上年结转政府信息公开申请数量 0       123456    1         2             0             0     3",
    "                                         78",
    "四、结转下年度继续办理           17      0         1         2             0             0     20",
  ]
  let result = try tidy(requests + rows.joined(separator: "\n") + "\n四、政府信息公开行政复议、行政诉讼情况\n")
  #expect(Set(result.facts.map { $0[3] }) == ["本年新收政府信息公开申请数量"])
}

/// The end of a figure stands on the next page.
@Test func aFigureThatMayGoOnBehindAPageIsRefused() throws {
  let rows = [
    "一、本年新收政府信息公开申请数量        0       1         0         0             0             0     1",
    "",
    "（一）予以公开                          0       1         0         0             0             0     1",
    "",
    "                                                1220",
    "（七）总计                              0                 0         9             0             0     0",
    "                                                2",
    "",
    "四、结转下年度继续办理                  134     0         0         0             56            0     0",
    "\u{C}                                        8",
  ]
  let result = try tidy(requests + rows.joined(separator: "\n") + "\n四、政府信息公开行政复议、行政诉讼情况\n")
  #expect(!result.facts.contains { $0[3] == "结转下年度继续办理" })
}

/// 增加 0 is a remark; its 0 is no figure of the row.
@Test func aRemarkBeforeFiguresIsNoPartOfTheLabel() throws {
  let rows = [
    "一、本年新收政府信息公开申请数量 增加 0 0       3         0             0             0     9",
    "二、上年结转政府信息公开申请数量 1       0         0         0             0             0     1",
    "四、结转下年度继续办理           0       0         0         0             0             0     0",
  ]
  let result = try tidy(requests + rows.joined(separator: "\n") + "\n四、政府信息公开行政复议、行政诉讼情况\n")
  #expect(!result.facts.contains { $0[3].hasPrefix("本年新收") && $0[4] == "自然人" && $0[5] == "0" })
}

/// 103 and 8 are 1038, of the second row, and not 103 of the first and 8.
@Test func aFigureAroundALabelIsNotOfTwoRows() throws {
  let result = try tidy(
    statistics + """
      （二）通过不同渠道和方式公开政府信息的情况    ——
       1.政府公报公开政府信息数                     条

                                                            103
       2.政府网站公开政府信息数                     条
                                                            8

       3.政务微博公开政府信息数                     条      210

       4.政务微信公开政府信息数                     条      332

       5.其他方式公开政府信息数                     条      32

      """)
  let figures = result.facts.map { $0[3].split(separator: "/").last! + " " + $0[5] }
  #expect(figures.contains("政务微博公开政府信息数 210"))
  #expect(!figures.contains("政府公报公开政府信息数 103") && !figures.contains("政府网站公开政府信息数 8"))
}

/// 万 and 元 are the unit; 6768元 stands nowhere.
@Test func theEndOfAUnitIsNoPartOfAFigure() throws {
  let result = try tidy(
    statistics + """
      六、举报投诉数量                              件      5

                                                    万
      七、依申请公开信息收取的费用                         6768
                                                       元

      八、机构建设和保障经费情况                    ——      0

      """)
  #expect(!result.facts.contains { $0[5] == "0.6768" })
}

/// 2 and 0 in one column are no 20.
@Test func twoFiguresInOneColumnAreRefused() throws {
  let rows = "行政许可              1                 2 0               3\n"
  #expect(try values(headerOfRows + rows + last + last) == ["4", "5", "6"])
}

@Test func aBrokenLabelBesideWordsIsNamed() throws {
  let result = try tidy(
    "    清源县水利局2018年政府信息公开工作年度报告\n六、政府信息公开情况统计表\n"
      + "统计指标                                      单位    统计数\n四、行政复议数量                              件      0\n"
      + "　　其中：维持                                件      增加0\n具体行政行为数\n　　被依法纠错数                              件      0\n"
  )
  #expect(
    result.facts.contains { $0[3].hasSuffix("维持具体行政行为数") }
      || result.messages.contains { $0.contains(": error: ") })
}

/// The last line of a table is read as a whole, or not at all.
@Test func wordsInTheLastRowHideNoFigure() throws {
  let text =
    "    清源县水利局2020年政府信息公开工作年度报告\n二、主动公开政府信息情况\n第二十条第(五)项\n"
    + "信息内容              上一年项目数量    本年增/减         处理决定数量\n"
    + "行政许可( 由本单位按  0                 0                 0\n规定提供)\n"
    + "其他对外管理服务事项  0                 0                 2998\n\n第二十条第(六)项\n"
    + "信息内容              上一年项目数量    本年增/减         处理决定数量\n"
    + "行政处罚              0                 0                 0\n行政强制              本单位无此项职权  0                 0\n\n"
  let forced = try tidy(text + next).facts.filter { $0[3] == "行政强制" }.map { $0[5] }
  #expect(forced.isEmpty || forced == ["", "0", "0"])
}

private let statistics =
  "    清源县审计局2018年政府信息公开工作年度报告\n    六、政府信息公开情况统计表\n统计指标                                      单位    统计数\n\n"

/// 数 is a word of the header, too.
@Test func aBlankRowRightBelowTheHeaderIsKept() throws {
  let result = try tidy(
    statistics + """
      一、主动公                                    ——
      开情况

      　　（一）主动公开政府信息                    条
      数（由本单位按规定提供）

      　　　　其中：主动公开规范性文                条      0
      件数

      """)
  #expect(result.facts.map { $0[5] } == ["", "0"])
}

/// ( of 处(xǔ) opens on one line and closes on the next; the words between are of the label beside it, and 其他处理 is no row of this form.
@Test func pinyinOverTwoLinesHidesNoLabel() throws {
  let result = try tidy(
    "    清源县水利局2024年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n"
      + "                                         自然人  商业企  科研机  社会公  法律服  其他    总计\n"
      + "                                                 业      构      益组织  务机构\n" + """
                  （五）不予处  5.要求行政机关确
                  理            认或重新出具已获 0       0       0       0       0       0       0
        三、本年                取信息
        度(xǔ)办                1.申请人无正当理
        理结果    （六）其他处( 由逾期不补正、行 0       0       0       0       0       0       0
                  xǔ)理         政机关不再处理其
                                政府信息公开申请

        """ + "四、政府信息公开行政复议、行政诉讼情况\n")
  #expect(!result.facts.contains { $0[3].hasSuffix("其他处理") })
}

// MARK: what is of no column

/// A page number below a whole row, and one before rows whose columns do not stand below each other.
@Test func pageNumbersAreOfNoRow() throws {
  let table = """
                                       法人或其他组织
                            自然            社会 法律
                                商业   科研                  总计
                             人            公益 服务      其他
                                 企业   机构
                                          组织 机构
      一、本年新收政府信息公开申请数量      6    9     7   9   40    3    51
      二、上年结转政府信息公开申请数量      40   94    2   96  3     82   1
                                            3
    三、       （一）予以公开        5    3    56   71  8     4    7
    本年 （二）部分公开（区分处理的，只计
                            3    17   49   60   53   4    68
    度办    这一情形，不计其他情形）
    理结           1.属于国家秘密   5    37   9    33   93   53   3
    果         2.其他法律行政法规禁
                            5    44   48   3    3    0    1
                    止公开

    """
  let title = "清源县水利局2020年政府信息公开工作年度报告\n"
  let result = try tidy(title + "三、收到和处理政府信息公开申请情况\n" + table + "四、政府信息公开行政复议、行政诉讼情况\n")
  #expect(!result.facts.contains { $0[5] == "963" })
  let blocks = """
    第二十条第（一）项
    信息内容    本年新制作数量    本年新公开数量    对外公开总数量
    规章    5    3    6338
    规范性文件    11    6    7
    第二十条第（五）项
    信息内容    上一年项目数量    本年增/减    处理决定数量
    3
    行政许可    0    3358    33
    其他对外管理服务事项    5    9981    18
    第二十条第（六）项
    信息内容    上一年项目数量    本年增/减    处理决定数量
    行政处罚    7    2    396
    行政强制    5    2    54
    第二十条第（八）项
    信息内容    上一年项目数量    本年增/减
    行政事业性收费    1870    47
    第二十条第（九）项
    信息内容    采购项目数量    采购总金额
    政府集中采购    5682    4616

    """
  let loose = try tidy(title + "二、主动公开政府信息情况\n" + blocks + next)
  #expect(!loose.facts.contains { $0[4] == "上一年项目数量" && $0[5] == "3358" })
}

/// One of the fifteen stands on a line of its own: a page number, where one cell is blank.
@Test func aPageNumberIsNoFigureOfDisputes() throws {
  let header =
    "结果维持    结果纠正    其他结果    尚未审结    总计    未经复议直接起诉    复议后起诉\n"
    + "结果维持    结果纠正    其他结果    尚未审结    总计    结果维持    结果纠正    其他结果    尚未审结    总计\n"
  let text = "清源县水利局2020年政府信息公开工作年度报告\n四、政府信息公开行政复议、行政诉讼情况\n行政复议    行政诉讼\n" + header
  let figures =
    "8254    8986    0    6    56    2773    2904    7    7652    2731    7        0    71    45\n"
  #expect(try tidy(text + "3\n" + figures + "五、存在的主要问题及改进情况\n无。\n").facts.isEmpty)
}

/// 82 stands between 自然人 and 商业企业: the columns moved, and it may be of either.
@Test func aFigureBetweenTwoColumnsIsOfNone() throws {
  let rows = [
    "一、本年新收政府信息公开申请数量        6       9         7         9             40            3     51",
    "二、上年结转政府信息公开申请数量        40      94        2         96            3             82    315",
    "（一）予以公开                             82             1         2             0             0     20",
    "四、结转下年度继续办理                  17      0         1         2             0             0     20",
  ]
  let result = try tidy(requests + rows.joined(separator: "\n") + "\n四、政府信息公开行政复议、行政诉讼情况\n")
  #expect(!result.facts.contains { $0[3].hasSuffix("予以公开") })
  #expect(result.facts.count == 21)
}

/// 无 of （四）无法提供, a character or two a line, is no cell that says none.
@Test func aCharacterOfAHeadingIsNoCell() throws {
  let table = """
                自然 商业 科研 社会      法律   其他   总计
                 人  企业 机构 公益      服务
        6.属于四
         类过程     85    73    31   76   73    40    18
         性信息
        1.本机关
         不掌握
              48 37 24         60        50
         相关政
      （
         府信息
      四
        2.没有现
      ）
         成信息
      无       97    71 63      33   35   70
         需要另
      法
         行制作
      提
        3.补正后
      供
         申请内
              89 44    77      55   42   81    5
         容仍不
          明确
        1.信访举
         报投诉  49 29 72    7     2    5   53
         类申请

    """
  let result = try tidy(
    "清源县水利局2020年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n" + table + "四、政府信息公开行政复议、行政诉讼情况\n")
  #expect(!result.facts.contains { $0[4].hasSuffix("商业企业") && $0[5] == "97" })
}
