#!/usr/bin/env bash
# with-demo.sh COMMAND...: runs a command beside `crmstream demo`, the real binary serving invented data, and answers with the
# command's exit status. The command finds the server in CRMSTREAM_ADDR (gRPC, host:port) and CRMSTREAM_HTTP (a URL).
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

readonly rows=1500    # Records in each list: many upstream pages, read in well under a second.
readonly patience=60  # Seconds until the demo must be up.

[[ $# -gt 0 ]] || { echo "usage: clients/with-demo.sh COMMAND..." >&2; exit 2; }

scratch=$(mktemp -d)
demo=

cleanup() {
  if [[ -n $demo ]]; then
    kill "$demo" 2>/dev/null || true
    wait "$demo" 2>/dev/null || true
  fi
  rm -rf "$scratch"
}
trap cleanup EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# address NAME: what the demo announced on the line that starts with NAME. It chooses free ports and tells them there.
address() { awk -v name="$1" '$1 == name { print $2; exit }' "$scratch/out"; }

# give_up REASON: ends the script, showing what the demo said.
give_up() {
  echo "with-demo: $1" >&2
  cat "$scratch/out" "$scratch/log" >&2
  exit 1
}

# await_demo: waits until the demo takes calls.
await_demo() {
  local deadline=$((SECONDS + patience))
  until [[ -n $(address JSON) ]] && curl --silent --fail --output /dev/null "$(address JSON)/readyz"; do
    kill -0 "$demo" 2>/dev/null || give_up "the demo ended early"
    ((SECONDS < deadline)) || give_up "the demo was not ready after $patience seconds"
    sleep 0.1
  done
}

(cd "$here/.." && go build -o "$scratch/crmstream" ./cmd/crmstream)

: >"$scratch/out" # Looked into before the demo may have opened it.
"$scratch/crmstream" demo --grpc 127.0.0.1:0 --http 127.0.0.1:0 --rows "$rows" --state-dir "$scratch/state" \
  >"$scratch/out" 2>"$scratch/log" &
demo=$!
await_demo

status=0
CRMSTREAM_ADDR=$(address gRPC) CRMSTREAM_HTTP=$(address JSON) "$@" || status=$?
if ((status != 0)); then
  echo "with-demo: the command failed with status $status; the end of the demo's log:" >&2
  tail -n 20 "$scratch/log" >&2
fi
exit "$status"
