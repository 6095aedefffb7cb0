import Bytes

/// The last characters of labels: a quick no for nearly all lines, which need not be normalised then.
public struct LabelEndings: Sendable {
  /// A bit for each ideograph, by code. 8 KiB: a byte for each were pages to fill at every start of the program.
  private var endings = [UInt64](repeating: 0, count: 0x10000 / 64)
  /// Whether one of them is no ideograph.
  private var hasOddEnding = false

  public init() {}

  /// Adds the ending of a normalised label.
  public mutating func insert(_ key: Span<UInt8>) {
    guard let last = Characters(key).last else { return }
    if Self.ideographs.contains(last) {
      endings[Int(last.value) / 64] |= 1 << UInt64(last.value % 64)
    } else {
      hasOddEnding = true
    }
  }

  /// Whether a line can be a label, whatever `Label.normalize` drops of it.
  public func canBeLabel(_ line: Span<UInt8>) -> Bool {
    guard let (last, end) = last(line) else { return false }
    if Self.ideographs.contains(last) { return isEnding(last) || line.hasOpeningBracket }
    guard Self.canBeDropped(last) else { return true }
    return line.hasOpeningBracket || canEnd(line, before: end)
  }

  /// Whether the last character can be that of a label, or of a mark or note behind one.
  package func canEnd(_ line: Span<UInt8>) -> Bool {
    guard let (last, end) = last(line) else { return false }
    if Self.ideographs.contains(last) { return isEnding(last) }
    guard Self.canBeDropped(last) else { return false }
    // A note in brackets is dropped with all that stands in it; marks are dropped one by one.
    return line.hasOpeningBracket || canEnd(line, before: end)
  }

  /// The last visible character, and the place behind it.
  private func last(_ line: Span<UInt8>) -> (Unicode.Scalar, Int)? {
    let visible = line.trimmed(0..<line.count)
    guard !visible.isEmpty else { return nil }
    var start = visible.upperBound - 1
    while start > visible.lowerBound, line[start] & 0xC0 == 0x80 { start -= 1 }
    return (line.character(at: start).0, visible.upperBound)
  }

  private func isEnding(_ ideograph: Unicode.Scalar) -> Bool {
    let code = Int(ideograph.simplified.value)
    return endings[code / 64] >> UInt64(code % 64) & 1 == 1
  }

  private static func canBeDropped(_ last: Unicode.Scalar) -> Bool {
    last < "\u{80}" || ("\u{3000}"..."〿").contains(last) || last >= "\u{FF00}"
  }

  /// Whether what stands before the marks at the end can end a label.
  private func canEnd(_ line: Span<UInt8>, before end: Int) -> Bool {
    var end = end
    while end > 0 {
      var start = end - 1
      while start > 0, line[start] & 0xC0 == 0x80 { start -= 1 }
      let last = line.character(at: start).0
      if Self.ideographs.contains(last) { return isEnding(last) }
      switch last {
      // , . : ; and those of full width, 、 。
      case ",", ".", ":", ";", "，", "．", "：", "；", "、", "。": break
      // " ' ‘ ’ ‛ “ and so on, 「 」 『 』
      case "\"", "'", "‘"..."”", "「"..."』", "＂", "＇": break
      default: if line.invisibleLength(at: start) == 0 { return hasOddEnding }
      }
      end = start
    }
    return false
  }

  private static let ideographs: ClosedRange<Unicode.Scalar> = "一"..."\u{9FFF}"
}
