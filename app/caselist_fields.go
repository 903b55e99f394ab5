package app

import (
	"encoding/json"
	"maps"
	"regexp"
	"slices"
	"strings"

	"shenqian/review"
	"shenqian/review/kind/casefile"
)

// How a column's text becomes a field of the case file.
const (
	asText  = "string"
	asMoney = "number"
	asYesNo = "boolean"
)

// caseFields are the fields that a case list may have: those of the case file
// (执行依据.文号, 当事人.住所) and the flat ones that courts' lists use, one column
// for all parties of one standing (被执行人, 被执行人.证件号码) and for the members of
// the panel of one office (审判长).
type caseFields struct {
	types map[string]string // field → asText …
	lists map[string]bool   // fields that are arrays
	own   map[string]string // title → field, by the user's mapping
}

// flatRoles and flatOffices have a column each in courts' lists.
var (
	flatRoles   = []string{string(review.Applicant), string(review.Debtor), "第三人"}
	flatOffices = []string{"审判长", "审判员", "人民陪审员", "执行员"}
)

// The names of the parties in the case file.
const (
	partiesField = "当事人"
	panelField   = "合议庭"
	nameField    = "姓名或名称"
	roleField    = "称谓"
	numberField  = "案号"
)

// schemaOf is the part of JSON Schema that tells fields.
type schemaOf struct {
	Type       any                 `json:"type"`
	Properties map[string]schemaOf `json:"properties"`
	Items      *schemaOf           `json:"items"`
}

func newCaseFields(k review.Kind) (*caseFields, error) {
	b, err := k.Schema()
	if err != nil {
		return nil, err
	}
	var s schemaOf
	if err := json.Unmarshal(b, &s); err != nil {
		return nil, err
	}
	f := &caseFields{types: map[string]string{}, lists: map[string]bool{}}
	f.add("", s)
	for _, role := range flatRoles {
		f.types[role] = asText
		for field, t := range f.types {
			if attr, ok := strings.CutPrefix(field, partiesField+"."); ok && attr != roleField && attr != nameField {
				f.types[role+"."+attr] = t
			}
		}
	}
	for _, office := range flatOffices {
		f.types[office] = asText
	}
	return f, nil
}

func (f *caseFields) add(path string, s schemaOf) {
	for name, p := range s.Properties {
		field := path + name
		switch {
		case p.Items != nil && len(p.Items.Properties) > 0:
			f.lists[field] = true
			f.add(field+".", *p.Items)
		case len(p.Properties) > 0:
			f.add(field+".", p)
		case p.Type == "string" || p.Type == "boolean":
			f.types[field] = p.Type.(string)
		case p.Items == nil:
			f.types[field] = asMoney
		}
	}
}

// Key is the field that every case list has.
func (f *caseFields) Key() string { return numberField }

// Field says which field a title means: by the user's mapping, as a field, by
// another name for it, or as a part of a field (执行依据文号, 被执行人身份证号).
func (f *caseFields) Field(title string) (string, bool) {
	if own, ok := f.own[title]; ok {
		return own, true
	}
	for _, name := range []string{title, casefile.OtherNames[title]} {
		if _, ok := f.types[name]; ok {
			return name, true
		}
	}
	for _, whole := range f.wholes() {
		part, ok := strings.CutPrefix(title, whole)
		if !ok {
			continue
		}
		part = strings.TrimLeft(part, ".．:：-—的")
		for _, name := range []string{part, casefile.OtherParts[part]} {
			if _, ok := f.types[whole+"."+name]; ok && name != "" {
				return whole + "." + name, true
			}
			if name == nameField && slices.Contains(flatRoles, whole) {
				return whole, true
			}
		}
	}
	return "", false
}

// wholes are what fields are parts of, the longest first.
func (f *caseFields) wholes() []string {
	seen := map[string]bool{}
	for field := range f.types {
		if i := strings.LastIndex(field, "."); i > 0 {
			seen[field[:i]] = true
		}
	}
	return slices.SortedFunc(maps.Keys(seen), func(x, y string) int {
		if len(x) != len(y) {
			return len(y) - len(x)
		}
		return strings.Compare(x, y)
	})
}

func (f *caseFields) use(own map[string]string) { f.own = own }

func (f *caseFields) has(field string) bool { _, ok := f.types[field]; return ok }

var plainNumber = regexp.MustCompile(`^-?[0-9][0-9,，]*(\.[0-9]+)?$`)

// value is a cell's text as the case file holds it.
func (f *caseFields) value(field, text, unit string) (any, bool) {
	switch f.types[field] {
	case asMoney:
		if unit != "" && plainNumber.MatchString(text) {
			text += unit
		}
	case asYesNo:
		switch strings.ToLower(text) {
		case "是", "有", "同意", "√", "true", "yes", "y":
			return true, true
		case "否", "无", "不同意", "×", "false", "no", "n":
			return false, true
		}
		return nil, false
	}
	return text, true
}
