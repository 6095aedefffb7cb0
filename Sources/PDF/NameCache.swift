import Bytes

/// What names of resources stand for in one content stream: they are few, and asked for thousands of times.
struct NameCache<Value> {
  private var places: [UInt64: Int] = [:]
  private var values: [Value] = []
  /// The key of the last look, and its place.
  private var latest: (key: UInt64, place: Int)?

  /// A name as a number: its bytes, of a long one a hash of 64 bits.
  @inline(__always)
  static func key(_ name: Span<UInt8>) -> UInt64 {
    guard name.count <= 8 else {
      var hash: UInt64 = 0xCBF2_9CE4_8422_2325
      for index in name.indices { hash = (hash ^ UInt64(name[index])) &* 0x100_0000_01B3 }
      return hash | 1 << 63
    }
    var key: UInt64 = 0
    for index in name.indices { key = key << 8 | UInt64(name[index]) }
    return key
  }

  mutating func value(_ key: UInt64) -> Value? {
    if let latest, latest.key == key { return values[latest.place] }
    guard let place = places[key] else { return nil }
    latest = (key, place)
    return values[place]
  }

  mutating func keep(_ value: Value, for key: UInt64) {
    places[key] = values.count
    latest = (key, values.count)
    values.append(value)
  }
}
