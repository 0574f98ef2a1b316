#!/usr/bin/env bash
# Takes the pictures in this folder: the release build, a new home, an X server of its own.
# Needs Xvfb, xdotool and ImageMagick's `import`. Usage: docs/screenshots/make.sh [PROGRAM]
set -euo pipefail

folder=$(cd "$(dirname "$0")" && pwd)
program=$(realpath "${1:-$folder/../../target/release/aspiro}")
home=$(mktemp -d)
mkfifo "$home/display"
Xvfb -displayfd 3 -screen 0 1120x780x24 -nolisten tcp 3>"$home/display" 2>/dev/null &
server=$!
read -r number <"$home/display"
export DISPLAY=":$number" ASPIRO_HOME="$home/data" LIBGL_ALWAYS_SOFTWARE=1
unset WAYLAND_DISPLAY
"$program" 2>/dev/null &
window=$!
trap 'kill $window $server 2>/dev/null; rm -rf "$home"' EXIT

settle() { sleep "${1:-2}"; }
click() { xdotool mousemove "$1" "$2"; settle 0.2; xdotool click 1; settle "${3:-1.5}"; }
shot() { xdotool mousemove 1119 779; settle 0.5; import -window root "$folder/$1.png"; }
# The command palette does what its first match says.
palette() {
    xdotool key ctrl+k; settle 0.5
    xdotool type --delay 20 "$1"; settle 0.3
    xdotool key Return; settle
}

until id=$(xdotool search --onlyvisible --name '^Aspiro$' 2>/dev/null | head -1) && [ -n "$id" ]; do settle 0.2; done
settle 5
xdotool windowfocus "$id"
click 692 256 4 # Analyse
shot analyzer-light
palette "theme dark"
shot analyzer-dark
palette "go to explorer"
click 711 177 2 # UX Design
click 520 220 4 # the first occupation found
shot explorer-dark
palette "theme light"
palette "go to mentor"
click 546 296 4 # the first quick question
shot mentor-light
palette "go to home"
shot home-light
xdotool key ctrl+q
wait $window
