#!/usr/bin/env bash
# Runs the Go example against the real binary.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

../with-demo.sh go run ./stream-contacts-and-visits
