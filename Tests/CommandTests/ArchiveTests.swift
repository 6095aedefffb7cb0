import Foundation
import TestSupport
import Testing

// An archive of reports is a folder that was packed.

private let report: [UInt8] = {
  let sample = Workplace.root.appending(path: "samples/2019-form.txt")
  return (try? [UInt8](Data(contentsOf: sample))) ?? []
}()

private func report(of body: String) -> [UInt8] {
  Array(String(decoding: report, as: UTF8.self).replacing("清源县水利局", with: body).utf8)
}

/// The sources of the facts of an archive, and what was said.
private func converted(_ archive: [UInt8]) throws -> (sources: [String], result: CommandResult) {
  let folder = try Workplace.temporaryFolder()
  defer { try? FileManager.default.removeItem(at: folder) }
  try Data(archive).write(to: folder.appending(path: "a.zip"))
  let result = try Command.shell(
    "nianbao convert --with source a.zip -o out.csv; code=$?; sed 1d out.csv | cut -d, -f1,7 | uniq; exit $code",
    in: folder)
  return (result.text.split(separator: "\n").map(String.init), result)
}

@Test func theReportsOfAnArchiveAreReadInTheOrderOfTheirNames() throws {
  var entries: [TestArchive.Entry] = [
    .init("b\\水利.txt", report(of: "清源县水利局"), isDeflated: true), .init("b/", []),
    .init("x.txt", report(of: "清源县教育局")), .init("__MACOSX/._x.txt", [1]), .init("Thumbs.db", [2]),
    .init("~$x.docx", [3]),
    .init(".DS_Store", [4]), .init("photo.jpg", [0xFF, 0xD8, 0xFF, 0xE0]),
  ]
  // 年.txt, as a Chinese Windows packs it.
  entries.append(.init("?", report(of: "清源县民政局")))
  entries[entries.count - 1].rawName = [0xC4, 0xEA] + Array(".txt".utf8)
  let (sources, result) = try converted(TestArchive(entries).bytes)
  #expect(sources == ["清源县水利局,a.zip/b/水利.txt", "清源县教育局,a.zip/x.txt", "清源县民政局,a.zip/年.txt"])
  #expect(result.status == 0)
  #expect(
    result.stderr.hasPrefix("nianbao: a.zip: note: passed over in the archive: 1 .jpg. "), "\(result.stderr)")
}

@Test func aFileThatFailsLeavesTheOthers() throws {
  var entries: [TestArchive.Entry] = [
    .init("a.txt", report(of: "清源县水利局")), .init("b.txt", report(of: "清源县教育局")),
    .init("c.txt", report(of: "清源县民政局")),
    .init("d.rar", Array("Rar!\u{1A}".utf8)), .init("e.txt", []),
  ]
  entries[1].flags = 1
  entries[2].claimedChecksum = 1
  let (sources, result) = try converted(TestArchive(entries).bytes)
  #expect(sources == ["清源县水利局,a.zip/a.txt"])
  #expect(result.status == 2)
  for line in [
    "a.zip: error: “b.txt” in the archive is encrypted. ",
    "a.zip: error: “c.txt” in the archive is damaged. ",
    "a.zip/d.rar: error: this is a RAR archive. ", "a.zip/e.txt: error: the input is empty. ",
  ] { #expect(result.stderr.contains("nianbao: " + line), "\(line)\n\(result.stderr)") }
}

@Test func anArchiveMayStandInAnotherOneButNoDeeper() throws {
  let inner = TestArchive([.init("a.txt", report(of: "清源县水利局"))]).bytes
  let middle = TestArchive([.init("inner.zip", inner)]).bytes
  #expect(try converted(middle).sources == ["清源县水利局,a.zip/inner.zip/a.txt"])
  let (sources, result) = try converted(
    TestArchive([.init("middle.zip", middle), .init("z.txt", report)]).bytes)
  #expect(sources == ["清源县水利局,a.zip/z.txt"])
  #expect(
    result.stderr.contains(
      "a.zip/middle.zip/inner.zip: error: this is an archive in an archive that stands in another one. "),
    "\(result.stderr)")
}

@Test func anArchiveWithoutReportsIsNamed() throws {
  let (sources, result) = try converted(
    TestArchive([.init("a.jpg", [0xFF, 0xD8, 0xFF]), .init("b/", [])]).bytes)
  #expect(sources.isEmpty)
  #expect(result.status == 65)
  #expect(result.stderr.hasPrefix("nianbao: a.zip: error: this is a ZIP archive without reports: 1 .jpg. "))
}

@Test func aBombIsRefused() throws {
  let zeros = TestArchive.Entry("zeros.txt", [UInt8](repeating: 0x20, count: 20 << 20), isDeflated: true)
  let (sources, result) = try converted(TestArchive([zeros, .init("a.txt", report)]).bytes)
  #expect(sources == ["清源县水利局,a.zip/a.txt"])
  #expect(result.stderr.contains("“zeros.txt” in the archive inflates to more than 400 times its size. "))
}
