# Programs that a script starts, and ends in the order of use however the script ends; sourced by it.

started=()
# Whoever sources this may have more to take away at the end.
stopped() { :; }
stop_all() {
  # An impatient second Ctrl-C must not leave half of it running.
  trap - EXIT
  trap '' INT TERM HUP
  # A child that has not become its program yet answers a signal like its parent, and must end nobody.
  [ "$BASHPID" = "$$" ] || return 0
  # In the order of use: whoever talks to the others goes first.
  local index
  for ((index = ${#started[@]} - 1; index >= 0; index--)); do
    kill -TERM "${started[index]}" 2>/dev/null || true
    # Not `wait`: a signal that cuts one short may lose the child that ended with it, and the next one never returns.
    while kill -0 "${started[index]}" 2>/dev/null; do sleep 0.02; done
  done
  stopped
}
trap stop_all EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

# Starts a program away from the terminal's Ctrl-C, so that the script ends things in their order.
start() { # LOG PROGRAM ARGUMENTS...
  local log=$1; shift
  setsid "$@" >"$log" 2>&1 </dev/null &
  started+=($!)
}
