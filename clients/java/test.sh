#!/usr/bin/env bash
# Builds the Java stubs and example, and runs the example against the real binary. Maven keeps what it fetched in its own
# repository, so a second run needs no network.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

mvn --quiet --batch-mode -Dstyle.color=never package
../with-demo.sh java -Dfile.encoding=UTF-8 -jar example/target/crmstream-example.jar
