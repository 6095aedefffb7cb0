import Foundation
import TestSupport
import Testing

// Every file below a folder is read, fails with its reason, or is told as passed over; the content decides what a file is.

/// A folder `in` with files of all kinds: names and contents are made here, so that each kind is a line.
private let folder = """
  work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; root=$PWD; mkdir -p $work/in/deep/.git; cd $work/in
  report() { sed "s/清源县水利局/$1/" $root/samples/2019-form.txt; }
  zip() { python3 -c 'import sys, zipfile
  with zipfile.ZipFile(sys.argv[1], "w") as z: [z.writestr(n, "<a/>") for n in sys.argv[2:]]' "$@"; }
  # The least container of old office programs ([MS-CFB]): a table of sectors, and a directory with one stream.
  compound() { python3 -c 'import struct, sys
  header = struct.pack("<8s16x5H6x9I", bytes.fromhex("D0CF11E0A1B11AE1"), 62, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, 2**32 - 2, 0, 2**32 - 2, 0)
  header += struct.pack("<109I", 0, *[2**32 - 1] * 108)
  table = struct.pack("<128I", 2**32 - 3, 2**32 - 2, *[2**32 - 1] * 126)
  entry = lambda name, kind, child: name.encode("utf-16-le").ljust(64, b"\\0") + struct.pack(
    "<HBB3I48x", 2 * len(name) + 2, kind, 1, 2**32 - 1, 2**32 - 1, child)
  entries = entry("Root Entry", 5, 1) + entry(sys.argv[1], 2, 2**32 - 1)
  sys.stdout.buffer.write(header + table + entries.ljust(512, b"\\0"))' "$@"; }

  """

/// Runs a line of shell beside the folder, which `files` fills.
private func inFolder(_ files: String, _ line: String) throws -> CommandResult {
  try Command.shell(folder + files + "\ncd $work\n" + line)
}

/// What the files of a folder gave, by their names, and what was said.
private func converted(_ files: String, _ options: String = "") throws -> (
  sources: [String], result: CommandResult
) {
  let result = try inFolder(
    files,
    "nianbao convert -j 1 --with source \(options) in -o out.csv; code=$?; sed 1d out.csv | cut -d, -f7 | uniq; exit $code"
  )
  return (result.text.split(separator: "\n").map(String.init), result)
}

@Test func everyFileOfAFolderHasOneStatus() throws {
  let (sources, result) = try converted(
    """
    report 清源县水利局 > a.txt; report 清源县教育局 > deep/b.md; report 清源县民政局 | iconv -t gb18030 > 年报
    printf '{\\\\rtf1' > c.rtf; zip d.odt mimetype content.xml; zip e.zip x; zip f.ofd OFD.xml; printf 'MIME-Version: 1.0\\n' > g.mht
    compound Book > h.xls; printf '7z\\xBC\\xAF\\x27\\x1C' > i.7z; printf 'Rar!\\x1A' > j.rar
    printf '\\x89PNG' > k.png; echo 'a{}' > l.css; echo 政府信息公开 > m.js; touch '~$a.docx' .DS_Store .~lock.a.txt# Desktop.ini deep/._b.md .hidden; printf '\\xD0\\xCF' > Thumbs.db; mkfifo n; ln -s gone o.txt; ln -s . p
    """)
  #expect(sources == ["in/a.txt"])
  #expect(result.status == 2)
  for line in [
    "in/c.rtf: error: the document is damaged. ",
    "in/d.odt: error: this is an OpenDocument file that is neither text nor spreadsheet. ",
    "in/e.zip: error: this is a ZIP archive without reports: 1 without ending. ",
    "in/f.ofd: error: this is an OFD document. ",
    "in/g.mht: error: this is a mail or a web archive without a page. ",
    "in/h.xls: error: the workbook is damaged. ",
    "in/i.7z: error: this is a 7-Zip archive. ", "in/j.rar: error: this is a RAR archive. ",
    "in/o.txt: error: cannot open the file. No such file or directory. ",
    "in/p: warning: a link to a folder is not followed. ",
    "in/deep/b.md: warning: a text is passed over that may be a report. ",
    "in/年报: warning: a text is passed over that may be a report. ",
    "note: 10 inputs, 9 failed, in part or as a whole\n",
    "note: passed over: 1 .css, 1 .js, 1 .md, 1 .png, 2 hidden, 1 link to a folder, 1 named pipe, 1 without ending. ",
  ] { #expect(result.stderr.contains("nianbao: " + line), "\(line)\n\(result.stderr)") }
}

@Test func filesThatAreNeverReportsAreNoFailure() throws {
  let (sources, result) = try converted("report 清源县水利局 > a.txt; touch b.css c.ttf .d; echo '# x' > README.md")
  #expect(sources == ["in/a.txt"])
  #expect(result.status == 0)
  #expect(
    result.stderr.hasPrefix("nianbao: note: passed over: 1 .css, 1 .md, 1 .ttf, 2 hidden. "),
    "\(result.stderr)")
  #expect(
    try converted("report 清源县水利局 > a.txt; touch b.css; ln -s . c; cp a.txt d", "-q").result.stderr.isEmpty)
}

