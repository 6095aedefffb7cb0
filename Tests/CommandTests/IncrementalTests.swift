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
  // The summary counts what was not made again.
  let result = try inFolder(
    "\(convert) in -o one.csv 2>&1 | tail -1; \(convert) in -o two.csv; cmp one.csv two.csv")
  #expect(result.text.contains(" inputs, 1 failed"), "\(result.text)")
  let lines = result.stderr.split(separator: "\n")
  let counts = (lines.last ?? "").split(separator: " ").compactMap { Int($0) }
  #expect(
    counts.count == 3 && counts[0] > 10 && counts[1] == counts[0] - 1 && counts[2] == 1, "\(result.stderr)")
}

/// Whatever byte of what is kept changes, the facts are right.
@Test(arguments: [
  "sed -i s/临澄市/临登市/ manifest.facts", "sed -i '0,/,[0-9]*$/s//,77/' manifest.facts",
  "printf 9 | dd of=manifest.facts bs=1 seek=300 conv=notrunc 2>/dev/null",
  "dd if=/dev/zero of=manifest.facts bs=1 count=4000 seek=2000 conv=notrunc 2>/dev/null",
  ": > manifest.facts", "sed -i '2s/,[0-9]*,\\([0-9]*\\),/,7,\\1,/' manifest",
  "sed -i '2s/,\\([0-9]*\\),[0-9]*,/,\\1,5,/' manifest",
  "sed -i '2s/,[0-9]*,[0-9]*,/,9223372036854775807,9223372036854775807,/' manifest",
  "sed -i '2s/,2[0-9]*$/,1999/' manifest",
])
func whatChangedInTheManifestIsMadeAgain(damage: String) throws {
  let result = try inFolder(
    """
    \(convert) -q in -o one.csv 2>/dev/null; cp manifest before; cp manifest.facts before.facts; \(damage)
    cmp -s manifest before && cmp -s manifest.facts before.facts && echo nothing is damaged
    \(convert) in -o two.csv 2>err; cmp two.csv whole.csv
    \(convert) -q in -o three.csv 2>/dev/null; cmp three.csv whole.csv
    \(convert) in -o four.csv 2>&1 | grep -c 'has changed'; grep -c 'has changed' err
    """)
  let lines = result.text.split(separator: "\n")
  #expect(lines.count == 2 && lines[0] == "0", "\(result.text)\(result.stderr)")
  // What is not there at all is no news, for a run may have been broken off.
  let isThere = damage != ": > manifest.facts" && !damage.contains("9223372036854775807")
  #expect(lines.last != "0" || !isThere, "\(result.text)\(result.stderr)")
}

@Test func aManifestWithoutChecksumsIsBegunAnew() throws {
  let result = try inFolder(
    """
    \(convert) -q in -o one.csv 2>/dev/null
    (echo key,start,length,input; sed 1d manifest | cut -d, -f1-3,5) > old; mv old manifest
    sed -i s/临澄市/临登市/ manifest.facts
    \(convert) -q in -o two.csv 2>/dev/null; cmp two.csv whole.csv; head -1 manifest
    """)
  #expect(result.text == "key,start,length,checksum,input,agency,year\n", "\(result.text)\(result.stderr)")
}

@Test(arguments: ["manifest", "manifest.facts", "./manifest", "$PWD/manifest.facts", "in/../manifest"])
func theManifestIsNoOutput(output: String) throws {
  for begin in ["", "\(convert).csv -q in -o one.csv 2>/dev/null; cp manifest.csv before;"] {
    let name = output.replacing("manifest", with: "manifest.csv").replacing(".csv.facts", with: ".csv.facts")
    let result = try inFolder(
      "\(begin) ln -s manifest.csv.facts x.csv; \(convert).csv in -o \(name.hasSuffix(".facts") ? "x.csv" : name); echo $?; cmp manifest.csv before"
    )
    if begin.isEmpty {
      // A link that leads nowhere yet is an output like any other.
      #expect(result.text.hasPrefix(name.hasSuffix(".facts") ? "2" : "64"), "\(result.text)\(result.stderr)")
    } else {
      #expect(result.text == "64\n", "\(result.text)\(result.stderr)")
      #expect(result.stderr.contains(" is what --incremental manifest.csv keeps. Give -o a file of its own."))
    }
  }
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

@Test func anInputThatIsNamedTwiceIsThereOnce() throws {
  let result = try inFolder(
    """
    \(convert) -q in/values.txt in/values.txt -o one.csv; \(convert) -q in/values.txt in/values.txt -o two.csv
    nianbao convert -q --with source,line in/values.txt -o again.csv
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
      "nianbao: manifest:1: error: this is no manifest of nianbao. It begins with “key,start,length,checksum,input,agency,year”, and has a record for each input. Give --incremental another file, or remove this one\n"
    ), "\(result.stderr)")
}

@Test(arguments: ["/dev/null", "in", "pipe", "odd"])
func whatIsNoFileIsNoManifest(name: String) throws {
  let result = try inFolder(
    """
    mkfifo pipe; mkdir odd.facts; nianbao convert in/values.txt --incremental \(name) -o out.csv; echo $?; ls out.csv odd 2>/dev/null
    """)
  #expect(result.text == "65\n", "\(result.text)\(result.stderr)")
  #expect(
    result.stderr.hasSuffix(
      "nianbao: \(name == "odd" ? "odd.facts" : name): error: the manifest cannot be kept there. This is no regular file. Give --incremental a file of its own\n"
    ))
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
