/// The bytes between the place of a cell and its content, by style.
enum XLSXLooks {
  /// Text where a figure should stand is text.
  static let strings = CellStyle.all {
    "\" s=\"\(CellStyle(rawValue: $0)?.ofText.rawValue ?? 0)\" t=\"s\"><v>"
  }
  static let empty = CellStyle.all { "\" s=\"\($0)\"/>" }
  /// By the decimals that are shown; formats with decimals stand behind all others, those of wrong figures last.
  static let numbers = figures(.number, decimalsBehind: CellStyle.allCases.count)
  static let wrongNumbers = figures(.wrong, decimalsBehind: CellStyle.allCases.count + Decimals.most)

  private static func figures(_ style: CellStyle, decimalsBehind last: Int) -> [[UInt8]] {
    (0...Decimals.most).map { Array("\" s=\"\($0 == 0 ? style.rawValue : last + $0)\"><v>".utf8) }
  }

  /// What a style looks like: numbers of the lists in `XLSXParts.styles`.
  struct Look {
    var font = 0
    var fill = 0
    var border = 1
    var format = 49
    var alignment = "vertical=\"center\""
  }

  static func look(_ style: CellStyle) -> Look {
    let wrapped = "vertical=\"center\" wrapText=\"1\""
    let centered = "horizontal=\"center\" vertical=\"center\" wrapText=\"1\""
    return switch style {
    case .text: Look()
    case .title: Look(font: 2, border: 0, alignment: centered)
    case .header: Look(font: 1, fill: 2, alignment: centered)
    case .label: Look(alignment: wrapped)
    case .note: Look(font: 3, border: 0, alignment: wrapped)
    case .error: Look(fill: 3, alignment: wrapped)
    case .number: Look(format: 0)
    case .wrong: Look(fill: 3, format: 0)
    }
  }
}

extension CellStyle {
  /// Bytes for each style, by raw value; 0 is the default style, which no cell has.
  fileprivate static func all(_ text: (Int) -> String) -> [[UInt8]] {
    (0...CellStyle.allCases.count).map { Array(text($0).utf8) }
  }
}
