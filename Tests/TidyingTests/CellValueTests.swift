import Bytes
import Facts
import Testing
import Text

@testable import Tidying

@Test(arguments: [
  ("0", "0", FactStatus.number), ("\u{A0}0", "0", .number), ("0\u{3000}", "0", .number),
  ("       1038", "1038", .number),
  ("１２", "12", .number), ("1,234", "1234", .number), ("1，234,567", "1234567", .number),
  ("+43", "43", .number),
  ("-8", "-8", .number), ("－8", "-8", .number), ("−8", "-8", .number), ("18.8710", "18.8710", .number),
  ("3985758", "3985758", .number), ("29项", "29", .number), ("29 项", "29", .number), ("3（件）", "3", .number),
  ("37551661.7元", "37551661.7", .number), ("007", "007", .number), ("\u{200B}5\u{FEFF}", "5", .number),
  ("", "", .blank), ("\u{A0}", "", .blank), ("\u{3000} ", "", .blank),
  ("/", "", .slash), ("／", "", .slash), ("-", "", .dash), ("——", "", .dash), ("—— ", "", .dash),
  ("－", "", .dash),
  ("无", "", .text), ("本单位未制作规章", "", .text), ("12,34", "", .text), ("1.2.3", "", .text), ("1 2", "", .text),
  ("5.", "", .text), (".5", "", .text), ("+", "", .text), ("约5", "", .text), ("5件左右", "", .text),
  ("1e5", "", .text),
  ("50%", "", .text), ("0x10", "", .text), ("一", "", .text), ("-/", "", .text), ("1,234,5", "", .text),
  ("--8", "", .text),
])
func figuresAreReadAndTextIsNot(text: String, digits: String, status: FactStatus) {
  var read: [UInt8] = []
  let value = CellValue.read(Array(text.utf8).span, into: &read)
  #expect(value.status == status)
  #expect(String(decoding: read, as: UTF8.self) == digits)
}

@Test(arguments: [
  // cell, unit of the form, value, unit of the fact
  ("32.4142万元", "", "324142", "元"), ("37551661.7元", "", "37551661.7", "元"), ("251000元", "", "251000", "元"),
  ("0.5亿元", "", "50000000", "元"), ("2504", "", "2504", ""), ("29项", "", "29", "项"), ("3件", "件", "3", "件"),
  ("3项", "件", "3", "件"), ("18.8710万元", "万元", "18.8710", "万元"), ("1200元", "万元", "0.12", "万元"),
  ("5元", "万元", "0.0005", "万元"), ("-1.5万元", "", "-15000", "元"), ("0万元", "", "0", "元"),
  ("1.00万元", "", "10000", "元"), ("0.00005万元", "", "0.5", "元"),
])
func amountsAreExact(cell: String, formUnit: String, value: String, unit: String) {
  var digits: [UInt8] = []
  let read = CellValue.read(Array(cell.utf8).span, into: &digits)
  var factUnit = Array(formUnit.utf8)
  #expect(Amount.convert(&digits, read.unit, to: &factUnit))
  #expect(String(decoding: digits, as: UTF8.self) == value)
  #expect(String(decoding: factUnit, as: UTF8.self) == unit)
}

@Test(arguments: [("5元", "件"), ("3件", "万元")])
func moneyIsNoCount(cell: String, formUnit: String) {
  var digits: [UInt8] = []
  let read = CellValue.read(Array(cell.utf8).span, into: &digits)
  var unit = Array(formUnit.utf8)
  #expect(!Amount.convert(&digits, read.unit, to: &unit))
}

// MARK: figures with words

@Test(arguments: [
  ("增10", "10"), ("增加 10项", "10"), ("减少2", "-2"), ("减2", "-2"), ("下降１２", "-12"), ("减0", "0"),
  ("增1,234", "1234"), ("↓3", "-3"),
])
func changesInWordsAreRead(cell: String, value: String) throws {
  var digits: [UInt8] = []
  let text = Array(cell.utf8)
  #expect(WordedFigure(text.span, isChange: true, isYuan: false, into: &digits)?.isCertain == true)
  #expect(String(decoding: digits, as: UTF8.self) == value)
  #expect(WordedFigure(text.span, isChange: false, isYuan: true, into: &digits) == nil)
}

@Test(arguments: ["增", "增加", "减-3", "增5%", "增加3，减少1", "增减2", "增加约3", "增3倍", "增1.2万"])
func wordsThatStateNoChangeAreNone(cell: String) {
  var digits: [UInt8] = []
  #expect(WordedFigure(Array(cell.utf8).span, isChange: true, isYuan: false, into: &digits) == nil)
}

@Test(arguments: [
  ("22（其中修订16件）", "22", true), ("22件(含续期3件)", "22", true), ("１２（均为上级转办）", "12", true),
  ("9（同比持平）", "9", false),
])
func aNumberWithANoteBehindIsRead(cell: String, value: String, isCertain: Bool) {
  var digits: [UInt8] = []
  #expect(
    WordedFigure(Array(cell.utf8).span, isChange: false, isYuan: false, into: &digits)?.isCertain == isCertain
  )
  #expect(String(decoding: digits, as: UTF8.self) == value)
}

@Test(arguments: [
  "22（应为23）", "22（更正）", "1.2（单位：万）", "22（16）", "22（约）", "约22（其中修订16件）", "22（其中修订16件", "22（其中）3（件）",
  "（其中修订16件）",
  "5（不含下属单位）", "22（其中修订16件）余", "3-5（其中修订1件）",
])
func aNoteThatMayChangeTheFigureLeavesNone(cell: String) {
  var digits: [UInt8] = []
  #expect(WordedFigure(Array(cell.utf8).span, isChange: false, isYuan: false, into: &digits) == nil)
}

@Test func tenThousandsAreOfMoney() {
  var digits: [UInt8] = []
  let text = Array("3.05万".utf8)
  let figure = WordedFigure(text.span, isChange: false, isYuan: true, into: &digits)
  var unit: [UInt8] = []
  #expect(figure.map { Amount.convert(&digits, $0.unit, to: &unit) } == true)
  #expect(String(decoding: digits, as: UTF8.self) == "30500" && String(decoding: unit, as: UTF8.self) == "元")
  #expect(WordedFigure(text.span, isChange: false, isYuan: false, into: &digits) == nil)
}
