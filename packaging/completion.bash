# Completion for idkiosk, made from what the program says of itself.
_idkiosk() {
  local current=${COMP_WORDS[COMP_CWORD]} words=() word
  for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case $word in -*) break ;; *) words+=("$word") ;; esac
  done
  if [[ $current == -* ]]; then
    COMPREPLY=($(compgen -W "$(idkiosk "${words[@]}" --help 2>/dev/null | grep -oE '^  --[a-z-]+')" -- "$current"))
  else
    local typed="${words[*]}"
    COMPREPLY=($(compgen -W "$(idkiosk help 2>/dev/null | sed -n "s/^  idkiosk ${typed:+$typed }\([a-z-]*\).*/\1/p" | sort -u)" -- "$current"))
  fi
}
complete -F _idkiosk idkiosk
