import TestSupport
import Testing

@testable import Sheets

private func readNumber(_ text: String) -> NumberText? {
  let bytes = Array(text.utf8)
  return NumberText(bytes.span)
}

@Test(arguments: [
  ("0.1", "0.1"), ("0.10000000000000001", "0.1"), ("2.2999999999999998", "2.3"),
  ("3.3E+17", "330000000000000000"),
  ("1E-7", "0.0000001"), ("1.5e3", "1500"), ("007", "7"), ("-0", "0"), ("-0.0", "0"), ("-12.50", "-12.5"),
  ("1234567890123456789", "1234567890123460000"), ("0.30000000000000004", "0.3"),
  ("99999999999999.99", "100000000000000"),
  ("999999999999999.9", "1000000000000000"), ("18.8710", "18.871"), ("+5", "5"), (".5", "0.5"), ("5.", "5"),
  ("1e-400", "0"), ("-1E-9999", "0"),
  ("1.7976931348623157E+308", "179769313486232" + String(repeating: "0", count: 294)),
])
func numbersAreThoseThatAPersonSees(text: String, shown: String) throws {
  let number = try #require(readNumber(text))
  var bytes: [UInt8] = []
  number.append(format: .general, keepsZeros: false, to: &bytes)
  #expect(String(decoding: bytes, as: UTF8.self) == shown)
}

@Test(arguments: [
  "", "-", ".", "1e", "1e+", "0x10", "nan", "inf", "1,000", "1 2", "1e400", "1e99999", "--1", "１", "1E+5x",
])
func whatIsNoNumberIsNone(text: String) {
  let isNone = readNumber(text) == nil
  #expect(isNone)
}

@Test(arguments: [
  ("0.00", "5", "5.00"), ("#,##0.0000", "18.871", "18.8710"), ("0.0", "0.25", "0.25"),
  ("000000", "42", "000042"),
  ("0.00%", "0.5", "0.5"), ("0.0E+00", "12", "12"), ("0.0,", "1200", "1200"), ("# ?/?", "0.5", "0.5"),
  ("[Red]0.00;[Blue]-0.0", "-1", "-1.00"), ("\"共0.00\"0", "3", "3"), ("0.0#", "3", "3.0"),
  ("@", "3.50", "3.5"),
  ("General", "3", "3"), ("G/通用格式", "3", "3"), ("_ * #,##0.00_ ", "3", "3.00"), ("0.00\"元\"", "0", "0.00"),
])
func formatsAddZeros(code: String, text: String, shown: String) throws {
  let format = NumberFormat(code: code)
  #expect(!format.isDate)
  var bytes: [UInt8] = []
  let found = try #require(readNumber(text))
  found.append(format: format, keepsZeros: false, to: &bytes)
  #expect(String(decoding: bytes, as: UTF8.self) == shown)
}

/// `0"元"`: the unit is of the number; one that is none of money is not said.
@Test(arguments: [
  ("0\"元\"", "50", "50元"), ("0.000\"万元\"", "1.5", "1.500万元"), ("#,##0.00\\元", "50", "50.00元"),
  ("0元", "7", "7元"), ("0!亿!元", "2", "2亿元"), ("0\" 千元 \"_ ", "2", "2千元"), ("0\"元\";-0\"元\"", "-3", "-3元"),
  ("G/通用格式\"元\"", "5", "5元"), ("General\"元\"", "5", "5元"), ("[Red]0\"百万元\"", "5", "5百万元"),
  ("[>9]0\"元\";0.0\"元\"", "5", "5元"), ("\"共\"0\"元\"", "5", "5元"),
  ("0_）元", "50", "50元"), ("0*（元", "50", "50元"), ("_（0\"元\"_）", "50", "50元"),
  ("0\"件\"", "5", "5"), ("\"元\"0", "5", "5"), ("0;\"元\"", "5", "5"),
  // Shown as what cannot be said.
  ("0\"美元\"", "5", "5 told"), ("0.0,\"万元\"", "50000", "50000 told"), ("0\"万\"", "5", "5 told"),
  ("[>=10000]0\"万元\";0\"元\"", "5", "5 told"), ("0!.0,\"万元\"", "50000", "50000 told"),
  ("0\"万件\"", "5", "5 told"),
])
func aFormatOfMoneyGivesItsUnit(code: String, value: String, shown: String) {
  let bytes = Array(value.utf8)
  var row = SheetRow()
  row.begin(number: 1)
  let isTaken = row.append(
    number: bytes.span, column: 0, format: NumberFormat(code: code), calendar: SheetCalendar(),
    keepsZeros: false)
  #expect(isTaken)
  #expect(String(decoding: row.bytes, as: UTF8.self) + (row.losses.all.isEmpty ? "" : " told") == shown)
  #expect((row.cells[0].kind == .text) == shown.hasSuffix("元"))
}

