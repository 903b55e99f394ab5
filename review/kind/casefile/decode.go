package casefile

import (
	"bytes"
	"encoding/json"
	"errors"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"shenqian/review"
	"shenqian/review/canon"
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

// wellFormed uses the canonical reader, which refuses keys that stand twice
// and deep nesting; that it also refuses fractions is not an error here.
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
	if _, err := canon.Canonical(data); err != nil && !errors.Is(err, canon.ErrNumber) {
		return review.FaultFrom(err, "casefile.json", "where", strings.TrimPrefix(err.Error(), "canon: "))
	}
	return nil
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
		for i := range t.NumField() {
			name, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
			fields[name] = t.Field(i).Type
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
