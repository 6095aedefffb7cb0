/// Characters that fonts and libraries name for others, made what people write.
package enum Folding {
  /// Appends what a character of a font's map stands for: nothing for white space and what has no width, one character for most,
  /// U+FFFD for what is no character.
  ///
  /// Radicals become the ideographs they look like, for Skia and others take the first character of a glyph, and 行 and ⾏ share one.
  /// So do strokes, and forms of vertical writing become those of level writing: glyphs of vertical fonts are named by them.
  /// Source: NFKC for Kangxi radicals, Unicode's Equivalent_Unified_Ideograph (version 14) for the supplement and strokes.
  package static func append(_ scalar: UInt32, to text: inout [UInt32]) {
    if scalar < 0xFB00 || scalar > 0xFB06 {
      let folded = fold(scalar)
      if folded != 0 { text.append(folded) }
    } else {
      for byte in ligatures[Int(scalar - 0xFB00)].utf8 { text.append(UInt32(byte)) }
    }
  }

  /// As `append`, of what is no ligature; 0 for nothing.
  package static func fold(_ scalar: UInt32) -> UInt32 {
    switch scalar {
    case 0x21...0x7E: scalar
    case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200F, 0x2028, 0x2029, 0x202F, 0x205F, 0x2060,
      0x3000, 0xFEFF:
      0
    // A soft hyphen is drawn as one: -5.
    case 0xAD: 0x2D
    case ..<0x20, 0x7F...0x9F, 0xD800...0xDFFF, 0xE000...0xF8FF, 0xFFFD...0xFFFF, 0xF_0000...: 0xFFFD
    case 0x2E80...0x2EF3: radicals[Int(scalar - 0x2E80)]
    case 0x2F00...0x2FD5: radicals[Int(scalar - 0x2F00) + 0x74]
    case 0x31D0...0x31E0: strokes[Int(scalar - 0x31D0)]
    case 0xFE10...0xFE19: downwards[Int(scalar - 0xFE10)]
    case 0xFE30...0xFE44: downwards[Int(scalar - 0xFE30) + 10]
    default: scalar
    }
  }

  private static let ligatures = ["ff", "fi", "fl", "ffi", "ffl", "st", "st"]

  /// U+31D0 to U+31E0; those of more than one stroke as they are.
  private static let strokes = "一丨丿丿丶㇕乙㇗㇘㇙亅㇛㇜乀㇞乚乙".unicodeScalars.map(\.value)

  /// U+FE10 to U+FE19, then U+FE30 to U+FE44.
  private static let downwards = "，、。：；！？〖〗…‥—–_﹏（）｛｝〔〕【】《》〈〉「」『』".unicodeScalars.map(\.value)

  /// U+2E80 to U+2EF3, then U+2F00 to U+2FD5.
  private static let radicals: [UInt32] = """
    ⺀厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵⺚旡日月歺母民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹
    纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長镸长门𨸏阝雨青韦页风飞食𩙿飠
    饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶
    又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈戶手支攴文斗斤方无日曰月木欠
    止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸缶网羊羽
    老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹
    雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠
    """.unicodeScalars.filter { $0 != "\n" }.map(\.value)
}
