package pdffile

import (
	"bytes"
	"compress/zlib"
	"encoding/ascii85"
	"io"

	"shenqian/signing/fault"
)

// decode undoes a stream's filters (7.4) within the budget. It knows the
// lossless filters that documents carry text and structure in; image filters
// and LZW are refused.
func (b *budget) decode(s *Stream, resolve func(Object) Object) ([]byte, error) {
	filters, parms := listOf(resolve(s.Dict["Filter"])), listOf(resolve(s.Dict["DecodeParms"]))
	if s.Dict["F"] != nil || len(filters) > 8 {
		return nil, fault.New("pdf.filter", "name", "F")
	}
	data := s.Raw
	for i, f := range filters {
		name, _ := resolve(f).(Name)
		var parm Dict
		if i < len(parms) {
			parm, _ = resolve(parms[i]).(Dict)
		}
		var err error
		switch name {
		case "FlateDecode":
			if data, err = b.inflate(data); err == nil {
				data, err = unpredict(data, parm)
			}
		case "ASCIIHexDecode":
			data, err = unhex(data)
		case "ASCII85Decode":
			data, err = un85(data)
		default:
			err = fault.New("pdf.filter", "name", string(name))
		}
		if err != nil {
			return nil, err
		}
	}
	return data, nil
}

func listOf(o Object) Array {
	switch o := o.(type) {
	case nil:
		return nil
	case Array:
		return o
	}
	return Array{o}
}

func (b *budget) inflate(data []byte) ([]byte, error) {
	if len(data) == 0 { // some writers leave nothing for nothing
		return nil, nil
	}
	z, err := zlib.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, fault.Wrap(err, "pdf.inflate")
	}
	most := max(1<<20, int64(len(data))*b.Ratio)
	most = min(most, b.inflated)
	out, err := io.ReadAll(io.LimitReader(z, most+1))
	if int64(len(out)) > most {
		return nil, fault.New("pdf.too-large", "what", "inflated")
	}
	if err != nil {
		return nil, fault.Wrap(err, "pdf.inflate")
	}
	b.inflated -= int64(len(out))
	return out, nil
}

func unhex(data []byte) ([]byte, error) {
	if !bytes.HasSuffix(bytes.TrimSpace(data), []byte(">")) {
		data = append(bytes.Clone(data), '>')
	}
	p := parser{lexer: lexer{b: append([]byte("<"), data...)}}
	o, err := p.hexString()
	if err != nil {
		return nil, err
	}
	return o.(String), nil
}

func un85(data []byte) ([]byte, error) {
	data = bytes.TrimSpace(data)
	data = bytes.TrimSuffix(bytes.TrimPrefix(data, []byte("<~")), []byte("~>"))
	out, err := io.ReadAll(ascii85.NewDecoder(bytes.NewReader(data)))
	if err != nil {
		return nil, fault.Wrap(err, "pdf.filter", "name", "ASCII85Decode")
	}
	return out, nil
}

// unpredict undoes the PNG predictors (7.4.4.4, and PNG 9.2).
func unpredict(data []byte, parm Dict) ([]byte, error) {
	predictor := intOr(parm["Predictor"], 1)
	if predictor == 1 {
		return data, nil
	}
	colors, bits, columns := intOr(parm["Colors"], 1), intOr(parm["BitsPerComponent"], 8), intOr(parm["Columns"], 1)
	bad := fault.New("pdf.filter", "name", "Predictor")
	if predictor < 10 || predictor > 15 || colors < 1 || colors > 32 || bits < 1 || bits > 16 || columns < 1 || columns > 1<<20 {
		return nil, bad
	}
	bpp := int(max(1, colors*bits/8))
	row := int((colors*bits*columns + 7) / 8)
	if len(data)%(row+1) != 0 {
		return nil, bad
	}
	out := make([]byte, 0, len(data))
	prev := make([]byte, row)
	for ; len(data) > 0; data = data[row+1:] {
		cur := append(out[len(out):], data[1:row+1]...)
		if !unpredictRow(data[0], cur, prev, bpp) {
			return nil, bad
		}
		out = append(out, cur...)
		prev = out[len(out)-row:]
	}
	return out, nil
}

func unpredictRow(kind byte, cur, prev []byte, bpp int) bool {
	for i := range cur {
		var a, c byte
		if i >= bpp {
			a, c = cur[i-bpp], prev[i-bpp]
		}
		switch kind {
		case 0:
		case 1:
			cur[i] += a
		case 2:
			cur[i] += prev[i]
		case 3:
			cur[i] += byte((int(a) + int(prev[i])) / 2)
		case 4:
			cur[i] += paeth(a, prev[i], c)
		default:
			return false
		}
	}
	return true
}

func paeth(a, b, c byte) byte {
	p := int(a) + int(b) - int(c)
	pa, pb, pc := abs(p-int(a)), abs(p-int(b)), abs(p-int(c))
	switch {
	case pa <= pb && pa <= pc:
		return a
	case pb <= pc:
		return b
	}
	return c
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}

func intOr(o Object, def int64) int64 {
	if n, ok := o.(int64); ok {
		return n
	}
	return def
}
