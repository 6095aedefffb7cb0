/// Simplified characters for traditional ones, for matching only: what is printed stays as it is.
///
/// As many as the forms and the words around reports need. Source: the transform Hant-Hans of Unicode CLDR.
enum Traditional {
  /// Each traditional character with its simplified one behind it.
  private static let pairs = """
    佈布佈布來来係系俱具個个傳传內内別别劃划動动務务匯汇區区參参員员問问啓启啟启單单國国圍围圖图團团執执報报場场學学審审寫写將将專专對对導导屬属廠厂廢废廳厅廻回強强 \
    彙汇後后徑径從从復复應应採采據据數数於于時时曆历曏向會会條条業业構构標标機机檢检權权歷历歸归決决沒没況况減减濟济為为無无熱热營营爲为獲获現现環环產产産产當当發发 \
    監监眞真眾众確确祕秘稅税穩稳箇个範范糾纠紀纪納纳級级組组結结絡络統统經经綫线維维網网線线編编縣县總总織织繫系繳缴繼继續续罰罚聞闻職职與与舉举茲兹華华萬万處处號号 \
    衆众衛卫補补製制複复規规覽览計计訊讯訓训訟讼訪访設设許许訴诉註注詢询試试誌志認认說说説说談谈請请議议護护讀读讓让負负財财責责費费資资購购輯辑輿舆轉转轝舆辦办農农 \
    這这連连進进過过還还鄉乡醫医錄录錯错録录錶表鎮镇鏈链門门開开間间関关閱阅閲阅關关隊队隱隐隻只頁页項项順顺題题額额類类館馆駁驳驗验體体點点齣出 並并載载擬拟訂订聯联園园協协臺台宮宫繞绕嚴严針针綜综牽牵頭头貫贯徹彻實实謹谨積积極极礎础
    """

  /// The character to match for each from U+4E00 to U+9FFF.
  static let table: [UInt16] = {
    var table = Array(UInt16(0x4E00)...0x9FFF)
    let characters = pairs.unicodeScalars.filter { $0 != " " }.map { UInt16($0.value) }
    for index in stride(from: 0, to: characters.count, by: 2) {
      table[Int(characters[index]) - 0x4E00] = characters[index + 1]
    }
    return table
  }()

  /// - Parameter table: `Traditional.table`, got once for many characters.
  @inline(__always) static func simplified(_ character: Unicode.Scalar, _ table: [UInt16]) -> Unicode.Scalar {
    guard 0x4E00...0x9FFF ~= character.value else { return character }
    let simplified = table[Int(character.value) - 0x4E00]
    return simplified == character.value ? character : Unicode.Scalar(simplified) ?? character
  }
}

extension Unicode.Scalar {
  /// The simplified character for a traditional one, as far as reports need it.
  public var simplified: Unicode.Scalar { Traditional.simplified(self, Traditional.table) }
}

extension Characters {
  /// The text in simplified characters, one for one.
  public var simplified: Characters {
    let table = Traditional.table
    return map { Traditional.simplified($0, table) }
  }
}
