import Bytes
import Cells

/// The last lines of a report: a body's name, and a date. A report is written the year after.
struct SignOff {
  let agency: Characters
  let year: Int
  let month: Int

  init?(_ report: Report) {
    let lines = report.lastLines
    for (index, line) in lines.enumerated() {
      guard let match = Years.all(line).first(where: \.isDate), match.range.upperBound == line.count,
        let year = match.year
      else { continue }
      let name = Array(line[..<match.range.lowerBound])
      let above = index + 1 < lines.count ? lines[index + 1] : []
      agency = [name, above].first { OpeningSentence.isName($0) && $0.endsLikeAgency } ?? []
      (self.year, month) = (year, match.month)
      return
    }
    return nil
  }
}
