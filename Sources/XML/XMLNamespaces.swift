import Bytes

/// The namespaces that prefixes stand for, as far as elements are open.
struct XMLNamespaces {
  private struct Binding {
    let prefix: [UInt8]
    let uri: [UInt8]
    let namespace: Int
    let depth: Int
  }

  private let known: [[[UInt8]]]
  private var bindings: [Binding] = []
  /// The depth of the innermost element with a binding.
  private var depth = -1
  /// The prefix looked up last, packed, and what it stands for: nearly all elements have the prefix of the one before.
  private var last: (prefix: UInt64, namespace: Int)?

  init(_ known: [[String]]) {
    self.known = known.map { $0.map { Array($0.utf8) } }
  }

  /// Notes the attributes `xmlns` and `xmlns:prefix`; others are left alone.
  mutating func declare(_ attribute: Span<UInt8>, uri: [UInt8], depth: Int) {
    guard attribute.starts(with: Self.declaration) else { return }
    guard attribute.count == 5 || attribute[5] == UInt8(ascii: ":") else { return }
    var namespace = -1
    for (index, uris) in known.enumerated() where uris.contains(uri) { namespace = index }
    let prefix = [UInt8](copying: attribute.extracting(min(6, attribute.count)..<attribute.count))
    bindings.append(Binding(prefix: prefix, uri: uri, namespace: namespace, depth: depth))
    self.depth = depth
    last = nil
  }

  private static let declaration = Array("xmlns".utf8)
  private static let xml = Array("xml".utf8)

  /// Forgets what elements declared that are closed now.
  ///
  /// - Returns: whether there was any.
  mutating func close(depth: Int) -> Bool {
    guard depth <= self.depth else { return false }
    while let binding = bindings.last, binding.depth >= depth { bindings.removeLast() }
    self.depth = bindings.last?.depth ?? -1
    last = nil
    return true
  }

  /// The namespace of an element's prefix: -1 for none and for those not asked for, `nil` for a prefix that nothing declares.
  @inline(__always) mutating func resolve(_ prefix: Span<UInt8>) -> Int? {
    let key = prefix.packed
    if let last, last.prefix == key { return last.namespace }
    guard let found = index(of: prefix) else {
      return prefix.isEmpty || prefix.equals(Self.xml) ? -1 : nil
    }
    if let key { last = (key, bindings[found].namespace) }
    return bindings[found].namespace
  }

  /// As `resolve`, for attributes.
  func find(_ prefix: Span<UInt8>) -> Int? {
    if let last, last.prefix == prefix.packed { return last.namespace }
    return index(of: prefix).map { bindings[$0].namespace }
  }

  /// The URI that a prefix stands for; `nil` where nothing declares it.
  func uri(_ prefix: Span<UInt8>) -> [UInt8]? { index(of: prefix).map { bindings[$0].uri } }

  private func index(of prefix: Span<UInt8>) -> Int? {
    for index in bindings.indices.reversed() where prefix.equals(bindings[index].prefix) { return index }
    return nil
  }
}

extension Span where Element == UInt8 {
  /// Up to seven bytes and their number as one; `nil` for more.
  @inline(__always) fileprivate var packed: UInt64? {
    guard count < 8 else { return nil }
    var value = UInt64(count)
    for index in indices { value = value << 8 | UInt64(self[index]) }
    return value
  }
}
