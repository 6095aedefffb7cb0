import Bytes

/// The standard security handler with the empty user password (ISO 32000-1, 7.6; ISO 32000-2, 7.6.4).
///
/// Offices lock files against editing: the password that opens them is empty then, and every viewer opens them.
struct Crypt: Sendable {
  enum Method: Sendable { case none, rc4, aes128, aes256 }

  private let key: [UInt8]
  let strings: Method
  let streams: Method
  /// Of crypt filters, by name (7.6.5).
  let filters: [[UInt8]: Method]
  let encryptsMetadata: Bool

  /// What an object is encrypted with.
  struct ObjectKey {
    let crypt: Crypt
    let method: Method
    let number: Int
    let generation: Int

    func decrypted(_ bytes: [UInt8]) -> [UInt8] { crypt.decrypted(bytes, self) }
    func decrypted(_ bytes: Span<UInt8>) -> [UInt8] { crypt.decrypted([UInt8](copying: bytes), self) }
  }

  fileprivate func decrypted(_ bytes: [UInt8], _ object: ObjectKey) -> [UInt8] {
    switch object.method {
    case .none: bytes
    case .rc4: RC4.applied(key(of: object), to: bytes)
    case .aes128: Self.unpadded(bytes, key(of: object))
    case .aes256: Self.unpadded(bytes, key)
    }
  }

  /// Algorithm 1 (7.6.2).
  private func key(of object: ObjectKey) -> [UInt8] {
    let number = (0..<3).map { UInt8(truncatingIfNeeded: object.number >> (8 * $0)) }
    let generation = (0..<2).map { UInt8(truncatingIfNeeded: object.generation >> (8 * $0)) }
    let salt = object.method == .aes128 ? Array("sAlT".utf8) : []
    return Array(MD5.digest(key + number + generation + salt).prefix(min(16, key.count + 5)))
  }

  /// The first block is the initial vector, and the last byte says how many bytes fill the last block.
  private static func unpadded(_ bytes: [UInt8], _ key: [UInt8]) -> [UInt8] {
    guard bytes.count >= 32 else { return [] }
    var plain = AES(key).decrypted(bytes, from: 16, iv: Array(bytes.prefix(16)))
    if let last = plain.last, 1...16 ~= last { plain.removeLast(Int(last)) }
    return plain
  }
}

// MARK: - The key of a file

extension Crypt {
  /// What an encryption dictionary says (7.6.3.2, table 21).
  struct Entries {
    var version = 0
    var revision = 0
    /// Bits of the key.
    var length: Int?
    var owner: [UInt8] = []
    var user: [UInt8] = []
    var userKey: [UInt8] = []
    var permissions = 0
    var encryptsMetadata = true
    var identifier: [UInt8] = []
    var filters: [[UInt8]: Method] = [:]
    var streamFilter: [UInt8] = []
    var stringFilter: [UInt8] = []
  }

  /// - Throws: `PDFError.password` where the empty password does not open the file.
  init(_ entries: Entries) throws(PDFError) {
    let method: Method = entries.version < 4 ? .rc4 : .none
    filters = entries.filters
    streams = entries.version < 4 ? method : entries.filters[entries.streamFilter] ?? method
    strings = entries.version < 4 ? method : entries.filters[entries.stringFilter] ?? method
    encryptsMetadata = entries.encryptsMetadata
    guard let key = entries.revision >= 5 ? Self.longKey(entries) : Self.shortKey(entries) else {
      throw .password
    }
    self.key = key
  }

  /// Fills a password up to 32 bytes (7.6.3.3).
  private static let padding: [UInt8] = [
    0x28, 0xBF, 0x4E, 0x5E, 0x4E, 0x75, 0x8A, 0x41, 0x64, 0x00, 0x4E, 0x56, 0xFF, 0xFA, 0x01, 0x08,
    0x2E, 0x2E, 0x00, 0xB6, 0xD0, 0x68, 0x3E, 0x80, 0x2F, 0x0C, 0xA9, 0xFE, 0x64, 0x53, 0x69, 0x7A,
  ]

  /// Algorithm 2, and 6 to check the password. Files say the key's length in several places, some in bytes: that which opens is right.
  private static func shortKey(_ entries: Entries) -> [UInt8]? {
    let said = entries.length.map { $0 < 40 ? $0 : $0 / 8 }
    let lengths = entries.version == 1 ? [5] : [said ?? (entries.version == 4 ? 16 : 5), 16, 5]
    for length in lengths where 5...16 ~= length {
      let key = shortKey(entries, length: length)
      if opens(entries, key) { return key }
    }
    return nil
  }

  static func shortKey(_ entries: Entries, length: Int) -> [UInt8] {
    let permissions = (0..<4).map { UInt8(truncatingIfNeeded: entries.permissions >> (8 * $0)) }
    var message = padding + entries.owner.prefix(32) + permissions + entries.identifier
    if entries.revision >= 4, !entries.encryptsMetadata { message += [0xFF, 0xFF, 0xFF, 0xFF] }
    var key = Array(MD5.digest(message).prefix(length))
    if entries.revision >= 3 {
      for _ in 0..<50 { key = Array(MD5.digest(key).prefix(length)) }
    }
    return key
  }

