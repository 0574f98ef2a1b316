#!/bin/sh
# Writes the samples anew: docs/samples/make.sh PATH_OF_ASPIRO
# The guide's are those of list.txt; the built-in model's are ten analyses and all explorations of it, and the questions of
# built-in/mentor.txt.
set -eu
aspiro=$(realpath "${1:-target/release/aspiro}")
cd "$(dirname "$0")"
ASPIRO_HOME=$(mktemp -d)
export ASPIRO_HOME ASPIRO_OFFLINE=1
unset ASPIRO_PROFILE
trap 'rm -rf "$ASPIRO_HOME"' EXIT
while IFS='|' read -r name command subject flag value; do
    set -- "$command" "$subject"
    [ -z "$flag" ] || set -- "$@" "$flag" "$value"
    "$aspiro" "$@" --link guide </dev/null >"$name.txt"
    case "$name" in
    analysis-0* | analysis-10-* | exploration-*) "$aspiro" "$@" -m built-in </dev/null >"built-in/$name.txt" ;;
    esac
done <list.txt
export ASPIRO_PASSPHRASE='only for samples'
while IFS='|' read -r name resume role question; do
    export ASPIRO_PROFILE="$resume"
    if ! "$aspiro" profile list </dev/null | grep "$resume" >"$ASPIRO_HOME/log"; then
        "$aspiro" profile create --name "$resume" </dev/null >"$ASPIRO_HOME/log"
        "$aspiro" analyze "resumes/$resume.txt" --role "$role" --save --link guide </dev/null >"$ASPIRO_HOME/log"
    fi
    { printf '> %s\n\n' "$question"; "$aspiro" chat "$question" -m built-in </dev/null 2>&1; } >"built-in/$name.txt"
done <built-in/mentor.txt
