import Testing

/// A text that some program somewhere gets wrong, and what a workbook should show of it.
struct Awkward: CustomTestStringConvertible {
  let name: String
  /// The bytes of the field in the facts.
  let bytes: [UInt8]
  /// The cell in a column of texts.
  let shown: String
  /// The cell in a column of numbers, where it is one.
  let number: Double?

  init(_ name: String, _ text: String, shown: String? = nil, number: Double? = nil) {
    self.init(name, bytes: Array(text.utf8), shown: shown ?? text, number: number)
  }

  init(_ name: String, bytes: [UInt8], shown: String, number: Double? = nil) {
    (self.name, self.bytes, self.shown, self.number) = (name, bytes, shown, number)
  }

  var testDescription: String { name }

  static let all = markup + blanks + characters + numbers + guesses + lineBreaks + lengths

  private static let markup = [
    Awkward("markup", "a&b<c>d\"e'f"), Awkward("an entity", "&amp;&#10;&nope;"),
    Awkward("the end of CDATA", "]]>"), Awkward("CDATA", "<![CDATA[x]]>"), Awkward("a comment", "<!-- x -->"),
    Awkward("an instruction", "<?xml version=\"1.0\"?>"), Awkward("CSV in CSV", "a,\"b\",c"),
    Awkward("quotes only", "\"\""), Awkward("the escapes of xlsx", "_x0041_ _x000D_"),
  ]

  private static let blanks = [
    Awkward("a leading blank", " x"), Awkward("a trailing blank", "x "), Awkward("double blanks", "a  b   c"),
    Awkward("a blank", " "), Awkward("ideographic spaces", "\u{3000}全\u{3000}角\u{3000}"),
    Awkward("no-break spaces", "\u{A0}x\u{A0}"), Awkward("a no-break space", "\u{A0}"),
    Awkward("tabs", "\ta\t\tb\t"), Awkward("a tab", "\t"), Awkward("zero width", "a\u{200B}b\u{2060}"),
  ]

  private static let characters = [
    Awkward("control characters", "a\u{1}\u{8}\u{B}\u{1F}b"),
    Awkward("a null", "a\0b"),
    Awkward("no characters", "\u{FFFE}\u{FFFF}", shown: "\u{FFFD}\u{FFFD}"),
    Awkward("delete", "a\u{7F}b"), Awkward("C1", "a\u{85}b\u{9F}c"),
    Awkward("separators", "a\u{2028}b\u{2029}c"),
    Awkward("beyond the basic plane", "😀\u{20000}👨‍👩‍👧"), Awkward("a byte order mark", "\u{FEFF}x"),
    Awkward("a compatibility ideograph", "\u{F9E4}\u{7406}"), Awkward("combining marks", "e\u{301}é"),
    Awkward("right to left", "שלום \u{202E}x"), Awkward("private use", "\u{E000}\u{F8FF}"),
  ]

  private static let numbers = [
    Awkward("zero", "0", number: 0), Awkward("a negative number", "-5", number: -5),
    Awkward("trailing zeros", "18.8710", number: 18.871), Awkward("zeros only", "0.00", number: 0),
    Awkward("fifteen digits", "123456789012345", number: 123_456_789_012_345),
    Awkward("fifteen digits, a fraction", "1.23456789012345", number: 1.234_567_890_123_45),
    Awkward("a small number", "0.000000000000001", number: 1e-15),
    Awkward("sixteen digits", "1234567890123456"), Awkward("eighteen digits", "123456789012345678"),
    Awkward("leading zeros", "007"), Awkward("minus zero", "-0"), Awkward("minus zero, a fraction", "-0.00"),
    Awkward("an exponent", "1e5"), Awkward("no whole part", ".5"), Awkward("no fraction", "5."),
    Awkward("thousands", "1,234"), Awkward("hexadecimal", "0x10"), Awkward("not a number", "nan"),
    Awkward("full-width digits", "１２"), Awkward("a number and a blank", "12 "),
    Awkward("two minus signs", "--1"),
  ]

  /// What office programs make something else of when they may guess.
  private static let guesses = [
    Awkward("a formula", "=1+1"), Awkward("a function", "@SUM(A1)"), Awkward("a plus sign", "+1"),
    Awkward("a minus sign", "-x"), Awkward("an apostrophe", "'12"), Awkward("true", "TRUE"),
    Awkward("false", "false"), Awkward("a date", "2020-01-01"), Awkward("a Chinese date", "2020年1月1日"),
    Awkward("a time", "12:30"), Awkward("a half", "1/2"), Awkward("a percentage", "50%"),
    Awkward("money", "￥5"),
    Awkward("an error", "#N/A"), Awkward("a reference", "#REF!"), Awkward("null", "NULL"),
    Awkward("nothing", ""),
  ]

  private static let lineBreaks = [
    Awkward("LF", "a\nb"), Awkward("CR LF", "a\r\nb"), Awkward("CR", "a\rb"), Awkward("LF only", "\n"),
    Awkward("LF at the edges", "\n\na\n"),
  ]

  /// A cell holds 32,767 UTF-16 units; a pair of them is never cut in two.
  private static let lengths = [
    Awkward("just short enough", String(repeating: "x", count: 32_767)),
    Awkward("too long", String(repeating: "长", count: 40_000), shown: String(repeating: "长", count: 32_767)),
    Awkward(
      "too long by half a pair", String(repeating: "长", count: 32_766) + "😀x",
      shown: String(repeating: "长", count: 32_766)),
  ]
}

/// Facts made of all the awkward texts.
enum AwkwardFacts {
  /// Each text as agency, column, value and raw text of a fact, then all as values of an agency without a name.
  static func file(of texts: [Awkward] = Awkward.all) -> FactsFile {
    var facts = Lines()
    // A column without a name in a row without one has no label in a header.
    for text in texts {
      facts.add(text.bytes, "", text.bytes.isEmpty ? Array("无".utf8) : text.bytes, text.bytes)
    }
    for text in texts { facts.add([], "各项/\(text.name)", Array("总计".utf8), text.bytes) }
    return FactsFile(name: "awkward", bytes: facts.bytes)
  }

  /// The texts that a line of text can hold as values of one report, which is printed.
  static func report() -> FactsFile {
    var facts = Lines()
    for text in Awkward.all where !text.bytes.contains(where: { [0, 0x09, 0x0A, 0x0D].contains($0) }) {
      facts.add(Array("甲县".utf8), "各项/\(text.name)", Array("总计".utf8), text.bytes, year: "2020")
    }
    return FactsFile(name: "awkward-report", bytes: facts.bytes)
  }

  private struct Lines {
    private var lines = [Array("agency,year,section,row,column,value,raw,line".utf8)]

    var bytes: [UInt8] { Array(lines.joined(separator: [0x0A])) + [0x0A] }

    mutating func add(
      _ agency: [UInt8], _ row: String, _ column: [UInt8], _ text: [UInt8], year: String? = nil
    ) {
      // Some years are no numbers.
      let year = Array((year ?? (lines.count % 7 == 0 ? "二〇二〇" : "2020")).utf8)
      let line = Array(String(lines.count + 1).utf8)
      let section = Array(ExpectedSheets.sections[1].utf8)
      let fields = [agency, year, section, Array(row.utf8), column, text, text, line]
      lines.append(Array(fields.map(\.quoted).joined(separator: [0x2C])))
    }
  }
}

extension [UInt8] {
  /// A field of CSV, always in quotes.
  fileprivate var quoted: [UInt8] {
    [0x22] + flatMap { $0 == 0x22 ? [0x22, 0x22] : [$0] } + [0x22]
  }
}
