package tamper

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"strings"

	"shenqian/signing/keys"
	"shenqian/signing/pdffile"
)

// object is a flip in the middle of an object.
func (t *target) object(n int) []byte {
	o := t.view.Lookup(n)
	if o == nil || o.End == 0 {
		if o == nil || o.Container == 0 {
			return nil
		}
		return t.object(o.Container)
	}
	if s, ok := o.Value.(*pdffile.Stream); ok && len(s.Raw) > 0 {
		return t.flip(s.At+len(s.Raw)/2, 1)
	}
	return t.flip((o.Start+o.End)/2, 1)
}

// within is a flip within the last place of some text.
func (t *target) within(text string, at int, bit byte) []byte {
	i := bytes.LastIndex(t.pdf, []byte(text))
	if i < 0 {
		return nil
	}
	return t.flip(i+at, bit)
}

// inDER flips a byte of a signature's data behind a mark in it.
func (t *target) inDER(s sig, mark []byte, behind int) []byte {
	i := bytes.Index(t.der(s), mark)
	if i < 0 {
		return nil
	}
	return t.digit(s.contents.Start + 1 + 2*(i+len(mark)+behind))
}

// digit changes a hexadecimal digit into another.
func (t *target) digit(i int) []byte {
	b := bytes.Clone(t.pdf)
	if b[i] == '7' {
		b[i] = '1'
	} else {
		b[i] = '7'
	}
	return b
}

// oidMessageDigest is 1.2.840.113549.1.9.4, and oidSigningCertificate
// 1.2.840.113549.1.9.16.2.47.
var (
	oidMessageDigest      = []byte{6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 4}
	oidSigningCertificate = []byte{6, 11, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 16, 2, 47}
)

const bitFlip = "bit flip"

var flips = []attack{
	{bitFlip, "in the header", NotValid, func(t *target) []byte { return t.flip(7, 1) }},
	{bitFlip, "in the catalog", NotValid, func(t *target) []byte { return t.object(t.root) }},
	{bitFlip, "in the page", NotValid, func(t *target) []byte { return t.object(t.page) }},
	{bitFlip, "in what the page shows", NotValid, func(t *target) []byte { return t.object(t.content) }},
	{bitFlip, "in a font", NotValid, func(t *target) []byte { return t.object(t.font) }},
	{bitFlip, "in the information", NotValid, func(t *target) []byte { return t.object(t.info) }},
	{bitFlip, "in the first cross-references", NotValid, func(t *target) []byte { return t.flip(t.file.Revisions[0].XrefAt+30, 1) }},
	{bitFlip, "in the last cross-references", NotValid, func(t *target) []byte {
		return t.flip(t.file.Revisions[len(t.file.Revisions)-1].XrefAt+12, 1)
	}},
	{bitFlip, "in the identifier", NotValid, func(t *target) []byte { return t.within("/ID", 6, 1) }},
	{bitFlip, "in the last place of the index", NotValid, func(t *target) []byte { return t.within("startxref\n", 10, 1) }},
	{bitFlip, "in the end mark", NotValid, func(t *target) []byte { return t.within("%%EOF", 3, 1) }},
	{bitFlip, "in the time", NotValid, func(t *target) []byte { return t.within("D:20", 4, 1) }},
	{bitFlip, "in the name of the format", NotValid, func(t *target) []byte { return t.within("/SubFilter", 13, 1) }},
	{bitFlip, "in the range", NotValid, func(t *target) []byte { return t.within("/ByteRange", 13, 1) }},
	{bitFlip, "in the field's name", NotValid, func(t *target) []byte { return t.object(t.first().number) }},
	{bitFlip, "in the signature's first byte", NotValid, func(t *target) []byte { return t.digit(t.first().contents.Start + 1) }},
	{bitFlip, "in the signed digest", NotValid, func(t *target) []byte { return t.inDER(t.first(), oidMessageDigest, 8) }},
	{bitFlip, "in the binding of the certificate", NotValid, func(t *target) []byte { return t.inDER(t.first(), oidSigningCertificate, 14) }},
	{bitFlip, "in the signer's certificate", NotValid, func(t *target) []byte {
		info := t.signer()
		if info == nil {
			return nil
		}
		return t.inDER(t.first(), info.Certificate.Raw[:40], 60)
	}},
	{bitFlip, "in the last signature's padding", NotValid, func(t *target) []byte { return t.digit(t.last().contents.End - 2) }},
	{bitFlip, "in the mark before the last signature", NotValid, func(t *target) []byte { return t.flip(t.last().contents.Start, 2) }},
	{bitFlip, "in the last byte but one", NotValid, func(t *target) []byte { return t.flip(len(t.pdf)-2, 1) }},
}

const byteRange = "byte range"

// ranged is a signature with a range of the attacker's choice.
func ranged(name string, f func(from, to, end int) []int) attack {
	return attack{byteRange, name, NotValid, func(t *target) []byte { return t.forge(forged{ranges: f}) }}
}

// written is the right range, in a text that not all readers read alike.
func written(name string, f func(r []int) string) attack {
	return attack{byteRange, name, NotValid, func(t *target) []byte { return t.forge(forged{text: f}) }}
}

