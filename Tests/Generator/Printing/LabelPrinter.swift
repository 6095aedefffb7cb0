/// Labels as reports print them (group D): worded otherwise, spaced, broken, with other marks.
struct LabelPrinter {
  let plan: ReportPlan

  private func has(_ noise: Noise) -> Bool { plan.noises.contains(noise) }

  /// The label of a row.
  ///
  /// - Parameters:
  ///   - level: 0 for the outermost.
  ///   - place: tells this label from all others of the plan.
  ///   - prefix: what stands before the ordinal.
  func row(
    _ label: PlannedRow.Label, level: Int, hasOrdinal: Bool, isExtra: Bool = false, note: String,
    place: String, prefix: String = ""
  ) -> [String] {
    var dice = Dice(plan.seed, "label", place)
    var text = wording(label.official, label.spellings, &dice)
    if has(.ordinalMarks), dice.chance(0.4) { text = text.replacing("、", with: dice.pick(["，", ","])) }
    text = quoted(text, &dice)
    if has(.blankInLabel), dice.chance(0.3), text.count > 3 { text = inserting(" ", into: text, &dice) }
    text += note
    text = withPinyin(text, &dice)
    if has(.labelWithNote), !label.isHeading, note.isEmpty, dice.chance(0.2) { text += "（由本单位按规定提供）" }
    if hasOrdinal { text = ordinal(label.number, level: level, isKnown: !isExtra, &dice) + text }
    if has(.halfWidthBrackets), dice.chance(0.5) { text = halfWidth(text, &dice) }
    if has(.indentedLabel), dice.chance(0.4) { text = "\u{3000}\u{3000}" + text }
    // What stands before the label, and a mark of the converter before that.
    text = prefix + text
    if has(.bookmarks), dice.chance(0.1) { text = "[bookmark: _GoBack]" + text }
    return lines(text, &dice)
  }

  /// A column, spanner or stub head.
  func header(_ official: String, spellings: [String] = [], place: String) -> [String] {
    var dice = Dice(plan.seed, "header", place)
    var text = wording(official, spellings, &dice)
    if has(.headerCut), text.hasPrefix("本年新"), dice.chance(0.7) { return ["本年新"] }
    if has(.spacedLabel), text.count <= 6, dice.chance(0.4) {
      text = text.map(String.init).joined(separator: "\u{3000}")
    }
    if has(.blankInLabel), dice.chance(0.3), text.count > 3 { text = inserting(" ", into: text, &dice) }
    text = withPinyin(text, &dice)
    if has(.signRuleInColumn), official == "本年增/减" { text += "（减用负值表示，如-8）" }
    // The unit of the form. Where it has none, a note would change the figures.
    if has(.unitNote), official == "本年收费金额" { text += dice.pick(["（单位：万元）", "（万元）"]) }
    return lines(text, &dice)
  }

  /// The title of a block, 第二十条第（一）项.
  func title(_ official: String, place: String) -> [String] {
    var dice = Dice(plan.seed, "block", place)
    var text = official
    if has(.blankBehindArticle), dice.chance(0.6) { text = text.replacing("第二十条", with: "第二十条 ") }
    if has(.bracketsMissing), dice.chance(0.6) {
      text = text.replacing("（", with: "").replacing("）", with: "")
    } else if has(.halfWidthBrackets), dice.chance(0.6) {
      text = halfWidth(text, &dice)
    }
    if has(.titlePushedRight), dice.chance(0.6) { text = "                 " + text }
    return [text]
  }

  private func wording(_ official: String, _ spellings: [String], _ dice: inout Dice) -> String {
    guard has(.labelWorded), !spellings.isEmpty, dice.chance(0.5) else { return official }
    return dice.pick(spellings)
  }

  private func quoted(_ text: String, _ dice: inout Dice) -> String {
    guard has(.quotes), text.contains("“") else { return text }
    let pair = dice.pick([("\"", "\""), ("", ""), ("「", "」"), ("‘", "’")])
    return text.replacing("“", with: pair.0).replacing("”", with: pair.1)
  }

  /// A lost dot makes the number a part of the label, but for labels that are known.
  private func ordinal(_ number: Int, level: Int, isKnown: Bool, _ dice: inout Dice) -> String {
    let marks = has(.ordinalMarks)
    switch level {
    case 0: return HanNumber.text(number) + (marks ? dice.pick(["、", ".", "．"]) : "、")
    case 1: return "（\(HanNumber.text(number))）"
    default: return "\(number)" + (marks ? dice.pick([".", "、", "．", isKnown ? " " : "."]) : ".")
    }
  }

  private func halfWidth(_ text: String, _ dice: inout Dice) -> String {
    let opening = dice.pick(["(", "( "])
    return text.replacing("（", with: opening).replacing("）", with: ")")
  }

  /// 許(xǔ): behind one of the characters, as copying sites put it in.
  private func withPinyin(_ text: String, _ dice: inout Dice) -> String {
    guard has(.pinyin), text.count > 3, !text.contains("["), dice.chance(0.2) else { return text }
    let index = text.index(text.startIndex, offsetBy: dice.int(1...text.count - 1))
    return text[..<index] + dice.pick(["(zhèng)", "(xǔ)", "（fǎ）", "(min)"]) + text[index...]
  }

  private func inserting(_ blank: String, into text: String, _ dice: inout Dice) -> String {
    let index = text.index(text.startIndex, offsetBy: dice.int(1...text.count - 1))
    return text[..<index] + blank + text[index...]
  }

  /// The text over two lines (A2, A3), never inside an ordinal or a mark of a converter.
  private func lines(_ text: String, _ dice: inout Dice) -> [String] {
    guard has(.cellOverTwoLines) || has(.cellOfTwoParagraphs), !text.contains("["), dice.chance(0.3)
    else { return [text] }
    let start = text.prefix { $0.isWhitespace }.count + 5
    guard start < text.count else { return [text] }
    let index = text.index(text.startIndex, offsetBy: dice.int(start...text.count - 1))
    return [String(text[..<index]), String(text[index...])]
  }
}
