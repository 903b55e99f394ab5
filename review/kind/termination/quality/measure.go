package quality

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"sort"
	"strings"

	"shenqian/review"
	"shenqian/review/kind/termination"
	"shenqian/review/wilson"
)

// Line is one rule of the table.
type Line struct {
	Rule   string      `json:"rule"`
	Recall wilson.Rate `json:"recall"` // of the faults planted for it, those it found
	False  wilson.Rate `json:"false"`  // clean rulings in which it blocked or warned
}

// Result is what one set of templates gave.
type Result struct {
	Set       string         `json:"set"`
	Templates int            `json:"templates"`
	Lines     []Line         `json:"rules"`
	Words     wilson.Rate    `json:"words"`        // recall of faults in the words
	Data      wilson.Rate    `json:"data"`         // recall of faults in the case file
	Clean     int            `json:"clean"`        // clean rulings that were read
	Blocks    float64        `json:"false_blocks"` // false blocking findings per clean ruling
	Warnings  float64        `json:"false_warnings"`
	Missed    map[string]int `json:"missed,omitempty"` // by fault and template
	Vain      map[string]int `json:"vain,omitempty"`   // by finding and template
}

// Measure plants each fault in n rulings of a set, alone or with one or two
// others, and reads n clean rulings of each template, with their case file and
// alone.
func Measure(ctx context.Context, k *termination.Kind, set string, n int, seed uint64) (*Result, error) {
	ts, err := Templates(set)
	if err != nil {
		return nil, err
	}
	m := &measuring{kind: k, templates: ts, d: rand.New(rand.NewPCG(seed, 1)), lines: map[string]*Line{}, out: &Result{Set: set, Templates: len(ts), Missed: map[string]int{}, Vain: map[string]int{}}}
	if err := m.clean(ctx, n); err != nil {
		return nil, err
	}
	if err := m.planted(ctx, n); err != nil {
		return nil, err
	}
	for _, l := range m.lines {
		l.Recall = wilson.Of(l.Recall.Hits, l.Recall.N)
		l.False = wilson.Of(l.False.Hits, m.rulings)
		m.out.Lines = append(m.out.Lines, *l)
	}
	sort.Slice(m.out.Lines, func(i, j int) bool { return m.out.Lines[i].Rule < m.out.Lines[j].Rule })
	return m.out, nil
}

type measuring struct {
	kind      *termination.Kind
	templates []*Template
	d         *rand.Rand
	lines     map[string]*Line
	rulings   int
	out       *Result
}

func (m *measuring) line(rule string) *Line {
	if m.lines[rule] == nil {
		m.lines[rule] = &Line{Rule: rule}
	}
	return m.lines[rule]
}

// Check runs the check-up on a ruling, with its case file or alone. The file
// goes the way of a file of the court: as JSON.
func Check(k *termination.Kind, r *Ruling, alone bool) (*review.Checkup, error) {
	p := k.Read(r.Text())
	in := review.CheckupInput{Paper: p}
	if !alone {
		b, err := json.Marshal(r.File)
		if err != nil {
			return nil, err
		}
		f, _, err := k.ReadFacts(b)
		if err != nil {
			return nil, err
		}
		in.Facts = f
	}
	if d, ok := p.PrintedDate(); ok && d.Date.Exists() {
		in.On = d.Date
	}
	return k.Checkup(in), nil
}

func (m *measuring) clean(ctx context.Context, n int) error {
	blocks, warns := 0, 0
	for _, t := range m.templates {
		if err := ctx.Err(); err != nil {
			return err
		}
		for range n {
			r, err := New(t, m.d.Uint64())
			if err != nil {
				return err
			}
			for _, alone := range []bool{false, true} {
				c, err := Check(m.kind, r, alone)
				if err != nil {
					return fmt.Errorf("quality: %s: %w", t.Name, err)
				}
				m.rulings++
				seen := map[string]bool{}
				for _, f := range c.Findings {
					if f.Severity == review.Info {
						continue
					}
					m.out.Vain[f.Rule+" "+f.Code+" "+t.Name]++
					if f.Blocks() {
						blocks++
					} else {
						warns++
					}
					if !seen[f.Rule] {
						seen[f.Rule] = true
						m.line(f.Rule).False.Hits++
					}
				}
			}
		}
	}
	m.out.Clean = m.rulings
	m.out.Blocks, m.out.Warnings = float64(blocks)/float64(m.rulings), float64(warns)/float64(m.rulings)
	return nil
}

// tries is how many templates are tried for a fault before it fits none.
const tries = 200

func (m *measuring) planted(ctx context.Context, n int) error {
	all := Faults()
	words, data := [2]int{}, [2]int{}
	for _, f := range all {
		if err := ctx.Err(); err != nil {
			return err
		}
		for i, tried := 0, 0; i < n && tried < tries+n*10; tried++ {
			r, err := New(m.templates[m.d.IntN(len(m.templates))], m.d.Uint64())
			if err != nil {
				return err
			}
			d := strangers(m.d.Uint64(), r)
			faults := m.several(f, all)
			if !plant(r, d, faults) {
				continue
			}
			i++
			c, err := Check(m.kind, r, false)
			if err != nil {
				return fmt.Errorf("quality: %s, %s: %w", r.Template.Name, f.Name, err)
			}
			for _, p := range faults {
				hit := 0
				if found(c, p.Rules) {
					hit = 1
				} else {
					m.out.Missed[p.Name+" ("+p.Rules[0]+") "+r.Template.Name]++
				}
				l := m.line(p.Rules[0])
				l.Recall.Hits, l.Recall.N = l.Recall.Hits+hit, l.Recall.N+1
				if p.Data {
					data[0], data[1] = data[0]+hit, data[1]+1
				} else {
					words[0], words[1] = words[0]+hit, words[1]+1
				}
			}
		}
	}
	m.out.Words, m.out.Data = wilson.Of(words[0], words[1]), wilson.Of(data[0], data[1])
	return nil
}

// strangers draws names that no party of the ruling has.
func strangers(seed uint64, r *Ruling) *draw {
	d := &draw{rand.New(rand.NewPCG(seed, 2)), map[string]bool{}}
	for _, p := range r.Parties {
		d.used["surname "+string([]rune(p.Name)[:1])] = true
		for _, b := range strings.Fields(brands) {
			if strings.Contains(p.Name, b) {
				d.used[b] = true
			}
		}
	}
	return d
}

// several are f and perhaps one or two others that don't touch the same.
func (m *measuring) several(f Fault, all []Fault) []Fault {
	out := []Fault{f}
	if f.Touches == everything {
		return out
	}
	for range m.d.IntN(3) {
		o := all[m.d.IntN(len(all))]
		if !slices.ContainsFunc(out, func(p Fault) bool {
			return p.Touches == o.Touches || o.Touches == everything || slices.ContainsFunc(p.Rules, func(id string) bool { return slices.Contains(o.Rules, id) })
		}) {
			out = append(out, o)
		}
	}
	return out
}

func plant(r *Ruling, d *draw, faults []Fault) bool {
	for _, f := range faults {
		if !f.plant(r, d) {
			return false
		}
	}
	return true
}

func found(c *review.Checkup, rules []string) bool {
	for _, f := range c.Findings {
		if f.Outcome == review.Unmet && slices.Contains(rules, f.Rule) {
			return true
		}
	}
	return false
}
