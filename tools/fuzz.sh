#!/usr/bin/env bash
# Runs each fuzz target for FUZZTIME (60s), one after the other, and fails at the end if any has found something. What it found is
# in testdata/fuzz of the package, to be committed with its mend.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
failed=()
ran=0
while read -r package; do
  while read -r target; do
    echo "== $package $target"
    ran=$((ran + 1))
    go test "$package" -run '^$' -fuzz "^$target\$" -fuzztime "${FUZZTIME:-60s}" || failed+=("$package $target")
  done < <(go test -list '^Fuzz' "$package" | grep '^Fuzz')
done < <(go list -f '{{$p := .ImportPath}}{{range .TestGoFiles}}{{$.Dir}}/{{.}} {{$p}}{{"\n"}}{{end}}{{range .XTestGoFiles}}{{$.Dir}}/{{.}} {{$p}}{{"\n"}}{{end}}' ./... |
  while read -r file package; do [[ -z $file ]] || ! grep -q '^func Fuzz' "$file" || echo "$package"; done | sort -u)
echo "$ran targets, of which ${#failed[@]} have found something"
[[ $ran -gt 0 && ${#failed[@]} -eq 0 ]] || { printf '%s\n' "${failed[@]}" >&2; exit 1; }
