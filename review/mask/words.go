package mask

import (
	_ "embed"
	"slices"
	"strings"
	"unicode/utf8"
)

//go:embed names.json
var namesJSON []byte

//go:embed org.json
var orgJSON []byte

//go:embed form.txt
var formText string

// vocabulary is the words that names are made of, and those that only look
// like names.
type vocabulary struct {
	compound map[string]bool // 复姓
	surnames map[rune]bool
	everyday map[string]bool // names that are also words
	seldom   map[string]bool // of these, words that rulings seldom use
	form     string          // what rulings say anyway
	fixed    []string        // phrases of every ruling

	// By the last character, or the first, the longest first.
	forms, organs, industries, heads affixes
	places                           affixes
}

var words = readWords()

func readWords() vocabulary {
	n := load[map[string]string](namesJSON)
	o := load[map[string]string](orgJSON)
	v := vocabulary{compound: set(n["compound"]), everyday: set(n["everyday"]), seldom: set(n["seldom"]), surnames: map[rune]bool{}, form: strings.TrimSpace(formText)}
	v.fixed = strings.Fields(n["fixed"])
	for _, r := range n["surnames"] {
		v.surnames[r] = true
	}
	v.forms, v.organs, v.industries = endings(o["forms"]), endings(o["organs"]), endings(o["industries"])
	v.heads, v.places = endings(o["heads"]), affixes{}
	for _, w := range longest(o["places"]) {
		r, _ := utf8.DecodeRuneInString(w)
		v.places[r] = append(v.places[r], w)
	}
	return v
}

func set(s string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(s) {
		m[w] = true
	}
	return m
}

func longest(s string) []string {
	w := strings.Fields(s)
	slices.SortStableFunc(w, func(a, b string) int { return len(b) - len(a) })
	return slices.Compact(w)
}

// affixes are words by one character of theirs.
type affixes map[rune][]string

func endings(s string) affixes {
	m := affixes{}
	for _, w := range longest(s) {
		r, _ := utf8.DecodeLastRuneInString(w)
		m[r] = append(m[r], w)
	}
	return m
}

// has says whether s is one of the words that end like it.
func (a affixes) has(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return slices.Contains(a[r], s)
}

// hasSuffix is the longest of the words that s ends with, but is not all of s.
func hasSuffix(s string, words affixes) (string, bool) {
	r, _ := utf8.DecodeLastRuneInString(s)
	for _, w := range words[r] {
		if len(w) < len(s) && strings.HasSuffix(s, w) {
			return w, true
		}
	}
	return "", false
}

func hasPrefix(s string, list []string) (string, bool) {
	for _, w := range list {
		if strings.HasPrefix(s, w) {
			return w, true
		}
	}
	return "", false
}

// surname is the surname of a Han name: two characters for 复姓.
func surname(name string) string {
	r := []rune(name)
	if len(r) >= 3 && words.compound[string(r[:2])] {
		return string(r[:2])
	}
	if len(r) == 0 {
		return ""
	}
	return string(r[:1])
}

// personLike says whether a folded name looks like a person's.
func personLike(s string) bool {
	if latin(s) {
		return true
	}
	r := []rune(s)
	if strings.ContainsRune(s, '·') {
		return true
	}
	if len(r) < 2 || len(r) > 4 || strings.ContainsFunc(s, func(c rune) bool { return !isHan(c) }) {
		return false
	}
	return !orgName(s) && (words.surnames[r[0]] || words.compound[string(r[:2])])
}

// orgName says whether a folded name is an organisation's, by how it ends, or
// else by being too long for a person's.
func orgName(s string) bool {
	n := runeLen(s)
	if latin(s) {
		return foreignCompany.MatchString(s)
	}
	if n <= 3 || strings.ContainsRune(s, '·') {
		return false
	}
	return orgForm(s) || n > 8 || n > 4 && strings.ContainsAny(s, "市县区镇乡村")
}

// orgForm says whether a folded name ends with a form of organisation.
func orgForm(s string) bool {
	r := []rune(s)
	if w, ok := hasSuffix(s, words.forms); ok {
		return len(r) > 4 || runeLen(w) > 1 || !words.compound[string(r[:2])]
	}
	_, ok := hasSuffix(s, words.organs)
	return ok || strings.HasSuffix(s, ")")
}
