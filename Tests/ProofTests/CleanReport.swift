import Forms
import TestSupport

/// The figures of a report in which every relation holds, by code of section, row and column.
struct CleanReport {
  var agency: String
  var year: Int
  let form: Form
  var values: [String: Int] = [:]
  /// Figures with half a case more.
  var halves: Set<String> = []

  static let applicants = [
    "individuals", "organisations.companies", "organisations.research", "organisations.social",
    "organisations.legal", "organisations.others",
  ]
  static let outcomes = ["upheld", "corrected", "other", "pending"]
  static let disputes = ["review", "litigation.direct", "litigation.after-review"]

  /// - Parameter before: the report on the year before, with which this one agrees.
  init(
    agency: String, year: Int, form: Form, figures: [FormFigure], before: CleanReport?,
    using random: inout SeededGenerator
  ) {
    (self.agency, self.year, self.form) = (agency, year, form)
    if form.id == "2014" {
      addStatistics(figures, using: &random)
      return
    }
    let leaves = Self.leaves(figures)
    for applicant in Self.applicants {
      for leaf in leaves {
        values["requests.\(leaf).\(applicant)"] =
          Bool.random(using: &random) ? 0 : Int.random(in: 0...9, using: &random)
      }
      let total = leaves.reduce(0) { $0 + (values["requests.\($1).\(applicant)"] ?? 0) }
      values["requests.outcome.total.\(applicant)"] = total
      let carriedIn =
        before?.values["requests.carried-out.\(applicant)"] ?? Int.random(in: 0...total, using: &random)
      // What was carried in is answered or carried on.
      let carriedOut = max(0, carriedIn - total) + Int.random(in: 0...5, using: &random)
      values["requests.carried-in.\(applicant)"] = carriedIn
      values["requests.carried-out.\(applicant)"] = carriedOut
      values["requests.received.\(applicant)"] = total + carriedOut - carriedIn
    }
    for row in leaves + ["outcome.total", "carried-in", "carried-out", "received"] {
      values["requests.\(row).total"] = Self.applicants.reduce(0) {
        $0 + (values["requests.\(row).\($1)"] ?? 0)
      }
    }
    for row in Self.disputes {
      for outcome in Self.outcomes {
        values["disputes.\(row).\(outcome)"] = Int.random(in: 0...4, using: &random)
      }
      values["disputes.\(row).total"] = Self.outcomes.reduce(0) {
        $0 + (values["disputes.\(row).\($1)"] ?? 0)
      }
    }
    addDisclosure(figures, before: before, using: &random)
  }

  static func leaves(_ figures: [FormFigure]) -> [String] {
    var rows: [String] = []
    for figure in figures where figure.sectionCode == "requests" && figure.rowCode.hasPrefix("outcome.") {
      if figure.rowCode != "outcome.total", !rows.contains(figure.rowCode) { rows.append(figure.rowCode) }
    }
    return rows
  }

  private mutating func addDisclosure(
    _ figures: [FormFigure], before: CleanReport?, using random: inout SeededGenerator
  ) {
    for figure in figures where figure.sectionCode == "disclosure" && values[figure.code] == nil {
      values[figure.code] = figure.rowCode == "regulations" ? 0 : Int.random(in: 0...40, using: &random)
    }
    if form.id == "2021" {
      let row = "disclosure.administrative-documents"
      let inForce = before?.form.id == "2021" ? before?.values["\(row).in-force"] : nil
      let made = values["\(row).made"] ?? 0
      values["\(row).repealed"] = Int.random(in: 0...((inForce ?? 20) + made), using: &random)
      values["\(row).in-force"] = (inForce ?? 20) + made - (values["\(row).repealed"] ?? 0)
    } else {
      values["disclosure.normative-documents.public-total"] =
        (values["disclosure.normative-documents.published"] ?? 0) + 30
      for row in ["licensing", "other-services", "penalties", "coercion", "fees"] {
        guard let old = before?.values["disclosure.\(row).previous-items"],
          let change = before?.values["disclosure.\(row).change"]
        else { continue }
        values["disclosure.\(row).previous-items"] = old + change
      }
    }
  }

  // MARK: the form of 2014

  /// Rows of 2014 that are the sum of others.
  static let sums: [(total: String, parts: [String])] = {
    func below(_ row: String, _ names: [String]) -> [String] { names.map { "\(row).\($0)" } }
    return [
      ("requests.received", below("requests.received", ["in-person", "fax", "online", "letter"])),
      ("requests.completed", below("requests.completed", ["on-time", "extended"])),
      (
        "requests.answered.refused",
        below(
          "requests.answered.refused",
          [
            "state-secret", "trade-secret", "privacy", "three-securities", "not-government-information",
            "other-law",
          ])
      ),
      (
        "requests.answered",
        below(
          "requests.answered",
          [
            "already-public", "granted", "partial", "refused", "not-this-agency", "not-existing",
            "amendment-advised", "referred",
          ])
      ),
      ("review", below("review", ["upheld", "corrected", "other"])),
      ("litigation", below("litigation", ["upheld", "corrected", "other"])),
      ("resources.staff", below("resources.staff", ["full-time", "part-time"])),
    ]
  }()
  /// Rows of 2014 that count what is among another one.
  static let shares: [(part: String, whole: String)] = [
    ("disclosure.published.normative-documents", "disclosure.published"),
    ("responses.channels.press-conferences.by-leaders", "responses.channels.press-conferences"),
    ("responses.channels.interviews.by-leaders", "responses.channels.interviews"),
  ]

  private mutating func addStatistics(_ figures: [FormFigure], using random: inout SeededGenerator) {
    for figure in figures where figure.sectionCode == "statistics" {
      values[figure.code] = Int.random(in: 0...30, using: &random)
    }
    func code(_ row: String) -> String { "statistics.\(row).count" }
    for (total, parts) in Self.sums {
      values[code(total)] = parts.reduce(0) { $0 + (values[code($1)] ?? 0) }
    }
    for (part, whole) in Self.shares { values[code(whole)]! += values[code(part)]! }
  }
}
