// Package casefile reads and describes the case files of all kinds.
package casefile

import (
	"encoding/json"
	"reflect"
	"strings"

	"shenqian/review"
)

// Schema describes a case file as JSON Schema (draft 2020-12), from the struct
// that reads it, so that the two can't differ. Descriptions are the desc tags.
func Schema(id, title string, v any) ([]byte, error) {
	s := describe(reflect.TypeOf(v))
	s["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	s["$id"] = "urn:shenqian:kind:" + id
	s["title"] = title
	return json.MarshalIndent(s, "", "  ")
}

var special = map[reflect.Type]map[string]any{
	reflect.TypeFor[review.Date]():       {"type": "string", "description": "2018-06-09 或者 2018年6月9日"},
	reflect.TypeFor[review.CaseNumber](): {"type": "string", "pattern": "^[（(][0-9]{4}[)）].+号"},
	reflect.TypeFor[review.DocNumber]():  {"type": "string", "pattern": ".+号"},
	reflect.TypeFor[review.Amount]():     {"type": []string{"number", "string"}},
}

func describe(t reflect.Type) map[string]any {
	if s, ok := special[t]; ok {
		out := make(map[string]any, len(s)+1)
		for k, v := range s {
			out[k] = v
		}
		return out
	}
	switch t.Kind() {
	case reflect.Pointer:
		return describe(t.Elem())
	case reflect.Slice:
		return map[string]any{"type": "array", "items": describe(t.Elem())}
	case reflect.Int:
		return map[string]any{"type": "integer"}
	case reflect.Int64: // points: exact decimals
		return map[string]any{"type": []string{"number", "string"}}
	case reflect.Bool:
		return map[string]any{"type": "boolean"}
	case reflect.Struct:
		return object(t)
	}
	return map[string]any{"type": "string"}
}

func object(t reflect.Type) map[string]any {
	props, required := map[string]any{}, []string{}
	for _, f := range fieldsOf(t) {
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		p := describe(f.Type)
		if d := f.Tag.Get("desc"); d != "" {
			if old, ok := p["description"].(string); ok {
				d += "（" + old + "）"
			}
			p["description"] = d
		}
		if e := f.Tag.Get("enum"); e != "" {
			p["enum"] = strings.Split(e, ",")
		}
		props[name] = p
		if !strings.Contains(options, "omit") {
			required = append(required, name)
		}
	}
	return map[string]any{"type": "object", "properties": props, "required": required, "additionalProperties": true}
}

// fieldsOf are a struct's fields, those of embedded structs among them.
func fieldsOf(t reflect.Type) (out []reflect.StructField) {
	for i := range t.NumField() {
		switch f := t.Field(i); {
		case f.Anonymous:
			out = append(out, fieldsOf(f.Type)...)
		case f.IsExported():
			out = append(out, f)
		}
	}
	return out
}
