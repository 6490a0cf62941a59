#!/usr/bin/env bash
# Installs the Python package with its lowest allowed dependencies into .cache/clients/python, where it is not there yet.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
cache=$(cd ../.. && pwd)/.cache/clients/python

# stale FILE TEXT: whether FILE, which marks an installation, does not hold TEXT.
stale() { [[ ! -f $1 || $(<"$1") != "$2" ]]; }

want=$(<requirements.txt)
if stale "$cache/installed" "$want"; then
  rm -rf "$cache"
  python3 -m venv "$cache"
  "$cache/bin/pip" install --quiet --disable-pip-version-check --requirement requirements.txt
  printf '%s\n' "$want" >"$cache/installed"
fi

# The package itself, whenever it or the stubs have changed. --no-deps proves nothing less: all of its dependencies are above.
want=$(find pyproject.toml README.md py.typed ../../gen/python/src -type f ! -name '*.pyc' -print0 | sort -z | xargs -0 cksum)
if stale "$cache/packaged" "$want"; then
  "$cache/bin/pip" install --quiet --disable-pip-version-check --force-reinstall --no-deps --no-build-isolation .
  "$cache/bin/pip" check >/dev/null
  printf '%s\n' "$want" >"$cache/packaged"
fi
