import PortraitDecoding

PortraitHelper.run(Array(CommandLine.arguments.dropFirst()))
