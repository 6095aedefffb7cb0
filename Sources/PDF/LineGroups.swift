/// Lines that touch: those of one table, or of a box around text, or none of either.
struct LineGroup {
  var levels: [RuledLine] = []
  var uprights: [RuledLine] = []
}

extension DrawnLines {
  /// More lines than any printed page has; such a page has no tables.
  static let limit = 20_000
  /// How often lines may be looked at for whether they touch: 2,000 rows of 256 columns touch half a million times.
  private static let lookLimit = 4_000_000

  /// The groups of lines that touch, each of two level and two upright ones at least; `nil` for too many lines.
  func groups() -> [LineGroup]? {
    guard levels.count + uprights.count <= Self.limit else { return nil }
    // `joined` has put them in order from the top.
    var sets = DisjointSets(count: levels.count + uprights.count)
    var looks = 0
    for (number, upright) in uprights.enumerated() {
      var level = levels.partition { $0.at >= upright.from - Nearness.snap }
      while level < levels.count, levels[level].at <= upright.to + Nearness.snap {
        looks += 1
        let line = levels[level]
        if line.from - Nearness.snap <= upright.at, upright.at <= line.to + Nearness.snap {
          sets.join(level, levels.count + number)
        }
        level += 1
      }
      guard looks <= Self.lookLimit else { return nil }
    }
    return collect(&sets)
  }

  private func collect(_ sets: inout DisjointSets) -> [LineGroup] {
    var numbers = [Int](repeating: -1, count: levels.count + uprights.count)
    var groups: [LineGroup] = []
    for line in numbers.indices {
      let root = sets.root(of: line)
      if numbers[root] < 0 {
        numbers[root] = groups.count
        groups.append(LineGroup())
      }
      if line < levels.count {
        groups[numbers[root]].levels.append(levels[line])
      } else {
        groups[numbers[root]].uprights.append(uprights[line - levels.count])
      }
    }
    return groups.filter { $0.levels.count >= 2 && $0.uprights.count >= 2 }
  }
}

extension Array {
  /// The index of the first element that a test holds for, as it does for all behind it.
  func partition(_ test: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if test(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

/// Sets of numbers from 0 that are joined one by one.
struct DisjointSets {
  private var parents: [Int32]

  init(count: Int) { parents = (0..<Int32(count)).map(\.self) }

  mutating func root(of element: Int) -> Int {
    var place = element
    while Int(parents[place]) != place {
      parents[place] = parents[Int(parents[place])]
      place = Int(parents[place])
    }
    return place
  }

  /// The smaller root becomes that of both.
  mutating func join(_ left: Int, _ right: Int) {
    let (one, other) = (root(of: left), root(of: right))
    parents[max(one, other)] = Int32(min(one, other))
  }
}
