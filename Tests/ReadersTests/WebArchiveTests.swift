import Bytes
import Testing

@testable import Readers

// Web archives: the page in them is read, however it is packed.

private let page =
  "<html><head><meta charset=gb2312></head><body><p>青川县文旅局年报</p><table><tr><td>规章<td>12<tr><td>件数<td>3</table>"
private let outlineOfPage = ["p 青川县文旅局年报", "1.1.1 规章", "1.1.2 12", "1.2.1 件数", "1.2.2 3"]
/// The page in GB18030.
private let gb18030: [UInt8] = {
  var bytes: [UInt8] = []
  for character in page.unicodeScalars {
    if character.isASCII { bytes.append(UInt8(character.value)) } else { bytes += known[character] ?? [] }
  }
  return bytes
}()
private let known: [Unicode.Scalar: [UInt8]] = [
  "青": [0xC7, 0xE0], "川": [0xB4, 0xA8], "县": [0xCF, 0xD8], "文": [0xCE, 0xC4], "旅": [0xC2, 0xC3],
  "局": [0xBE, 0xD6],
  "年": [0xC4, 0xEA], "报": [0xB1, 0xA8], "规": [0xB9, 0xE6], "章": [0xD5, 0xC2], "件": [0xBC, 0xFE],
  "数": [0xCA, 0xFD],
]

/// As quoted-printable, with lines of `width` characters at most.
private func quoted(_ bytes: [UInt8], width: Int = 70) -> String {
  var (text, length) = ("", 0)
  for byte in bytes {
    let isPlain = (0x21...0x7E).contains(byte) && byte != UInt8(ascii: "=")
    let hex = String(byte, radix: 16, uppercase: true)
    let code = isPlain ? String(UnicodeScalar(byte)) : "=" + (byte < 16 ? "0" : "") + hex
    if length + code.count > width { (text, length) = (text + "=\r\n", 0) }
    (text, length) = (text + code, length + code.count)
  }
  return text
}

private func base64(_ bytes: [UInt8]) -> String {
  let letters: [Character] = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
  var text = ""
  for start in stride(from: 0, to: bytes.count, by: 3) {
    let three = bytes[start..<min(start + 3, bytes.count)]
    let bits = three.reduce(0 as Int) { $0 << 8 | Int($1) } << (8 * (3 - three.count))
    for place in 0..<4 {
      text.append(place <= three.count ? letters[bits >> (18 - 6 * place) & 63] : "=")
    }
    if text.utf8.count % 77 == 76 { text += "\r\n" }
  }
  return text
}

private let top =
  "From: <Saved by Blink>\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"----Q;1\"\r\n\r\n"

private func part(_ type: String, _ transfer: String, _ body: String, more: String = "") -> String {
  "------Q;1\r\nContent-Type: \(type)\r\n\(more)Content-Transfer-Encoding: \(transfer)\r\n\r\n\(body)\r\n"
}

private let end = "------Q;1--\r\n"

@Test(arguments: [
  top + part("text/html", "quoted-printable", quoted(Array(page.utf8)))
    + part("image/png", "base64", "iVBORw0KGgo=") + end,
  top + part("text/html; charset=\"gb2312\"", "base64", base64(gb18030)) + end,
  top + part("Text/HTML", "Quoted-Printable", quoted(gb18030, width: 40)) + end,
  // The header says another encoding than the bytes have.
  top + part("text/html; charset=gb2312", "base64", base64(Array(page.utf8))) + end,
  // What says quoted-printable, and is not.
  top + part("text/html", "quoted-printable", page) + end,
  top + part("text/html", "8bit", page) + end,
  // Page and text are one part of several.
  top
    + "------Q;1\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nx\r\n--b\r\n"
    + "Content-Type: text/html\r\n\r\n\(page)\r\n--b--\r\n" + end,
  // The page is the one that the start names.
  top.replacing("type=\"text/html\"", with: "start=\"<p@x>\"")
    + part("text/html", "8bit", "<p>菜单", more: "Content-ID: <m@x>\r\n")
    + part("text/html", "8bit", page, more: "Content-ID: <p@x>\r\n") + end,
  // Frames show it.
  top + part("text/html", "8bit", "<frameset cols='9,*'><frame src=a></frameset>")
    + part("text/html", "8bit", page) + end,
  // Lines end in LF, and text stands before the first part.
  "\n"
    + (top + "This is a message with several parts.\r\n" + part("text/html", "8bit", page) + end).replacing(
      "\r\n", with: "\n"),
  // A mail of one part.
  "MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    + base64(Array(page.utf8)),
])
func thePageOfAWebArchiveIsRead(archive: String) throws {
  let reports = try read(Array(archive.utf8))
  #expect(reports.count == 1)
  #expect(outline(reports[0]) == outlineOfPage)
}

