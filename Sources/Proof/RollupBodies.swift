import Bytes

/// The bodies and years whose facts came, and what their names say of their scope.
struct RollupBodies: Sendable {
  struct Body: Sendable {
    let agency: [UInt8]
    /// A place in `years`.
    let year: Int
    /// Whether its figures are in no sum.
    var isRefused = false

    var name: String { String(decoding: agency, as: UTF8.self) }
  }

  /// A body whose report, by its name, counts what another one counts too.
  struct Overlap: Sendable {
    let whole: Int
    let part: Int
  }

  /// A body for each year it has facts of.
  private(set) var all: [Body] = []
  private(set) var years: [[UInt8]] = []
  private var byHash: [UInt64: Int] = [:]

  /// The number of a body and year, and whether they are new.
  mutating func add(agency: Span<UInt8>, year: Span<UInt8>) -> (number: Int, isNew: Bool) {
    var hash = FNV1a()
    hash.combine(agency)
    hash.combine(year)
    if let number = byHash[hash.value] { return (number, false) }
    let place = years.firstIndex { year.equals($0) } ?? years.count
    if place == years.count { years.append([UInt8](copying: year)) }
    byHash[hash.value] = all.count
    all.append(Body(agency: [UInt8](copying: agency), year: place))
    return (all.count - 1, true)
  }

  mutating func refuse(_ number: Int) { all[number].isRefused = true }

  /// The years in their order.
  var yearsInOrder: [Int] {
    years.indices.sorted { years[$0].lexicographicallyPrecedes(years[$1]) }
  }

  func yearName(_ year: Int) -> String { String(decoding: years[year], as: UTF8.self) }

  /// Bodies that other years have and this one has not, in the order they came.
  func missing(in year: Int) -> [String] {
    let there = Set(all.filter { $0.year == year }.map(\.agency))
    var seen: Set<[UInt8]> = []
    return all.filter { $0.year != year && !there.contains($0.agency) && seen.insert($0.agency).inserted }
      .map(\.name)
  }

  /// Bodies of one year of which one sums up the other: 清源县人民政府 and 清源县水利局.
  ///
  /// - Parameter total: a body that is no part of the sum.
  func overlaps(without total: [UInt8]) -> [Overlap] {
    var wholes: [[[UInt8]: Int]] = years.map { _ in [:] }
    for (number, body) in all.enumerated() where !body.isRefused && body.agency != total {
      if let place = body.agency.placeSummedUp { wholes[body.year][Array(place)] = number }
    }
    var overlaps: [Overlap] = []
    for (number, body) in all.enumerated()
    where !body.isRefused && body.agency != total && !wholes[body.year].isEmpty {
      // Names are Han: three bytes a character.
      for length in stride(from: 6, through: body.agency.count, by: 3) {
        guard let whole = wholes[body.year][Array(body.agency[..<length])], whole != number,
          // 霁州市场监督管理局 may be of a 霁州县.
          !body.agency[length...].starts(with: "场".utf8)
        else { continue }
        overlaps.append(Overlap(whole: whole, part: number))
        break
      }
    }
    return overlaps
  }
}

extension [UInt8] {
  /// The place whose report sums up those of its parts, by its name: 清源县 for 清源县人民政府; `nil` for other bodies.
  ///
  /// 清源县人民政府办公室 and 清源县人民政府（本级） count for themselves.
  fileprivate var placeSummedUp: ArraySlice<UInt8>? {
    var name = self[...]
    for endings in [["（汇总）", "(汇总)", "汇总"], ["人民政府", "政府"]] {
      if let ending = endings.first(where: { name.ends(in: $0) }) { name = name.dropLast(ending.utf8.count) }
    }
    let isPlace = ["省", "市", "州", "盟", "县", "縣", "区", "區", "旗"].contains { name.ends(in: $0) }
    return isPlace && name.count >= 6 ? name : nil
  }
}

extension ArraySlice<UInt8> {
  fileprivate func ends(in text: String) -> Bool { suffix(text.utf8.count).elementsEqual(text.utf8) }
}
