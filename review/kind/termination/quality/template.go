package quality

import (
	"embed"
	"fmt"
	"path"
	"strings"

	"shenqian/review"
)

//go:embed templates
var templateFiles embed.FS

// Template is one manner of writing a ruling.
type Template struct {
	Name, Set string // Set is dev or test
	Manner    string
	from, to  review.Date // days on which such a ruling is made
	applicant []string    // kinds of applicants: person, company, bank, bureau
	debtors   []string    // kinds of debtors: person, dotted, company, shop
	kind      string      // 执 or 执恢
	suffix    string
	court     string // 鲁, 中院, 海事; empty: any basic court
	money     string // none, part, two, waived, shares
	basis     string // 民初, 行审, 刑, 仲裁, 公证, 旧
	cause     string
	round     bool // amounts that can be written in 万元
	body      string
	facts     string // JSON of what the case file says besides
}

// Sets are the sets of templates: those that the rules were made on, and those
// that they were not.
var Sets = []string{"dev", "test"}

// Templates are those of a set, in the order of their names.
func Templates(set string) ([]*Template, error) {
	files, err := templateFiles.ReadDir(path.Join("templates", set))
	if err != nil {
		return nil, fmt.Errorf("quality: %w", err)
	}
	var out []*Template
	for _, f := range files {
		b, err := templateFiles.ReadFile(path.Join("templates", set, f.Name()))
		if err != nil {
			return nil, fmt.Errorf("quality: %w", err)
		}
		t, err := parseTemplate(string(b))
		if err != nil {
			return nil, fmt.Errorf("quality: %s: %w", f.Name(), err)
		}
		t.Name, t.Set = strings.TrimSuffix(f.Name(), ".txt"), set
		out = append(out, t)
	}
	return out, nil
}

// parseTemplate reads a head of "key: value" lines, a line of ---, the ruling,
// and perhaps a last line "facts: {…}".
func parseTemplate(s string) (*Template, error) {
	head, body, ok := strings.Cut(s, "\n---\n")
	if !ok {
		return nil, fmt.Errorf("no line of ---")
	}
	t := &Template{kind: "执", basis: "民初"}
	if i := strings.LastIndex(body, "\nfacts: "); i >= 0 {
		t.facts = strings.TrimSpace(body[i+len("\nfacts: "):])
		body = body[:i]
	}
	t.body = strings.TrimSpace(body) + "\n"
	for _, line := range strings.Split(head, "\n") {
		key, v, _ := strings.Cut(line, ": ")
		switch key {
		case "manner":
			t.Manner = v
		case "ruling":
			a, b, _ := strings.Cut(v, "..")
			if err := t.from.UnmarshalText([]byte(a)); err != nil {
				return nil, err
			}
			if err := t.to.UnmarshalText([]byte(b)); err != nil {
				return nil, err
			}
		case "applicant":
			if v != "none" {
				t.applicant = strings.Split(v, ",")
			}
		case "debtors":
			t.debtors = strings.Split(v, ",")
		case "type":
			t.kind = v
		case "suffix":
			t.suffix = v
		case "court":
			t.court = v
		case "money":
			t.money = v
		case "basis":
			t.basis = v
		case "cause":
			t.cause = v
		case "round":
			t.round = v == "yes"
		default:
			return nil, fmt.Errorf("what is %q?", line)
		}
	}
	return t, nil
}

// segment marks: [[name|words]] can be left out.
func (t *Template) has(segment string) bool { return strings.Contains(t.body, "[["+segment+"|") }
