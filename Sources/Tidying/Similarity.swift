/// How alike two labels are that do not match: labels are cut, misspelt and worded anew.
enum Similarity {
  /// The share of common pairs of characters (Dice), from 0 to 1; 1 where one begins the other with four characters or more.
  static func of(_ left: [UInt8], _ right: [UInt8]) -> Double {
    let (left, right) = (scalars(left), scalars(right))
    guard left.count > 1, right.count > 1 else { return left == right ? 1 : 0 }
    let shorter = min(left.count, right.count)
    if shorter >= 4, left.prefix(shorter) == right.prefix(shorter) { return 1 }
    var pairs = zip(right, right.dropFirst()).map { [$0, $1] }
    let total = left.count + right.count - 2
    var common = 0
    for pair in zip(left, left.dropFirst()) {
      if let index = pairs.firstIndex(of: [pair.0, pair.1]) {
        common += 1
        pairs.remove(at: index)
      }
    }
    return 2 * Double(common) / Double(total)
  }

  private static func scalars(_ bytes: [UInt8]) -> [Unicode.Scalar] {
    Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)
  }
}