@Test func theContentOfAFileCountsMoreThanItsEnding() throws {
  let (sources, result) = try converted(
    """
    cp $root/samples/*.docx .; set -- *.docx; mv $1 a.doc; cp a.doc a.dat; cp $root/samples/web-page.html b.doc; cp b.doc b.xls; cp b.doc b.pdf
    rm -f *.docx; nianbao convert -q $root/samples/2019-form.txt -o x.csv; nianbao to-xml --layout form x.csv -o y.xml 2>/dev/null
    python3 - <<'END'
    import re
    text = open("y.xml", encoding="utf-8").read()
    open("d.xls", "w", encoding="utf-8").write(text.replace('ss:Name="数据"', 'ss:Name="说明"', 1))
    END
    rm x.csv y.xml
    """)
  #expect(
    sources == ["in/a.dat", "in/a.doc", "in/b.doc", "in/b.pdf", "in/b.xls", "in/d.xls"], "\(result.stderr)")
  #expect(result.status == 0, "\(result.stderr)")
}

@Test func factsInAFolderAreReadOnlyWhereTheyAreNamed() throws {
  let files = """
    report 清源县水利局 > a.txt; nianbao convert a.txt -o facts.csv; nianbao to-xlsx facts.csv -o facts.xlsx; nianbao to-xml facts.csv -o facts.xml
    """
  let (sources, result) = try converted(files)
  #expect(sources == ["in/a.txt"])
  #expect(result.status == 0)
  #expect(result.stderr.contains("in/facts.xlsx: warning: a workbook with a sheet “数据” is passed over. "))
  #expect(result.stderr.contains("passed over: 1 .csv, 2 facts workbooks, 1 hidden. "))
  for name in ["facts.csv", "facts.xlsx", "facts.xml"] {
    let named = try inFolder(
      files,
      "nianbao convert in/\(name) -o out.csv && cmp out.csv in/facts.csv; cp in/\(name) x.dat; nianbao convert x.dat -o y.csv && cmp y.csv in/facts.csv"
    )
    #expect(named.status == 0 && named.stderr.isEmpty, "\(name): \(named.text)\(named.stderr)")
  }
}

@Test func theOutputIsNoInput() throws {
  let result = try inFolder(
    "report 清源县水利局 > a.txt",
    """
    for i in 1 2; do nianbao convert in -o in/out.txt --incremental in/state; done; cat in/out.txt | grep -c 年度报告; mkdir -p in/deep
    cd in/deep && nianbao convert .. -o ../out.txt --incremental ../state; grep -c 年度报告 ../out.txt
    """)
  #expect(result.text == "1\n1\n", "\(result.text)\(result.stderr)")
  #expect(result.stderr.contains("nianbao: note: passed over: 3 files of this run, 1 hidden. "))
}

@Test func whatIsNamedMoreThanOnceIsReadOnce() throws {
  let result = try inFolder(
    "report 清源县水利局 > a.txt; report 清源县教育局 > deep/b.txt; mkdir same; cp a.txt same; ln -s a.txt c.txt",
    """
    nianbao convert -q in -o whole.csv; cd in
    for inputs in '. deep/b.txt' '. .. $PWD/deep/' '. deep/../deep/b.txt a.txt'; do
      eval nianbao convert $inputs -o ../out.csv; cmp ../out.csv ../whole.csv
    done
    nianbao convert -q a.txt a.txt -o ../out.csv; nianbao convert a.txt same/a.txt c.txt -o ../out.csv; grep -c 总计 ../out.csv
    """)
  #expect(result.status == 0)
  let told = result.stderr.split(separator: "\n").filter { $0.contains("named more than once") }
  #expect(
    told == [
      "nianbao: deep/b.txt: note: the input is named more than once. Each is read once",
      told.count > 1 ? told[1] : "",
      "nianbao: deep/../deep/b.txt: note: the input is named more than once. So is 1 other; each is read once",
    ], "\(result.stderr)")
  #expect(told.count == 3 && told[1].contains("So are "))
}

@Test func theReasonForWhatIsPassedOverIsTheTrueOne() throws {
  let result = try inFolder(
    "report 清源县水利局 > a.txt; rm -r deep",
    "cd in; printf 'pattern,agency,code\\n' > names; nianbao convert --agencies names . -o out.csv; nianbao convert . -o out.csv; nianbao convert --agencies names . -o out.csv"
  )
  let told = result.stderr.split(separator: "\n").filter { $0.contains("passed over") }
  #expect(
    told == [
      "nianbao: note: passed over: 1 file of this run. This run reads it for something else, or writes it",
      "nianbao: note: passed over: 1 file of this run, 1 without ending. No reports come in files of these kinds, or are known in them; facts are read where they are named",
      "nianbao: note: passed over: 2 files of this run. This run reads them for something else, or writes them",
    ], "\(result.stderr)")
}

