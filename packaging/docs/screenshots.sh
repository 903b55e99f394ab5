#!/bin/bash
# Makes the pictures of the README with the program itself: the desk in light
# and dark, a finding with its sentence marked, a mended paper, the limits, the
# sign dialog, an import in progress, the seal, service, a register, and the
# last pages of a ruling's three files.
#
#	packaging/docs/screenshots.sh PROGRAM [FOLDER]
#
# It lays out the demonstration court in a folder of its own, opens the real
# window on a virtual screen and drives it by the keyboard. It needs Xvfb,
# openbox, xdotool and imagemagick.
set -euo pipefail

program=$(realpath "$1")
out=$(realpath "${2:-$(dirname "$0")}")
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
export HOME=$work/home LANG=zh_CN.UTF-8
unset SHENQIAN_DATA SHENQIAN_LANG WAYLAND_DISPLAY
mkdir -p "$HOME/.config/fyne/cn.shenqian.desk"

pids=()
finish() {
	for p in "${pids[@]}"; do kill "$p" 2>/dev/null || true; done
	wait || true
	rm -rf "$work"
}
trap finish EXIT

for n in $(seq 90 190); do [ -e "/tmp/.X11-unix/X$n" ] || break; done
export DISPLAY=:$n
Xvfb "$DISPLAY" -screen 0 1440x900x24 -nolisten tcp >/dev/null 2>&1 &
pids+=($!)
for _ in $(seq 50); do xdotool getdisplaygeometry >/dev/null 2>&1 && break; sleep 0.1; done
openbox >/dev/null 2>&1 &
pids+=($!)

"$program" demo "$work/court" --quiet >/dev/null

window=
open() { # MODE: opens the court in a look, as large as the screen
	echo "{\"look.mode\":\"$1\",\"look.scale\":100}" >"$HOME/.config/fyne/cn.shenqian.desk/preferences.json"
	"$program" --data "$work/court" >"$work/log" 2>&1 &
	window=$!
	pids+=("$window")
	for _ in $(seq 100); do
		id=$(xdotool search --onlyvisible --name '^审签台$' 2>/dev/null | head -1) && [ -n "$id" ] && break
		sleep 0.1
	done
	[ -n "${id:-}" ] || { echo "the window did not open:" >&2; cat "$work/log" >&2; exit 1; }
	xdotool windowactivate --sync "$id"
	xdotool windowmove "$id" 0 20 windowsize "$id" 1438 876
	sleep 2 # the reader of pages is compiled at the first start
}
close() {
	kill "$window"
	wait "$window" 2>/dev/null || true
}
key() { xdotool key --delay 150 "$@"; sleep 0.5; }
shot() { import -window "$id" -strip "$out/$1.png"; }

# The list of people: president, vice-president, director, judges, clerks,
# custodian. sit passes those whose offices match, and seats the next.
sit() {
	before=$("$program" --data "$work/court" user list | awk -F'\t' -v o="$1" '$3 ~ o' | wc -l)
	for _ in $(seq "$before"); do xdotool key --delay 60 Tab; done
	key space
}

# find_paper opens the one paper whose number is found.
find_paper() {
	key ctrl+f
	key ctrl+a
	xdotool type --delay 40 "$1"
	sleep 1
	xdotool mousemove --window "$id" 150 195 click 1
	sleep 2
}

# The president's desk, dark. PDFium is compiled meanwhile.
open dark
sleep 6
key space
sleep 2
shot desk-dark
close

# The same in light, and the sign dialog of a paper he has read to its end.
open light
key space
sleep 2
shot desk-light
key Down Down
sleep 1
for _ in $(seq 24); do key ctrl+Return; done
sleep 1
shot sign-dialog
key Escape

# A paper that other cases contradict, one that was mended after a return.
find_paper 1273
key F8
sleep 1
shot finding
find_paper 1127
shot mended
close

# The clerk takes in a folder of rulings.
mkdir -p "$work/inbox"
for i in $(seq 400); do
	sed "s/执[0-9]*号/执$((7000 + i))号/" app/demo/cases/01-*/裁定书.txt >"$work/inbox/裁定书$i.txt"
done
open light
sit '院长|局长|法官' # the first clerk
sleep 2
key ctrl+o
key Tab Tab Tab space # a whole folder
sleep 0.5
xdotool type --delay 20 "$work/inbox"
key Return
key shift+Tab space
sleep 8
shot import
close

# The custodian seals the paper that waits.
open light
sit '院长|局长|法官|书记员'
sleep 2
key ctrl+Return
sleep 1
shot seal
close

# A clerk records a service.
open light
sit '院长|局长|法官'
sleep 2
find_paper 118
key ctrl+Return
sleep 1
shot service
key Escape

# The register of seals.
xdotool mousemove --window "$id" 1260 24 click 1
sleep 0.5
xdotool mousemove --window "$id" 1225 101 click 1
sleep 2
shot register
close

# The last pages of the three files of one ruling.
for f in originals copies public; do
	pdf=$(find "$work/court/$f" -name '（2025）鲁9901执1218号之一*.pdf' | head -1)
	last=$(pdfinfo "$pdf" | awk '/^Pages/ {print $2}')
	[ "$f" = originals ] && last=$((last - 1)) # its slip comes after the ruling
	pdftoppm -r 60 -f "$last" -l "$last" -singlefile -png "$pdf" "$work/$f"
done
convert "$work/originals.png" "$work/copies.png" "$work/public.png" -bordercolor '#ddd' -border 1 +append -strip "$out/pages.png"
