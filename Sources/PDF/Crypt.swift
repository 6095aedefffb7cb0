/// The standard security handler with the empty user password (ISO 32000-1, 7.6; ISO 32000-2, 7.6.4).
struct Crypt: Sendable {
  /// What one object is encrypted with.
  struct ObjectKey {
    func decrypted(_ bytes: [UInt8]) -> [UInt8] { bytes }
  }
}
