package casefile

import (
	"bytes"
	"encoding/json"
	"errors"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"shenqian/review"
)

// most is the largest case file that is read.
const most = 4 << 20

// Decode reads a case file into v, a pointer to a struct, and names the
// fields that v has no place for; they are kept with the file. Keys that
// stand twice, nesting without end and wrong types are errors that say where.
func Decode(data []byte, v any) (unknown []string, err error) {
	if len(data) > most {
		return nil, review.Fault("casefile.large", "most", strconv.Itoa(most>>20)+" MB")
	}
	data = bytes.TrimPrefix(data, []byte("\xEF\xBB\xBF"))
	if !utf8.Valid(data) {
		return nil, review.Fault("casefile.encoding")
	}
	if err := wellFormed(data); err != nil {
		return nil, err
	}
	if err := json.Unmarshal(data, v); err != nil {
		var te *json.UnmarshalTypeError
		var re *review.Error
		switch {
		case errors.As(err, &re):
			return nil, review.FaultFrom(err, "casefile.value", "text", re.Args["text"])
		case errors.As(err, &te):
			return nil, review.FaultFrom(err, "casefile.type", "field", te.Field)
		}
		return nil, review.FaultFrom(err, "casefile.json", "where", err.Error())
	}
	var raw any
	if err := json.Unmarshal(data, &raw); err != nil {
		return nil, review.FaultFrom(err, "casefile.json", "where", err.Error())
	}
	walk(raw, reflect.TypeOf(v).Elem(), "", &unknown)
	slices.Sort(unknown)
	return slices.Compact(unknown), nil
}

// wellFormed says where the JSON is broken, and refuses keys that stand twice:
// programs differ on which of the two counts.
func wellFormed(data []byte) error {
	if !json.Valid(data) {
		var v any
		err := json.Unmarshal(data, &v)
		var se *json.SyntaxError
		where := ""
		if errors.As(err, &se) {
			line := 1 + bytes.Count(data[:min(int(se.Offset), len(data))], []byte("\n"))
			where = strconv.Itoa(line)
		}
		return review.FaultFrom(err, "casefile.syntax", "line", where)
	}
	if trimmed := bytes.TrimSpace(data); len(trimmed) == 0 || trimmed[0] != '{' {
		return review.Fault("casefile.notobject")
	}
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	return unique(d, 0)
}

const deepest = 32

// unique reads one value and all in it.
func unique(d *json.Decoder, depth int) error {
	t, err := d.Token()
	if err != nil || depth > deepest {
		return review.FaultFrom(err, "casefile.deep")
	}
	switch t {
	case json.Delim('{'):
		seen := map[any]bool{}
		for d.More() {
			k, err := d.Token()
			if err != nil {
				return review.FaultFrom(err, "casefile.deep")
			}
			if seen[k] {
				return review.Fault("casefile.twice", "field", k.(string))
			}
			seen[k] = true
			if err := unique(d, depth+1); err != nil {
				return err
			}
		}
		_, err = d.Token()
	case json.Delim('['):
		for d.More() {
			if err := unique(d, depth+1); err != nil {
				return err
			}
		}
		_, err = d.Token()
	}
	return err
}

func walk(v any, t reflect.Type, path string, unknown *[]string) {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch x := v.(type) {
	case map[string]any:
		if t.Kind() != reflect.Struct {
			return
		}
		fields := map[string]reflect.Type{}
		for _, f := range fieldsOf(t) {
			name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
			fields[name] = f.Type
		}
		for k, e := range x {
			if f, ok := fields[k]; ok {
				walk(e, f, path+k+".", unknown)
			} else {
				*unknown = append(*unknown, path+k)
			}
		}
	case []any:
		if t.Kind() == reflect.Slice {
			for _, e := range x {
				walk(e, t.Elem(), path, unknown)
			}
		}
	}
}
