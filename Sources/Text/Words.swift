/// Words that texts are searched for, found by their first and last characters: both lists and texts are long.
public struct Words: Sendable {
  private let words: [Characters]
  /// The first word of each bucket, and behind each word the next; -1 for none.
  private var heads = [Int16](repeating: -1, count: Self.buckets)
  private var tails = [Int16](repeating: -1, count: Self.buckets)
  private var nextByHead: [Int16]
  private var nextByTail: [Int16]

  /// A bucket has the words whose first, or last, characters are equal in their last eight bits.
  private static let buckets = 256

  /// - Parameter words: none of them empty; where several stand at one place, the first of these counts.
  public init(_ words: [String]) {
    self.words = words.map { Characters($0) }
    nextByHead = [Int16](repeating: -1, count: words.count)
    nextByTail = nextByHead
    for (number, word) in self.words.enumerated().reversed() {
      let (head, tail) = (Self.bucket(word[0]), Self.bucket(word[word.count - 1]))
      nextByHead[number] = heads[head]
      heads[head] = Int16(number)
      nextByTail[number] = tails[tail]
      tails[tail] = Int16(number)
    }
  }

  private static func bucket(_ character: Unicode.Scalar) -> Int { Int(character.value) & (buckets - 1) }

  /// The word that stands at a place of a text.
  public func word(at place: Int, of text: Characters) -> Characters? {
    guard place < text.count else { return nil }
    var number = Int(heads[Self.bucket(text[place])])
    while number >= 0 {
      if text.holds(words[number], at: place) { return words[number] }
      number = Int(nextByHead[number])
    }
    return nil
  }

  /// The word that a text ends in.
  public func ending(of text: Characters) -> Characters? {
    guard let last = text.last else { return nil }
    var number = Int(tails[Self.bucket(last)])
    while number >= 0 {
      if text.ends(with: words[number]) { return words[number] }
      number = Int(nextByTail[number])
    }
    return nil
  }

  /// Whether one of the words stands in a text, at `start` or behind.
  public func stand(in text: Characters, from start: Int = 0) -> Bool {
    var place = start
    while place < text.count {
      // Nearly all characters begin no word.
      if heads[Self.bucket(text[place])] >= 0, word(at: place, of: text) != nil { return true }
      place += 1
    }
    return false
  }

  public func begin(_ text: Characters) -> Bool { word(at: 0, of: text) != nil }

  public func end(_ text: Characters) -> Bool { ending(of: text) != nil }
}
