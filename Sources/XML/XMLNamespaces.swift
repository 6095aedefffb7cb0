import Bytes

/// The namespaces that prefixes stand for, as far as elements are open.
@usableFromInline struct XMLNamespaces {
  private struct Binding {
    let prefix: [UInt8]
    let namespace: Int
    let depth: Int
  }

  private let known: [[[UInt8]]]
  private var bindings: [Binding] = []
  /// The binding found last: nearly all elements have the prefix of the one before.
  private var last: Int?

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
    bindings.append(Binding(prefix: prefix, namespace: namespace, depth: depth))
    last = nil
  }

  private static let declaration = Array("xmlns".utf8)
  private static let xml = Array("xml".utf8)

  /// Forgets what elements declared that are closed now.
  mutating func close(depth: Int) {
    while let binding = bindings.last, binding.depth >= depth {
      bindings.removeLast()
      last = nil
    }
  }

  /// The namespace of an element's prefix: -1 for none and for those not asked for, `nil` for a prefix that nothing declares.
  mutating func resolve(_ prefix: Span<UInt8>) -> Int? {
    if let last, prefix.equals(bindings[last].prefix) { return bindings[last].namespace }
    guard let found = index(of: prefix) else {
      return prefix.isEmpty || prefix.equals(Self.xml) ? -1 : nil
    }
    last = found
    return bindings[found].namespace
  }

  /// As `resolve`, for attributes.
  func find(_ prefix: Span<UInt8>) -> Int? {
    if let last, prefix.equals(bindings[last].prefix) { return bindings[last].namespace }
    return index(of: prefix).map { bindings[$0].namespace }
  }

  private func index(of prefix: Span<UInt8>) -> Int? {
    for index in bindings.indices.reversed() where prefix.equals(bindings[index].prefix) { return index }
    return nil
  }
}

/// The names of the elements that are open, one behind the other.
struct XMLOpenElements {
  private var names: [UInt8] = []
  private var elements: [(lower: Int, namespace: Int)] = []

  var count: Int { elements.count }

  /// The innermost one, for messages.
  var last: String {
    elements.last.map { String(decoding: names[$0.lower...], as: UTF8.self) } ?? ""
  }

  mutating func push(_ name: Span<UInt8>, namespace: Int) {
    elements.append((names.count, namespace))
    names.append(span: name)
  }

  func isLast(_ name: Span<UInt8>) -> Bool {
    guard let element = elements.last else { return false }
    return name.equals(names.span.extracting(element.lower..<names.count))
  }

  /// Closes the innermost element; gives its namespace.
  mutating func pop() -> Int {
    let element = elements.removeLast()
    names.removeSubrange(element.lower...)
    return element.namespace
  }
}
