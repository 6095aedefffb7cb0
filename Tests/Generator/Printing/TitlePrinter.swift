/// Titles (group G): how name, year and the words for the report are put together.
enum TitlePrinter {
  private static let words = "政府信息公开工作年度报告"

  /// The lines from the title to the first heading.
  static func lines(_ plan: ReportPlan) -> [String] {
    let noise = Noise.titles.first(where: plan.noises.contains)
    let (name, year) = (plan.agency, plan.year)
    let plain = "\(name)\(year)年\(words)"
    var dice = Dice(plan.seed, "title")
    switch noise {
    case .titleOverLines:
      return dice.chance(0.5)
        ? ["\(name)\(year)年度政府信息公开", "工作年度报告"] : [name, "\(year)年政府信息公开", "工作年度报告"]
    case .titleCutInWord: return ["\(name)\(year)年政府信息公开工作", "年度报告"]
    case .agencyLineFirst: return [name, "\(year) 年\(words)"]
    case .yearFirst: return ["\(year)年\(name)\(words)"]
    case .yearOnlyInBody: return ["\(name)\(words)"]
    case .wordMissing: return ["\(name)\(year)年度政府信息工作年度报告"]
    case .otherReportName:
      let others = ["信息公开年报", "政务信息公开年度报告", "政府信息公开工作报告", "信息公开年度工作报告", "政府信息公开年度报告"]
      return ["\(name)\(year)年\(dice.pick(others))"]
    case .yearTwice: return ["\(year)年度\(name)\(year)年\(words)"]
    case .yearInBrackets: return ["【\(year)】\(plain)"]
    case .dateInTitle: return ["\(plain) ( \(year + 1)年02月12日 )"]
    case .blanksInTitle: return ["\(name) \(year) 年政府信息 公开工作年度报告"]
    case .noTitle:
      let leads = ["现公布", "现发布", "特向社会公布", "现向社会公布"]
      return ["根据《中华人民共和国政府信息公开条例》规定，\(dice.pick(leads))\(plain)。"]
    case .titleQuoted:
      return ["根据《中华人民共和国政府信息公开条例》规定，《\(year)年度\(name)信息公开工作年度报告》已经研究同意，现予公开发布。"]
    case .documentNumber: return ["漾水发〔\(year + 1)〕2号", plain]
    case .publishingDate: return ["发布日期:\(year + 1)-01-29", plain, "发布时间：\(year + 1)-01-29 来源：办公室"]
    case .fileName: return ["\(plain).docx", plain]
    case .siteSuffix: return ["\(plain)-清源县门户网站"]
    case .traditionalTitle: return ["\(name)\(year)年政府信息公開工作年度報告"]
    default: return [plain]
    }
  }
}
