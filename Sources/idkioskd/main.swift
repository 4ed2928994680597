import CounterService
import LinuxPlatform

runMain { await CounterProgram.run(Array(CommandLine.arguments.dropFirst())) }
