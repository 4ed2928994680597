import LinuxPlatform
import ReaderService

runMain { await ReaderProgram.run(Array(CommandLine.arguments.dropFirst())) }
