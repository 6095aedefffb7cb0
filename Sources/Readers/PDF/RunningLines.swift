import Bytes
import PDF
import Text

/// What stands around the text of pages: running heads and feet, and the numbers of pages. It keeps a paragraph from going on, and a table
/// from being one.
///
/// Only lines outside of tables are looked at: a table may begin at the very top.
struct RunningLines {
  private struct Key: Hashable {
    let height: Int
    /// The text without digits; with them, how far the number of the page is off that of the line.
    let text: [UInt8]
    let offset: Int
  }

  /// On how many pages a text stands at one height.
  private var counts: [Key: Int] = [:]
  private var pageCount = 0

  /// Notes the lines of a page.
  mutating func note(_ page: PageLayout) {
    pageCount += 1
    var seen: Set<Key> = []
    for line in page.lines where line.isAtEdge(of: page, share: 0.1) {
      guard let key = Self.key(line, on: page), seen.insert(key).inserted else { continue }
      counts[key, default: 0] += 1
    }
  }

  func contains(_ line: PrintedLine, on page: PageLayout) -> Bool {
    guard line.isAtEdge(of: page, share: 0.1) else { return false }
    if line.isNumberedPage, line.isOutermost(on: page) { return true }
    guard let key = Self.key(line, on: page), let count = counts[key] else { return false }
    if key.text.isEmpty {
      // A bare number may be a figure of a table without lines: it must count the pages.
      guard line.isOutermost(on: page) else { return false }
      return count > 1 || pageCount == 1 && key.offset == 0 && line.isAtEdge(of: page, share: 0.07)
    }
    return count > 1 && line.isAtEdge(of: page, share: 0.07)
  }

  private static func key(_ line: PrintedLine, on page: PageLayout) -> Key? {
    let words = line.text.bytes.filter { !$0.isDigit && $0 != 0x20 }
    let height = line.y.isFinite ? Int(max(-1e6, min(1e6, line.y)).rounded()) : 0
    // Of a row of figures only commas and marks are left.
    guard words.isEmpty else {
      return words.contains { $0 > 0x40 } ? Key(height: height, text: words, offset: 0) : nil
    }
    guard let number = Int(String(decoding: line.text.bytes, as: UTF8.self)), number < 100_000 else {
      return nil
    }
    return Key(height: height, text: [], offset: number - page.number)
  }
}

extension PrintedLine {
  fileprivate func isAtEdge(of page: PageLayout, share: Float) -> Bool {
    y < share * page.height || y > (1 - share) * page.height
  }

  /// Whether no other line stands between it and the page's end.
  fileprivate func isOutermost(on page: PageLayout) -> Bool {
    page.lines.first?.y == y || page.lines.last?.y == y
  }

  /// Whether it is the number of a page, and says so: - 3 -, 第3页, 3/5, 第 3 页 共 5 页. A row of figures and of marks for none is
  /// not: its columns stand further apart.
  fileprivate var isNumberedPage: Bool {
    var (groups, dashes, slashes, words) = (0, 0, 0, 0)
    var wasDigit = false
    for letter in letters {
      guard let character = Unicode.Scalar(letter.scalar) else { return false }
      if character.isDecimalDigit, !wasDigit { groups += 1 }
      wasDigit = character.isDecimalDigit
      if wasDigit { continue }
      switch character {
      case "-", "\u{2010}"..."\u{2015}", "−", "－", "~", "·": dashes += 1
      case "/": slashes += 1
      case "第", "页", "頁", "共": words += 1
      default: return false
      }
    }
    if words > 0 { return groups > 0 }
    let isTight = zip(letters, letters.dropFirst()).allSatisfy { $1.x0 - $0.x1 <= em }
    guard isTight, let first = letters.first?.scalar, let last = letters.last?.scalar else { return false }
    let (startsWithDigit, endsWithDigit) = (0x30...0x39 ~= first, 0x30...0x39 ~= last)
    if slashes == 0 { return groups == 1 && dashes >= 2 && !startsWithDigit && !endsWithDigit }
    return groups == 2 && slashes == 1 && dashes == 0 && startsWithDigit && endsWithDigit
  }
}
