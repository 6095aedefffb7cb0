import Foundation
import TestSupport
import Testing

// Many inputs in one run of convert.

private let convert = "nianbao convert --with source,line"

/// Runs a line of shell in an empty folder that has 60 reports of all kinds below `in`, three of which fail.
private func inFolder(_ line: String) throws -> CommandResult {
  try Command.shell(
    """
    work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
    for folder in 1 2 3 4; do mkdir -p $work/in/$folder; cp samples/*.txt samples/*.html $work/in/$folder; done
    echo > $work/in/1/blank.txt; echo > $work/in/3/blank.txt; printf 'PK\\3\\4' > $work/in/4/cut.docx
    cd $work
    """ + "\n" + line)
}

@Test func theNumberOfJobsChangesNothing() throws {
  let runs = try [1, 2, 3, 16].map { jobs in
    try inFolder("\(convert) -j \(jobs) in -o out.csv 2>err; echo $?; cat err out.csv")
  }
  #expect(runs[0].text.hasPrefix("2\n"))
  #expect(runs[0].text.contains("3 failed, in part or as a whole\n"))
  #expect(runs[0].text.split(separator: "\n").count > 10_000)
  for run in runs { #expect(run.stdout == runs[0].stdout) }
}

@Test func oneLargeInputGoesThroughWithoutWaitingForItsEnd() throws {
  // More than the pieces that may wait, beside small ones before and behind it.
  let result = try Command.shell(
    """
    work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
    for i in $(seq 60); do cat samples/two-reports-bom-crlf.txt; done | tr -d '\\r' > $work/large.txt
    for jobs in 1 4; do
      \(convert) -j $jobs samples/values.txt $work/large.txt samples/2014-form.txt -o $work/$jobs.csv 2> $work/$jobs.err
    done
    cmp $work/1.csv $work/4.csv && cmp $work/1.err $work/4.err && wc -l < $work/4.csv
    """)
  #expect(result.stderr == "")
  #expect(Int(result.text.trimmingCharacters(in: .whitespacesAndNewlines))! > 24_000)
}

@Test func inputsCanBeListed() throws {
  let whole = try inFolder("\(convert) -q in/1 in/2 -o out.csv 2>&1; cat out.csv")
  let lines = try inFolder(
    "find in/1 in/2 -type f | LC_ALL=C sort | \(convert) -q --files-from - -o out.csv 2>&1; cat out.csv")
  let nul = try inFolder(
    "find in/1 in/2 -type f -print0 | LC_ALL=C sort -z > list; \(convert) -q --files-from list -o out.csv 2>&1; cat out.csv"
  )
  #expect(whole.text.split(separator: "\n").count > 5_000)
  #expect(lines.stdout == whole.stdout)
  #expect(nul.stdout == whole.stdout)
}

@Test func patternsThatTheShellLeavesAreTakenAsPatterns() throws {
  let result = try inFolder(
    "\(convert) -q in/2/*.txt -o a.csv && \(convert) -q 'in/2/*.txt' -o b.csv && cmp a.csv b.csv && wc -l < b.csv"
  )
  #expect(Int(result.text.trimmingCharacters(in: .whitespacesAndNewlines))! > 1_000)
  let missing = try inFolder("\(convert) 'in/*.pdf' -o a.csv")
  #expect(missing.status == 66)
  #expect(
    missing.stderr
      == "nianbao: in/*.pdf: error: cannot open the file. No such file or directory. Check the name\n")
}

@Test func aFolderThatCannotBeOpenedIsSaid() throws {
  // Each folder on the way holds a descriptor: with twelve of them the innermost cannot be opened.
  let result = try inFolder(
    """
    deep=in/1/$(printf 'x/%.0s' $(seq 20)); mkdir -p $deep; cp in/2/2014-form.txt $deep
    (ulimit -n 12; \(convert) -q in/1 -o out.csv); echo $?; wc -l < out.csv
    """)
  let lines = result.text.split(separator: "\n")
  #expect(lines.count == 2 && lines[0] == "2" && Int(lines[1])! > 1_000, "\(result.text)")
  #expect(
    result.stderr.contains(
      "/x/: error: cannot open the folder. Too many open files. What is in it is missing\n"))
}

@Test func failFastStopsAtTheFirstFailureAndWritesNothing() throws {
  let result = try inFolder("\(convert) --fail-fast in -o out.csv 2>err; echo $?; grep -c error err; ls")
  #expect(result.text == "65\n1\nerr\nin\n")
}