/// Another number, or none, stands on the sheet than the cell holds.
@Test(arguments: [
  ("0%", true), ("0.00%", true), ("0,", true), ("#,##0,,", true), ("0.0,\"万\"", true), ("0!.0,\"万\"", true),
  ("0\".\"0000", true), ("0\\.0000", true), ("\"共1\"0", true), ("\"无\"", true), (";;;", true), (";", true),
  ("[<10000]0;0!.0,\"万\"", true), ("[>=10000]0!.0,\"万\";0", true), ("[<1]0.0;0", false), ("[Red]0;0%", false),
  ("0", false), ("#,##0", false), ("0.00\"元\"", false), ("\"No.\"0", false), ("0\".\"", false), ("@", false),
  ("General", false), ("G/通用格式", false), ("G/通用格式\"件\"", false), ("", false), ("0.0E+00", false),
  ("# ?/?", false),
  ("_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * \"-\"??_ ;_ @_ ", false), ("[Red]0;[Blue]-0", false), ("yyyy", false),
  ("h:mm", false),
])
func formatsThatShowAnotherNumberAreKnown(code: String, isOther: Bool) {
  #expect(NumberFormat(code: code).isOther == isOther)
}

@Test(arguments: [
  ("yyyy-mm-dd", "45322", "2024-01-31"), ("yyyy\"年\"m\"月\"d\"日\"", "45322", "2024-01-31"),
  ("yyyy年m月d日", "45322.5", "2024-01-31 12:00:00"),
  ("m/d/yy h:mm", "45322.354166666664", "2024-01-31 08:30:00"),
  ("h:mm:ss", "0.354166666666667", "08:30:00"), ("h:mm", "45322.25", "2024-01-31 06:00:00"),
  ("[h]:mm", "1.25", "30:00:00"), ("mm:ss.000", "0.0000115856481", "00:00:01.001"),
  ("[$-804]yyyy/m/d;@", "1", "1900-01-01"),
  ("yyyy-m-d", "59", "1900-02-28"), ("yyyy-m-d", "60", "1900-02-29"), ("yyyy-m-d", "61", "1900-03-01"),
  ("d", "2958465", "9999-12-31"), ("h AM/PM", "0.75", "18:00:00"),
  ("[DBNum1]yyyy\"年\"", "45322", "2024-01-31"),
  ("yyyy-mm-dd hh:mm", "45322", "2024-01-31 00:00:00"), ("yyyy-mm-dd", "45322.9999999999", "2024-02-01"),
])
func datesAreISOText(code: String, serial: String, shown: String) {
  let format = NumberFormat(code: code)
  #expect(format.isDate)
  var bytes: [UInt8] = []
  let isDate = SheetCalendar().append(serial: Double(serial) ?? 0, format: format, to: &bytes)
  #expect(isDate && String(decoding: bytes, as: UTF8.self) == shown)
}

@Test func datesOf1904BeginLater() {
  var bytes: [UInt8] = []
  let isDate = SheetCalendar(is1904: true).append(serial: 0, format: NumberFormat(code: "d"), to: &bytes)
  #expect(isDate)
  #expect(String(decoding: bytes, as: UTF8.self) == "1904-01-01")
}

@Test(arguments: [0, -1, 2_958_466, .infinity, .nan, 0.5] as [Double])
func whatIsNoDateStaysANumber(serial: Double) {
  var bytes: [UInt8] = []
  let isDate = SheetCalendar().append(serial: serial, format: NumberFormat(code: "yyyy-mm-dd"), to: &bytes)
  #expect(!isDate && bytes.isEmpty)
}

@Test func builtInFormatsOfDatesAreKnown() {
  for id in [14, 15, 16, 17, 27, 31, 36, 50, 58] { #expect(NumberFormat.builtIn(id).hasDate) }
  for id in [18, 19, 20, 21, 32, 45, 46, 47, 55] { #expect(NumberFormat.builtIn(id).hasTime) }
  for id in [0, 1, 3, 11, 12, 37, 48, 49, 200] { #expect(NumberFormat.builtIn(id).isGeneral) }
  #expect(NumberFormat.builtIn(4).decimals == 2)
}

@Test func oddTextsNeverTrap() {
  var generator = SeededGenerator(seed: 11)
  func text(of letters: String) -> [UInt8] {
    (0..<Int.random(in: 0...24, using: &generator)).map { _ in
      Array(letters.utf8).randomElement(using: &generator) ?? 0
    }
  }
  for _ in 0..<20_000 {
    var bytes: [UInt8] = []
    let format = NumberFormat(code: text(of: "0#?.,;%/E+-eyYmdhsgab[]\"\\_*@年 GeneralAM/PM").span)
    NumberText(text(of: "0123456789.eE+-").span)?.append(format: format, keepsZeros: true, to: &bytes)
    _ = SheetCalendar(is1904: Bool.random(using: &generator)).append(
      serial: Double.random(in: -1...3_000_000, using: &generator), format: format, to: &bytes)
    _ = SheetCalendar.append(iso: text(of: "0123456789-T:.Z").span, format: format, to: &bytes)
    var escaped = text(of: "_xX0D8AaF")
    escaped.decodeEscapes(from: 0)
    #expect(bytes.count < 1000)
  }
}
