#!/usr/bin/env bash
# Generates everything under gen/ from proto/. Plugins come from the language registries in pinned versions and are kept in
# .cache/, so a second run needs no network and leaves no diff. With --check it changes nothing and fails if gen/ is stale.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly protoc_java=3.25.8          # The protobuf-java line that grpc-java documents; its code runs on 3.25 and 4.x.
readonly protoc_gen_grpc_java=1.83.1
readonly maven_copy=org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy

buf() { go tool -modfile=tools/buf/go.mod buf "$@"; }

# stale STAMP TEXT: whether the installation marked by file STAMP was made for anything but TEXT.
stale() { [[ ! -f $1 || $(<"$1") != "$2" ]]; }

install_python() {
  local want
  want=$(<tools/plugins/requirements.txt)
  stale .cache/python/installed "$want" || return 0
  rm -rf .cache/python
  python3 -m venv .cache/python
  .cache/python/bin/pip install --quiet --disable-pip-version-check --requirement tools/plugins/requirements.txt
  printf '%s\n' "$want" >.cache/python/installed
}

install_node() {
  local want
  want=$(<tools/plugins/package-lock.json)
  stale .cache/node/installed "$want" || return 0
  rm -rf .cache/node
  mkdir -p .cache/node
  cp tools/plugins/package.json tools/plugins/package-lock.json .cache/node/
  npm ci --prefix .cache/node --ignore-scripts --no-audit --no-fund --loglevel=error
  printf '%s\n' "$want" >.cache/node/installed
}

install_java() {
  local platform want="$protoc_java $protoc_gen_grpc_java"
  stale .cache/java/installed "$want" || return 0
  case "$(uname -s)-$(uname -m)" in
    Linux-x86_64) platform=linux-x86_64 ;;
    Linux-aarch64) platform=linux-aarch_64 ;;
    Darwin-x86_64) platform=osx-x86_64 ;;
    Darwin-arm64) platform=osx-aarch_64 ;;
    *) echo "generate: no Java plugins for $(uname -sm)" >&2; return 1 ;;
  esac
  rm -rf .cache/java
  copy_from_maven "com.google.protobuf:protoc:$protoc_java:exe:$platform" protoc
  copy_from_maven "io.grpc:protoc-gen-grpc-java:$protoc_gen_grpc_java:exe:$platform" protoc-gen-grpc-java
  printf '%s\n' "$want" >.cache/java/installed
}

# copy_from_maven ARTIFACT NAME: fetches one executable to .cache/java/NAME, refusing a wrong checksum.
copy_from_maven() {
  mvn --quiet --batch-mode -Dstyle.color=never --strict-checksums "$maven_copy" \
    -Dartifact="$1" -DoutputDirectory=.cache/java/download
  install -m 755 .cache/java/download/* ".cache/java/$2"
  rm -r .cache/java/download
}

# generate ROOT: writes ROOT/gen.
generate() {
  local root=$1
  buf generate --output "$root"
  buf generate --output "$root" --template buf.gen.gateway.yaml

  mkdir -p "$root/gen/openapi" "$root/gen/descriptor"
  go tool openapiv3-merge tools/plugins/openapi.json "$root"/.cache/openapi/crmstream/v1/*.json \
    | go run ./tools/openapi >"$root/gen/openapi/crmstream.openapi.json"
  buf build proto --as-file-descriptor-set --output "$root/gen/descriptor/crmstream.binpb"

  (
    cd proto
    ../.cache/python/bin/python -m grpc_tools.protoc --descriptor_set_in="$root/gen/descriptor/crmstream.binpb" \
      --grpc_python_out="$root/gen/python/src" crmstream/v1/*.proto
  )
  touch "$root/gen/python/src/crmstream/v1/__init__.py"
}

# check: whether gen/ is what the protos and the pinned plugins give. Leaves gen/ alone.
check() {
  rm -rf .cache/check
  mkdir -p .cache/check
  generate "$PWD/.cache/check"
  diff --recursive --brief --exclude=__pycache__ gen .cache/check/gen || {
    echo "gen/ is not up to date: run make generate" >&2
    return 1
  }
}

install_python
install_node
install_java
case "${1:-}" in
  "") generate "$PWD"; cp gen/openapi/crmstream.openapi.json server/gateway/openapi.json ;;
  --check) check ;;
  *) echo "usage: tools/generate.sh [--check]" >&2; exit 2 ;;
esac
