import Foundation
import TestSupport
import Testing

// --records: an engine gives reports as JSON lines, and gets rows that carry their ids.

/// A sample as a record.
private func record(_ id: String, _ sample: String) throws -> String {
  let text = try String(contentsOf: Workplace.root.appending(path: "samples/\(sample)"), encoding: .utf8)
  let data = try JSONSerialization.data(withJSONObject: ["id": id, "text": text])
  return String(decoding: data, as: UTF8.self) + "\n"
}

private func run(_ line: String, _ input: String) throws -> CommandResult {
  try Command.shell("nianbao " + line, input: Array(input.utf8))
}

@Test func rowsCarryTheirIds() throws {
  let input = try record("a", "2021-form.txt") + record("b, \"c\"", "2014-form.txt")
  let result = try run("convert --records", input)
  #expect(result.status == 0)
  let expected = try ["2021-form", "2014-form"].enumerated().map { index, name in
    let facts = try String(
      contentsOf: Workplace.root.appending(path: "samples/\(name).tidy.csv"), encoding: .utf8)
    let id = index == 0 ? "a" : "\"b, \"\"c\"\"\""
    return facts.split(separator: "\n").dropFirst().map { "\(id),\($0),\n" }.joined()
  }.joined()
  #expect(result.text == expected)
}

@Test func stagesAreJoinedByTheirRows() throws {
  // What extract writes for a record is what tidy reads of one, under its header and without id and error.
  let cells = try run("extract --records", try record("a", "values.txt")).text
  let header = try String(
    contentsOf: Workplace.root.appending(path: "samples/values.cells.csv"), encoding: .utf8
  ).prefix { $0 != "\n" }
  let text = cells.split(separator: "\n").map { $0.dropFirst(2).dropLast() }.joined(separator: "\n")
  let whole = try Command.shell("nianbao extract samples/values.txt | nianbao tidy --with status | sed 1d")
  // An engine may leave out the last line end.
  for end in ["\n", ""] {
    let json = try JSONSerialization.data(withJSONObject: ["id": 7, "text": "\(header)\n\(text)\(end)"])
    let facts = try run("tidy --records --with status", String(decoding: json, as: UTF8.self))
    #expect(facts.text == whole.text.split(separator: "\n").map { "7,\($0),\n" }.joined())
  }
}

@Test func whatIsWrongWithARecordIsARow() throws {
  let good = try record("good", "2014-form.txt")
  let bad: [(line: String, id: String, error: String)] = [
    ("no object", "", "error: line 1 is no JSON object. It does not begin as one. "),
    ("{\"id\":\"x\",\"text\":\"cut", "", "error: line 1 is no JSON object. It does not end as one. "),
    ("{\"id\":\"x\"} and more", "", "error: line 1 is no JSON object. It does not end as one. "),
    (
      "{\"id\":\"x\",\"text\":\"\\ud800\"}", "",
      "error: line 1 is no JSON object. A \\\\ in it stands for nothing. "
    ),
    ("{\"text\":\"x\"}", "", "error: the record has no id. "),
    ("{\"id\":\"x\",\"text\":null}", "x", "error: the record has neither text nor path. "),
    ("{\"id\":\"x\",\"text\":\"\"}", "x", "x: error: the input is empty. "),
    ("{\"id\":\"x\",\"text\":\"y\",\"year\":23}", "x", "error: “23” is no report year. "),
    ("{\"id\":12,\"path\":\"missing.txt\"}", "12", "missing.txt: error: cannot open the file. "),
  ]
  for (line, id, error) in bad {
    let result = try run("convert --records", line + "\n" + good)
    #expect(result.status == 0)
    let rows = result.text.split(separator: "\n", omittingEmptySubsequences: false)
    // Fields in which a comma stands are quoted.
    #expect(
      rows[0].replacing("\"", with: "").hasPrefix("\(id),,,,,,,\(error)"), "\(rows[0])")
    #expect(rows.count == 60 && rows[1].hasPrefix("good,") && rows[59].isEmpty, "\(line)")
  }
}

@Test func noRecordIsReadOutOfTheStreamOfRecords() throws {
  let good = try record("good", "2014-form.txt")
  for path in ["-", "/dev/stdin", "/proc/self/fd/0"] {
    let input = "{\"id\":\"x\",\"path\":\"\(path)\"}\n" + good
    for stage in ["convert", "extract", "tidy"] {
      // A file on standard input, and a pipe.
      for line in ["\(stage) --records", "\(stage) --records < <(cat)"] {
        let result = try run(line, input)
        let rows = result.text.split(separator: "\n")
        #expect(result.status == 0)
        #expect(
          rows.first?.contains("error: the path is that of standard input or of the records. ") ?? false,
          "\(line) \(path): \(result.text.prefix(300))\(result.stderr)")
        #expect(rows.first?.hasPrefix("x,,,,,,,") ?? false)
        #expect(rows.dropFirst().allSatisfy { $0.hasPrefix("good,") } && rows.count > 1, "\(line) \(path)")
      }
    }
  }
}

