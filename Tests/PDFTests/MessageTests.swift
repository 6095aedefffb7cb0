import Bytes
import Testing

@testable import PDF

@Test(arguments: [
  (
    PDFError.password,
    "the file is encrypted with a password. Its text cannot be read. Remove the password (open it, print it to a new PDF) and try again"
  ),
  (.noPages, "the PDF is broken: no page was found. Open it in a viewer and save it again"),
  (
    .limit("64 MiB in one stream"),
    "the PDF exceeds a limit: 64 MiB in one stream. Nothing was read. Check where the file comes from"
  ),
  (
    .securityHandler("Adobe.PubSec"),
    "the file is encrypted for certain readers only (Adobe.PubSec). Its text cannot be read. Ask for a file without protection, or print it to a new PDF"
  ),
  (.noHeader, "the file is no PDF. It does not begin with %PDF-. Check where the file comes from"),
  (
    .filter("JBIG2Decode"),
    "a part of the PDF is compressed by the filter JBIG2Decode. Only Flate, LZW, RunLength, ASCII85 and ASCIIHex are read. Print it to a new PDF"
  ),
])
func anErrorSaysWhatIsWrongAndHowToMendIt(error: PDFError, text: String) {
  #expect(error.diagnostic(of: "报告.pdf").description == "nianbao: 报告.pdf: error: " + text)
}

@Test(arguments: [
  (PDFNote.rebuilt, "the table of objects is broken and was rebuilt"),
  (
    .cutOff,
    "the PDF is cut off. Its end is missing, and what was written last with it. Hold the figures against the file, or get it again"
  ),
  (
    .damagedStream(object: 12),
    "object 12 is damaged. Only a part of its bytes can be decoded. Hold the figures against the file, or get it again"
  ),
  (
    .missingContent(page: 3),
    "a part of page 3 is missing. Its content is not in the file. Hold the figures against the file, or get it again"
  ),
])
func aNoteSaysWhatMayBeMissing(note: PDFNote, text: String) {
  #expect(note.diagnostic(of: "a.pdf").description == "nianbao: a.pdf: warning: " + text)
  #expect(note.mayLose == (note != .rebuilt))
}

/// A filter's name is the file's own: what it holds never reaches a terminal as it is.
@Test func controlCharactersOfAFileAreShown() {
  let text = PDFError.filter("\u{1B}[2J").diagnostic(of: "a.pdf").description
  #expect(!text.unicodeScalars.contains("\u{1B}"))
}
