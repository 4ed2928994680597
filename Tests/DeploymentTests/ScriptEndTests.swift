import Foundation
import TestSupport
import Testing

@Suite("How ./run ends what it started", .timeLimit(.minutes(5)))
struct ScriptEndTests {
  /// Two programs away from the terminal and one in the script's own group, as `./run` has them.
  private static let script = """
    set -euo pipefail
    . "$1/Tools/children.sh"
    start /dev/null sleep 120
    start /dev/null sleep 120
    sleep 120 &
    started+=("$!")
    stopped() { echo stopped; }
    # A child that is not its program yet would lose the signal.
    for child in "${started[@]}"; do until [ "$(cat "/proc/$child/comm")" = sleep ]; do :; done; done
    echo "$$ ${started[*]}"
    wait "$!"
    """

  @Test("a signal to all of its group at once ends it and its programs, each time")
  func group() async throws {
    for round in 1...60 {
      let program = try RunningProgram(
        "/usr/bin/setsid", ["--fork", "--wait", "bash", "-c", Self.script, "script", Programs.repository])
      let pids = try await program.outputLine { _ in true }.split(separator: " ").compactMap { Int32($0) }
      #expect(pids.count == 4)
      #expect(kill(-(pids.first ?? 0), round.isMultiple(of: 2) ? SIGTERM : SIGINT) == 0)
      #expect(await program.wait() == (round.isMultiple(of: 2) ? 143 : 130))
      #expect(program.output.last == "stopped")
      for pid in pids { #expect(kill(pid, 0) == -1 && errno == ESRCH) }
    }
  }
}
