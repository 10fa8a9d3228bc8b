# Sourced by scripts/asterisk: unpacks Debian's Asterisk into .cache/asterisk; nothing is installed on the system.

# The first of them that has the package; stable Debian has none.
ASTERISK_SUITES=(forky sid)
ASTERISK=$CACHE/asterisk

# Fetch Asterisk, once, and print the path of its program.
debian_asterisk() {
  mkdir -p "$CACHE"
  (
    flock 9
    is_asterisk_ready || fetch_asterisk
  ) 9>"$CACHE/asterisk.lock"
  echo "$ASTERISK/usr/sbin/asterisk"
}

# The program knows its libraries by absolute paths, so the stamp names the folder; those of modules came later.
is_asterisk_ready() {
  [[ $(cat "$ASTERISK/stamp" 2>/dev/null) == "$ASTERISK ${MODULE_LIBRARIES[*]}" ]] &&
    "$ASTERISK/usr/sbin/asterisk" -V >/dev/null 2>&1
}

fetch_asterisk() {
  local suite
  is_debian || fail "Asterisk comes from Debian's packages, and this is not Debian."
  for suite in "${ASTERISK_SUITES[@]}"; do
    say "Fetching Asterisk of Debian $suite into .cache/asterisk"
    if download_asterisk "$suite"; then
      debian_unpack "$ASTERISK" usr/sbin/asterisk
      "$ASTERISK/usr/sbin/asterisk" -V >&2
      echo "$ASTERISK ${MODULE_LIBRARIES[*]}" >"$ASTERISK/stamp"
      return
    fi
  done
  fail "apt could not download Asterisk from Debian ${ASTERISK_SUITES[*]}."
}

# What a module loads that the tests need: res_curl.
MODULE_LIBRARIES=(libcurl4t64)

# Asterisk, its modules, and what the program itself loads; what only other modules load is left out.
download_asterisk() {
  local libraries packages
  # A mirror's index of an unreleased suite can be older than its own date of expiry.
  debian_index "$ASTERISK" "$1" -o Acquire::Check-Valid-Until=false || return 1
  libraries=$(needed_by asterisk | sed -n 's/^ *|\?Depends: \(lib.*\)/\1/p')
  [[ -n $libraries ]] || return 1
  # Unquoted: one name each.
  packages=$(needed_by --recurse $libraries "${MODULE_LIBRARIES[@]}" | grep '^[a-z]')
  debian_download "$ASTERISK" asterisk asterisk-modules $packages
}

needed_by() {
  debian_apt "$ASTERISK" apt-cache depends --important "$@"
}
