import Bytes
import Foundation
import SystemPackage
import TestSupport
import Testing

// Names of files are bytes, and what is shown of them is text.

private let names: [[UInt8]] = [
  Array("年报 2023.txt".utf8), [0xB2, 0xB1], [0x41, 0xE5, 0xB9], Array("\u{1B}[31m\n".utf8),
  [0xFF, 0xFE, 0x80],
  // What stands for a byte is a name itself.
  [0xF4, 0x8F, 0xBE, 0xB2], Array("😀".utf8), [0xF4, 0x8F, 0xBE], [0xED, 0xA0, 0x80], [0xC0, 0xAF],
]

@Test(arguments: names)
func aNameOfAnyBytesLeadsBackToThem(name: [UInt8]) {
  let text = String(fileName: name)
  let path = FilePath(fileName: text)
  let bytes = path.withPlatformString {
    UnsafeBufferPointer(start: $0, count: strlen($0)).map { UInt8(bitPattern: $0) }
  }
  #expect(bytes == name)
  #expect(path.fileName == text)
}

@Test func differentNamesAreDifferentTexts() {
  #expect(Set(names.map { String(fileName: $0) }).count == names.count)
  #expect(String(fileName: [0xF4, 0x8F, 0xBE, 0xB2]) != String(fileName: [0xB2]))
  #expect(String(fileName: Array("年报".utf8)) == "年报")
}

@Test(arguments: [
  ("年报 a\\b “c”", "年报 a\\b “c”"), ("a\u{1B}[31m\u{07}", "a\\x1B[31m\\x07"), ("a\nb\tc", "a\\x0Ab\\x09c"),
  ("\u{9B}1\u{85}\u{7F}", "\\u{9B}1\\u{85}\\x7F"),
  ("a\u{202E}b\u{2066}\u{200F}", "a\\u{202E}b\\u{2066}\\u{200F}"),
  ("\u{2028}", "\\u{2028}"), (String(fileName: [0x61, 0xB2, 0xB1]), "a\\xB2\\xB1"), ("", ""),
])
func whatActsOnATerminalIsShownAsWhatItIs(text: String, shown: String) {
  #expect(text.visible() == shown)
  #expect(shown.visible() == shown)
}

@Test func linesStayWhereTextIsShown() {
  #expect("a\tb\n\u{1B}c\r\n".visible(keepingLines: true) == "a\tb\n\\x1Bc\\x0D\n")
}

@Test func messagesHoldNoControlCharacters() {
  let message = Diagnostic(
    .error, at: Location("a\u{1B}.txt", line: 3), what: "what\u{07}", why: "\u{9B}why", remedy: "line\nend")
  #expect(message.description == "nianbao: a\\x1B.txt:3: error: what\\x07. \\u{9B}why. Line\\x0Aend")
}

// MARK: folders

@Test func aFolderTellsAllThatIsBelowIt() throws {
  let place = try Workplace.temporaryFolder()
  defer { try? FileManager.default.removeItem(at: place) }
  let result = try Command.shell(
    """
    mkdir -p b/c .git && touch b/c/1.txt 2.bin .git/3.txt .h a$'\\262' && ln -s . loop && ln -s gone broken && ln -s 2.bin link && mkfifo pipe
    """, in: place)
  #expect(result.status == 0)
  let folder = Folder(place.path)
  let shown = { (path: String) in path.dropFirst(place.path.count + 1) }
  #expect(
    folder.files.map(shown) == [
      "2.bin", Substring(String(fileName: [0x61, 0xB2])), "b/c/1.txt", "broken", "link",
    ])
  #expect(folder.others.map { shown($0.path) } == [".git", ".h", "loop", "pipe"])
  #expect(folder.others.map(\.kind) == [.hidden, .hidden, .linkToFolder, .pipe])
  #expect(folder.closed.isEmpty)
  #expect(Folder(place.path + "/none").closed.map(\.reason) == [.noSuchFileOrDirectory])
}
