import Testing

// Text in which columns are kept: figures with words, of which a note or a line break hides one part.

private let table =
  "                    清源县水利局2016年政府信息公开工作年度报告\n六、政府信息公开情况统计表\n"
  + "统计指标                                      单位    统计数\n"
  + "三、依申请公开情况                            ——\n"
  + "　　（三）申请答复数                          件      4\n"

/// 3（其中网上 is no blank cell: its row is refused, or its text is told.
@Test(arguments: [
  "3（其中网上\n                                                      答复1件）", "3（其中网上答复1件）", "3 （其中网上答复1件）",
  "增加3\n                                                      件", "约3", "见附件",
])
func aFigureWithWordsIsNoBlankCell(cell: String) throws {
  let row = "　　　　不同意公开答复数                      件      \(cell)\n"
  let next = "　　　　　　涉及商业秘密                      件      1\n"
  let result = try tidy(table + row + next)
  let values = result.facts.filter { $0[3].hasSuffix("不同意公开答复数") }.map { $0[5] }
  let isRefused = result.messages.contains { $0.hasPrefix("nianbao: t:6: error: ") }
  let isTold = result.messages.contains { $0.contains("“\(cell)” is no number") }
  #expect(values.isEmpty && isRefused || values == [""] && isTold, "\(values) \(result.messages)")
}

/// The note of a label is open to its next line: 增加17 and 13 are one cell.
@Test(arguments: ["增加17", "减少", "17", "约17", "增17"])
func aNoteOfALabelHidesNoPartOfAFigure(part: String) throws {
  let result = try tidy(
    """
                        清源县水利局2020年政府信息公开工作年度报告
    三、收到和处理政府信息公开申请情况
                                     自然人  商业企业  科研机构  社会公益组织  法律服务机构  其他  总计
              （一）予以公开         5       0         1         2             0             0     8
              （二）部分公开（区分处 \(part)
              理的，只计这一情形，不 13      0         1         2             0             0     8
              计其他情形）
    四、结转下年度继续办理           17      0         1         2             0             0     20
    四、政府信息公开行政复议、行政诉讼情况

    """)
  let first = result.facts.filter { $0[3].hasSuffix("部分公开") }.map { $0[5] }.first ?? ""
  #expect(first.isEmpty, "\(first)")
  #expect(result.messages.contains { $0.contains("“\(part)13” is no number") || $0.contains(": error: ") })
  #expect(result.facts.count { !$0[3].hasSuffix("部分公开") } == 14)
}

/// Both the note of a label and that of its first figure are open to the next line: the row is not all blank.
@Test(arguments: ["0（其中网上", "12(其中网上", "1,200（其中"])
func aFigureBesideTheOpenNoteOfItsLabelIsNoPartOfIt(figure: String) throws {
  let result = try tidy(
    """
                        清源县水利局2020年政府信息公开工作年度报告
    三、收到和处理政府信息公开申请情况
                                     自然人  商业企业  科研机构  社会公益组织  法律服务机构  其他  总计
              （一）予以公开         5       0         1         2             0             0     8
              （二）部分公开（区分处 \(figure)
              理的，只计这一情形，不 答复1件）
              计其他情形）
    四、结转下年度继续办理           17      0         1         2             0             0     20
    四、政府信息公开行政复议、行政诉讼情况

    """)
  #expect(!result.facts.contains { $0[3].hasSuffix("部分公开") })
  #expect(result.messages.contains { $0.hasPrefix("nianbao: t:4: error: ") }, "\(result.messages)")
}

/// All rooms have one list of units: what a cell of a page may hold behind its number, a word of flowing text may.
@Test(arguments: ["11部", "11 件", "11人次", "11户", "1,100篇", "１１家", "11（件）"])
func aFigureWithItsUnitIsAFigureInFlowingText(figure: String) throws {
  let result = try tidy(
    """
                        清源县水利局2021年政府信息公开工作年度报告
    二、主动公开政府信息情况
                            第二十条第（一）项
            信息内容        本年制发件数    本年废止件数    现行有效件数
            规章            0               0               \(figure)
            行政规范性文件  3               0               3

    """)
  let values = result.facts.filter { $0[3] == "规章" }.map { $0[5] }
  #expect(values == ["0", "0", figure.hasPrefix("1,100") ? "1100" : "11"], "\(result.messages)")
}

/// A row that the reader refuses is named with what stands there: 3 and 0 are no missing cells.
@Test(arguments: [
  ("3               0               约11左右", "“3 0”"), ("3 0 11 7", "“3 0 11”"),
  ("3               0               11              7", "“3 0 11”"),
])
func aRefusedRowIsNamedWithWhatStandsThere(figures: String, expected: String) throws {
  let result = try tidy(
    """
                        清源县水利局2021年政府信息公开工作年度报告
    二、主动公开政府信息情况
                            第二十条第（一）项
            信息内容        本年制发件数    本年废止件数    现行有效件数
            规章            0               0               5
            行政规范性文件  \(figures)

    """)
  #expect(result.facts.map { $0[5] } == ["0", "0", "5"])
  let errors = result.messages.filter { $0.hasPrefix("nianbao: t:6: error: ") }
  #expect(errors.count == 1 && errors[0].contains(expected), "\(result.messages)")
}
