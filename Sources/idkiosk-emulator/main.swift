internal import Emulation
internal import Glibc

exit(EmulatorProgram.run(Array(CommandLine.arguments.dropFirst())))
