import TestSupport
import Testing

// An output replaces no input, whatever leads to it.

private func inFolder(_ line: String) throws -> CommandResult {
  try Command.shell(
    """
    work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
    cp samples/values.txt $work/a.txt; cp samples/values.cells.csv $work/cells.csv; cp samples/values.tidy.csv $work/facts.csv
    cp samples/*.docx $work/a.docx; cd $work
    nianbao to-xlsx facts.csv -o facts.xlsx; nianbao to-xml facts.csv -o facts.xml; nianbao to-csv --wide facts.csv -o wide.csv
    cp facts.csv old.csv; printf 'pattern,agency,code\\n' > names.csv
    """ + "\n" + line)
}

@Test(arguments: [
  ("a.docx", "extract a.docx"), ("a.txt", "extract cells.csv a.txt"), ("a.txt", "extract < a.txt"),
  ("a.txt", "convert a.txt"), ("a.txt", "convert facts.csv $PWD/a.txt"), ("cells.csv", "tidy cells.csv"),
  ("facts.csv", "to-csv facts.csv"), ("facts.csv", "to-csv < facts.csv"), ("facts.csv", "to-text facts.csv"),
  ("facts.csv", "to-xlsx facts.csv"), ("facts.csv", "to-xml facts.csv"), ("wide.csv", "from-csv wide.csv"),
  ("facts.xlsx", "from-xlsx facts.xlsx"), ("facts.xml", "from-xml facts.xml"),
  ("facts.csv", "check facts.csv"),
  ("facts.csv", "rollup --agency x facts.csv"), ("facts.csv", "compare old.csv facts.csv"),
  ("names.csv", "convert --agencies names.csv a.txt"), ("names.csv", "tidy --agencies names.csv cells.csv"),
])
func anOutputReplacesNoInput(file: String, line: String) throws {
  for output in [file, "./\(file)", "hard.csv", "soft.csv"] {
    let result = try inFolder(
      """
      ln \(file) hard.csv; ln -s \(file) soft.csv; cp \(file) before; nianbao \(line) -o \(output); echo $?
      cmp \(file) before; [ -L soft.csv ] && [ hard.csv -ef \(file) ] || echo moved; ls *.tmp 2>/dev/null
      """)
    #expect(result.text == "64\n", "\(line) -o \(output): \(result.text)\(result.stderr)")
    #expect(
      result.stderr.contains("“\(output)” is an input")
        && result.stderr.contains("which the output would replace. Give it a file of its own."),
      "\(line) -o \(output): \(result.stderr)")
  }
}

@Test func partsReplaceNoInput() throws {
  let result = try inFolder(
    "cp facts.csv in-2020.csv; nianbao convert --partition-by year in-2020.csv -o 'in-{}.csv'; echo $?; cmp facts.csv in-2020.csv"
  )
  #expect(result.text == "64\n", "\(result.text)\(result.stderr)")
  #expect(result.stderr.contains("“in-2020.csv” is an input, "))
}

@Test func whatIsNotReplacedMayBeBoth() throws {
  let result = try inFolder(
    """
    nianbao to-csv < /dev/null -o /dev/null; echo $?; nianbao to-csv facts.csv -o out.csv; cmp out.csv facts.csv
    nianbao to-csv facts.csv -o out.csv; echo $?
    """)
  #expect(result.text == "65\n0\n", "\(result.text)\(result.stderr)")
}

// MARK: what is no table of facts

