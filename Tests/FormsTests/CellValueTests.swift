import Bytes
import Facts
import Testing

@testable import Forms

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
