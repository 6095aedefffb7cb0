import Testing

@testable import PDF

private func hex(_ bytes: [UInt8]) -> String {
  bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
}

private func bytes(_ hex: String) -> [UInt8] {
  TextFilters.hexDecoded(Array(hex.utf8).span).bytes
}

/// RFC 1321, A.5.
@Test(arguments: [
  ("", "d41d8cd98f00b204e9800998ecf8427e"),
  ("a", "0cc175b9c0f1b6a831c399e269772661"),
  ("abc", "900150983cd24fb0d6963f7d28e17f72"),
  ("message digest", "f96b697d7cb7938d525a2f31aaf161d0"),
  ("abcdefghijklmnopqrstuvwxyz", "c3fcd3d76192e4007dfb496cca67e13b"),
  ("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", "d174ab98d277d9f5a5611c2c9f419d9f"),
  (
    "12345678901234567890123456789012345678901234567890123456789012345678901234567890",
    "57edf4a22be3c955ac49da2e2107b67a"
  ),
])
func md5IsThatOfItsStandard(text: String, digest: String) {
  #expect(hex(MD5.digest(Array(text.utf8))) == digest)
}

/// The examples of FIPS 180 (one block and two), and the empty message.
@Test func sha2IsThatOfItsStandard() {
  let (abc, two) = (Array("abc".utf8), Array("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq".utf8))
  let four = Array(
    ("abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn"
      + "hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu").utf8)
  #expect(hex(SHA2.sha256([])) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
  #expect(hex(SHA2.sha256(abc)) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  #expect(hex(SHA2.sha256(two)) == "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")
  #expect(
    hex(SHA2.sha384(abc))
      == "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7")
  #expect(
    hex(SHA2.sha384(four))
      == "09330c33f71147e83d192fc782cd1b4753111b173b3b05d22fa08086e3b0f712fcc7c71a557e2db966c3e9fa91746039")
  #expect(
    hex(SHA2.sha512(abc))
      == "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
      + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f")
  #expect(
    hex(SHA2.sha512(four))
      == "8e959b75dae313da8cf4f72814fc143f8f7779c6eb9f7fa17299aeadb6889018"
      + "501d289e4900f7e4331b99dec4b5433ac7d329eeb6dd26545e96e55b874be909")
}

/// FIPS 197, C.1 and C.3; one block with no initial vector.
@Test(arguments: [
  ("000102030405060708090a0b0c0d0e0f", "69c4e0d86a7b0430d8cdb78070b4c55a"),
  ("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f", "8ea2b7ca516745bfeafc49904b496089"),
])
func aesIsThatOfItsStandard(key: String, cipher: String) {
  let (plain, none) = (bytes("00112233445566778899aabbccddeeff"), [UInt8](repeating: 0, count: 16))
  #expect(hex(AES(bytes(key)).encrypted(plain, iv: none)) == cipher)
  #expect(AES(bytes(key)).decrypted(bytes(cipher), iv: none) == plain)
}

/// NIST SP 800-38A, F.2.1: two blocks, chained.
@Test func aesChainsItsBlocks() {
  let key = AES(bytes("2b7e151628aed2a6abf7158809cf4f3c"))
  let iv = bytes("000102030405060708090a0b0c0d0e0f")
  let plain = bytes("6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51")
  let cipher = "7649abac8119b246cee98e9b12e9197d5086cb9b507219ee95db113a917678b2"
  #expect(hex(key.encrypted(plain, iv: iv)) == cipher)
  #expect(key.decrypted(bytes(cipher), iv: iv) == plain)
  #expect(key.decrypted(Array(bytes(cipher).dropLast()), iv: iv) == Array(plain.prefix(16)))
}

/// RFC 6229: the first 16 bytes of the key stream, and those from 240.
@Test(arguments: [
  ("0102030405", "b2396305f03dc027ccc3524a0a1118a8", "28cb1132c96ce286421dcaadb8b69eae"),
  (
    "0102030405060708090a0b0c0d0e0f10", "9ac7cc9a609d1ef7b2932899cde41b97", "065902e4b620f6cc36c8589f66432f2b"
  ),
])
func rc4IsThatOfItsStandard(key: String, first: String, later: String) {
  let stream = RC4.applied(bytes(key), to: [UInt8](repeating: 0, count: 256))
  #expect(hex(Array(stream.prefix(16))) == first)
  #expect(hex(Array(stream[240..<256])) == later)
}
