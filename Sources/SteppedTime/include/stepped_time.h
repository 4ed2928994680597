#ifndef STEPPED_TIME_H
#define STEPPED_TIME_H

/// Environment variable with the path of a file whose first eight bytes, a signed number of seconds in the machine's byte
/// order, are added to the time of day of every program that this library is loaded into (LD_PRELOAD).
#define STEPPED_TIME_VARIABLE "IDKIOSK_STEPPED_TIME"

#endif