  private static func opens(_ entries: Entries, _ key: [UInt8]) -> Bool {
    let user = userEntry(entries, key)
    return entries.user.count >= user.count && entries.user.starts(with: user)
  }

  /// Algorithms 4 and 5: what the empty password makes of known bytes, 32 or 16.
  static func userEntry(_ entries: Entries, _ key: [UInt8]) -> [UInt8] {
    guard entries.revision >= 3 else { return RC4.applied(key, to: padding) }
    var text = MD5.digest(padding + entries.identifier)
    for round in 0..<20 { text = RC4.applied(key.map { $0 ^ UInt8(round) }, to: text) }
    return text
  }

  /// Algorithm 2.A: of the user's entry the first 32 bytes are a digest, then 8 its salt, then 8 that of the key.
  private static func longKey(_ entries: Entries) -> [UInt8]? {
    guard entries.user.count >= 48, entries.userKey.count >= 32 else { return nil }
    let digest = entries.revision == 5 ? SHA2.sha256 : hardDigest
    guard digest(Array(entries.user[32..<40])) == Array(entries.user[..<32]) else { return nil }
    let key = AES(digest(Array(entries.user[40..<48])))
    return key.decrypted(Array(entries.userKey.prefix(32)), iv: [UInt8](repeating: 0, count: 16))
  }

  /// Algorithm 2.B, of the empty password: at least 64 rounds, then until the last byte says so, at most 255 more.
  private static func hardDigest(_ salt: [UInt8]) -> [UInt8] {
    var key = SHA2.sha256(salt)
    for round in 1...64 + 255 {
      let message = (0..<64).flatMap { _ in key }
      let text = AES(Array(key.prefix(16))).encrypted(message, iv: Array(key[16..<32]))
      // The first 16 bytes as a number, modulo 3: 256 is 1 modulo 3.
      switch text.prefix(16).reduce(0, { $0 + Int($1) }) % 3 {
      case 0: key = SHA2.sha256(text)
      case 1: key = SHA2.sha384(text)
      default: key = SHA2.sha512(text)
      }
      if round >= 64, Int(text.last ?? 0) <= round - 32 { break }
    }
    return Array(key.prefix(32))
  }
}

// MARK: - In a file

extension PDFFile {
  /// Reads the trailer's encryption dictionary, if any.
  ///
  /// - Throws: `PDFError.password`, `PDFError.securityHandler`.
  func readEncryption() throws(PDFError) {
    guard crypt == nil, let dictionary = dictionary(trailer["Encrypt"]) else { return }
    guard isName(dictionary["Filter"], "Standard") else {
      throw .securityHandler(
        String(decoding: name(dictionary["Filter"]) ?? Array("unknown".utf8), as: UTF8.self))
    }
    var entries = Crypt.Entries()
    entries.version = integer(dictionary["V"]) ?? 0
    entries.revision = integer(dictionary["R"]) ?? 0
    guard [1, 2, 4, 5].contains(entries.version), 2...6 ~= entries.revision else {
      throw .securityHandler("version \(entries.version), revision \(entries.revision)")
    }
    entries.length = integer(dictionary["Length"])
    entries.owner = string(dictionary["O"]) ?? []
    entries.user = string(dictionary["U"]) ?? []
    entries.userKey = string(dictionary["UE"]) ?? []
    entries.permissions = integer(dictionary["P"]) ?? 0
    entries.encryptsMetadata = boolean(dictionary["EncryptMetadata"]) ?? true
    entries.identifier = string(array(trailer["ID"])?.first) ?? []
    for filter in self.dictionary(dictionary["CF"])?.entries ?? [] {
      entries.filters[filter.key] = method(self.dictionary(filter.value))
    }
    entries.streamFilter = name(dictionary["StmF"]) ?? []
    entries.stringFilter = name(dictionary["StrF"]) ?? []
    crypt = try Crypt(entries)
    // Strings that were read before are not decrypted.
    objects.removeAll()
  }

  private func method(_ filter: PDFDictionary?) -> Crypt.Method {
    switch name(filter?["CFM"]) {
    case Array("V2".utf8): .rc4
    case Array("AESV2".utf8): .aes128
    case Array("AESV3".utf8): .aes256
    default: .none
    }
  }

  /// What a stream is encrypted with; `nil` where it is not.
  func key(of stream: PDFStream, _ filters: [Filter]) -> Crypt.ObjectKey? {
    guard let crypt, !isName(stream.dictionary["Type"], "XRef") else { return nil }
    var method = crypt.streams
    if let first = filters.first, first.name == Array("Crypt".utf8) {
      method = name(first.parameters?["Name"]).flatMap { crypt.filters[$0] } ?? .none
    } else if !crypt.encryptsMetadata, isName(stream.dictionary["Type"], "Metadata") {
      method = .none
    }
    guard method != .none else { return nil }
    return .init(crypt: crypt, method: method, number: stream.number, generation: stream.generation)
  }
}
