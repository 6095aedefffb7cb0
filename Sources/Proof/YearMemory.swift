import Bytes

/// What relations from year to year need of the reports before: some tens of bytes for each report.
struct YearMemory: Sendable {
  /// The figures that such relations name.
  private let needed: [Int]
  /// For each report its figures, one behind the other: a state, and eight bytes where there is a number.
  private var bytes: [UInt8] = []
  private var places: [UInt64: Int] = [:]

  init(_ tests: [RelationTest]) {
    var needed: Set<Int> = []
    for test in tests where test.isAcrossYears {
      for term in ([test.left] + test.right).joined() { needed.insert(term.figure) }
    }
    self.needed = needed.sorted()
  }

  /// - Parameter isPartial: whether a figure is not that of all bodies behind the report, so that it is held against nothing.
  mutating func keep(
    _ figures: ReportFigures, agency: [UInt8], year: Int, isPartial: (Int) -> Bool
  ) {
    guard needed.contains(where: { figures[$0].state != .absent }) else { return }
    places[Self.key(agency, year)] = bytes.count
    for number in needed {
      let state = figures[number].state
      let isKept = state == .absent || !isPartial(number)
      bytes.append((isKept ? state : .unreadable).rawValue)
      guard isKept, state == .number else { continue }
      let value = UInt64(bitPattern: figures[number].amount.millionths)
      for shift in stride(from: 0, to: 64, by: 8) { bytes.append(UInt8(truncatingIfNeeded: value >> shift)) }
    }
  }

  /// Puts the figures of the report of an agency and year into `figures`; whether there was one.
  func recall(agency: [UInt8], year: Int, into figures: inout ReportFigures) -> Bool {
    guard var place = places[Self.key(agency, year)] else { return false }
    figures.removeAll()
    for number in needed {
      let state = ReportFigures.State(rawValue: bytes[place]) ?? .absent
      place += 1
      var amount = Amount.zero
      if state == .number {
        var value: UInt64 = 0
        for index in 0..<8 { value |= UInt64(bytes[place + index]) << (8 * index) }
        amount = Amount(millionths: Int64(bitPattern: value))
        place += 8
      }
      if state != .absent { figures.set(number, state, amount, record: 0) }
    }
    return true
  }

  private static func key(_ agency: [UInt8], _ year: Int) -> UInt64 {
    var hash = FNV1a()
    hash.combine(agency.span)
    hash.combine(Array(String(year).utf8).span)
    return hash.value
  }
}
