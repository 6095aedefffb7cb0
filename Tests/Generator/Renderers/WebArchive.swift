/// A page as browsers save it (.mht): a part of a mail, with a picture beside it.
enum WebArchive {
  /// - Parameter isPlain: whether the page stands in it as it is; else in quoted-printable or base64.
  static func bytes(_ page: [UInt8], _ plan: ReportPlan, isPlain: Bool) -> [UInt8] {
    var dice = Dice(plan.seed, "mht")
    let transfer = isPlain ? "8bit" : dice.pick(["quoted-printable", "base64"])
    let head =
      "From: <Saved by a browser>\r\nSubject: =?utf-8?B?5bm05oql?=\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n"
      + "\ttype=\"text/html\";\r\n\tboundary=\"----=_Next\"\r\n\r\n------=_Next\r\nContent-Type: text/html\r\n"
      + "Content-Transfer-Encoding: \(transfer)\r\nContent-Location: http://example.com/a.html\r\n\r\n"
    let rest =
      "\r\n------=_Next\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n------=_Next--\r\n"
    let body =
      isPlain ? page : transfer == "base64" ? base64(page) : quotedPrintable(page, width: dice.int(20...76))
    return Array(head.utf8) + body + Array(rest.utf8)
  }

  /// Source: RFC 2045 section 6.7.
  private static func quotedPrintable(_ bytes: [UInt8], width: Int) -> [UInt8] {
    let digits = Array("0123456789ABCDEF".utf8)
    var (output, column): ([UInt8], Int) = ([], 0)
    for byte in bytes {
      let isPlain = (0x21...0x7E).contains(byte) && byte != 0x3D
      if column + 3 > width {
        output += Array("=\r\n".utf8)
        column = 0
      }
      output += isPlain ? [byte] : [0x3D, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      column += isPlain ? 1 : 3
    }
    return output
  }

  /// Source: RFC 2045 section 6.8.
  private static func base64(_ bytes: [UInt8]) -> [UInt8] {
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var output: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let part = bytes[start..<min(start + 3, bytes.count)]
      let bits = part.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - part.count))
      for place in 0..<4 {
        output.append(place <= part.count ? digits[bits >> (18 - 6 * place) & 63] : 0x3D)
      }
      if start % 57 == 54 { output += [0x0D, 0x0A] }
    }
    return output
  }
}
