import TestSupport
import Testing

/// A workbook on a terminal, or a list of forms in a workbook, helps nobody.
@Suite struct TerminalTests {
  @Test func aWorkbookIsNotShownOnATerminal() throws {
    // script(1) of Python: what runs has a terminal as its output.
    let run = { (command: String) in
      try Command.shell(
        "python3 -c 'import os,pty,sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))' \(command)"
      )
    }
    let refused = try run("nianbao to-xlsx samples/values.tidy.csv")
    #expect(refused.status == 64 && refused.text.contains("A workbook is no text for a terminal"))
    #expect(!refused.text.contains("PK"))
    #expect(try run("nianbao to-xlsx samples/values.tidy.csv -o /dev/null").status == 0)
    #expect(try Command.shell("nianbao to-xlsx samples/values.tidy.csv | head -c 2").text == "PK")
  }

  @Test(arguments: ["a.xlsx", "A.XLSX", "a.xml"]) func formsAreNoWorkbook(name: String) throws {
    let folder = try Workplace.temporaryFolder()
    let result = try Command.shell("nianbao forms -o \(name); echo $?; ls", in: folder)
    #expect(result.text == "64\n")
    #expect(result.stderr.contains("forms writes text"))
    #expect(try Command.shell("nianbao forms 2021 -o a.txt && wc -l < a.txt", in: folder).status == 0)
  }
}
