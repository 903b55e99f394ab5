package typeset

import (
	"encoding/binary"
	"math"
	"sync"

	"shenqian/signing/pdffile"
)

// An sRGB profile (ICC.1:2001-04, version 2.4; IEC 61966-2-1), made here so
// that no file need be shipped:
//   - class mntr, RGB to XYZ, perceptual intent, D50 illuminant (6.1);
//   - the tags a three-component matrix display profile must have (6.3.1.2):
//     desc, cprt, wtpt, rXYZ, gXYZ, bXYZ, rTRC, gTRC, bTRC;
//   - primaries adapted to D50 by Bradford; the curve is IEC 61966-2-1's.

func outputIntent(icc int) string {
	return "/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB IEC61966-2.1)" +
		"/Info(sRGB IEC61966-2.1)/DestOutputProfile " + pdffile.Ref(icc) + ">>]"
}

var sRGB = sync.OnceValue(makeSRGB)

const curvePoints = 1024

func makeSRGB() []byte {
	type tag struct {
		name string
		data []byte
	}
	curve := transferCurve()
	tags := []tag{
		{"desc", iccDescription("sRGB IEC61966-2.1")},
		{"cprt", append([]byte("text\x00\x00\x00\x00"), "No copyright, use freely\x00"...)},
		{"wtpt", iccXYZ(0.9505, 1, 1.0891)},
		{"rXYZ", iccXYZ(0.43607, 0.22249, 0.01392)},
		{"gXYZ", iccXYZ(0.38515, 0.71687, 0.09708)},
		{"bXYZ", iccXYZ(0.14307, 0.06061, 0.71410)},
		{"rTRC", curve},
		{"gTRC", nil},
		{"bTRC", nil}, // one curve for all
	}
	be := binary.BigEndian
	table := be.AppendUint32(nil, uint32(len(tags)))
	at := 128 + 4 + 12*len(tags)
	var body []byte
	offset, size := 0, 0
	for _, t := range tags {
		if t.data != nil {
			offset, size = at+len(body), len(t.data)
			body = append(body, t.data...)
			for len(body)%4 != 0 {
				body = append(body, 0)
			}
		}
		table = append(table, t.name...)
		table = be.AppendUint32(be.AppendUint32(table, uint32(offset)), uint32(size))
	}
	head := make([]byte, 128)
	be.PutUint32(head, uint32(at+len(body)))
	be.PutUint32(head[8:], 0x02400000)
	copy(head[12:], "mntrRGB XYZ ")
	be.PutUint16(head[24:], 2000) // a fixed date
	be.PutUint16(head[26:], 1)
	be.PutUint16(head[28:], 1)
	copy(head[36:], "acsp")
	copy(head[68:], iccXYZ(0.9642, 1, 0.8249)[8:]) // D50
	return append(append(head, table...), body...)
}

func iccXYZ(x, y, z float64) []byte {
	b := []byte("XYZ \x00\x00\x00\x00")
	for _, v := range []float64{x, y, z} {
		b = binary.BigEndian.AppendUint32(b, uint32(int32(math.Round(v*65536))))
	}
	return b
}

func iccDescription(s string) []byte {
	b := []byte("desc\x00\x00\x00\x00")
	b = binary.BigEndian.AppendUint32(b, uint32(len(s)+1))
	b = append(append(b, s...), 0)
	return append(b, make([]byte, 4+4+2+1+67)...) // no Unicode, no Macintosh name
}

func transferCurve() []byte {
	b := []byte("curv\x00\x00\x00\x00")
	b = binary.BigEndian.AppendUint32(b, curvePoints)
	for i := range curvePoints {
		v := float64(i) / (curvePoints - 1)
		if v <= 0.04045 {
			v /= 12.92
		} else {
			v = math.Pow((v+0.055)/1.055, 2.4)
		}
		b = binary.BigEndian.AppendUint16(b, uint16(math.Round(v*65535)))
	}
	return b
}
