#!/usr/bin/env bash
# Runs a real Kannel with its simulated network, and the counter daemon beside it, in a network namespace of their own.
# usage: unshare -Urnpf --kill-child Tools/kannel-counter.sh FOLDER IDKIOSKD   (FOLDER has idkiosk.conf)
set -euo pipefail
cd "$1"
ip link set lo up
cat >kannel.conf <<'END'
group = core
admin-port = 13000
admin-password = none
smsbox-port = 13001
admin-allow-ip = 127.0.0.1
box-allow-ip = 127.0.0.1

group = smsc
smsc = fake
smsc-id = fake
port = 10000
connect-allow-ip = 127.0.0.1

group = smsbox
bearerbox-host = 127.0.0.1
sendsms-port = 13013
global-sender = 100

group = sendsms-user
username = tester
password = s3cret
END
# Waits for the line of a log instead of for a while.
said() { grep -qm1 "$2" < <(tail -n +1 -F "$1" 2>/dev/null); }
touch bearerbox.log smsbox.log
/usr/sbin/bearerbox -v 1 kannel.conf >bearerbox.log 2>&1 &
said bearerbox.log 'Start-up done'
# fakesmsc ends when its input does.
mkfifo hold; exec 9<>hold
/usr/lib/kannel/test/fakesmsc -H 127.0.0.1 -r 10000 -m 0 '100 200 text none' <&9 >fakesmsc.log 2>&1 &
said bearerbox.log 'Fakesmsc client connected'
/usr/sbin/smsbox -v 1 kannel.conf >smsbox.log 2>&1 &
said smsbox.log 'Connected to bearerbox'
exec "$2" --runtime-dir "$1" --state-dir "$1/state" --config "$1/idkiosk.conf"
