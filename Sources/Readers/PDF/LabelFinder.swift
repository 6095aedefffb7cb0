import PDF

/// A label that was found, letter by letter, on the lines of its cell.
struct FoundLabel {
  var letters: [SectionLines.Place] = []
  var x0 = Float.infinity
  var x1 = -Float.infinity
  /// The heights of its first and last line.
  var top = Float.infinity
  var bottom = -Float.infinity
  /// Where each of its lines begins and ends.
  var lines: [(x0: Float, x1: Float)] = []

  var firstLine: Int { letters.first?.line ?? 0 }
}

/// Finding labels where they are printed: broken over the lines of their cell, between those of other cells.
extension SectionLines {
  /// A gap that parts words, in ems.
  private static let wordGap: Float = 0.35
  /// How far below a line the next one of a label stands at most, in ems.
  private static let lineStep: Float = 2.2

  /// The first place in some lines where a label stands.
  ///
  /// - Parameters:
  ///   - isGlued: whether the label of the next cell may follow without a gap, as in headers of narrow columns.
  ///   - right: how far to the right it reaches at most.
  func find(_ label: [UInt32], in range: Range<Int>, isGlued: Bool, leftOf right: Float = .infinity)
    -> FoundLabel?
  {
    guard let first = label.first else { return nil }
    for line in range {
      for letter in lines[line].folded.indices where lines[line].folded[letter] == first {
        let place = Place(line: line, letter: letter)
        guard lines[line].letters[letter].x1 <= right, canBegin(place) else { continue }
        if let found = match(label, at: place, upTo: range.upperBound, isGlued), found.x1 <= right {
          return found
        }
      }
    }
    return nil
  }

  mutating func use(_ label: FoundLabel) {
    for place in label.letters { lines[place.line].isUsed[place.letter] = true }
  }

  /// Whether a label may begin there: no word goes on.
  private func canBegin(_ place: Place) -> Bool {
    let line = lines[place.line]
    if line.isUsed[place.letter] { return false }
    if gap(before: place) > Self.wordGap { return true }
    return line.folded[place.letter - 1] == 0 || line.isUsed[place.letter - 1]
  }

  private func match(_ label: [UInt32], at place: Place, upTo end: Int, _ isGlued: Bool) -> FoundLabel? {
    var found = FoundLabel()
    var count = walk(label[...], at: place, into: &found)
    while count < label.count {
      guard let next = goOn(label[count...], below: found, upTo: end) else { return nil }
      count += walk(label[count...], at: next, into: &found)
    }
    guard let last = found.letters.last else { return nil }
    var next = Place(line: last.line, letter: last.letter + 1)
    // Marks that are no part of labels: quotes.
    while let scalar = letter(next), Self.fold(scalar) == 0, !Self.opening.contains(scalar),
      gap(before: next) <= Self.wordGap, found.letters.count > 1, scalar > 0x7F
    {
      next.letter += 1
    }
    guard let scalar = letter(next), gap(before: next) <= Self.wordGap else { return found }
    if Self.opening.contains(scalar) { return takeNote(at: next, upTo: end, into: found) }
    let isWord = Self.fold(scalar) > 0x7F && !lines[next.line].isUsed[next.letter]
    return isWord && !isGlued ? nil : found
  }

  private func letter(_ place: Place) -> UInt32? {
    let letters = lines[place.line].letters
    return place.letter < letters.count ? letters[place.letter].scalar : nil
  }

  private static let opening = "（(［".unicodeScalars.map(\.value)
  private static let closing = "）)］".unicodeScalars.map(\.value)

  /// Takes as many letters of a label as stand on one line from a place on; how many.
  private func walk(_ label: ArraySlice<UInt32>, at place: Place, into found: inout FoundLabel) -> Int {
    var (count, place) = (0, place)
    let line = lines[place.line]
    var (start, end) = (Float.infinity, -Float.infinity)
    while count < label.count, place.letter < line.letters.count, !line.isUsed[place.letter] {
      let folded = line.folded[place.letter]
      if folded != 0 {
        // 合  计: letters of short labels stand apart.
        guard folded == label[label.startIndex + count], count == 0 || gap(before: place) < 3 else { break }
        count += 1
      } else if count == 0 || gap(before: place) > Self.wordGap || !marks(place, leadTo: label, count) {
        break
      }
      found.letters.append(place)
      start = min(start, line.letters[place.letter].x0)
      end = max(end, line.letters[place.letter].x1)
      place.letter += 1
    }
    if count > 0, let last = found.letters.last { found.addLine(from: start, to: end, y: height(of: last)) }
    return count
  }

