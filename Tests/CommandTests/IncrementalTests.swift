import Foundation
import TestSupport
import Testing

// convert --incremental: what was made of an input is kept, and nothing else changes.

private let convert = "nianbao convert --with source,line --incremental manifest"

private func inFolder(_ line: String) throws -> CommandResult {
  try Command.shell(
    """
    work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
    mkdir $work/in; cp samples/*.txt $work/in; echo > $work/in/blank.txt
    cd $work
    nianbao convert -q --with source,line in -o whole.csv
    """ + "\n" + line)
}

@Test func aSecondRunTakesOverWhatIsUnchanged() throws {
  let result = try inFolder(
    """
    \(convert) -q in -o one.csv; echo $?; wc -l < manifest
    \(convert) -q in -o two.csv; echo $?; wc -l < manifest
    cmp one.csv whole.csv && cmp two.csv whole.csv && ls in | wc -l
    """)
  // The header, and a line for each input but the one that fails.
  let lines = result.text.split(separator: "\n").map { Int($0)! }
  #expect(lines == [2, lines[4], 2, lines[4], lines[4]], "\(result.text)\(result.stderr)")
}

@Test func whatWasKeptIsTakenFromTheManifest() throws {
  // A mark in the kept facts shows that they were not made again.
  let result = try inFolder(
    """
    \(convert) -q in -o one.csv
    sed -i s/临澄市/临登市/ manifest.facts
    \(convert) -q in -o two.csv; grep -c 临登市 two.csv
    sed s/临澄市/临登市/ whole.csv | cmp - two.csv
    """)
  #expect(result.text == "200\n")
}

@Test func whatChangedIsMadeAgain() throws {
  let result = try inFolder(
    """
    \(convert) -q in -o one.csv
    sed -i s/临澄市/临登市/ in/2021-form.txt; rm in/2014-form.txt; cp in/values.txt in/a.txt
    \(convert) -q in -o two.csv; nianbao convert -q --with source,line in -o again.csv; cmp two.csv again.csv
    \(convert) -q --with unit in -o three.csv
    nianbao convert -q --with unit in -o four.csv; cmp three.csv four.csv; head -1 three.csv
    """)
  // Other options, other facts.
  #expect(
    result.text == "agency,year,section,row,column,value,unit\n", "\(result.text)\(result.stderr)")
}

@Test func whatFailedIsDoneAgain() throws {
  let result = try inFolder(
    """
    \(convert) -q in -o one.csv 2>/dev/null; cp in/values.txt in/blank.txt
    \(convert) -q in -o two.csv; echo $?; nianbao convert -q --with source,line in -o again.csv; cmp two.csv again.csv
    """)
  #expect(result.text == "0\n", "\(result.text)\(result.stderr)")
}

@Test func aRunThatWasBrokenOffGoesOn() throws {
  // As a crash leaves it: the last line is cut, and facts stand behind the last whole one.
  let result = try inFolder(
    """
    \(convert) -q in -o one.csv
    head -c -20 manifest > cut && mv cut manifest; echo 'half a fact' >> manifest.facts
    \(convert) -q in -o two.csv; cmp two.csv whole.csv; \(convert) -q in -o three.csv; cmp three.csv whole.csv
    head -c 30000 manifest.facts > cut && mv cut manifest.facts
    \(convert) -q in -o four.csv; cmp four.csv whole.csv; echo done
    """)
  #expect(result.text == "done\n", "\(result.text)\(result.stderr)")
}

@Test func anInputThatIsNamedTwiceIsThereTwice() throws {
  let result = try inFolder(
    """
    \(convert) -q in/values.txt in/values.txt -o one.csv; \(convert) -q in/values.txt in/values.txt -o two.csv
    nianbao convert -q --with source,line in/values.txt in/values.txt -o again.csv
    cmp one.csv again.csv && cmp two.csv again.csv && echo same
    """)
  #expect(result.text == "same\n", "\(result.text)\(result.stderr)")
}

@Test func aFileThatIsNoManifestIsLeftAlone() throws {
  let result = try inFolder(
    "cp in/values.txt manifest; \(convert) in -o out.csv; echo $?; cmp in/values.txt manifest && ls")
  #expect(result.text.hasPrefix("65\nin\nmanifest\n"), "\(result.text)")
  #expect(
    result.stderr.hasSuffix(
      "nianbao: manifest:1: error: this is no manifest of nianbao. It begins with “key,start,length,input”, and has a record for each input. Give --incremental another file, or remove this one\n"
    ), "\(result.stderr)")
}

@Test(.enabled(if: Command.find("flock") != nil, "flock is not installed"))
func twoRunsDoNotShareAManifest() throws {
  let result = try inFolder(
    "\(convert) -q in -o out.csv 2>/dev/null; flock manifest \(convert) in -o out.csv")
  #expect(result.status == 65)
  #expect(
    result.stderr.hasSuffix(
      "nianbao: manifest: error: another run is using the manifest. Wait until it has ended\n"))
}
