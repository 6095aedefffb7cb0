import Testing

// Text of PDFs, as libraries make it: pypdf, pdfplumber, PyMuPDF, pdfminer.six.

private let head = "安平县水利局2023年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n"
private let header = """
  申请人情况
  法人或其他组织
  自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计

  """

/// The values of a row of facts.
private func values(_ facts: [[String]], _ row: String) -> [String] {
  facts.filter { $0[3].hasSuffix(row) }.map { $0[5] }
}

/// A row with all figures on its line is certain, whatever its neighbours lack: they are refused, and each is named.
@Test func rowsOnOneLineAreReadBesideRowsWithBlankCells() throws {
  let result = try tidy(
    head + header + """
      一、本年新收政府信息公开申请数量 5 0 1 2 0 0 8
      二、上年结转政府信息公开申请数量 3 1
      三、本 （一）予以公开 1 0 1 2 0 0 4
      年度办 （二）部分公开（区分处理的，只计
      2 0 0 0 0 0 2
      理结果 这一情形，不计其他情形）
      四、结转下年度继续办理 2 0 0 2

      """)
  #expect(values(result.facts, "本年新收政府信息公开申请数量") == ["5", "0", "1", "2", "0", "0", "8"])
  #expect(values(result.facts, "予以公开") == ["1", "0", "1", "2", "0", "0", "4"])
  #expect(values(result.facts, "上年结转政府信息公开申请数量") == [])
  #expect(values(result.facts, "结转下年度继续办理") == [])
  for label in ["二、上年结转政府信息公开申请数量", "四、结转下年度继续办理"] {
    #expect(result.messages.contains { $0.contains(": error: ") && $0.contains(label) }, "\(result.messages)")
  }
}

/// Seven figures that do not make their sum beside rows with blank cells: one may be part of another.
@Test func aRowBesideBlankCellsIsRefusedWhereItsSumDoesNotHold() throws {
  let result = try tidy(
    head + header + """
      一、本年新收政府信息公开申请数量 5 0 1 2 0 0 8
      二、上年结转政府信息公开申请数量 3 1
      三、本年度办理结果 （一）予以公开 0 0 576 7 0 0 6
      四、结转下年度继续办理 2 0 0 0 0 0 2

      """)
  #expect(values(result.facts, "予以公开") == [])
  #expect(values(result.facts, "结转下年度继续办理").count == 7)
}

/// A table that is wider than its page: 6 is what is left of 66.
@Test(arguments: ["6", "06", "66"])
func aFigureThatThePageCutIsRefused(total: String) throws {
  let result = try tidy(
    head + header + """
      一、本年新收政府信息公开申请数量 30 30 0 6 0 0 \(total)
      二、上年结转政府信息公开申请数量 0 0 0 0 0 0 0
      四、结转下年度继续办理 1 0 0 1 0 0 2

      """)
  #expect(values(result.facts, "本年新收政府信息公开申请数量").count == (total == "66" ? 7 : 0))
  #expect(values(result.facts, "结转下年度继续办理").count == 7)
}

/// The head and the foot that a browser prints on each page are none of the table, though figures stand in them.
@Test func headsAndFeetOfABrowserPartNoTable() throws {
  let result = try tidy(
    head + header + """
      一、本年新收政府信息公开申请数量 5 0 1 2 0 0 8
      https://www.example.org/2023/nianbao.html 1/3
      2024/1/30 09:15 安平县水利局2023年政府信息公开工作年度报告
      二、上年结转政府信息公开申请数量 0 0 0 0 0 0 0
      \u{FB01}le:///home/a/nianbao.html 2/3
      11/30/24, 12:18 PM 安平县水利局2023年政府信息公开工作年度报告
      四、结转下年度继续办理 2 0 0 0 0 0 2

      """)
  #expect(result.facts.count == 21, "\(result.messages)")
}

/// Libraries take the first character of a glyph: 行 and ⾏ share one.
@Test func radicalsAreReadAsIdeographs() throws {
  let result = try tidy(
    "安平县⽔利局2023年政府信息公开⼯作年度报告\n⼆、主动公开政府信息情况\n第⼆⼗条第（⼀）项\n"
      + "信息内容 本年制发件数 本年废⽌件数 现⾏有效件数\n规章 1 2 3\n⾏政规范性⽂件 4 5 6\n")
  #expect(values(result.facts, "行政规范性文件") == ["4", "5", "6"], "\(result.messages)")
}

/// Labels first, then figures column by column: what follows a label there may be of any row.
@Test func figuresBehindTheLastOfManyLabelsAreRefused() throws {
  let result = try tidy(
    """
    安平县水利局2023年政府信息公开工作年度报告
    二、主动公开政府信息情况
    第二十条第（五）项
    信息内容
    本年处理决定数量
    行政许可
    第二十条第（八）项
    信息内容
    本年收费金额（单位：万元）
    行政事业性收费

    7
    3

    """)
  #expect(result.facts.isEmpty, "\(result.facts)")
  #expect(result.messages.contains { $0.contains(": error: ") })
}

/// 15 figures on one line that make their sums are the disputes, however their header is broken.
@Test func disputesOnOneLineAreProvedByTheirSums() throws {
  let header =
    "四、政府信息公开行政复议、行政诉讼情况\n行政复议 行政诉讼\n结果 结果 其他 尚未\n总计 未经复议直接起诉 复议后起诉\n维持 纠正 结果 审结\n"
    + "结果\n维持\n结果\n纠正 其他 结果 尚未 审结 总计 结果 维持 结果 纠正 其他 结果 尚未 审结 总计\n"
  let whole = try tidy(String(head.prefix { $0 != "三" }) + header + "1 2 0 0 3 0 0 0 0 0 4 0 0 1 5\n")
  #expect(whole.facts.count == 15, "\(whole.messages)")
  let broken = try tidy(
    String(head.prefix { $0 != "三" }) + header + "1\n2\n0\n0\n3\n0\n0\n0\n0\n增加1\n4634\n4\n0\n0\n1\n5\n")
  #expect(broken.facts.isEmpty, "\(broken.facts)")
}

/// Headers that lost a character, or have another mark, where the other columns are whole.
@Test(arguments: [("本年制发件数", "本年发件"), ("现行有效件数", "现行有效件"), ("本年废止件数", "本年废件数")])
func aHeaderThatLostACharacterIsRead(column: String, printed: String) throws {
  let text =
    "安平县水利局2023年政府信息公开工作年度报告\n二、主动公开政府信息情况\n\n第二十条第(一)项\n\n信息内容\n\n本年制发件数\n\n本年废止件数\n\n"
    + "现行有效件数\n\n规章\n\n1\n\n2\n\n3\n\n行政规范性文件\n\n4\n\n5\n\n6\n\n"
  let result = try tidy(text.replacing(column, with: printed))
  #expect(values(result.facts, "规章") == ["1", "2", "3"], "\(result.messages)")
}

/// Places of columns prove nothing: the PDF itself is read by its geometry.
@Test func aRowWithBlankCellsInColumnsIsRefused() throws {
  let result = try tidy(
    """
    安平县水利局2020年政府信息公开工作年度报告
    二、主动公开政府信息情况
    第二十条第（五）项
    信息内容              上一年项目数量       本年增/减     处理决定数量
    行政许可                8249        -1942         6307
    其他对外管理服务事项      4                         0

    """)
  #expect(result.facts.count == 3)
  #expect(result.messages.contains { $0.contains(":6: error: ") && $0.contains("其他对外管理服务事项") })
}