  /// Whether a label goes on behind a mark: behind 第（ it does, a note is none of it.
  private func marks(_ place: Place, leadTo label: ArraySlice<UInt32>, _ count: Int) -> Bool {
    let line = lines[place.line]
    guard Self.opening.contains(line.letters[place.letter].scalar) else { return true }
    return place.letter + 1 < line.folded.count
      && line.folded[place.letter + 1] == label[label.startIndex + count]
  }

  /// Where the rest of a label goes on: below what was found of it, on this page or at the top of the next.
  private func goOn(_ rest: ArraySlice<UInt32>, below found: FoundLabel, upTo end: Int) -> Place? {
    guard let last = found.letters.last?.line, let first = rest.first else { return nil }
    let above = lines[last]
    var best: (place: Place, count: Int)?
    for number in last + 1..<max(last + 1, end) {
      let line = lines[number]
      let step = line.y - above.y
      if line.page == above.page, step > Self.lineStep * max(line.em, above.em) || step < 0.5 * above.em {
        if step < 0.5 * above.em { continue } else { if best != nil { break } }
        // Further lines of this page are too far down, those of the next are not.
        continue
      }
      if line.page > above.page, best != nil || line.page > above.page + 1 { break }
      for letter in line.folded.indices where line.folded[letter] == first && !line.isUsed[letter] {
        guard line.letters[letter].x1 > found.x0 - above.em, line.letters[letter].x0 < found.x1 + above.em
        else {
          continue
        }
        var copy = FoundLabel()
        let place = Place(line: number, letter: letter)
        let count = walk(rest, at: place, into: &copy)
        if count > best?.count ?? 0 { best = (place, count) }
      }
      // The nearest line of enough letters counts.
      if let best, best.count == rest.count || best.count > 1 { return best.place }
    }
    return best?.place
  }

  /// Takes the note in brackets behind a label, which goes on below in the same cell.
  private func takeNote(at place: Place, upTo end: Int, into label: FoundLabel) -> FoundLabel {
    var (found, place, depth) = (label, place, 0)
    for _ in 0..<12 {
      let line = lines[place.line]
      var (start, stop) = (Float.infinity, -Float.infinity)
      let first = place.letter
      while place.letter < line.letters.count, place.letter == first || gap(before: place) <= Self.wordGap {
        let letter = line.letters[place.letter]
        if Self.opening.contains(letter.scalar) { depth += 1 }
        if Self.closing.contains(letter.scalar) { depth -= 1 }
        found.letters.append(place)
        (start, stop) = (min(start, letter.x0), max(stop, letter.x1))
        place.letter += 1
        if depth == 0 { break }
      }
      if let last = found.letters.last { found.addLine(from: start, to: stop, y: height(of: last)) }
      if depth == 0 { return found }
      guard let next = lineBelow(found, line, upTo: end) else { return label }
      place = next
    }
    return label
  }

  /// The first letter below a label, in its cell.
  private func lineBelow(_ found: FoundLabel, _ above: Line, upTo end: Int) -> Place? {
    guard let last = found.letters.last?.line else { return nil }
    for number in last + 1..<max(last + 1, end) {
      let line = lines[number]
      let step = line.y - above.y
      if line.page == above.page, step < 0.5 * above.em { continue }
      if line.page == above.page, step > Self.lineStep * above.em { continue }
      if line.page > above.page + 1 { return nil }
      let letter = line.letters.indices.first {
        !line.isUsed[$0] && line.letters[$0].x0 >= found.x0 - above.em
          && line.letters[$0].x1 <= found.x1 + above.em
          && line.letters[$0].scalar > 0x7F
      }
      if let letter { return Place(line: number, letter: letter) }
    }
    return nil
  }
}

extension FoundLabel {
  fileprivate mutating func addLine(from start: Float, to end: Float, y: Float) {
    if abs(y - bottom) < 1, let last = lines.last {
      lines[lines.count - 1] = (min(last.x0, start), max(last.x1, end))
    } else {
      lines.append((start, end))
    }
    (x0, x1) = (min(x0, start), max(x1, end))
    (top, bottom) = (min(top, y), max(bottom, y))
  }
}
