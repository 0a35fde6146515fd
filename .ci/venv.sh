# Sourced by ./run and ./test: a virtual environment with the pinned dependencies, made once and kept while the pins stay.

find_python() {
  local each
  for each in python3.11 python3.12 python3.13 python3; do
    if command -v "$each" >/dev/null && "$each" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
      echo "$each"
      return
    fi
  done
  echo "found no Python 3.11 or newer, expected python3 (Debian: apt-get install python3 python3-venv)" >&2
  return 1
}

install_venv_module() {
  # Debian and Ubuntu ship Python without ensurepip.
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get update -qq && apt-get install -y -qq "$1" >/dev/null
  else
    echo "found Python without its venv module, expected it; run: sudo apt-get install $1" >&2
    return 1
  fi
}

# make_venv base|dev: install requirements/base.txt, and requirements/dev.txt for dev, when they are not installed yet.
make_venv() {
  local kind=$1 python wanted stamp
  python=$(find_python)
  stamp=.venv/installed-$kind
  wanted=$(cat requirements/base.txt requirements/"$kind".txt pyproject.toml | sha256sum)
  if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ]; then
    return
  fi
  "$python" -c 'import ensurepip' 2>/dev/null || install_venv_module "$(basename "$python")-venv"
  [ -x .venv/bin/python ] || "$python" -m venv .venv
  echo "installing pinned dependencies into .venv" >&2
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/base.txt
  if [ "$kind" != base ]; then
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "requirements/$kind.txt"
  fi
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
  echo "$wanted" > "$stamp"
}
