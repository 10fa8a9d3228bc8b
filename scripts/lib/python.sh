# Sourced by environment.sh: finds or fetches Python 3.14, and prints its path.

# Debian's python3.14 and all that it needs of its suite: headers, and every library it loads.
PYTHON_SUITE=forky
PYTHON_PACKAGES=(
  python3.14 python3.14-minimal libpython3.14-minimal libpython3.14-stdlib libpython3.14-dev
  libc6 libexpat1 libreadline8t64 libzstd1 libssl3t64 libsqlite3-0 libffi8 libtinfo6
  libncursesw6 libgcc-s1 libdb5.3t64
)

# Print the path of a Python 3.14: the machine's own, uv's, or Debian's unpacked in .cache/.
find_python() {
  local python
  if python=$(command -v python3.14) && is_new_enough "$python"; then
    echo "$python"
  elif [[ -f $CACHE/python/stamp ]] && is_new_enough "$CACHE/python/usr/bin/python3.14"; then
    echo "$CACHE/python/usr/bin/python3.14"
  elif python=$(uv_python); then
    echo "$python"
  elif is_debian; then
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

debian_python() {
  local folder=$CACHE/python
  say "Fetching Debian's python3.14 into .cache/python"
  debian_index "$folder" "$PYTHON_SUITE" || fail "apt could not read Debian $PYTHON_SUITE's package lists."
  debian_download "$folder" "${PYTHON_PACKAGES[@]}" || fail "apt could not download Debian $PYTHON_SUITE's python3.14."
  debian_unpack "$folder" usr/bin/python3.14
  touch "$folder/stamp"
  echo "$folder/usr/bin/python3.14"
}