@Test func quietSaysErrorsOnly() throws {
  let result = try inFolder("\(convert) --quiet in -o out.csv")
  #expect(result.status == 2)
  let lines = result.stderr.split(separator: "\n")
  #expect(lines.count == 3 && lines.allSatisfy { $0.contains(": error: ") }, "\(result.stderr)")
}

@Test func partsHoldWhatTheWholeHolds() throws {
  for column in ["year", "agency"] {
    let result = try inFolder(
      """
      \(convert) -q in/1 in/2 -o whole.csv; mkdir parts
      \(convert) -q --partition-by \(column) in/1 in/2 -o 'parts/{}.csv'; echo $?
      for part in parts/*; do cut -d, -f\(column == "year" ? 2 : 1) $part | sed 1d | sort -u | wc -l; done | sort -u
      cmp <(sed 1d whole.csv | sort) <(sed -s 1d parts/* | sort) && ls parts
      """)
    let lines = result.text.split(separator: "\n")
    #expect(lines.starts(with: ["2", "1"]), "\(result.text)\(result.stderr)")
    #expect(lines.contains(column == "year" ? "2023.csv" : "临澄市自然资源和规划局.csv"))
  }
}

@Test func valuesThatAreNoNamesOfFilesAreStillThere() throws {
  let header = "agency,year,section,row,column,value\n"
  let facts = ["a/b", "a_b", "../x", "", ".h", "a/b", ".", "_", "\u{1}", "_h"].enumerated().map {
    "\($1),2023,s,r,c,\($0)\n"
  }
  let result = try Command.shell(
    """
    work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cat > $work/in.csv; mkdir $work/out; cd $work
    nianbao convert --partition-by agency in.csv -o 'out/{}.csv'; LC_ALL=C ls -A out; cat out/a_b.csv; cat out/* | grep -v ^agency | wc -l
    for part in out/*; do sed 1d $part | cut -d, -f1 | sort -u | wc -l; done | sort -u
    """, input: Array((header + facts.joined()).utf8))
  // What is not the value itself is told apart by its hash.
  let names = result.text.replacing(/-[0-9a-f]{8,16}\.csv/, with: "-#.csv")
  #expect(
    names
      == "_-#.csv\n_-#.csv\n_-#.csv\n_._x-#.csv\n_.csv\n_h-#.csv\n_h.csv\na_b-#.csv\na_b.csv\n\(header)\(facts[1])10\n1\n",
    "\(result.text)\(result.stderr)")
}

@Test func partsCanBeWorkbooks() throws {
  let result = try inFolder(
    """
    \(convert) -q --partition-by year in/1 -o '{}.xlsx'
    nianbao from-xlsx 2016.xlsx > again.csv; \(convert) -q in/1/2014-form.txt -o one.csv; cmp again.csv one.csv; ls
    """)
  #expect(result.text.contains("2016.xlsx\n2019.xlsx\n"))
  #expect(!result.text.contains("differ"), "\(result.text)")
}

@Test(arguments: ["--partition-by year in -o out.csv", "in -o '{}.csv'"])
func partsAndTheirNameBelongTogether(line: String) throws {
  let result = try inFolder("\(convert) \(line)")
  #expect(result.status == 64)
  #expect(result.stderr.contains("--partition-by and {} in the name of the output belong together"))
}

@Test func aListOfNothingIsAnError() throws {
  let result = try inFolder(": | nianbao convert --files-from - -o out.csv; echo $?; ls")
  #expect(result.text == "66\nin\n")
  #expect(result.stderr == "nianbao: -: error: the list names no inputs. Write a path on each line\n")
}

@Test func noInputsIsAnError() throws {
  let result = try Command.shell("nianbao convert -o out.csv")
  #expect(result.status == 64)
  #expect(result.stderr.hasPrefix("Error: No inputs. Name reports or folders"))
}

@Test(.enabled(if: Command.find("script") != nil, "script is not installed"))
func progressIsDrawnOnATerminalOnly() throws {
  let line = "\(convert) -j 1 in -o out.csv"
  let drawn = try inFolder("TERM=xterm script -qc '\(line)' /dev/null < /dev/null")
  #expect(drawn.text.contains("\r[-"))
  #expect(drawn.text.contains("/s, 0:0"))
  #expect(
    drawn.text.hasSuffix(" failed, in part or as a whole, in 0:00\r\n") || drawn.text.contains(", in 0:0"))
  #expect(!drawn.text.contains("\u{1B}[3"), "no colours")
  for line in ["\(line) --quiet", "TERM=dumb \(line)"] {
    let other = try inFolder("export TERM=xterm; script -qc '\(line)' /dev/null < /dev/null")
    #expect(!other.text.contains("\r["), "\(line)")
  }
}
