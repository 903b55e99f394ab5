package review

import (
	"hash/fnv"
	"slices"
	"strconv"
	"strings"
)

// OtherMatter is what the rules across cases know of another matter of the
// court: who its debtors are, what was found of theirs, and the figures of its
// text.
type OtherMatter struct {
	Kind    string         `json:"kind"`
	Number  string         `json:"number"` // 案号
	State   State          `json:"state"`
	On      Date           `json:"on,omitzero"` // of the ruling as it stands
	Debtors []DebtorRecord `json:"debtors,omitempty"`
	Figures []uint32       `json:"figures,omitempty"`
}

// DebtorRecord is what a case file says of one debtor that the other cases of
// the same debtor must fit.
type DebtorRecord struct {
	Name string `json:"name"`
	// ID is the identity number or credit code, without blanks, in capitals;
	// empty: not known.
	ID     string `json:"id,omitempty"`
	Person bool   `json:"person,omitempty"` // 自然人: others may have his name
	// Gone is 死亡, 终止, 注销 or 破产, empty for none of them.
	Gone     string           `json:"gone,omitempty"`
	Property []PropertyRecord `json:"property,omitempty"`
}

// Tells says whether there is anything that another ruling must fit.
func (d DebtorRecord) Tells() bool { return d.Gone != "" || len(d.Property) > 0 }

// PropertyRecord is property that was found and is not disposed of.
type PropertyRecord struct {
	Name  string `json:"name"`
	First bool   `json:"first,omitempty"` // this court seized it first
}

// Same says whether two records are of one debtor, and whether that is sure:
// two people may have one name.
func (d DebtorRecord) Same(o DebtorRecord) (same, sure bool) {
	if d.ID != "" && o.ID != "" {
		return d.ID == o.ID, true
	}
	return d.Name != "" && visible(d.Name) == visible(o.Name), !d.Person && !o.Person
}

// DebtorRecordOf is a party as a record, with nothing found.
func DebtorRecordOf(p Party) DebtorRecord {
	id := p.ID
	if id == "" {
		id = p.CreditCode
	}
	return DebtorRecord{Name: visible(p.Name), ID: strings.ToUpper(visible(id)), Person: p.Type == NaturalPerson || p.Type == "" && p.Sex != ""}
}

// mostFigures is how many figures of a text are kept: of a larger set the
// smallest hashes stand for all, and are as alike as the sets are.
const mostFigures = 64

// Figures are the hashes of what in a ruling belongs to its case alone: the
// full dates, the amounts and the other cases' numbers of what it tells, each
// once, in order. Two cases share few of them unless one was copied.
func Figures(p *Paper) []uint32 {
	if p == nil {
		return nil
	}
	var out []uint32
	add := func(s string) {
		h := fnv.New32a()
		_, _ = h.Write([]byte(s)) // a hash takes every write
		out = append(out, h.Sum32())
	}
	text := p.Join(PartCause, PartCourse)
	for _, d := range FindDates(text) {
		if d.Date.Exists() {
			add("d" + d.Date.String())
		}
	}
	for _, a := range FindAmounts(text) {
		if a.Amount > 0 {
			add("a" + a.Amount.String())
		}
	}
	own := CaseNumber{}
	if q, ok := p.First(PartNumber); ok {
		if n := FindCaseNumbers(p.Of(q)); len(n) > 0 {
			own = n[0].CaseNumber
		}
	}
	for _, n := range FindCaseNumbers(text) {
		if n.Case() != own.Case() {
			add("n" + n.CaseNumber.String())
		}
	}
	slices.Sort(out)
	out = slices.Compact(out)
	return out[:min(len(out), mostFigures)]
}

// fewestFigures is how many figures a text must have to be told by them.
const fewestFigures = 8

// Alike is the share of figures that two texts have in common, 0 where one has
// too few to tell.
func Alike(a, b []uint32) float64 {
	if len(a) < fewestFigures || len(b) < fewestFigures {
		return 0
	}
	both, all := 0, 0
	for i, j := 0, 0; (i < len(a) || j < len(b)) && all < mostFigures; all++ {
		switch {
		case j == len(b) || i < len(a) && a[i] < b[j]:
			i++
		case i == len(a) || b[j] < a[i]:
			j++
		default:
			both, i, j = both+1, i+1, j+1
		}
	}
	return float64(both) / float64(all)
}

// bands and rows of the index of alike texts: texts that share four fifths of
// their figures have a band in common in 98 of 100 cases, those that share
// three tenths in 6.
const (
	bands = 8
	rows  = 4
)

// Bands name what alike texts have in common, for an index; none of a text
// with too few figures.
func Bands(figures []uint32) []string {
	if len(figures) < fewestFigures {
		return nil
	}
	out := make([]string, bands)
	for b := range out {
		var s strings.Builder
		for r := range rows {
			least := ^uint32(0)
			for _, f := range figures {
				least = min(least, mix(f, uint32(b*rows+r+1)))
			}
			s.WriteString(strconv.FormatUint(uint64(least), 36) + ".")
		}
		out[b] = strconv.Itoa(b) + ":" + s.String()
	}
	return out
}

// mix is one of many permutations of 32 bits (the finalizer of MurmurHash3
// over the seed).
func mix(x, seed uint32) uint32 {
	x ^= seed * 0x9e3779b1
	x ^= x >> 16
	x *= 0x85ebca6b
	x ^= x >> 13
	x *= 0xc2b2ae35
	return x ^ x>>16
}
