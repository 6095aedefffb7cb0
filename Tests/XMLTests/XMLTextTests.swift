import Bytes
import Testing
import XML

private func escaped(_ bytes: [UInt8]) -> (text: String, replaced: Int) {
  var writer = ByteWriter()
  let replaced = writer.append(xmlText: bytes.span)
  return (String(decoding: writer.bytes, as: UTF8.self), replaced)
}

@Test(arguments: [
  ("规章 & <b> \"q\" 'a'", "规章 &amp; &lt;b&gt; \"q\" 'a'"),
  ("a\r\nb\tc", "a&#13;&#10;b\tc"),
  ("😀\u{3000}\u{A0}", "😀\u{3000}\u{A0}"),
  ("", ""),
  ("]]>", "]]&gt;"),
])
func textIsEscaped(text: String, expected: String) {
  let result = escaped(Array(text.utf8))
  #expect(result.text == expected)
  #expect(result.replaced == 0)
}

@Test(
  arguments: [
    ([0x61, 0x00, 0x62], "a\u{FFFD}b", 1),
    ([0x0B, 0x1F], "\u{FFFD}\u{FFFD}", 2),
    ([0xEF, 0xBF, 0xBE], "\u{FFFD}", 1),
    ([0xEF, 0xBF, 0xBF, 0x61], "\u{FFFD}a", 1),
    ([0xFF, 0x61], "\u{FFFD}a", 1),
    ([0xE4, 0xB8], "\u{FFFD}\u{FFFD}", 2),
    ([0xED, 0xA0, 0x80], "\u{FFFD}\u{FFFD}\u{FFFD}", 3),
    ([0xC0, 0xAF], "\u{FFFD}\u{FFFD}", 2),
    ([0xEF, 0xBF, 0xBD], "\u{FFFD}", 0),
  ] as [([UInt8], String, Int)])
func whatXMLCannotHoldIsReplacedAndCounted(bytes: [UInt8], expected: String, count: Int) {
  let result = escaped(bytes)
  #expect(result.text == expected)
  #expect(result.replaced == count)
}
