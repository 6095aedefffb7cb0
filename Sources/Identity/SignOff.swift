import Bytes
import Reports
import Text

/// The last lines of a report: a body's name, and a date. A report is written the year after.
struct SignOff {
  let agency: Characters
  let year: Int
  let month: Int

  init?(_ report: Report) {
    let lines = report.lastLines
    for (index, line) in lines.enumerated() {
      let line = line.withoutChange
      guard let match = Years.all(line).first(where: \.isDate), match.range.upperBound == line.count,
        let year = match.year
      else { continue }
      let name = Array(line[..<match.range.lowerBound])
      // 发布日期：2023年1月20日 is none.
      guard name.isEmpty || BodyName.isPlausible(name) else { continue }
      let above = index + 1 < lines.count ? lines[index + 1] : []
      agency =
        [name, above].first {
          BodyName.isPlausible($0) && $0.endsLikeAgency && !$0.holdsFigure && !BodyName.isFragment($0)
        } ?? []
      (self.year, month) = (year, match.month)
      return
    }
    return nil
  }

  /// A report signed in January is about the year before; one signed in December about the year itself.
  var reportYear: Int { month > 6 ? year : year - 1 }
}

extension Characters {
  /// The text without （盖章） or （公章） behind it.
  var withoutSeal: Characters {
    guard last?.isClosingBracket == true, let start = lastIndex(where: \.isOpeningBracket), start > 0,
      Self.seals.stand(in: Array(self[start...]).simplified)
    else { return self }
    return Array(self[..<start])
  }

  /// Whether it is （盖章） on a line of its own.
  var isSeal: Bool { isInBrackets && count < 9 && Self.seals.stand(in: simplified) }

  /// A date without the one in brackets behind it: 2023年1月20日（2024年2月1日修改）.
  fileprivate var withoutChange: Characters {
    guard last?.isClosingBracket == true, let start = lastIndex(where: \.isOpeningBracket), start > 0,
      Years.match(self, at: start + 1) != nil
    else { return self }
    return Array(self[..<start])
  }

  private static let seals = Words(["章", "印"])

  /// Whether a number stands in a line that is none of a name, as 第8中学 has: a figure of a table ran into it.
  fileprivate var holdsFigure: Bool {
    indices.contains {
      self[$0].isDecimalDigit && ($0 == 0 || self[$0 - 1] != "第" && !self[$0 - 1].isDecimalDigit)
    }
  }
}

extension Report {
  /// The last six short lines outside tables that are the report's, the last one first.
  var lastLines: [Characters] {
    var lines: [Characters] = []
    for piece in pieces.reversed().prefix(40) where piece.kind != .cell {
      guard piece.range.count <= 150 else { break }
      let line = visibleText(of: piece).withoutEmphasis.withoutSeal
      let folded = line.simplified
      if line.isEmpty || line.isSeal || PageFurniture.isFurniture(folded) || PageFurniture.isListHead(folded)
      {
        continue
      }
      // A link to another report.
      if line.count > 10, ReportTitle(line) != nil { continue }
      lines.append(line)
      if lines.count == 6 { break }
    }
    return lines
  }

  /// Another body whose name stands on the line above that of who signs.
  func signer(above name: Characters) -> Characters? {
    let lines = lastLines
    guard let place = lines.firstIndex(where: { $0.starts(with: name) }), place + 1 < lines.count else {
      return nil
    }
    let other = lines[place + 1]
    let isBody = BodyName.isPlausible(other) && BodyName.isPlaced(other) && other.endsLikeAgency
    return isBody && !BodyName.isFragment(other) && !BodyName.agree(other, name) ? other : nil
  }

  /// The last line, where it is a body's name and nothing else, and surely this report's.
  var lastName: Characters {
    guard !hasDoubtfulEnd, pieces.last?.kind != .cell, let last = lastLines.first, BodyName.isPlausible(last),
      last.endsLikeAgency,
      !BodyName.isFragment(last)
    else { return [] }
    return last
  }
}
