/// Public bodies, made up.
enum Names {
  private static let places = ["清源县", "临澄市", "霁州市漾泉区", "漾泉县", "望湖区", "宁川省", "巴彦苏旗", ""]
  private static let bodies = [
    "水利局", "自然资源和规划局", "市场监督管理局", "教育局", "公安局", "审计局", "人民政府办公室", "卫生健康局",
    "住房和城乡建设委员会", "交通运输厅", "统计局", "气象局",
    // Names that hold words of the report (G18), and a scope in brackets (G17).
    "政务服务和大数据管理局", "信息中心", "海关（本级机关）",
  ]
  private static let towns = ["青萝镇", "白塔岭镇", "东新街道", "下河乡", "明仁苏木", "青萝镇人民政府", "东新街道办事处"]

  static func agency(_ dice: inout Dice) -> String {
    if dice.chance(0.15) { return dice.pick(["临澄市人民政府", "霁州市漾泉区人民政府", "宁川省人民政府"]) }
    return dice.pick(places) + dice.pick(dice.chance(0.4) ? towns : bodies)
  }
}
