import Bytes
import Foundation
import SystemPackage
import TestSupport
import Testing

@Test(arguments: [1, 2, 3, 7, 4096, ByteReader.defaultChunk])
func aFileIsReadWholeWhateverTheChunk(chunk: Int) throws {
  let folder = try Workplace.temporaryFolder()
  defer { try? FileManager.default.removeItem(at: folder) }
  let bytes = (0..<10_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
  let file = folder.appending(path: "bytes")
  try Data(bytes).write(to: file)
  var reader = try ByteReader(opening: file.path, chunk: chunk)
  var read: [UInt8] = []
  while try reader.more() {
    // Leave one byte behind now and then, so that the window has to move.
    let count = max(reader.window.count - 1, 0)
    read.append(span: reader.window.extracting(0..<count))
    reader.consume(count)
  }
  read.append(span: reader.window)
  #expect(read == bytes)
  let isAtEnd = reader.isAtEnd
  #expect(isAtEnd)
}

@Test func aMissingFileAndAFolderAreRefused() throws {
  let folder = try Workplace.temporaryFolder()
  defer { try? FileManager.default.removeItem(at: folder) }
  let missing = folder.appending(path: "missing").path
  #expect(throws: IOError.cannotOpen(name: missing, .noSuchFileOrDirectory)) {
    _ = try ByteReader(opening: missing)
  }
  #expect(throws: IOError.isDirectory(name: folder.path)) { _ = try ByteReader(opening: folder.path) }
}

@Test func anOutputFileAppearsWholeOrNotAtAll() throws {
  let folder = try Workplace.temporaryFolder()
  defer { try? FileManager.default.removeItem(at: folder) }
  let path = folder.appending(path: "out.csv").path
  try Data("old".utf8).write(to: URL(filePath: path))
  do {
    let file = try OutputFile(path)
    var writer = ByteWriter(descriptor: file.descriptor, name: path)
    writer.append("new")
    try writer.flush()
    // No commit: as after an error.
  }
  #expect(try String(contentsOfFile: path, encoding: .utf8) == "old")
  #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["out.csv"])
  let file = try OutputFile(path)
  var writer = ByteWriter(descriptor: file.descriptor, name: path)
  writer.append("new")
  try writer.flush()
  try file.commit()
  #expect(try String(contentsOfFile: path, encoding: .utf8) == "new")
  #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["out.csv"])
}

@Test func anOutputFileKeepsThePermissionsOfTheOneItReplaces() throws {
  let folder = try Workplace.temporaryFolder()
  defer { try? FileManager.default.removeItem(at: folder) }
  let path = folder.appending(path: "out.csv").path
  _ = FileManager.default.createFile(atPath: path, contents: Data(), attributes: [.posixPermissions: 0o640])
  try OutputFile(path).commit()
  let attributes = try FileManager.default.attributesOfItem(atPath: path)
  #expect(attributes[.posixPermissions] as? Int == 0o640)
}

@Test func aTemporaryFileGivesBackWhatWasWritten() throws {
  let file = try TemporaryFile()
  var writer = ByteWriter(descriptor: file.descriptor, name: "temporary")
  writer.append("一二三")
  try writer.flush()
  var reader = try file.reader()
  while try reader.more() {}
  #expect(String(reader.window) == "一二三")
}
