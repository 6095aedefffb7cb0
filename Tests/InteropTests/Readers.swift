import Foundation
import TestSupport

/// Reads files with `read_cells.py`, one book a file.
enum CellReader: String {
  case csv, calamine, openpyxl, gnumeric, xlsx2csv

  func read(_ paths: [String]) throws -> [[Sheet]] {
    let script = Workplace.root.appending(path: "Tests/InteropTests/Readers/read_cells.py").path
    let result = try Program.python.run([script, rawValue] + paths).checked("read_cells.py \(rawValue)")
    let books = try JSONSerialization.jsonObject(with: Data(result.stdout)) as? [[[String: Any]]] ?? []
    return books.map { $0.map(Sheet.init(json:)) }
  }
}

extension Sheet {
  fileprivate init(json: [String: Any]) {
    name = json["name"] as? String ?? ""
    rows = (json["rows"] as? [[Any]] ?? []).map { $0.map(Cell.init(json:)) }
  }
}

/// LibreOffice without a window, one process for many files.
enum LibreOffice {
  /// The tokens of the CSV filter: comma, quote, UTF-8, from line 1, columns as they come, no language, quotes only where needed,
  /// numbers as shown, no formulas, and -1 for every sheet, each into a file of its own.
  static let csv = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
  static let xlsx = "xlsx:Calc MS Excel 2007 XML"
  static let xml = "xml:MS Excel 2003 XML"

  /// Converts workbooks into a folder.
  static func convert(_ paths: [String], to filter: String, into folder: URL) throws {
    // A profile of its own: another LibreOffice that runs would take the files and say nothing.
    let profile = folder.appending(path: "profile").absoluteString
    let arguments = [
      "-env:UserInstallation=\(profile)", "--headless", "--convert-to", filter, "--outdir", folder.path,
    ]
    let result = try Program.soffice.run(arguments + paths).checked("soffice")
    // It ends with 0 when it cannot load a file, too.
    guard !result.stderr.contains("Error:") else { throw ProgramFailed(program: "soffice", result: result) }
  }
}