@Test func whateverMayHoldAReportIsToldByItsName() throws {
  let (sources, result) = try converted(
    """
    report 清源县水利局 > a.txt; cp a.txt b.txt.bak; cp $root/samples/web-page.html c.json; tr -d '\\n' < a.txt > d.jsonl; cp a.txt e.csv
    python3 -c 'import json; print(json.dumps({"html": open("a.txt", encoding="utf-8").read()}))' > f.json
    python3 -c 'import json; print(json.dumps("政府信息公开").upper().replace("U", "u"))' > g.json
    python3 -c 'print("<p>" + "".join(f"&#{ord(c)};" for c in "政府信息公开"))' > h.asp
    nianbao convert a.txt -o facts.csv; nianbao to-csv --wide --excel facts.csv -o wide.csv; nianbao to-csv --delimiter tab facts.csv -o tab.csv
    nianbao extract a.txt -o cells.csv; nianbao check facts.csv -o findings.csv; printf 'a,b\\n1,2\\n' > other.csv; rmdir -p deep/.git
    """)
  #expect(sources == ["in/a.txt", "in/c.json"], "\(result.stderr)")
  let told = result.stderr.split(separator: "\n").filter { $0.contains("may be a report") }
  #expect(
    told.map { $0.split(separator: ": ")[1] }
      == ["in/b.txt.bak", "in/d.jsonl", "in/e.csv", "in/f.json", "in/g.json", "in/h.asp"], "\(result.stderr)")
}

/// A workbook in which a table stands as the form prints it, and nothing else.
private let formWorkbook = """
  report 清源县水利局 > a.txt; nianbao convert -q a.txt -o a.csv; nianbao to-xlsx --layout form a.csv -o a.xlsx 2>/dev/null
  nianbao to-xml --layout form a.csv -o a.xml 2>/dev/null; sed -i 's/ss:Name="数据"/ss:Name="说明"/' a.xml
  """

@Test func convertReadsOfAWorkbookWhatExtractReads() throws {
  let result = try inFolder(
    formWorkbook,
    """
    nianbao extract in/a.xml | nianbao tidy > piped.csv; nianbao convert in/a.xml -o named.csv; cmp piped.csv named.csv
    cp in/a.xml in/b.docx; nianbao convert in/b.docx -o other.csv; cmp named.csv other.csv
    nianbao extract --from xlsx in/a.xlsx | nianbao tidy > piped.csv; nianbao convert --from xlsx in/a.xlsx -o named.csv; cmp piped.csv named.csv
    wc -l < named.csv
    """)
  #expect(result.stderr == "")
  #expect(result.text == "199\n")
}

@Test func noMessageOfConvertNamesAnOptionThatItDoesNotHave() throws {
  let result = try inFolder(
    "report 清源县水利局 > a.txt; nianbao convert -q a.txt -o a.csv; nianbao to-xml a.csv -o a.xml; sed -i 's/>agency</>body</' a.xml",
    "nianbao convert in/a.xml -o out.csv; nianbao convert --help > help")
  #expect(
    result.status == 0 && result.stderr.contains("error: these are not tidy facts. "), "\(result.stderr)")
  let help = try Command.nianbao("convert", "--help").text
  for match in result.stderr.matches(of: /(from-xlsx )?(--[a-z-]+)/) where match.output.1 == nil {
    #expect(help.contains(match.output.2), "\(result.stderr)")
  }
}

@Test func aFolderWithoutReportsSaysWhatItHolds() throws {
  let (_, result) = try converted("touch a.css b.css .c")
  #expect(result.status != 0)
  #expect(
    result.stderr.contains(
      "nianbao: in: error: the folder holds no reports. Passed over: 2 .css, 2 hidden. "),
    "\(result.stderr)")
}

@Test func aWorkbookWithoutAReportIsAnError() throws {
  let empty = """
    <?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" \
    xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="名单"><Table></Table></Worksheet></Workbook>
    """
  let result = try inFolder(
    "echo '\(empty)' > a.xml",
    "nianbao extract in/a.xml > cells; echo $?; nianbao convert in/a.xml -o b.csv; echo $?; nianbao convert in -o b.csv; echo $?; ls"
  )
  #expect(result.text == "65\n65\n65\ncells\nin\n")
  #expect(
    result.stderr.split(separator: "\n").count {
      $0.contains("in/a.xml: error: the workbook has no sheet with a report. ")
    } == 3, "\(result.stderr)")
}
