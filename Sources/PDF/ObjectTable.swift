/// Where objects stand, by their numbers.
struct ObjectTable {
  enum Place: Equatable {
    /// Deleted.
    case free
    /// From the file's first byte.
    case offset(Int)
    /// In an object stream, which is an object itself; from 0.
    case inStream(Int, index: Int)
  }

  /// Eight bytes each, for hostile files have many: two bits say the kind, 0 where nothing is known of a number.
  private var places: [UInt64] = []
  private(set) var count = 0

  /// One more than the largest number.
  var end: Int { places.count }

  subscript(_ number: Int) -> Place? {
    guard places.indices.contains(number) else { return nil }
    let place = places[number]
    let rest = place & (1 << 62 - 1)
    switch place >> 62 {
    case 0: return nil
    case 1: return .free
    case 2: return .offset(Int(rest))
    default: return .inStream(Int(rest >> 32), index: Int(rest & 0xFFFF_FFFF))
    }
  }

  mutating func set(_ number: Int, _ place: Place) {
    if number >= places.count {
      places.append(contentsOf: repeatElement(0, count: number + 1 - places.count))
    }
    if places[number] == 0 { count += 1 }
    places[number] =
      switch place {
      case .free: 1 << 62
      case .offset(let offset): 2 << 62 | UInt64(offset)
      case .inStream(let stream, let index): 3 << 62 | UInt64(stream) << 32 | UInt64(index)
      }
  }

  /// The newest section of a file comes first, and what it says of a number holds.
  mutating func setIfUnknown(_ number: Int, _ place: Place) {
    guard !places.indices.contains(number) || places[number] == 0 else { return }
    set(number, place)
  }
}
