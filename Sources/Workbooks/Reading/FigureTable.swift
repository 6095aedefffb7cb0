import Bytes
import Facts
import Sheets

/// What a fact is of, and its figure, as hashes: a workbook may have millions.
struct FigureHash {
  let key: UInt64
  let identity: UInt64
  let section: UInt64
  let value: UInt64

  init(_ facts: borrowing FactReader) {
    var hash = FNV1a()
    hash.combine(facts.agency)
    hash.combine(facts.year)
    identity = hash.value
    hash.combine(facts.section)
    hash.combine(facts.row)
    hash.combine(facts.column)
    key = hash.value
    var title = FNV1a()
    title.combine(facts.section)
    section = title.value
    var figure = FNV1a()
    let text = facts.value
    figure.combine(text.extracting(0..<text.endOfFigure))
    value = figure.value
  }
}

/// The figures of the sheets of facts, to hold others against.
struct FigureTable {
  enum Outcome {
    case same
    case differs
    /// The agency and year, or the section, are those of no fact.
    case unknownBody
  }

  private var values: [UInt64: UInt64] = [:]
  private var identities: Set<UInt64> = []
  private var sections: Set<UInt64> = []
  /// Facts that come more than once: their further figures.
  private var repeated: [UInt64: [UInt64]] = [:]

  init(_ facts: consuming FactReader) throws(FactsError) {
    var facts = facts
    while try facts.next() {
      let hash = FigureHash(facts)
      identities.insert(hash.identity)
      sections.insert(hash.section)
      if let before = values.updateValue(hash.value, forKey: hash.key) {
        repeated[hash.key, default: [before]].append(hash.value)
      }
    }
  }

  /// Whether several facts are of the same figure: which one a change is meant for is not known.
  func isRepeated(_ key: UInt64) -> Bool { repeated[key] != nil }

  /// What a figure of another sheet says to those here. A blank one that is not here says nothing.
  func compare(_ hash: FigureHash, isBlank: Bool) -> Outcome {
    guard let value = values[hash.key] else {
      if isBlank { return .same }
      let isKnown = identities.contains(hash.identity) && sections.contains(hash.section)
      return isKnown ? .differs : .unknownBody
    }
    let isSame = repeated[hash.key]?.contains(hash.value) ?? (value == hash.value)
    return isSame ? .same : .differs
  }
}
