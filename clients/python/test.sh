#!/usr/bin/env bash
# Installs the Python package and runs the examples against the real binary.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

./install.sh
for example in stream_contacts_and_visits.py contact_with_deals.py; do
  ../with-demo.sh ../../.cache/clients/python/bin/python "$example"
done
