import Foundation

/// A fenced block of a README.
public struct Fence {
  /// The line of the fence, from 1.
  public let line: Int
  public let language: String
  /// What the comment above says; empty where there is none.
  public let mark: String
  public let lines: [String]

  public var text: String { lines.map { $0 + "\n" }.joined() }

  public var isMake: Bool {
    language == "sh" && !lines.isEmpty && lines.allSatisfy { $0.hasPrefix("make ") }
  }

  /// Whether the block is for running here.
  public var isRun: Bool {
    guard language == "sh", !isMake, mark != "set-up" else { return false }
    guard mark.hasPrefix("needs ") else { return true }
    return Command.find(String(mark.dropFirst("needs ".count))) != nil
  }

  /// The blocks of a file of the checkout, in order.
  public static func all(of name: String) throws -> [Fence] {
    let text = try String(contentsOf: Workplace.root.appending(path: name), encoding: .utf8)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var fences: [Fence] = []
    var index = 0
    while index < lines.count {
      if lines[index].hasPrefix("```") {
        let end = lines[(index + 1)...].firstIndex(of: "```") ?? lines.count
        fences.append(
          Fence(
            line: index + 1, language: String(lines[index].dropFirst(3)),
            mark: index > 0 ? mark(lines[index - 1]) : "",
            lines: Array(lines[(index + 1)..<end])))
        index = end
      }
      index += 1
    }
    return fences
  }

  private static func mark(_ line: String) -> String {
    guard line.hasPrefix("<!-- "), line.hasSuffix(" -->") else { return "" }
    return String(line.dropFirst(5).dropLast(4))
  }
}
