import Bytes

/// What the font of a run says of its text.
struct RunLook: Equatable, Sendable {
  var isStruck = false
  /// Raised above the line or set below it.
  var isOffLine = false
  var isWhite = false
}

extension [UInt8] {
  /// Parts text off the line from text on it, unless both are Chinese: 12 and a note's 1 above it are not 121.
  ///
  /// - Parameters:
  ///   - place: where the second one begins.
  ///   - start: where the first one begins.
  mutating func part(at place: Int, from start: Int) {
    guard start < place, place < count, self[place - 1] > .space, self[place] > .space else { return }
    let left = String(decoding: self[Swift.max(start, place - 4)..<place], as: UTF8.self).unicodeScalars.last
    let right = String(decoding: self[place..<Swift.min(place + 4, count)], as: UTF8.self).unicodeScalars
      .first
    if left?.isCJK != true || right?.isCJK != true { insert(.space, at: place) }
  }
}
