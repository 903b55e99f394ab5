"""Writes a one-page PDF with one signature by `openssl cms`.

hand.py OUT SUBFILTER direct|indirect [openssl cms -sign arguments…]
"""
import re
import subprocess
import sys
import tempfile

out, sub, place, args = sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4:]
room = 16384 if "-nodetach" in args else 8192
sig = (
    b"<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/" + sub.encode() + b"/M(D:20261201090000+08'00')/ByteRange[0 0000000000 0000000000 0000000000]"
    b"/Contents<" + b"0" * room + b">>>"
)
text = b"BT /F 14 Tf 72 700 Td (Ruling on termination of enforcement) Tj ET"
objects = [
    b"<</Type/Catalog/Pages 2 0 R/AcroForm<</SigFlags 3/Fields[5 0 R]>>>>",
    b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Annots[5 0 R]/Resources<</Font<</F 7 0 R>>>>>>",
    b"<</Length %d>>\nstream\n%s\nendstream" % (len(text), text),
    b"<</Type/Annot/Subtype/Widget/FT/Sig/T(Signature1)/F 132/P 3 0 R/Rect[0 0 0 0]/V " + (sig if place == "direct" else b"6 0 R") + b">>",
    b"<<>>" if place == "direct" else sig,
    b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
]
pdf, offsets = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", []
for n, body in enumerate(objects, 1):
    offsets.append(len(pdf))
    pdf += b"%d 0 obj\n%s\nendobj\n" % (n, body)
xref = len(pdf)
pdf += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
pdf += b"".join(b"%010d 00000 n \n" % o for o in offsets)
pdf += b"trailer\n<</Size %d/Root 1 0 R/ID[<%s><%s>]>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, b"41" * 16, b"41" * 16, xref)

start = pdf.index(b"/Contents<") + len(b"/Contents")
end = start + room + 2
numbers = b"/ByteRange[0 %d %d %d]" % (start, end, len(pdf) - end)
at = re.search(rb"/ByteRange\[0 0+ 0+ 0+\]", pdf)
pdf = pdf[: at.start()] + numbers.ljust(at.end() - at.start()) + pdf[at.end() :]
with tempfile.NamedTemporaryFile() as content:
    content.write(pdf[:start] + pdf[end:])
    content.flush()
    der = subprocess.run(
        ["openssl", "cms", "-sign", "-binary", "-outform", "DER", "-in", content.name, *args], check=True, capture_output=True
    ).stdout
if len(der) * 2 > room:
    sys.exit("the signature takes %d bytes" % len(der))
pdf = pdf[: start + 1] + der.hex().encode().ljust(room, b"0") + pdf[end - 1 :]
with open(out, "wb") as f:
    f.write(pdf)
