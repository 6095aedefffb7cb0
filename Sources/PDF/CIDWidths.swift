/// Widths of the glyphs of a CIDFont (ISO 32000-1, 9.7.4.3), in parts of the font's size.
struct CIDWidths {
  private var runs: CIDRuns
  /// Of glyphs that the font does not list.
  let missing: Double

  init(_ font: PDFDictionary, of file: PDFFile) {
    missing = (file.number(font["DW"]) ?? 1000) / 1000
    runs = CIDRuns(file.array(font["W"]) ?? [], numbers: 1, of: file)
  }

  subscript(_ cid: Int) -> Double? { runs.place(cid).map { runs.values[$0] / 1000 } }
}

/// W2 and DW2: how the pen goes in vertical writing.
struct CIDVerticals {
  private var runs: CIDRuns
  let missing: VerticalMetrics
  /// Where boxes end above the baseline.
  private static let top = 0.85

  init(_ font: PDFDictionary, of file: PDFFile) {
    let pair = (file.array(font["DW2"]) ?? []).map { (file.number($0) ?? 0) / 1000 }
    var metrics = VerticalMetrics()
    if pair.count == 2 { metrics.advance = pair[1] }
    missing = metrics
    runs = CIDRuns(file.array(font["W2"]) ?? [], numbers: 3, of: file)
  }

  /// `offsetX` is from the character's left side.
  subscript(_ cid: Int) -> VerticalMetrics? {
    guard let place = runs.place(cid) else { return nil }
    let (advance, x, y) = (runs.values[place], runs.values[place + 1], runs.values[place + 2])
    return VerticalMetrics(advance: advance / 1000, offsetX: x / 1000, offsetY: (y - 880) / 1000)
  }
}

/// Numbers of CIDs as W and W2 list them: `first [n n n]` or `first last n`.
private struct CIDRuns {
  private struct Run {
    let first: Int
    let last: Int
    /// In `values`: of the first CID.
    let place: Int
    /// 0 where all have the same.
    let step: Int
  }

  private var runs: [Run] = []
  private(set) var values: [Double] = []

  init(_ list: [PDFObject], numbers count: Int, of file: PDFFile) {
    var index = 0
    while index + 1 < list.count, runs.count < PDFLimits.widths, values.count < PDFLimits.widths {
      guard let first = file.integer(list[index]), 0...0xFFFF ~= first else {
        index += 1
        continue
      }
      if let own = file.array(list[index + 1]) {
        let cids = own.count / count
        runs.append(Run(first: first, last: first + cids - 1, place: values.count, step: count))
        for value in own.prefix(cids * count) { values.append(file.number(value) ?? 0) }
        index += 2
      } else {
        guard index + 1 + count < list.count, let last = file.integer(list[index + 1]) else { break }
        runs.append(Run(first: first, last: last, place: values.count, step: 0))
        for place in index + 2..<index + 2 + count { values.append(file.number(list[place]) ?? 0) }
        index += 2 + count
      }
    }
    if !(1..<max(1, runs.count)).allSatisfy({ runs[$0 - 1].first <= runs[$0].first }) {
      runs = runs.enumerated().sorted {
        ($0.element.first, $0.offset) < ($1.element.first, $1.offset)
      }.map(\.element)
    }
  }

  /// Where the numbers of a CID stand in `values`.
  func place(_ cid: Int) -> Int? {
    var (low, high) = (0, runs.count)
    while low < high {
      let middle = (low + high) / 2
      if runs[middle].first <= cid { low = middle + 1 } else { high = middle }
    }
    for index in (max(0, low - 64)..<low).reversed() where runs[index].last >= cid {
      return runs[index].place + (cid - runs[index].first) * runs[index].step
    }
    return nil
  }
}