/// A mail may hold the reports of several years.
@Test(arguments: [
  ("<table><tr><td>1</table>", "8bit", 1), ("<table><TR><TH>1</table>", "quoted-printable", 1),
  ("<p>菜单", "8bit", 0), ("<track><tdx>", "8bit", 0), (page, "8bit", 0),
])
func aFurtherPageWithATableIsTold(other: String, transfer: String, count: Int) throws {
  let body = transfer == "8bit" ? other : quoted(Array(other.utf8), width: 9)
  let archive = top + part("text/html", "8bit", page) + part("text/html", transfer, body) + end
  let reports = try read(Array(archive.utf8))
  #expect(outline(reports[0]) == outlineOfPage)
  #expect(reports[0].notes.count == count)
  #expect(reports[0].notes.allSatisfy { $0.what == "1 further page with tables is not read" })
}

@Test func aFileThatIsAttachedIsTold() throws {
  let disposition = "Content-Disposition: Attachment; filename=a.docx\r\n"
  let archive = top + part("text/html", "8bit", page) + part("image/png", "base64", "iVBORw0KGgo=")
  let files = part("application/msword", "base64", "iVBORw0KGgo=", more: disposition)
  let reports = try read(Array((archive + files + end).utf8))
  #expect(reports[0].notes.map(\.what) == ["1 attached file is not read"])
}

@Test func aWebArchiveOfTooManyPartsIsRefused() {
  let parts = String(repeating: "------Q;1\r\n\r\n", count: 10_000)
  #expect(throws: ReportError.self) {
    try read(Array((top + part("text/html", "8bit", page) + parts + end).utf8))
  }
  let inner = (0..<9).map { "Content-Type: multipart/mixed; boundary=b\($0)\r\n\r\n--b\($0)\r\n" }.joined()
  #expect(throws: ReportError.self) {
    try read(Array((top + part("text/html", "8bit", page) + "------Q;1\r\n" + inner + "x\r\n" + end).utf8))
  }
}

@Test func badCodesStayAsTheyAre() throws {
  let body = "<p>a=XY b=3D1=20=\n c= \t\nd<table><tr><td>=E8=A7=84<td>1<tr><td>e<td>2</table>="
  let reports = try read(Array((top + part("text/html", "quoted-printable", body) + end).utf8))
  #expect(outline(reports[0]) == ["p a=XY b=1 cd", "1.1.1 规", "1.1.2 1", "1.2.1 e", "1.2.2 2"])
}

@Test func aWebArchiveThatIsCutIsNeverRead() throws {
  let archive = Array((top + part("text/html", "quoted-printable", quoted(Array(page.utf8)))).utf8)
  for count in 50..<archive.count {
    let error = #expect(throws: ReportError.self, "\(count)") { try read(Array(archive[..<count])) }
    if count > top.utf8.count + 60 { #expect(error == .damagedArchive(name: "t")) }
  }
}

@Test func changedWebArchivesNeverTrap() {
  let archive = Array(
    (top + part("text/html", "base64", base64(gb18030))
      + part("text/html", "quoted-printable", quoted(gb18030)) + end).utf8)
  var state: UInt64 = 7
  for _ in 0..<300 {
    var changed = archive
    for _ in 0..<3 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      changed[Int(state >> 33) % changed.count] = UInt8(truncatingIfNeeded: state >> 24)
    }
    _ = try? read(changed)
  }
}
