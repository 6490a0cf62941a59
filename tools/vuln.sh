#!/usr/bin/env bash
# Runs govulncheck over the program. Where its database is not reachable, nothing was checked, which is said and is no failure,
# unless VULN=required.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
database=${GOVULNDB:-https://vuln.go.dev}
if [[ $database == http* ]] && ! curl --silent --fail --max-time 15 --output /dev/null "$database/index/db.json"; then
  echo "vuln: NOTHING WAS CHECKED: $database is not reachable (set GOVULNDB to a copy)" >&2
  [[ ${VULN:-} != required ]]
  exit
fi
go run golang.org/x/vuln/cmd/govulncheck@v1.9.0 -db "$database" ./cmd/...
