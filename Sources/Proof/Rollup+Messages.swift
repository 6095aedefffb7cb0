public import Bytes
import Forms

extension Rollup {
  /// Most messages of one kind about a year; the rest is counted.
  private static var most: Int { 20 }

  private func note(
    _ severity: Diagnostic.Severity = .note, _ what: String, _ why: String = "", _ remedy: String = ""
  ) -> Diagnostic {
    Diagnostic(severity, at: Location(""), what: what, why: why, remedy: remedy)
  }

  /// Bodies whose reports count, by their names, what those of others in the sum count.
  ///
  /// - Parameters:
  ///   - agency: the name of the sum, which is no part of itself.
  ///   - isAllowed: whether they are added all the same.
  public func overlaps(into agency: String, isAllowed: Bool) -> [Diagnostic] {
    var messages: [Diagnostic] = []
    for body in bodies.all where !body.isRefused && body.name == agency {
      messages.append(
        note(
          isAllowed ? .warning : .error,
          "“\(agency)” \(bodies.yearName(body.year)) is among the bodies that it sums up",
          "a sum is no part of itself", "Leave its facts out, or name the sum otherwise"))
    }
    return messages + overlaps(without: [], isAllowed: isAllowed)
  }

  /// - Parameter total: a body that is no part of the sum.
  public func overlaps(without total: [UInt8], isAllowed: Bool = true) -> [Diagnostic] {
    let severity: Diagnostic.Severity = isAllowed ? .warning : .error
    return bodies.overlaps(without: total).map { overlap in
      let (whole, part) = (bodies.all[overlap.whole], bodies.all[overlap.part])
      return note(
        severity, "“\(whole.name)” \(bodies.yearName(whole.year)) counts “\(part.name)” too, by its name",
        "the report of a place sums up those of its offices and towns",
        isAllowed ? "" : "Leave one of them out, or give --overlapping")
    }.capped(Self.most) { note(severity, "\($0) more bodies overlap") }
  }

  /// What the sums do not hold: bodies, figures and facts.
  public func messages(ofPresent: Bool) -> [Diagnostic] {
    var messages: [Diagnostic] = []
    if strangers > 0 {
      messages.append(
        note(
          .note, "facts of no official form are left out: \(strangers), first “\(firstStranger)”",
          "only figures that mean the same are added"))
    }
    if stated > 0 {
      messages.append(
        note(
          .note, "figures that sentences state are left out: \(stated)",
          "a body need not state them, and words such as 收到 count differently from body to body",
          "The tables have the figures that add up"))
    }
    for place in bodies.yearsInOrder where sums[place].bodyCount > 0 {
      messages += bodiesMissing(place)
      messages += formsUsed(place)
      messages += figuresLacking(place, ofPresent: ofPresent)
      messages += amountsWithoutUnit(place)
      messages += sumsTooLarge(place)
    }
    return messages
  }

  private func bodiesMissing(_ place: Int) -> [Diagnostic] {
    let year = bodies.yearName(place)
    let missing = bodies.missing(in: place)
    let counted = bodies.all.count { $0.year == place && !$0.isRefused }
    var messages: [Diagnostic] = []
    if !missing.isEmpty {
      messages.append(
        note(
          .warning, "\(year): bodies that other years have and this one lacks: \(missing.count)",
          list(missing)))
    }
    if sums[place].bodyCount < counted {
      messages.append(
        note(
          .note, "\(year): bodies in no sum: \(counted - sums[place].bodyCount) of \(counted)",
          "none of their figures is of an official form, or they are the total itself"))
    }
    return messages
  }

  private func formsUsed(_ place: Int) -> [Diagnostic] {
    let used = sums[place].forms.enumerated().filter { $0.element > 0 }
    guard used.count > 1 else { return [] }
    let words = used.map { "\($0.element) that of \(library.forms[$0.offset].id)" }
    return [
      note(
        .note,
        "\(bodies.yearName(place)): the bodies use \(used.count) forms: \(words.joined(separator: ", "))",
        "figures that one form alone asks for are the sums of its bodies")
    ]
  }

  /// One message for all figures that the same bodies lack.
  private func figuresLacking(_ place: Int, ofPresent: Bool) -> [Diagnostic] {
    let year = sums[place]
    var groups: [[Int]] = []
    var groupOf: [UInt64: Int] = [:]
    for number in order(year) where year.cells[number].lacking > 0 {
      if let group = groupOf[year.cells[number].pattern] {
        groups[group].append(number)
      } else {
        groupOf[year.cells[number].pattern] = groups.count
        groups.append([number])
      }
    }
    let messages = groups.map { group in
      let cell = year.cells[group[0]]
      let more = group.count > 1 ? " and \(group.count - 1) more figures" : ""
      let bodies = cell.numbers + cell.lacking
      return note(
        .warning,
        "\(self.bodies.yearName(place)): \(cell.lacking) of \(bodies) bodies without “\(path(group[0], year))”\(more): "
          + cell.kinds,
        list(cell.without.map { self.bodies.all[$0].name }, of: cell.lacking)
          + (ofPresent && cell.numbers > 0 ? "; the sum is of the others" : "; the sum is left blank"))
    }
    return messages.capped(Self.most) {
      note(
        .warning, "\(self.bodies.yearName(place)): \($0) more groups of figures lack bodies", "",
        "See them all with --missing")
    }
  }

  private func amountsWithoutUnit(_ place: Int) -> [Diagnostic] {
    let year = sums[place]
    return order(year).filter { outcome($0, year.cells[$0], ofPresent: true) == .noUnit }.map { number in
      let kinds = year.cells[number].units.sorted { $0.key < $1.key }.map { unit, count in
        units[unit].isEmpty
          ? "\(count) without unit" : "\(count) in \(String(decoding: units[unit], as: UTF8.self))"
      }
      return note(
        .warning,
        "\(bodies.yearName(place)): “\(path(number, year))” is left out: \(kinds.joined(separator: ", "))",
        "amounts in different or unknown units have no sum",
        "Give facts that state it: convert --with unit")
    }
  }

  private func sumsTooLarge(_ place: Int) -> [Diagnostic] {
    order(sums[place]).filter { sums[place].cells[$0].sum == nil }.map { number in
      note(
        .warning, "\(bodies.yearName(place)): “\(path(number, sums[place]))” is left blank",
        "the sum is too large to be exact")
    }
  }

  /// What most bodies of the year call a figure.
  private func path(_ number: Int, _ year: RollupYear) -> String {
    let key = figures.keys[names(year)[number]]
    return [key.section, key.row, key.column].map { String(decoding: $0, as: UTF8.self) }
      .joined(separator: "/")
  }

  private func list(_ names: [String], of count: Int? = nil) -> String {
    let first = names.prefix(RollupCell.namesKept)
    let rest = (count ?? names.count) - first.count
    return first.map { "“\($0)”" }.joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
  }
}

extension RollupCell {
  /// `2 blank, 1 not there`.
  var kinds: String {
    [(blanks, "blank"), (words, "in words"), (missing, "not there")].filter { $0.0 > 0 }
      .map { "\($0.0) \($0.1)" }.joined(separator: ", ")
  }
}

extension [Diagnostic] {
  /// The first ones, and one that counts the rest.
  fileprivate func capped(_ most: Int, rest: (Int) -> Diagnostic) -> [Diagnostic] {
    count <= most ? self : prefix(most) + [rest(count - most)]
  }
}