@Test(arguments: ["convert", "from-csv"])
func whatIsNoTableOfFactsIsNoEmptyOne(stage: String) throws {
  let cells = try inFolder("nianbao \(stage) cells.csv -o out.csv; echo $?; ls out.csv 2>/dev/null")
  #expect(cells.text == "65\n", "\(cells.text)\(cells.stderr)")
  #expect(
    cells.stderr.contains("nianbao: cells.csv:1: error: these are cells, not a table of facts. ")
      && cells.stderr.contains(". Give it to nianbao tidy\n"), "\(cells.stderr)")
  for (header, why) in [
    ("source,line,agency,year,rule,severity", "“source” and the others are no section/row/column"),
    ("agency,year", "It has those of agency and year only"),
    ("agency,year,", "It has those of agency and year only"),
    ("year;agency;总计", "“总计” and the others are no section/row/column"),
  ] {
    let result = try inFolder(
      "printf '\(header)\\n1,2,3,4,5,6\\n' > in.csv; nianbao \(stage) in.csv -o out.csv; echo $?; ls out.csv 2>/dev/null"
    )
    #expect(result.text == "65\n", "\(header): \(result.text)")
    #expect(
      result.stderr.contains("in.csv:1: error: the table has no column with facts. ")
        && result.stderr.contains(why), "\(header): \(result.stderr)")
  }
}

@Test func cellsInAnotherEncodingAreToldToo() throws {
  let result = try inFolder(
    "{ printf '\\xEF\\xBB\\xBF'; tr , ';' < cells.csv; } > in.csv; nianbao convert in.csv facts.csv -o out.csv; echo $?; cmp out.csv facts.csv"
  )
  #expect(result.text == "2\n", "\(result.text)\(result.stderr)")
  #expect(result.stderr.contains("in.csv:1: error: these are cells"))
}

// MARK: what a file is

@Test(arguments: [
  "facts.csv", "wide.csv", "facts.xlsx", "facts.xml", "form.xml", "a.txt", "a.docx", "page", "blanks",
  "utf16",
  "tabs",
])
func theContentDecidesWhatAFileIs(file: String) throws {
  let result = try inFolder(
    #"""
    sed '/<Worksheet ss:Name="\(数据\|说明\|核查\)/,/<\/Worksheet>/d' facts.xml > form.xml
    cp $OLDPWD/samples/*.html page; { printf '\n\n'; cat page; } > blanks
    iconv -f utf-8 -t utf-16 facts.csv > utf16; tr , '\t' < wide.csv > tabs
    mkdir in; cd in; for ending in csv txt xlsx html; do
    cp ../\#(file) a.$ending; nianbao convert a.$ending -o ../$ending.out.csv; echo $?; done
    cd ..; for ending in txt xlsx html; do cmp csv.out.csv $ending.out.csv; done; head -n 21 csv.out.csv | wc -l
    """#)
  #expect(result.text == "0\n0\n0\n0\n21\n", "\(result.text)\(result.stderr)")
}

@Test func whatIsAskedForBeatsTheContent() throws {
  let result = try inFolder("nianbao convert --from flow facts.csv -o out.csv; echo $?")
  #expect(result.text == "65\n", "\(result.text)\(result.stderr)")
}

@Test(arguments: [
  ("extract facts.csv", "this is a table of facts", "Give the name of the file to nianbao convert"),
  ("extract cells.csv", "this is what nianbao extract writes", "Give them to nianbao tidy"),
  ("tidy facts.xlsx", "this is a workbook or another archive, and no CSV", "with nianbao from-xlsx"),
  ("from-csv facts.xlsx", "this is a workbook or another archive, and no CSV", "with nianbao from-xlsx"),
  ("to-csv facts.xlsx", "this is a workbook or another archive, and no CSV", "with nianbao from-xlsx"),
  (
    "from-csv facts.csv", "these are tidy facts, not a wide table",
    "Give them to the next command as they are"
  ),
])
func whatACommandDoesNotReadIsNamed(line: String, what: String, remedy: String) throws {
  let result = try inFolder("nianbao \(line) -o out; echo $?; ls out 2>/dev/null")
  #expect(result.text == "65\n", "\(result.text)\(result.stderr)")
  #expect(
    result.stderr.contains(": error: \(what). ") && result.stderr.contains(remedy),
    "\(line): \(result.stderr)")
}
