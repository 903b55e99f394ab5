#!/bin/bash
# Makes the pictures of two desks of one court: a PostgreSQL server of its own,
# the demonstration court moved onto it, the president's window and a judge's
# beside it. He approves; the judge's list shows it without a hand moved.
#
#	packaging/docs/two-desks.sh PROGRAM [FOLDER]
#
# It needs Xvfb, openbox, xdotool, imagemagick and postgresql.
set -euo pipefail

program=$(realpath "$1")
out=$(realpath "${2:-$(dirname "$0")}")
work=$(mktemp -d)
chmod 755 "$work"
unset SHENQIAN_DATA WAYLAND_DISPLAY
export LANG=zh_CN.UTF-8

pids=()
finish() {
	for p in "${pids[@]}"; do kill "$p" 2>/dev/null || true; done
	wait || true
	rm -rf "$work"
}
trap finish EXIT

# The server, as nobody who may do anything else: it refuses to be root.
bin=$(dirname "$(ls -d /usr/lib/postgresql/*/bin/initdb | sort -V | tail -1)")
mkdir "$work/server"
as=()
if [ "$(id -u)" = 0 ]; then
	chown postgres "$work/server"
	as=(setpriv --reuid=postgres --regid=postgres --clear-groups)
fi
port=$((20000 + RANDOM % 20000))
cd "$work/server"
"${as[@]}" "$bin/initdb" -D "$work/server/data" -U owner -E UTF8 --locale=C.UTF-8 --auth=trust --no-sync >/dev/null
"${as[@]}" "$bin/postgres" -D "$work/server/data" -k "$work/server" -h 127.0.0.1 -p "$port" >"$work/server/log" 2>&1 &
pids+=($!)
for _ in $(seq 100); do "$bin/pg_isready" -q -h 127.0.0.1 -p "$port" && break; sleep 0.1; done
"$bin/createdb" -h 127.0.0.1 -p "$port" -U owner court
data="postgres://owner@127.0.0.1:$port/court"

# The judge's machine lays the court out and moves it; the president's joins.
mkdir -p "$work/judge" "$work/president"
export HOME=$work/judge
"$program" demo "$work/court" --quiet >/dev/null
"$program" --data "$work/court" move "$data" --quiet
printf 'two desks, one court' >"$work/pass"
"$program" --data "$data" desk key --out "$work/desk.age" --pass-file "$work/pass" --quiet
HOME=$work/president "$program" --data "$data" desk join "$work/desk.age" --pass-file "$work/pass" --quiet

for n in $(seq 90 190); do [ -e "/tmp/.X11-unix/X$n" ] || break; done
export DISPLAY=:$n
Xvfb "$DISPLAY" -screen 0 2400x860x24 -nolisten tcp >/dev/null 2>&1 &
pids+=($!)
for _ in $(seq 50); do xdotool getdisplaygeometry >/dev/null 2>&1 && break; sleep 0.1; done
openbox >/dev/null 2>&1 &
pids+=($!)

desk() { # LEFT HOME: opens a desk there, the window's number in $id
	export HOME=$work/$2
	mkdir -p "$HOME/.config/fyne/cn.shenqian.desk"
	echo '{"look.mode":"light","look.scale":100}' >"$HOME/.config/fyne/cn.shenqian.desk/preferences.json"
	local there
	there=$(xdotool search --onlyvisible --name '^审签台$' 2>/dev/null || true)
	"$program" --data "$data" >"$work/$2.log" 2>&1 &
	pids+=($!)
	for _ in $(seq 200); do
		id=$(xdotool search --onlyvisible --name '^审签台$' 2>/dev/null | grep -vxF "${there:-none}" | head -1) && [ -n "$id" ] && break
		sleep 0.1
	done
	[ -n "${id:-}" ] || { echo "the window did not open:" >&2; cat "$work/$2.log" >&2; exit 1; }
	xdotool windowactivate --sync "$id"
	xdotool windowmove "$id" "$1" 20 windowsize "$id" 1198 836
	sleep 6
}
key() { xdotool key --delay 150 "$@"; sleep 0.5; }

case=1032 # a clean one that waits for him
find_paper() {
	xdotool windowactivate --sync "$1"
	key ctrl+f
	key ctrl+a
	xdotool type --delay 40 "$case"
	sleep 1
	xdotool mousemove --window "$1" 150 195 click 1
	sleep 3
}

desk 1200 judge
judge=$id
key Tab Tab Tab Tab Tab space # who sits there: see user list
sleep 3
xdotool mousemove --window "$judge" 208 95 click 1 # all papers
sleep 1
find_paper "$judge"
cp "$work/court/certificates/顾清和.p12" "$work/president.p12"
desk 0 president
president=$id
key space # the file of his certificate, its passphrase
xdotool key --delay 100 shift+Tab shift+Tab shift+Tab
xdotool type --delay 20 "$work/president.p12" # xdotool types no Chinese
xdotool key --delay 100 Tab Tab Tab
xdotool type --delay 20 "$(cat "$work/court/certificates/passphrase.txt")"
key Return
sleep 6
find_paper "$president"
for _ in $(seq 12); do key ctrl+Return; done # page by page, then the dialog
sleep 1
xdotool type --delay 20 "$(cat "$work/court/certificates/passphrase.txt")"
key Tab Tab Tab Tab Tab
shot() { # both windows, without what the window manager draws around them
	import -window "$president" "$work/left.png"
	import -window "$judge" "$work/right.png"
	convert "$work/left.png" "$work/right.png" -bordercolor '#888' -border 2 +append +dither -colors 256 -strip "$out/$1.png"
}
shot two-desks-before
key space
sleep 4
shot two-desks-after
