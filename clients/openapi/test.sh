#!/usr/bin/env bash
# Generates clients of the OpenAPI document, by openapi-typescript and by openapi-python-client, checks the types of a first program
# on each, and runs both against the real binary.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
here=$PWD
document=$here/../../gen/openapi/crmstream.openapi.json
cache=$(cd ../.. && pwd)/.cache/clients/openapi

# stale FILE TEXT: whether FILE, which marks an installation, does not hold TEXT.
stale() { [[ ! -f $1 || $(<"$1") != "$2" ]]; }

want=$(cat package.json package-lock.json requirements.txt)
if stale "$cache/installed" "$want"; then
  rm -rf "$cache"
  mkdir -p "$cache"
  cp package.json package-lock.json "$cache"
  (cd "$cache" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error)
  python3 -m venv "$cache/venv"
  "$cache/venv/bin/pip" install --quiet --disable-pip-version-check --requirement requirements.txt
  printf '%s\n' "$want" >"$cache/installed"
fi

rm -rf "$cache/src" "$cache/dist" "$cache/python"
mkdir -p "$cache/src" "$cache/python"
cp tsconfig.json "$document" "$cache"
mv "$cache/crmstream.openapi.json" "$cache/openapi.json"
cp first.ts "$cache/src"
cp first.py "$cache/python"
cd "$cache"
npm run --silent generate
npm run --silent build

cd python
# Its own formatting by ruff is left out: nobody reads what is generated here.
printf 'post_hooks: []\n' >config.yaml
../venv/bin/openapi-python-client generate --path ../openapi.json --meta none --output-path crmstream_openapi --config config.yaml --fail-on-warning
../venv/bin/mypy --strict --cache-dir ../mypy first.py
cd ..

"$here/../with-demo.sh" npm start --silent
"$here/../with-demo.sh" venv/bin/python python/first.py
