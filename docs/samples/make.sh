#!/bin/sh
# Writes the samples of list.txt anew: docs/samples/make.sh PATH_OF_ASPIRO
set -eu
aspiro=$(realpath "${1:-target/debug/aspiro}")
cd "$(dirname "$0")"
ASPIRO_HOME=$(mktemp -d)
export ASPIRO_HOME ASPIRO_OFFLINE=1
unset ASPIRO_PROFILE
trap 'rm -rf "$ASPIRO_HOME"' EXIT
while IFS='|' read -r name command subject flag value; do
    set -- "$command" "$subject"
    [ -z "$flag" ] || set -- "$@" "$flag" "$value"
    "$aspiro" "$@" --link guide </dev/null >"$name.txt"
done <list.txt
