# Sourced by ./run and ./test: a virtual environment with the pinned dependencies, made once and kept while the pins stay.

# install_or_say WHAT PACKAGE…: install Debian packages when we may; otherwise say what was found and what to run.
install_or_say() {
  local what=$1
  shift
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "$what; installing $*" >&2
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$@" >/dev/null
  else
    echo "$what; run: sudo apt-get install $*" >&2
    return 1
  fi
}

find_python() {
  local each
  for each in python3.11 python3.12 python3.13 python3; do
    if command -v "$each" >/dev/null && "$each" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
      echo "$each"
      return
    fi
  done
  return 1
}

# install_pinned FILE: install one list of pins, and name each package as it comes.
install_pinned() {
  echo "  $(grep -c '==' "$1") packages of $1:" >&2
  PYTHONUNBUFFERED=1 .venv/bin/python -m pip install --no-color --disable-pip-version-check --require-hashes -r "$1" |
    sed -u -n 's/^Collecting \([^ ]*\).*/    \1/p; s/^Installing collected.*/    unpacking: half a minute, without a word/p' >&2
}

# make_venv base|dev: install requirements/base.txt, and requirements/dev.txt for dev, when they are not installed yet.
make_venv() {
  local kind=$1 python wanted stamp
  stamp=.venv/installed-$kind
  wanted=$(cat requirements/base.txt requirements/"$kind".txt pyproject.toml | sha256sum)
  if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ]; then
    return
  fi
  if ! python=$(find_python); then
    install_or_say "found no Python 3.11 or newer, expected one" python3 python3-venv
    python=$(find_python) || { echo "found $(python3 --version), expected Python 3.11 or newer" >&2; return 1; }
  fi
  # Debian and Ubuntu ship Python without ensurepip.
  "$python" -c 'import ensurepip' 2>/dev/null ||
    install_or_say "found Python without its venv module, expected it" "$(basename "$python")-venv"
  # What was interrupted while it was made has a Python, but nothing to install by.
  if ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
    echo "making .venv" >&2
    "$python" -m venv --clear .venv
  fi
  echo "installing pinned dependencies into .venv: once, one to three minutes" >&2
  install_pinned requirements/base.txt
  if [ "$kind" != base ]; then
    install_pinned "requirements/$kind.txt"
  fi
  echo "  this program" >&2
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
  echo "$wanted" > "$stamp"
}
