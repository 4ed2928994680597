import ClientCommands
import LinuxPlatform

runMain { await ClientProgram.run(Array(CommandLine.arguments.dropFirst())) }
