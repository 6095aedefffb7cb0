import Foundation
import TestSupport
import Testing

// Names that are no UTF-8, or that would act on a terminal; arguments without /proc; what ends with the process.

private func inPlace(_ line: String) throws -> CommandResult {
  try Command.shell(
    """
    work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; root=$PWD; cd $work; mkdir in
    cp $root/samples/2019-form.txt report.txt
    """ + "\n" + line)
}

@Test(arguments: [
  "\\262\\261.txt", "a\\nb.txt", "\\033[31m.txt", "r\\342\\200\\256txt.exe.txt", "\"q\",'.txt",
])
func aFileOfAnyNameIsReadAndShownAsText(name: String) throws {
  // By itself, in a list, below a folder, and by a pattern.
  let result = try inPlace(
    """
    name=$(printf '%b' "\(name.replacing("\"", with: "\\\""))"); cp report.txt "in/$name"; convert="nianbao convert --with source"
    $convert "in/$name" -o 1.csv; printf '%s\\0' "in/$name" | $convert --files-from - -o 2.csv
    $convert in -o 3.csv; $convert 'in/*.txt' -o 4.csv; nianbao extract "in/$name" | nianbao tidy --with source > 5.csv
    for i in 2 3 4 5; do cmp 1.csv $i.csv; done; iconv -f utf-8 -t utf-8 1.csv | wc -l; sed -n 2p 1.csv; nianbao extract "$name"
    """)
  let lines = result.text.split(separator: "\n")
  #expect(lines.first == "199", "\(result.text)\(result.stderr)")
  #expect(lines.count > 1 && lines[1].contains("in/"))
  #expect(
    result.stderr.hasSuffix(": error: cannot open the file. No such file or directory. Check the name\n"))
  #expect(
    !(result.text + result.stderr.dropLast()).unicodeScalars.contains {
      $0.value < 32 && $0 != "\n" || $0 == "\u{202E}"
    })
}

@Test func namesOfOutputsAreBytes() throws {
  let result = try inPlace(
    "nianbao convert report.txt -o $'\\262.csv' --incremental $'\\263'; rm -r in; export LC_ALL=C; for f in *; do printf '%q ' \"$f\"; done"
  )
  #expect(result.text == "report.txt $'\\262.csv' $'\\263' $'\\263.facts' ", "\(result.text)\(result.stderr)")
}

@Test func anAgencyIsText() throws {
  let result = try inPlace("nianbao extract --agency $'\\262' report.txt")
  #expect(result.status == 64)
  #expect(result.stderr.hasPrefix("Error: --agency \\xB2 is no UTF-8. "))
}

@Test func anArgumentThatIsRepeatedDoesNotActOnTheTerminal() throws {
  let result = try inPlace("nianbao extract $'--\\033[31m'")
  #expect(result.status == 64)
  #expect(result.stderr.hasPrefix("Error: Unknown option '--\\x1B[31m'\n"))
}

@Test(.enabled(if: Command.find("script") != nil, "script is not installed"))
func whatActsOnATerminalIsShownThere() throws {
  let facts = "agency,year,section,row,column,value\n\u{1B}[31m县\u{9B},2023,s,r,c,1\n"
  for line in [
    "to-csv facts.csv", "to-csv --wide facts.csv", "compare --all facts.csv facts.csv",
    "tidy --with raw cells.csv",
  ] {
    let result = try Command.shell(
      """
      work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cat > $work/facts.csv; cp $work/facts.csv $work/cells.csv; cd $work
      nianbao \(line) > plain 2>&1; script -qc 'nianbao \(line)' shown < /dev/null > /dev/null; cat plain; printf '\\0'; cat shown
      """, input: Array(facts.utf8))
    let parts = result.text.components(separatedBy: "\0")
    #expect(
      !parts[1].replacing("\r\n", with: "").unicodeScalars.contains {
        $0.value < 32 && $0 != "\n" || $0 == "\u{9B}"
      }, "\(line)")
    if line.hasPrefix("to-csv") {
      #expect(parts[1].contains("\\x1B[31m县\\u{9B}"))
      #expect(parts[0].contains("\u{1B}[31m县\u{9B}"), "what no person looks at stays as it is")
    }
  }
}

@Test(arguments: ["help", "--help", "--version", "help convert", "convert --help"])
func helpThatCannotBeWrittenIsAnError(line: String) throws {
  let result = try Command.shell("nianbao \(line) > /dev/full")
  #expect(result.status == 74)
  #expect(result.stderr.contains("standard output: error: cannot write. No space left on device. "))
  #expect(try Command.shell("nianbao \(line)").status == 0)
}

@Test(
  .enabled(
    if: (try? Command.shell("unshare -rm mount --bind /dev /proc").status) == 0,
    "namespaces cannot be made here"))
func commandsWorkWithoutProc() throws {
  let result = try inPlace(
    """
    unshare -rm bash -c 'mount --bind in /proc && ls /proc && nianbao convert report.txt -o out.csv && nianbao to-csv --year 2019 out.csv | cmp - out.csv && nianbao --version'
    wc -l < out.csv; nianbao convert report.txt -o with.csv; cmp with.csv out.csv
    """)
  #expect(result.stderr == "")
  #expect(result.text.hasSuffix("\n199\n"))
}

@Test(arguments: [
  "to-csv --wide in.csv", "convert in.csv -o out.xlsx", "convert in.csv form.xlsx -o out.csv",
])
func aMissingFolderForTemporaryFilesIsSaid(line: String) throws {
  let result = try inPlace(
    """
    nianbao convert report.txt -o in.csv; nianbao to-xlsx in.csv -o form.xlsx
    TMPDIR=/nowhere nianbao \(line)
    """)
  #expect(result.status == 73)
  #expect(
    result.stderr
      == "nianbao: /nowhere: error: cannot create a temporary file. No such file or directory. Set TMPDIR to a folder that exists and that you may write to\n"
  )
}

@Test func aRecordWhosePathHoldsANULIsRefusedAlone() throws {
  let result = try Command.nianbao(
    "extract", "--records",
    input: Array(#"{"id":"a","path":"x\u0000y"}"#.utf8) + [0x0A] + Array(#"{"id":"b","text":"一、总体情况"}"#.utf8))
  #expect(result.status == 0)
  #expect(result.text.contains("a,,,,,,,,,,,,,,x"), "\(result.text)")
  #expect(result.text.contains("the path holds a NUL"))
  #expect(result.text.contains("\nb,"))
}

@Test(arguments: ["{}.csv", "facts-{}.xlsx", "{}/{}-{}.csv"])
func aNameThatIsTooLongIsCutWithAHash(output: String) throws {
  let long = String(repeating: "清源县", count: 70)
  let facts = ["甲", "乙", "甲", "\u{1B}"].map { "\(long)\($0),2023,s,r,c,1\n" }.joined()
  let result = try Command.shell(
    """
    work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cat > $work/in.csv; cd $work
    [[ '\(output)' == */* ]] && nianbao convert --partition-by agency in.csv -o 'x{}.csv' && for f in x*; do f=${f#x}; done
    nianbao convert --partition-by agency in.csv -o '\(output.split(separator: "/").last!)'; echo $?; ls | grep -v ^in | grep -v ^x
    """, input: Array(("agency,year,section,row,column,value\n" + facts).utf8))
  let names = result.text.split(separator: "\n").dropFirst()
  #expect(result.text.hasPrefix("0\n"), "\(result.stderr)")
  #expect(names.count == 3, "\(names)")
  #expect(names.allSatisfy { $0.utf8.count <= 255 && $0.contains("清源县") && !$0.contains("\u{FFFD}") })
}
