internal import Glibc

exit(await Probe.run())
