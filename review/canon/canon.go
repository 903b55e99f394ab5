// Package canon encodes values as canonical JSON, the one form in which
// journal events are hashed and signed.
//
// It is the part of RFC 8785 that needs no floating point: objects with keys
// in ascending byte order, no white space, strings with the shortest escapes,
// integers, booleans and null. Any other number is an error.
package canon

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strconv"
	"unicode/utf8"
)

// ErrNumber is returned for numbers that are not integers of at most 2^53-1.
var ErrNumber = errors.New("canon: not an integer within 2^53")

// Marshal encodes v by its json tags, then puts it in canonical form.
func Marshal(v any) ([]byte, error) {
	b, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	return Canonical(b)
}

// Canonical rewrites one JSON value. A key that stands twice is an error.
func Canonical(b []byte) ([]byte, error) {
	d := json.NewDecoder(bytes.NewReader(b))
	d.UseNumber()
	out, err := value(nil, d, 0)
	if err != nil {
		return nil, err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("canon: more than one value")
	}
	return out, nil
}

const maxDepth = 64

func value(out []byte, d *json.Decoder, depth int) ([]byte, error) {
	if depth > maxDepth {
		return nil, errors.New("canon: nested too deeply")
	}
	t, err := d.Token()
	if err != nil {
		return nil, err
	}
	switch t := t.(type) {
	case json.Delim:
		if t == '{' {
			return object(out, d, depth)
		}
		out = append(out, '[')
		for first := true; d.More(); first = false {
			if !first {
				out = append(out, ',')
			}
			if out, err = value(out, d, depth+1); err != nil {
				return nil, err
			}
		}
		_, err = d.Token()
		return append(out, ']'), err
	case string:
		return quote(out, t), nil
	case json.Number:
		n, err := strconv.ParseInt(t.String(), 10, 64)
		if err != nil || n > 1<<53-1 || n < -(1<<53-1) {
			return nil, ErrNumber
		}
		return strconv.AppendInt(out, n, 10), nil
	case bool:
		return strconv.AppendBool(out, t), nil
	}
	return append(out, "null"...), nil
}

func object(out []byte, d *json.Decoder, depth int) ([]byte, error) {
	type member struct {
		key   string
		value []byte
	}
	var ms []member
	for d.More() {
		k, err := d.Token()
		if err != nil {
			return nil, err
		}
		v, err := value(nil, d, depth+1)
		if err != nil {
			return nil, err
		}
		ms = append(ms, member{k.(string), v})
	}
	if _, err := d.Token(); err != nil {
		return nil, err
	}
	slices.SortFunc(ms, func(a, b member) int { return bytes.Compare([]byte(a.key), []byte(b.key)) })
	out = append(out, '{')
	for i, m := range ms {
		if i > 0 {
			if ms[i-1].key == m.key {
				return nil, errors.New("canon: key twice: " + m.key)
			}
			out = append(out, ',')
		}
		out = append(append(quote(out, m.key), ':'), m.value...)
	}
	return append(out, '}'), nil
}

func quote(out []byte, s string) []byte {
	out = append(out, '"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			out = append(out, '\\', byte(r))
		case r == '\n':
			out = append(out, '\\', 'n')
		case r == '\r':
			out = append(out, '\\', 'r')
		case r == '\t':
			out = append(out, '\\', 't')
		case r == '\b':
			out = append(out, '\\', 'b')
		case r == '\f':
			out = append(out, '\\', 'f')
		case r < 0x20:
			const x = "0123456789abcdef"
			out = append(out, '\\', 'u', '0', '0', x[r>>4], x[r&15])
		default:
			out = utf8.AppendRune(out, r)
		}
	}
	return append(out, '"')
}
