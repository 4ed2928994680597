import Foundation
import TestSupport

/// Measures everything and prints one section after another.
struct Benchmarks {
  let plan: BenchmarkPlan

  init(_ plan: BenchmarkPlan) { self.plan = plan }

  func run() async throws {
    let folder = try WorkFolder(in: plan.folder)
    Machine(folder: folder.path).lines.forEach { print($0) }
    if plan.isSmoke { print("smoke      few rounds: the figures mean nothing") }
    try await reading()
    try await filing(folder)
    try sealing()
    try await lookUps(in: folder)
    try await backups(folder)
    try await codes(folder)
    try await swiping()
    try await shapes()
    try await crowd()
    try await pages(folder)
    try await daemons()
    try await idle()
    try await calls(folder)
    try await package()
    try await clerkPage()
    try await painting()
  }
}
