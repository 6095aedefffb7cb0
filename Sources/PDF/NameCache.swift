import Bytes

/// What names of resources stand for in one content stream: they are few, and asked for thousands of times.
struct NameCache<Value> {
  private var keys: [UInt64] = []
  private var values: [Value] = []
  /// Where the last look ended; the next one begins there.
  private var latest = 0

  /// The name's bytes as a number; `nil` for a long name, which is looked up each time.
  @inline(__always)
  static func key(_ name: Span<UInt8>) -> UInt64? {
    guard name.count <= 8 else { return nil }
    var key: UInt64 = 0
    for index in name.indices { key = key << 8 | UInt64(name[index]) }
    return key
  }

  mutating func value(_ key: UInt64) -> Value? {
    if latest < keys.count, keys[latest] == key { return values[latest] }
    for index in keys.indices where keys[index] == key {
      latest = index
      return values[index]
    }
    return nil
  }

  mutating func keep(_ value: Value, for key: UInt64) {
    // No page has so many but to make looks slow.
    if keys.count == 256 { (keys, values) = ([], []) }
    latest = keys.count
    keys.append(key)
    values.append(value)
  }
}
