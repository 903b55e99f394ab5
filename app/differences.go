package app

import (
	"bytes"
	"encoding/json"
	"maps"
	"reflect"
	"slices"

	"shenqian/review"
)

// Difference is a field on which a case file and what came for it disagree.
type Difference struct {
	Field string `json:"field"`
	Old   string `json:"old"`
	New   string `json:"new"`
}

// merging puts a case file that comes onto the one at hand: what was empty is
// filled; where they disagree the old stays, unless it is to be overwritten.
type merging struct {
	overwrite   bool
	changed     bool
	added       []string
	differences []Difference
	file        []byte
}

// mergeCaseFiles compares what the kind reads in both, so that 2018年6月9日 is
// 2018-06-09 and 400,000 is 400000, but changes only the old file's own JSON:
// fields that no kind knows stay in it.
func mergeCaseFiles(k review.Kind, old, fresh []byte, overwrite bool) (*merging, error) {
	raw, err := object(old)
	if err != nil {
		return nil, err
	}
	was, err := asRead(k, old)
	if err != nil {
		return nil, err
	}
	comes, err := asRead(k, fresh)
	if err != nil {
		return nil, err
	}
	delete(comes, numberField) // the matter's own number stands
	m := &merging{overwrite: overwrite}
	m.objects(raw, was, comes, "")
	m.changed = m.changed || len(m.added) > 0
	m.file, err = json.MarshalIndent(raw, "", "  ")
	return m, err
}

// asRead is a case file as its kind reads it, as JSON again.
func asRead(k review.Kind, b []byte) (map[string]any, error) {
	f, _, err := k.ReadFacts(b)
	if err != nil {
		return nil, err
	}
	c, err := json.Marshal(f)
	if err != nil {
		return nil, err
	}
	return object(c)
}

func object(b []byte) (m map[string]any, err error) {
	d := json.NewDecoder(bytes.NewReader(bytes.TrimPrefix(b, []byte("\xEF\xBB\xBF"))))
	d.UseNumber()
	return m, d.Decode(&m)
}

// withNumber is a case file with another 案号.
func withNumber(b []byte, n review.CaseNumber) ([]byte, error) {
	m, err := object(b)
	if err != nil {
		return nil, err
	}
	m[numberField] = n.String()
	return json.MarshalIndent(m, "", "  ")
}

func (m *merging) objects(raw, was, comes map[string]any, path string) {
	for _, key := range slices.Sorted(maps.Keys(comes)) {
		v := comes[key]
		if empty(v) {
			continue
		}
		field := path + key
		old, isObject := was[key].(map[string]any)
		newer, both := v.(map[string]any)
		into, inRaw := raw[key].(map[string]any)
		switch keys := elementKeys[field]; {
		case isObject && both && inRaw:
			m.objects(into, old, newer, field+".")
		case empty(was[key]):
			raw[key] = v
			m.added = append(m.added, field)
		case len(keys) > 0:
			raw[key] = m.elements(raw[key], was[key], v, field, keys)
		default:
			raw[key] = m.settle(field, raw[key], was[key], v)
		}
	}
}

// elementKeys tell which element of a list is which: a party by standing and
// name, a member of the panel by name.
var elementKeys = map[string][]string{partiesField: {roleField, nameField}, panelField: {"姓名"}}

// elements merges lists whose elements have keys. An element that is new is a
// difference, for who is party decides on whom a ruling is served.
func (m *merging) elements(raw, was, comes any, field string, keys []string) any {
	rawList, ok1 := raw.([]any)
	wasList, ok2 := was.([]any)
	newList, ok3 := comes.([]any)
	if !ok1 || !ok2 || !ok3 || len(rawList) != len(wasList) {
		return m.settle(field, raw, was, comes)
	}
	for _, e := range newList {
		newer, _ := e.(map[string]any)
		i := slices.IndexFunc(wasList, func(o any) bool {
			old, ok := o.(map[string]any)
			return ok && !slices.ContainsFunc(keys, func(k string) bool { return old[k] != newer[k] })
		})
		if i < 0 {
			m.differences = append(m.differences, Difference{Field: field, New: shown(e)})
			if m.overwrite {
				rawList, m.changed = append(rawList, e), true
			}
			continue
		}
		into, ok := rawList[i].(map[string]any)
		if !ok {
			return m.settle(field, raw, was, comes)
		}
		m.objects(into, wasList[i].(map[string]any), newer, field+"〔"+shown(newer[keys[len(keys)-1]])+"〕.")
	}
	return rawList
}

// settle is the value that stands.
func (m *merging) settle(field string, raw, was, comes any) any {
	if reflect.DeepEqual(was, comes) {
		return raw
	}
	m.differences = append(m.differences, Difference{Field: field, Old: shown(was), New: shown(comes)})
	if !m.overwrite {
		return raw
	}
	m.changed = true
	return comes
}

// empty: not known. "No" is known.
func empty(v any) bool {
	switch v := v.(type) {
	case nil:
		return true
	case string:
		return v == ""
	case []any:
		return len(v) == 0
	case map[string]any:
		for _, e := range v {
			if !empty(e) {
				return false
			}
		}
		return true
	}
	return false
}

// shown is a value for people.
func shown(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return v
	case bool:
		if v {
			return "是"
		}
		return "否"
	}
	b, err := json.Marshal(v)
	if err != nil {
		return ""
	}
	return string(b)
}
