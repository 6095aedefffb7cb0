/// Two reports, fact by fact.
struct PairOfReports {
  private let figures: Figures
  private let units: [[UInt8]]
  private let old: CompareArchive
  private let new: CompareArchive
  private(set) var changes: [Change] = []
  /// How many figures either report has.
  private(set) var figureCount = 0

  init(figures: Figures, units: [[UInt8]], old: CompareArchive, new: CompareArchive) {
    self.figures = figures
    self.units = units
    self.old = old
    self.new = new
  }

  /// - Parameters:
  ///   - oldFacts: places in the old archive; `newFacts` in the new one.
  ///   - notes: for figures of the forms, what is to be said of them.
  mutating func compare(_ oldFacts: Range<Int>, _ newFacts: Range<Int>, listsSame: Bool, notes: [Int: String])
  {
    var places: [Int: Int] = [:]
    for fact in oldFacts { places[figures.identity(Int(old.keys[fact]))] = fact }
    for fact in newFacts {
      let identity = figures.identity(Int(new.keys[fact]))
      add(change(places.removeValue(forKey: identity), fact, note: notes[identity]), listsSame: listsSame)
    }
    for fact in oldFacts where places[figures.identity(Int(old.keys[fact]))] != nil {
      add(change(fact, nil, note: nil), listsSame: listsSame)
    }
  }

  private mutating func add(_ change: Change, listsSame: Bool) {
    figureCount += 1
    if listsSame || change.kind != .same || !change.note.isEmpty { changes.append(change) }
  }

  private func change(_ oldFact: Int?, _ newFact: Int?, note: String?) -> Change {
    let oldValue = oldFact.map { Array(old.value($0)) }
    let newValue = newFact.map { Array(new.value($0)) }
    let amounts = (oldValue.flatMap { Amount($0.span) }, newValue.flatMap { Amount($0.span) })
    var notes = [note].compactMap { $0 }
    var difference: Amount?
    if let before = amounts.0, let now = amounts.1, let oldFact, let newFact {
      if let words = unitsApart(oldFact, newFact, before, now) {
        notes.append(words)
      } else {
        difference = before.difference(to: now)
      }
    }
    let key = figures.keys[newFact.map { Int(new.keys[$0]) } ?? oldFact.map { Int(old.keys[$0]) } ?? 0]
    return Change(
      kind: kind(oldValue, newValue, isSame: difference == .zero && notes.count == (note == nil ? 0 : 1)),
      section: String(decoding: key.section, as: UTF8.self), row: String(decoding: key.row, as: UTF8.self),
      column: String(decoding: key.column, as: UTF8.self),
      old: String(decoding: oldValue ?? [], as: UTF8.self),
      new: String(decoding: newValue ?? [], as: UTF8.self),
      difference: difference?.text ?? "",
      percent: difference.flatMap { amounts.0?.percent($0) } ?? "", note: notes.joined(separator: "; "))
  }

  private func kind(_ old: [UInt8]?, _ new: [UInt8]?, isSame: Bool) -> Change.Kind {
    guard let old else { return .added }
    guard let new else { return .removed }
    if old == new || isSame { return .same }
    return old.isEmpty ? .filled : new.isEmpty ? .emptied : .changed
  }

  /// Why two amounts of money have no difference; `nil` where they have one. Nothing needs no unit.
  private func unitsApart(_ oldFact: Int, _ newFact: Int, _ before: Amount, _ now: Amount) -> String? {
    let (left, right) = (units[Int(old.units[oldFact])], units[Int(new.units[newFact])])
    let number = figures.keys[Int(new.keys[newFact])].number
    guard before != .zero, now != .zero, number >= 0 ? figures.isMoney[number] : left != right else {
      return nil
    }
    guard left != right || left.isEmpty && before != now else { return nil }
    let words = [left, right].map { $0.isEmpty ? "no unit" : String(decoding: $0, as: UTF8.self) }
    return left == right ? "no unit is stated" : "units differ: \(words[0]), then \(words[1])"
  }
}
