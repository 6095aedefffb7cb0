import Glibc

/// Texts as bytes of the encodings that reports come in.
enum Encoder {
  static func bytes(_ text: String, _ plan: ReportPlan) -> [UInt8] {
    var text = text
    if plan.noises.contains(.carriageReturns) { text = text.replacing("\n", with: "\r\n") }
    guard plan.noises.contains(.otherEncoding) else { return Array(text.utf8) }
    switch choice(plan) {
    case 0: return [0xEF, 0xBB, 0xBF] + Array(text.utf8)
    case 1: return [0xFF, 0xFE] + text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
    case 2: return [0xFE, 0xFF] + text.utf16.flatMap { [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)] }
    default: return gb18030(text)
    }
  }

  /// What a page says of its encoding.
  static func charset(_ plan: ReportPlan) -> String {
    plan.noises.contains(.otherEncoding) && choice(plan) == 3 ? "gb2312" : "utf-8"
  }

  private static func choice(_ plan: ReportPlan) -> Int {
    var dice = Dice(plan.seed, "encoding")
    return dice.int(0...3)
  }

  static func gb18030(_ text: String) -> [UInt8] {
    let descriptor = iconv_open("GB18030", "UTF-8")
    defer { iconv_close(descriptor) }
    var input = Array(text.utf8)
    var output = [UInt8](repeating: 0, count: input.count * 2 + 16)
    var (inputLeft, outputLeft) = (input.count, output.count)
    input.withUnsafeMutableBytes { source in
      output.withUnsafeMutableBytes { target in
        var from = source.baseAddress?.assumingMemoryBound(to: CChar.self)
        var to = target.baseAddress?.assumingMemoryBound(to: CChar.self)
        _ = iconv(descriptor, &from, &inputLeft, &to, &outputLeft)
      }
    }
    precondition(inputLeft == 0, "all of Unicode is in GB18030")
    return Array(output.dropLast(outputLeft))
  }
}
