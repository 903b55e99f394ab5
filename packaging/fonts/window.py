"""Makes the window's face from a face of Noto Sans SC.

    window.py IN.ttf OUT.ttf STYLE CHARACTERS.txt

Of the ideographs it keeps those of GB 2312 and of the 通用规范汉字表 of 2013
(CHARACTERS.txt, one a line), with which the window speaks and nearly all
people are named; of everything else, all. Outlines, metrics and kerning stay,
so the two faces look alike. The name changes, as a changed font's should. The
same input gives the same bytes.
"""

import sys
import unicodedata

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FAMILY = "Shenqian Window SC"


def gb2312():
    """The ideographs of GB 2312: rows 16 to 87."""
    out = set()
    for row in range(16, 88):
        for cell in range(1, 95):
            try:
                out.add(ord(bytes([0xA0 + row, 0xA0 + cell]).decode("gb2312")))
            except UnicodeDecodeError:
                pass  # row 55 ends with five empty cells
    return out


def standard(path):
    """The 8105 characters of the 通用规范汉字表."""
    with open(path, encoding="utf-8") as lines:
        out = {ord(line.strip()) for line in lines}
    if len(out) != 8105:
        sys.exit(f"{path}: {len(out)} characters")
    return out


def is_ideograph(char):
    return unicodedata.name(chr(char), "").startswith("CJK ") and unicodedata.category(chr(char)) == "Lo"


def rename(font, style):
    full = f"{FAMILY} {style}"
    ours = {1: FAMILY, 2: style, 3: full, 4: full, 6: full.replace(" ", ""), 16: FAMILY, 17: style}
    for record in list(font["name"].names):
        if record.nameID in ours:
            record.string = ours[record.nameID]
        elif record.nameID not in (0, 5, 13, 14):  # copyright, version, licence
            font["name"].names.remove(record)


def main():
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    source, out, style, characters = sys.argv[1:]
    font = TTFont(source, recalcBBoxes=False, recalcTimestamp=False)
    wanted = {c for c in font.getBestCmap() if not is_ideograph(c)} | gb2312() | standard(characters)
    # Nothing on the screen is set vertically or varies.
    subsetter = Subsetter(Options(name_IDs=["*"], notdef_outline=True, drop_tables=["BASE", "STAT", "vhea", "vmtx"]))
    subsetter.populate(unicodes=wanted)
    subsetter.subset(font)
    rename(font, style)
    font.save(out)


if __name__ == "__main__":
    main()
