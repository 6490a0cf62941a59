#!/usr/bin/env bash
# Builds the TypeScript package from the lock file and runs the example against the real binary.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
cache=$(cd ../.. && pwd)/.cache/clients/typescript

# stale FILE TEXT: whether FILE, which marks an installation, does not hold TEXT.
stale() { [[ ! -f $1 || $(<"$1") != "$2" ]]; }

# A copy is built, so that no node_modules stands among the sources: Go's ./... would look for packages in it.
want=$(cat package.json package-lock.json)
if stale "$cache/installed" "$want"; then
  rm -rf "$cache"
  mkdir -p "$cache"
  cp package.json package-lock.json "$cache"
  (cd "$cache" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error)
  printf '%s\n' "$want" >"$cache/installed"
fi
rm -rf "$cache/src" "$cache/dist"
cp -R -L src tsconfig.json "$cache"
demo=$PWD/../with-demo.sh
cd "$cache"
npm run --silent build
"$demo" npm start --silent
