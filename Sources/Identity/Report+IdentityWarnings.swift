public import Bytes
public import Reports

extension Report {
  /// What is not known of the report's body and year, and on what it contradicts itself.
  ///
  /// - Parameter command: the one that has the options to give them, where that is another one, with a blank behind it.
  public func identityWarnings(command: String = "") -> [Diagnostic] {
    let bodies = contradictoryAgencies.map { String(decoding: $0, as: UTF8.self) }
    let years = contradictoryYears.map(String.init)
    var warnings: [Diagnostic] = []
    func warn(_ what: String, _ why: String, _ remedy: String) {
      let place = Location(source, line: pieces.first?.line ?? 1)
      warnings.append(Diagnostic(.warning, at: place, what: what, why: why, remedy: remedy))
    }
    if agency.isEmpty {
      warn(
        "no agency was found",
        bodies.isEmpty
          ? "neither title, opening nor signature names one"
          : "its titles or signatures name \(bodies.joined(separator: " and ")), and nothing decides",
        "Give it with \(command)--agency")
    } else if !bodies.isEmpty {
      warn(
        "the report names two bodies",
        "its title that of \(bodies[0]), what stands around it that of \(bodies[1])",
        "The title’s was taken; see which is right")
    }
    if year.isEmpty {
      warn(
        "no report year was found", "neither title, opening nor signature states one",
        "Give it with \(command)--year")
    } else if !years.isEmpty {
      warn(
        "the report names several years: \(years.joined(separator: ", "))",
        "titles, opening and statistics period contradict each other",
        "\(years[0]) was taken; see which is right")
    }
    return warnings
  }
}
