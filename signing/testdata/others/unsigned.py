"""unsigned.py OUT: a page with an empty signature field that shows nothing; and
OUT-plain, the same without a form."""
import sys

text = b"BT /F 14 Tf 72 700 Td (Ruling on termination of enforcement) Tj ET"


def write(name, form):
    objects = [
        b"<</Type/Catalog/Pages 2 0 R" + (b"/AcroForm<</SigFlags 3/Fields[6 0 R]>>" if form else b"") + b">>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>" + (b"/Annots[6 0 R]" if form else b"") + b">>",
        b"<</Length %d>>\nstream\n%s\nendstream" % (len(text), text),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    if form:
        objects.append(b"<</Type/Annot/Subtype/Widget/FT/Sig/T(Signature1)/F 132/P 3 0 R/Rect[0 0 0 0]>>")
    pdf, offsets = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", []
    for n, body in enumerate(objects, 1):
        offsets.append(len(pdf))
        pdf += b"%d 0 obj\n%s\nendobj\n" % (n, body)
    xref = len(pdf)
    pdf += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    pdf += b"".join(b"%010d 00000 n \n" % o for o in offsets)
    pdf += b"trailer\n<</Size %d/Root 1 0 R/ID[<%s><%s>]>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, b"41" * 16, b"41" * 16, xref)
    with open(name, "wb") as f:
        f.write(pdf)


write(sys.argv[1], True)
write(sys.argv[1].replace(".pdf", "-plain.pdf"), False)
