# Sourced by scripts/test: the module of the cards, and what its build needs of the machine.

# The frontend's checks: types, unit tests, and that the committed module is what its source builds.
frontend_checks() {
  local npm=(npm --prefix "$ROOT/frontend" --silent)
  if ! have_node_modules; then
    skip "frontend" "no Node.js 20 with npm: apt-get install nodejs npm"
    return
  fi
  check "frontend, types" 60 "${npm[@]}" run check
  check "frontend, tests" 60 "${npm[@]}" test
  check "frontend, build" 60 "${npm[@]}" run build -- --check
}

# Installs what package-lock.json names, once.
have_node_modules() {
  local stamp=$ROOT/frontend/node_modules/.stamp lock=$ROOT/frontend/package-lock.json
  have_npm || return 1
  cmp -s "$lock" "$stamp" && return
  say "Installing frontend/package-lock.json"
  npm --prefix "$ROOT/frontend" ci --silent --no-audit --no-fund >&2 && cp "$lock" "$stamp"
}

have_npm() {
  ! is_node_new_enough || return 0
  ((EUID == 0)) && command -v apt-get >/dev/null || return 1
  say "Installing Debian's nodejs and npm"
  { apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install --no-install-recommends nodejs npm; } >&2
  is_node_new_enough
}

is_node_new_enough() {
  command -v npm >/dev/null && node -e 'process.exit(+(parseInt(process.versions.node) < 20))' 2>/dev/null
}
