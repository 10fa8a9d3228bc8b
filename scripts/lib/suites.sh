# Sourced by scripts/test: the marked suites, and what each needs of the machine.

# suite MARKER SECONDS: runs the tests with that marker, or tells why this machine cannot.
suite() {
  local marker=$1 seconds=$2 reason
  if ! grep -rqE --include='*.py' "pytest\.mark\.$marker\b" tests; then
    skip "$marker" "no test has this marker yet"
  elif reason=$(lacking "$marker"); then
    check "$marker" "$seconds" pytest -q -rs -m "$marker"
  else
    skip "$marker" "$reason"
  fi
}

# Prepares what a suite needs. Fails and prints the reason where that cannot be had.
lacking() {
  case $1 in
    smoke) "$ROOT/scripts/setup" smoke >&2 || { echo "Home Assistant's newest and least releases could not be installed"; return 1; } ;;
    bench) "$ROOT/scripts/setup" bench >&2 || { echo "the peers to compare with could not be installed"; return 1; } ;;
    browser) debian_tool chromium || { echo "no Chromium: apt-get install chromium"; return 1; } ;;
  esac
}

# debian_tool NAME: has the program, or installs Debian's package of that name where that is possible.
debian_tool() {
  ! command -v "$1" >/dev/null || return 0
  ((EUID == 0)) && command -v apt-get >/dev/null || return 1
  say "Installing Debian's $1"
  { apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install --no-install-recommends "$1"; } >&2
}

# The site of the documents is built, and no link of it is broken.
documents_check() {
  if "$ROOT/scripts/setup" docs >&2; then
    check "documents" 60 "$ROOT/scripts/documents"
  else
    skip "documents" "the generator of the site could not be installed"
  fi
}
