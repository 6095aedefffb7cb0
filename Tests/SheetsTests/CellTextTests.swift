import Sheets
import Testing

@Test(arguments: [
  ("0", true), ("-8", true), ("18.8710", true), ("123456789012345", true), ("0.000000000000001", true),
  ("-0.5", true),
  ("", false), ("-", false), ("007", false), ("-0", false), ("-0.0", false), ("1.", false), (".5", false),
  ("1e5", false),
  ("1234567890123456", false), ("1,234", false), (" 1", false), ("+1", false), ("１", false), ("0x10", false),
])
func numbersAreThoseThatADoubleKeeps(text: String, isNumber: Bool) {
  #expect(Array(text.utf8).span.isPlainNumber == isNumber)
}

@Test func namesOfSheetsAreLegalAndUnlike() {
  var names = SheetNames()
  #expect(names.name("数据") == "数据")
  #expect(names.name("数据") == "数据 (2)")
  #expect(names.name("a/b:c") == "a_b_c")
  #expect(names.name("A_B_C") == "A_B_C (2)")
  let long = names.name(String(repeating: "长", count: 40))
  #expect(long.count == 31)
  #expect(names.name(String(repeating: "长", count: 40)) == String(repeating: "长", count: 27) + " (2)")
  #expect(names.name("") == "Sheet")
}
