package index

import (
	"bytes"
	"strconv"
	"strings"

	"shenqian/review"
)

// Lists are kept as lines of fields between tabs, the first line their version:
// a hundred thousand cases are read in a tenth of a second, and by any program.

const (
	caseLines     = "shenqian cases 1"
	petitionLines = "shenqian petitions 1"
)

// EncodeCases writes cases as lines.
func EncodeCases(cases []Case) []byte {
	var b bytes.Buffer
	b.WriteString(caseLines + "\n")
	for i := range cases {
		c := &cases[i]
		line(&b, c.Number.String(), c.Court, c.Filed.String(), c.Closed.String(), string(c.Manner), c.Due.String(),
			strconv.Itoa(c.Deducted), strconv.Itoa(int(c.Assets)), c.Owed.field(), c.Realised.field(), c.Place)
	}
	return b.Bytes()
}

// DecodeCases reads what EncodeCases wrote.
func DecodeCases(b []byte) ([]Case, error) {
	lines, err := fields(b, caseLines, 11)
	if err != nil {
		return nil, err
	}
	out := make([]Case, 0, len(lines))
	for _, f := range lines {
		c := Case{Court: f[1], Manner: Manner(f[4]), Place: f[10]}
		var assets int
		e := &reading{}
		e.number(&c.Number, f[0])
		e.date(&c.Filed, f[2])
		e.date(&c.Closed, f[3])
		e.date(&c.Due, f[5])
		e.integer(&c.Deducted, f[6])
		e.integer(&assets, f[7])
		e.money(&c.Owed, f[8])
		e.money(&c.Realised, f[9])
		if c.Assets = Answer(assets); e.bad {
			return nil, review.Fault("index.lines")
		}
		out = append(out, c)
	}
	return out, nil
}

// EncodePetitions writes petitions as lines.
func EncodePetitions(all []Petition) []byte {
	var b bytes.Buffer
	b.WriteString(petitionLines + "\n")
	for _, p := range all {
		line(&b, p.Number, p.Court, p.Case, p.Registered.String(), p.Finished.String(), p.Place)
	}
	return b.Bytes()
}

// DecodePetitions reads what EncodePetitions wrote.
func DecodePetitions(b []byte) ([]Petition, error) {
	lines, err := fields(b, petitionLines, 6)
	if err != nil {
		return nil, err
	}
	out := make([]Petition, 0, len(lines))
	for _, f := range lines {
		p := Petition{Number: f[0], Court: f[1], Case: f[2], Place: f[5]}
		e := &reading{}
		e.date(&p.Registered, f[3])
		e.date(&p.Finished, f[4])
		if e.bad {
			return nil, review.Fault("index.lines")
		}
		out = append(out, p)
	}
	return out, nil
}

// plain keeps what parts fields and lines out of them.
var plain = strings.NewReplacer("\t", " ", "\n", " ", "\r", " ")

func line(b *bytes.Buffer, fields ...string) {
	for i, f := range fields {
		if i > 0 {
			b.WriteByte('\t')
		}
		_, _ = plain.WriteString(b, f) // a buffer takes all
	}
	b.WriteByte('\n')
}

func fields(b []byte, version string, n int) ([][]string, error) {
	head, rest, _ := strings.Cut(string(b), "\n")
	if head != version {
		return nil, review.Fault("index.lines")
	}
	out := make([][]string, 0, strings.Count(rest, "\n"))
	for l := range strings.Lines(rest) {
		f := strings.Split(strings.TrimSuffix(l, "\n"), "\t")
		if len(f) != n {
			return nil, review.Fault("index.lines")
		}
		out = append(out, f)
	}
	return out, nil
}

func (m Money) field() string {
	if !m.Known {
		return ""
	}
	return strconv.FormatInt(int64(m.Amount), 10)
}

// reading reads fields, and knows whether one could not be read.
type reading struct{ bad bool }

func (r *reading) integer(to *int, s string) {
	n, err := strconv.Atoi(s)
	*to, r.bad = n, r.bad || err != nil
}

func (r *reading) money(to *Money, s string) {
	if s == "" {
		return
	}
	n, err := strconv.ParseInt(s, 10, 64)
	*to, r.bad = Money{review.Amount(n), true}, r.bad || err != nil
}

// date reads 2018-06-09 as it was written.
func (r *reading) date(to *review.Date, s string) {
	if s == "" {
		return
	}
	if len(s) != len("2018-06-09") || s[4] != '-' || s[7] != '-' {
		r.bad = true
		return
	}
	r.integer(&to.Year, s[:4])
	r.integer(&to.Month, s[5:7])
	r.integer(&to.Day, s[8:])
}

// number reads （2018）鲁9901执12号 by hand, for that is most of all, and any
// other form as papers have it.
func (r *reading) number(to *review.CaseNumber, s string) {
	if n, ok := usual(s); ok {
		*to = n
		return
	}
	if err := to.UnmarshalText([]byte(s)); err != nil {
		r.bad = true
	}
}

// usual takes year, court of one character and four digits, type, number: only
// what is written again just so.
func usual(s string) (n review.CaseNumber, ok bool) {
	year, rest, ok := strings.Cut(strings.TrimPrefix(s, "（"), "）")
	if !ok || len(year) != 4 || len(rest) < len("鲁9901") {
		return n, false
	}
	n.Court, rest = rest[:len("鲁9901")], strings.TrimSuffix(rest[len("鲁9901"):], "号")
	i := strings.IndexFunc(rest, func(c rune) bool { return c >= '0' && c <= '9' })
	if i <= 0 {
		return n, false
	}
	n.Type = rest[:i]
	var bad1, bad2 error
	n.Year, bad1 = strconv.Atoi(year)
	n.Number, bad2 = strconv.Atoi(rest[i:])
	return n, bad1 == nil && bad2 == nil && n.String() == s
}
