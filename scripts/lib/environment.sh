# Sourced by the scripts: makes the Python environments in .cache/, once.
# Everything lives in .cache/; to start afresh, delete that folder.

shopt -s inherit_errexit

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
CACHE=$ROOT/.cache
UV=$CACHE/uv/bin/uv
export UV_CACHE_DIR=$CACHE/uv-cache UV_PYTHON_INSTALL_DIR=$CACHE/uv-python

# Bytecode is kept even where the machine says not to: each process that runs Home Assistant would compile it for
# seconds. It is in .cache/, so nothing is left beside the sources.
export PYTHONPYCACHEPREFIX=$CACHE/bytecode
unset PYTHONDONTWRITEBYTECODE

source "$ROOT/scripts/lib/debian.sh"
source "$ROOT/scripts/lib/python.sh"

say() { printf '== %s\n' "$*" >&2; }

fail() {
  printf 'error: %s\n' "$*" >&2
  exit 1
}

# environment NAME [FOLDER]: the environment of requirements/NAME.txt, in .cache/FOLDER (venv).
environment() {
  local requirements=$ROOT/requirements/$1.txt venv=$CACHE/${2:-venv} stamp
  stamp="$ROOT $(sha256sum <"$requirements")"
  [[ $(cat "$venv/stamp" 2>/dev/null) == "$stamp" ]] && return
  mkdir -p "$CACHE"
  (
    flock 9
    [[ $(cat "$venv/stamp" 2>/dev/null) == "$stamp" ]] || make_environment "$requirements" "$venv" "$stamp"
  ) 9>"$CACHE/lock"
}

# An environment whose requirements changed is brought up to date in place; one that was cut short or moved is made anew.
make_environment() {
  local requirements=$1 venv=$2 stamp=$3 python
  pip_into uv
  use_pips_index
  if [[ $(cat "$venv/stamp" 2>/dev/null) != "$ROOT "* ]] || ! is_new_enough "$venv/bin/python"; then
    python=$(find_python)
    "$UV" venv --quiet --clear --python "$python" "$venv"
  fi
  say "Installing requirements/${requirements##*/} for $("$venv/bin/python" --version)"
  rm -f "$venv/stamp"
  CPATH=$CACHE/python/usr/include${CPATH:+:$CPATH} \
    "$UV" pip sync --quiet --require-hashes --python "$venv/bin/python" "$requirements"
  echo "$stamp" >"$venv/stamp"
}

# A mirror that is set for the machine's pip is for uv as well.
use_pips_index() {
  local index
  index=${PIP_INDEX_URL:-$(python3 -m pip config get global.index-url 2>/dev/null || true)}
  [[ -z $index ]] || export UV_DEFAULT_INDEX=${UV_DEFAULT_INDEX:-$index}
}

# pip_into NAME: the tool of requirements/NAME.txt, in .cache/NAME, by the machine's own pip.
pip_into() {
  local requirements=$ROOT/requirements/$1.txt folder=$CACHE/$1
  cmp -s "$requirements" "$folder/stamp" && return
  say "Installing $1"
  rm -rf "$folder"
  python3 -m pip install -qq --disable-pip-version-check --root-user-action=ignore --no-warn-script-location \
    --only-binary :all: --require-hashes --target "$folder" -r "$requirements" >&2 ||
    fail "pip could not install $1 (python3 -m pip is needed)."
  cp "$requirements" "$folder/stamp"
}
