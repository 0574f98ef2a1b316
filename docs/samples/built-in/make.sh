#!/bin/sh
# Writes the built-in model's samples anew: docs/samples/built-in/make.sh PATH_OF_ASPIRO
# The first ten analyses and all explorations of ../list.txt, and the questions of mentor.txt.
set -eu
aspiro=$(realpath "${1:-target/release/aspiro}")
cd "$(dirname "$0")/.."
ASPIRO_HOME=$(mktemp -d)
export ASPIRO_HOME ASPIRO_OFFLINE=1
unset ASPIRO_PROFILE
trap 'rm -rf "$ASPIRO_HOME"' EXIT
{ head -10 list.txt; grep '^exploration' list.txt; } | while IFS='|' read -r name command subject flag value; do
    set -- "$command" "$subject"
    [ -z "$flag" ] || set -- "$@" "$flag" "$value"
    "$aspiro" "$@" -m built-in </dev/null >"built-in/$name.txt"
done
export ASPIRO_PASSPHRASE='only for samples'
while IFS='|' read -r name resume role question; do
    export ASPIRO_PROFILE="$resume"
    if ! "$aspiro" profile list </dev/null | grep -q "$resume"; then
        "$aspiro" profile create --name "$resume" </dev/null >"$ASPIRO_HOME/log"
        "$aspiro" analyze "resumes/$resume.txt" --role "$role" --save --link guide </dev/null >"$ASPIRO_HOME/log"
    fi
    { printf '> %s\n\n' "$question"; "$aspiro" chat "$question" -m built-in </dev/null 2>&1; } >"built-in/$name.txt"
done <built-in/mentor.txt
