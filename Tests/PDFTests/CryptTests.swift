import Foundation
import Testing

@testable import PDF

@Test(arguments: EncryptedFiles.all.dropLast().map(\.name))
func anEncryptedFileWithAnEmptyPasswordOpens(name: String) throws {
  let base64 = try #require(EncryptedFiles.all.first { $0.name == name }?.base64)
  let file = try PDFFile(Array(try #require(Data(base64Encoded: base64))))
  #expect(file.notes.isEmpty)
  let page = try #require(file.pages.first)
  #expect(try file.content(of: page) == Array("BT (figure) Tj ET ".utf8))
  #expect(file.string(page.dictionary["T"]) == Array("text".utf8))
}

@Test func anEncryptedFileWithAPasswordIsRefused() throws {
  let base64 = try #require(EncryptedFiles.all.last?.base64)
  let bytes = Array(try #require(Data(base64Encoded: base64)))
  #expect(throws: PDFError.password) { try PDFFile(bytes) }
}

@Test func aHandlerOfCertificatesIsRefused() {
  var pdf = PDFBuilder()
  pdf.addPage("")
  pdf.trailer = "/Encrypt << /Filter /Adobe.PubSec /V 4 >>"
  #expect(throws: PDFError.securityHandler("Adobe.PubSec")) { try PDFFile(pdf.bytes) }
  pdf.trailer = "/Encrypt << /Filter /Standard /V 9 /R 9 >>"
  #expect(throws: PDFError.securityHandler("version 9, revision 9")) { try PDFFile(pdf.bytes) }
  pdf.trailer = "/Encrypt << /Filter /Standard /V 5 /R 6 /U (short) >>"
  #expect(throws: PDFError.password) { try PDFFile(pdf.bytes) }
}

/// The beginning of a file with crypt filters, and what its streams are encrypted with.
private func encrypted() throws -> (PDFBuilder, Crypt) {
  var told = Crypt.Entries()
  (told.version, told.revision, told.length) = (4, 4, 128)
  told.filters = [Array("Std".utf8): .rc4]
  (told.streamFilter, told.stringFilter) = (Array("Std".utf8), Array("Std".utf8))
  told.owner = [UInt8](repeating: 7, count: 32)
  let user = Crypt.userEntry(told, Crypt.shortKey(told, length: 16))
  told.user = user
  var pdf = PDFBuilder()
  let hex = user.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
  pdf.trailer =
    "/Encrypt << /Filter /Standard /V 4 /R 4 /Length 128 /P 0 /O <\(String(repeating: "07", count: 32))> /U <\(hex)>"
    + " /CF << /Std << /CFM /V2 >> >> /StmF /Std /StrF /Std >>"
  return (pdf, try Crypt(told))
}

@Test func aCryptFilterOfAStreamComesBeforeThatOfTheFile() throws {
  var (pdf, crypt) = try encrypted()
  let plain = Array("BT ET".utf8)
  pdf.addPage("")
  let key = Crypt.ObjectKey(crypt: crypt, method: .rc4, number: 50, generation: 0)
  pdf.addStream(50, "", key.decrypted(plain))
  pdf.addStream(51, "/Filter /Crypt", plain)
  pdf.addStream(52, "/Filter [/Crypt] /DecodeParms [<< /Name /Identity >>]", plain)
  let named = Crypt.ObjectKey(crypt: crypt, method: .rc4, number: 53, generation: 0)
  pdf.addStream(53, "/Filter /Crypt /DecodeParms << /Name /Std >>", named.decrypted(plain))
  let file = try PDFFile(pdf.bytes)
  for number in 50...53 {
    let stream = try #require(file.stream(.reference(number)))
    #expect(try file.decoded(stream) == plain, "\(number)")
  }
}

@Test func stringsInObjectStreamsAreNotEncryptedTwice() throws {
  // The encrypted file of another program, with its objects in object streams, is read in the suites; here what reads them.
  let stream = ObjectStream(Array("7 0 (plain)".utf8), count: 1, first: 4)
  #expect(stream.object(7, index: 0)?.object == .string(Array("plain".utf8)))
}
