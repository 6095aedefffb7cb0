/// A value cell: the figure that stands in it, and what noise makes of it.
package struct PlannedValue: Sendable, Equatable {
  /// A plain number, as it must come out where no noise changes it.
  var digits: String
  /// How it is printed, as long as the plan has this noise on.
  var noise: Noise?

  /// What stands in the cell, and what must come out.
  struct Printed: Equatable {
    var text: String
    var value: String
  }

  /// - Parameters:
  ///   - unit: the unit that the form states for the column.
  ///   - isAmount: whether the column counts money.
  ///   - isChange: whether it counts what grew or shrank.
  func printed(_ noises: Set<Noise>, unit: String, isAmount: Bool, isChange: Bool = false) -> Printed {
    guard let noise, noises.contains(noise) else { return Printed(text: digits, value: digits) }
    switch noise {
    case .nbspAroundValue: return padded("\u{A0}")
    case .ideographicSpaceAroundValue: return padded("\u{3000}")
    case .spacesBeforeValue: return Printed(text: "       " + digits, value: digits)
    case .blankValue, .blankTotal: return Printed(text: "", value: "")
    case .blankAsNBSP: return Printed(text: "\u{A0}", value: "")
    case .slash: return Printed(text: "/", value: "")
    case .dash: return Printed(text: "-", value: "")
    case .longDash: return Printed(text: "——", value: "")
    case .prose: return Printed(text: "本单位无此项职权", value: "")
    case .increaseInWords: return Printed(text: "增加\(digits)", value: isChange ? digits : "")
    case .decreaseInWords:
      return Printed(text: "减\(digits)", value: !isChange ? "" : digits == "0" ? "0" : "-" + digits)
    case .noteBehindValue: return Printed(text: "\(digits)（其中网上办理1件）", value: digits)
    case .noneInWords: return Printed(text: "无", value: "")
    case .redaction: return Printed(text: "****", value: "")
    case .unitBehindValue: return withUnit(unit, isAmount: isAmount)
    case .plusSign: return Printed(text: "+" + digits, value: digits)
    case .minusSign: return Printed(text: "-1" + digits, value: "-1" + digits)
    case .decimals: return Printed(text: digits + ".8710", value: digits + ".8710")
    case .bigNumber: return Printed(text: "3985" + digits, value: "3985" + digits)
    case .thousandsSeparators: return Printed(text: "1,234,567", value: "1234567")
    case .fullWidthDigits:
      let wide = digits.unicodeScalars.map { Character(Unicode.Scalar($0.value + 0xFEE0)!) }
      return Printed(text: String(wide), value: digits)
    default: return Printed(text: digits, value: digits)
    }
  }

  /// The blank before an even figure, behind an odd one.
  private func padded(_ blank: String) -> Printed {
    Printed(text: (Int(digits) ?? 0) % 2 == 0 ? blank + digits : digits + blank, value: digits)
  }

  /// Amounts come out in 万元 where the form says so, else in 元.
  private func withUnit(_ unit: String, isAmount: Bool) -> Printed {
    guard isAmount else { return Printed(text: digits + "项", value: digits) }
    if unit == "万元" {
      return (Int(digits) ?? 0) % 2 == 0
        ? Printed(text: digits + "万元", value: digits)
        : Printed(text: digits + "5000元", value: digits + ".5")
    }
    return (Int(digits) ?? 0) % 2 == 0
      ? Printed(text: digits + "1000元", value: digits + "1000")
      : Printed(text: digits + ".4142万元", value: digits + "4142")
  }
}
