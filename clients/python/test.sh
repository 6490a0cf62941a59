#!/usr/bin/env bash
# Installs the Python package with its lowest allowed dependencies and runs the examples against the real binary.
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

for example in stream_contacts_and_visits.py contact_with_deals.py; do
  ../with-demo.sh "$cache/bin/python" "$example"
done
