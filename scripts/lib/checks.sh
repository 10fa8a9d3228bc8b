# Sourced by scripts/test: runs checks one by one, each with a time bound, and sums up at the end.

PASSED=0 FAILED=0 SKIPPED=0
SUMMARY=()

# check NAME SECONDS COMMAND...: a failure is noted, and the next check still runs.
check() {
  local name=$1 seconds=$2 code=0 start=$SECONDS
  say "$name"
  bounded "$seconds" "${@:3}" || code=$?
  note "$name" "$code" $((SECONDS - start)) "$seconds"
}

# skip NAME REASON
skip() {
  say "$1: skipped, $2"
  SKIPPED=$((SKIPPED + 1))
  SUMMARY+=("$(printf '  skipped  %-16s %s' "$1" "$2")")
}

bounded() {
  timeout --kill-after=15 "$@" </dev/null
}

note() {
  local name=$1 code=$2 took=$3 seconds=$4 word=passed more=
  if ((code == 0)); then
    PASSED=$((PASSED + 1))
  else
    FAILED=$((FAILED + 1))
    word=FAILED
    ((code != 124 && code != 137)) || more=", stopped after its $seconds s"
  fi
  SUMMARY+=("$(printf '  %-8s %-16s %s s%s' "$word" "$name" "$took" "$more")")
}

# closing_summary [--no-skips]: ends the script, with the code that says whether all went well.
closing_summary() {
  say "Summary"
  printf '%s\n' "${SUMMARY[@]}" "checks: $PASSED passed, $FAILED failed, $SKIPPED skipped"
  [[ $1 != --no-skips ]] || ((SKIPPED == 0)) || fail "what was skipped counts as failed"
  exit $((FAILED > 0))
}
