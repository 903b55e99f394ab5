"""Turns an OpenType font with CFF outlines into one with TrueType outlines.

    otf2ttf.py IN.otf OUT.ttf

The typesetter embeds TrueType (glyf) subsets only. The curves are approximated
to a thousandth of an em; names, metrics and the Unicode cmap stay. The same
input gives the same bytes.
"""

import sys

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable

MAX_ERROR = 1 / 1000  # of an em

# TrueType's maxp (version 1.0) has fields that CFF's (0.5) lacks; fontTools
# computes those that depend on the outlines.
MAXP = (
    "maxPoints maxContours maxCompositePoints maxCompositeContours "
    "maxTwilightPoints maxStorage maxFunctionDefs maxInstructionDefs "
    "maxStackElements maxSizeOfInstructions maxComponentElements maxComponentDepth"
).split()


def outlines(font):
    """The glyphs as quadratic outlines, by name."""
    glyphs = font.getGlyphSet()
    tolerance = MAX_ERROR * font["head"].unitsPerEm
    out = {}
    for name in font.getGlyphOrder():
        pen = TTGlyphPen(glyphs)
        # TrueType contours run the other way round.
        glyphs[name].draw(Cu2QuPen(pen, tolerance, reverse_direction=True))
        out[name] = pen.glyph()
    return out


def convert(font):
    glyf = newTable("glyf")
    glyf.glyphOrder = font.getGlyphOrder()
    glyf.glyphs = outlines(font)
    font["loca"], font["glyf"] = newTable("loca"), glyf

    advance = font["hmtx"]
    for name, glyph in glyf.glyphs.items():
        glyph.recalcBounds(glyf)
        left = glyph.xMin if glyph.numberOfContours else 0
        advance[name] = (advance[name][0], left)

    maxp = font["maxp"]
    maxp.tableVersion, maxp.maxZones = 0x00010000, 1
    for field in MAXP:
        setattr(maxp, field, 0)

    post = font["post"]
    post.formatType, post.extraNames, post.mapping = 3.0, [], {}

    for tag in ("CFF ", "VORG", "DSIG"):
        if tag in font:
            del font[tag]
    # The Mac subtable in GB encoding is of no use and confuses readers.
    font["cmap"].tables = [t for t in font["cmap"].tables if t.isUnicode()]
    font.sfntVersion = "\x00\x01\x00\x00"


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    font = TTFont(sys.argv[1], recalcBBoxes=True, recalcTimestamp=False)
    convert(font)
    font.save(sys.argv[2])


if __name__ == "__main__":
    main()