@Test func noRecordIsReadOutOfTheFileOfRecords() throws {
  let result = try Command.shell(
    """
    work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cat > $work/good; cd $work; mkfifo pipe; ln -s pipe link
    { echo '{"id":"x","path":"link"}'; cat good; } > pipe & nianbao convert --records pipe
    """, input: Array(try record("good", "2014-form.txt").utf8))
  let rows = result.text.split(separator: "\n")
  #expect(
    rows.count == 59 && rows[0].contains("or of the records. "), "\(result.text.prefix(300))\(result.stderr)")
}

@Test func aReportOfWhichAPartIsRefusedGivesBoth() throws {
  let text = try String(contentsOf: Workplace.root.appending(path: "samples/2021-form.txt"), encoding: .utf8)
  let cut = text.replacing("\t行政规范性文件\n\t3\n\t1\n\t14\n", with: "\t行政规范性文件\n\t3\n\t14\n")
  #expect(cut != text)
  let json = try JSONSerialization.data(withJSONObject: ["id": "a", "text": cut])
  let rows = try run("convert --records", String(decoding: json, as: UTF8.self)).text.split(separator: "\n")
  #expect(rows.count > 150)
  #expect(rows.filter { $0.hasSuffix(",") }.count == rows.count - 1)
  #expect(rows.last!.hasPrefix("a,,,,,,,") && rows.last!.contains("error: "), "\(rows.last!)")
}

@Test func agencyAndYearOfARecordHelpWhereTheReportSaysNothing() throws {
  let text = try String(contentsOf: Workplace.root.appending(path: "samples/2021-form.txt"), encoding: .utf8)
  let untitled = text.split(separator: "\n", omittingEmptySubsequences: false).dropFirst(3).joined(
    separator: "\n")
  let json = try JSONSerialization.data(
    withJSONObject: [
      "id": "a", "text": untitled, "agency": "临澄市自然资源和规划局", "year": 2023, "more": [["x": "]"]],
    ])
  let facts = try run("convert --records", String(decoding: json, as: UTF8.self))
  #expect(facts.stderr == "")
  #expect(try facts.text == run("convert --records", try record("a", "2021-form.txt")).text)
}

@Test func nothingEndsALineButTheEndOfARow() throws {
  let breaks = "\n\r\u{85}\u{2028}\u{2029}\u{0B}\u{0C}\u{1C}"
  let json = try JSONSerialization.data(
    withJSONObject: ["id": "a\(breaks)\\b", "text": "", "more": 1] as [String: Any])
  let result = try run("convert --records", String(decoding: json, as: UTF8.self))
  #expect(result.text.split(whereSeparator: \.isNewline).count == 1, "\(result.text)")
  #expect(result.text.hasPrefix("a\\n\\r\\u0085\\u2028\\u2029\\u000b\\f\\u001c\\\\b,"), "\(result.text)")
}

@Test func aLineOfAnyLengthEndsInARow() throws {
  let line = "nianbao convert --records"
  let result = try Command.shell(
    """
    { printf '{"id":"a","text":"'; head -c 68000000 /dev/zero | tr '\\0' x; printf '"}\\n'; \
    printf '{"id":"b"}\\n'; } | { ulimit -v 2000000; \(line); } | cut -c 1-60
    """)
  #expect(
    result.text.hasPrefix(",,,,,,,\"error: line 1 is longer than 64 MiB. "), "\(result.text)\(result.stderr)")
  #expect(result.text.contains("\nb,,,,,,,\"error: the record has neither"))
}

@Test(arguments: [
  "convert --records --partition-by year -o '{}.csv'", "convert --records --files-from list",
  "convert --records -o out.xlsx", "convert --records -j 2", "convert --records --fail-fast",
])
func optionsThatDoNotGoWithRecordsAreRefused(line: String) throws {
  let result = try run(line, "")
  #expect(result.status == 64)
  #expect(result.stderr.hasPrefix("Error: --records "))
}

@Test func warningsAreSaidUnlessQuiet() throws {
  let input = try record("a", "values.txt")
  let (loud, quiet) = (try run("convert --records", input), try run("convert --records --quiet", input))
  #expect(loud.stderr.contains("a:18: warning: "))
  #expect(quiet.stderr == "" && quiet.stdout == loud.stdout)
}

@Test func theCodeSaysWhetherAllWasRead() throws {
  #expect(try run("convert --records", "").status == 0)
  #expect(try run("convert --records missing.jsonl", "").status == 66)
  #expect(try run("convert --records > /dev/full", try record("a", "2014-form.txt")).status == 74)
}