var ranges = []attack{
	ranged("ends early", func(from, to, end int) []int { return []int{0, from, to, end - to - 30} }),
	ranged("ends at the signature", func(from, to, _ int) []int { return []int{0, from, to, 0} }),
	ranged("begins late", func(from, to, end int) []int { return []int{20, from - 20, to, end - to} }),
	ranged("leaves out the first part", func(_, to, end int) []int { return []int{0, 0, to, end - to} }),
	ranged("a wider gap behind", func(from, to, end int) []int { return []int{0, from, to + 9, end - to - 9} }),
	ranged("a wider gap before", func(from, to, end int) []int { return []int{0, from - 9, to, end - to} }),
	ranged("a narrower gap", func(from, to, end int) []int { return []int{0, from + 1, to - 1, end - to + 1} }),
	ranged("parts that overlap", func(from, to, end int) []int { return []int{0, from, from - 40, end - from + 40} }),
	ranged("parts in the other order", func(from, to, end int) []int { return []int{to, end - to, 0, from} }),
	ranged("beyond the end", func(from, to, end int) []int { return []int{0, from, to, end - to + 100} }),
	ranged("three parts", func(from, to, end int) []int { return []int{0, from, to, 10, to + 10, end - to - 10} }),
	ranged("one part", func(from, _, _ int) []int { return []int{0, from} }),
	ranged("a negative part", func(from, to, end int) []int { return []int{0, from, to, to - end} }),
	ranged("no part", func(int, int, int) []int { return nil }),
	written("as reals", func(r []int) string { return fmt.Sprintf("[0 %d.0 %d.0 %d]", r[0], r[1], r[2]) }),
	written("with signs", func(r []int) string { return fmt.Sprintf("[0 %d -%d %d]", r[1], r[2], r[3]) }),
	written("as null", func([]int) string { return " null" }),
	written("as a name", func([]int) string { return "/Whole" }),
	written("twice", func(r []int) string {
		return pdffile.Format(listed(r)) + "/ByteRange[0 1 2 3]"
	}),
}

const forgery = "signature forgery"

func contentsAs(kind, name string, f func(digits string) string) attack {
	return attack{kind, name, NotValid, func(t *target) []byte { return t.withContents(t.last(), f) }}
}

var forgeries = []attack{
	contentsAs(forgery, "empty contents", func(string) string { return "<>" }),
	contentsAs(forgery, "contents of one zero", func(string) string { return "<00>" }),
	contentsAs(forgery, "zeros alone", func(d string) string { return "<" + strings.Repeat("0", len(d)) + ">" }),
	contentsAs(forgery, "null contents", func(string) string { return " null" }),
	{forgery, "no contents", NotValid, func(t *target) []byte { return t.swap("/Contents<", "/Cantents<") }},
	{forgery, "no range", NotValid, func(t *target) []byte { return t.swap("/ByteRange", "/BiteRange") }},
	{forgery, "an unknown format", NotValid, func(t *target) []byte { return t.forge(forged{subFilter: "adbe.x509.rsa_sha10"}) }},
	{forgery, "a format without a digest of the file", NotValid, func(t *target) []byte { return t.forge(forged{subFilter: "adbe.pkcs7.sha1"}) }},
	{forgery, "a stranger signs in the signer's place", Untrusted, func(t *target) []byte {
		return t.forge(forged{more: "/Name(President rsa)"})
	}},
	{forgery, "a stranger signs with the signer's certificate", NotValid, func(t *target) []byte {
		info := t.signer()
		if info == nil {
			return nil
		}
		return t.forge(forged{key: &keys.Credential{Signer: t.stranger.Signer, Certificate: info.Certificate}})
	}},
	{forgery, "the signer's signature on another file", NotValid, func(t *target) []byte {
		der := t.der(t.first())
		return t.forge(forged{contents: func(_ []byte, full string) string {
			s := "<" + hex.EncodeToString(der)
			return s + strings.Repeat("0", max(0, len(full)-len(s)-1)) + ">"
		}})
	}},
	contentsAs("wrapping", "content in the signature's padding", func(d string) string {
		der := strings.TrimRight(d, "0")
		return "<" + der + strings.Repeat("0", (len(d)-len(der))/2) + ">/Evil 1"
	}),
	contentsAs("wrapping", "white space in the signature's padding", func(d string) string {
		return "<" + d[:len(d)-4] + "  00>"
	}),
	contentsAs("wrapping", "bytes hidden in the signature's padding", func(d string) string { return "<" + d[:len(d)-6] + "beef00>" }),
	contentsAs("wrapping", "the signature's room as a literal string", func(d string) string { return "(" + d + ")" }),
	{"wrapping", "a second range within the gap", NotValid, func(t *target) []byte {
		return t.forge(forged{
			contents: func(der []byte, full string) string {
				return "<" + hex.EncodeToString(der) + ">/ByteRange[0 9 9 9]"
			},
		})
	}},
	{"wrapping", "the signed end moved behind new objects", NotValid, func(t *target) []byte {
		at := t.last().contents.End
		evil := fmt.Appendf(nil, "/Evil(%s)", strings.Repeat("x", 200))
		return append(append(bytes.Clone(t.pdf[:at]), evil...), t.pdf[at:]...)
	}},
	{"wrapping", "objects wrapped around the signed file", NotValid, func(t *target) []byte {
		return append([]byte("%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"), t.pdf...)
	}},
}
