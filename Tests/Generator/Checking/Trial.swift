/// One generated report, read and compared.
package struct Trial: Sendable {
  package let rawForm: RawForm
  package let plan: ReportPlan
  package let reading: Reading
  package let verdict: Verdict

  package init(_ plan: ReportPlan, _ rawForm: RawForm, _ rooms: Rooms) throws {
    self.rawForm = rawForm
    self.plan = plan
    reading = try rooms.read(rawForm.bytes(plan))
    verdict = Verdict(reading, of: rawForm.heard(plan).expectation, promise: rawForm.promise)
  }

  /// The smallest plan that still goes wrong in the same way, read and compared.
  package func shrunk(_ rooms: Rooms) throws -> Trial {
    var smallest = self
    var isSmaller = true
    while isSmaller {
      isSmaller = false
      for plan in smallest.plan.simpler {
        let trial = try Trial(plan, rawForm, rooms)
        guard trial.fails(like: self) else { continue }
        smallest = trial
        isSmaller = true
        break
      }
    }
    return smallest
  }

  private func fails(like other: Trial) -> Bool {
    verdict.kind == other.verdict.kind
  }

  /// The case for people: where it comes from, the text, and what is wrong.
  package var report: String {
    let bytes = rawForm.bytes(plan)
    let noises = plan.noises.sorted().map(\.rawValue).joined(separator: " ")
    return """
      seed \(plan.seed), \(rawForm.rawValue), noise: \(noises.isEmpty ? "none" : noises)
      \((verdict.wrong + verdict.invented).prefix(8).joined(separator: "\n"))
      --- messages
      \(reading.messages.prefix(6).joined(separator: "\n"))
      --- input, \(bytes.count) bytes
      \(String(decoding: bytes.prefix(4000), as: UTF8.self))
      ---
      """
  }
}

extension ReportPlan {
  /// Plans with one thing less, the largest things first.
  var simpler: [ReportPlan] {
    var plans: [ReportPlan] = []
    func add(_ change: (inout ReportPlan) -> Void) {
      var plan = self
      change(&plan)
      plans.append(plan)
    }
    if noises.count > 3 {
      let half = Set(noises.sorted().prefix(noises.count / 2))
      add { $0.noises.subtract(half) }
      add { $0.noises = half }
    }
    for noise in noises.sorted() { add { $0.noises.remove(noise) } }
    if !paragraphs.isEmpty { add { $0.paragraphs = [] } }
    if localTable != nil { add { $0.localTable = nil } }
    for index in blocks.indices where blocks.count > 1 { add { $0.blocks.remove(at: index) } }
    for index in blocks.indices where blocks[index].block.layout == .rows {
      let count = blocks[index].rows.count
      if count > 3 { add { $0.blocks[index].rows.removeLast(count / 2) } }
      for row in blocks[index].rows {
        add { $0.blocks[index].rows.removeAll { $0.path.starts(with: row.path) } }
      }
    }
    simplifyValues(&plans)
    for paragraph in paragraphs { add { $0.paragraphs.remove(paragraph) } }
    return plans.filter { plan in plan.blocks.allSatisfy { !$0.rows.isEmpty } }
  }

  private func simplifyValues(_ plans: inout [ReportPlan]) {
    let zero = PlannedValue(digits: "0", noise: nil)
    for block in blocks.indices {
      for row in blocks[block].rows.indices {
        let values = blocks[block].rows[row].values
        let zeros = Array(repeating: zero, count: values.count)
        guard values != zeros, !blocks[block].rows[row].isSplit else { continue }
        var plan = self
        plan.blocks[block].rows[row].values = zeros
        plans.append(plan)
        for index in values.indices where values[index] != zero {
          plan.blocks[block].rows[row].values = values
          plan.blocks[block].rows[row].values[index] = zero
          plans.append(plan)
        }
      }
    }
  }
}
