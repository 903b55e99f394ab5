package kind_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"shenqian/review"
	"shenqian/review/law"
)

// demonstrated is a kind with its demonstration dossier.
type demonstrated interface {
	review.Composer
	Demo() ([]byte, error)
}

// composers are the kinds that write their own text.
func composers(t *testing.T) (out []demonstrated) {
	t.Helper()
	for _, k := range kinds(t) {
		if c, ok := k.(demonstrated); ok {
			out = append(out, c)
		}
	}
	if len(out) < 30 {
		t.Fatalf("only %d kinds write their own text", len(out))
	}
	return out
}

// demo reads a kind's demonstration dossier and writes its text.
func demo(t *testing.T, k demonstrated) (review.Facts, string) {
	t.Helper()
	b, err := k.Demo()
	if err != nil {
		t.Fatal(k.ID(), err)
	}
	f, unknown, err := k.ReadFacts(b)
	if err != nil || len(unknown) > 0 {
		t.Fatal(k.ID(), unknown, err)
	}
	text, err := k.Compose(f)
	if err != nil {
		t.Fatal(k.ID(), err)
	}
	return f, text
}

func TestEveryKindSaysWhereItComesFromAndWhoIssuesIt(t *testing.T) {
	book, err := law.Load()
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, k := range kinds(t) {
		about := k.About()
		if seen[k.ID()] || len(about.Basis) == 0 || about.Public == "" || about.Volume == "" || about.Signs == "" {
			t.Errorf("%s: %+v", k.ID(), about)
		}
		seen[k.ID()] = true
		for _, id := range about.Basis {
			if p, _ := book.Cite(id, review.Date{Year: 2018, Month: 4, Day: 1}); p.Text == "" || p.Source == "" {
				t.Errorf("%s rests on %s, which has no text or source", k.ID(), id)
			}
		}
		s, err := k.Schema()
		var schema map[string]any
		if err != nil || json.Unmarshal(s, &schema) != nil || schema["$id"] != "urn:shenqian:kind:"+k.ID() {
			t.Errorf("%s: schema %v %s", k.ID(), err, s)
		}
	}
}

func TestEveryRouteEndsWithWhoIssues(t *testing.T) {
	for _, k := range composers(t) {
		f, _ := demo(t, k)
		for _, o := range []review.Offices{{}, {Director: true, Vice: true}} {
			route := k.Route(f, o)
			ids := map[string]bool{}
			for i, s := range route {
				if ids[s.ID] || s.Label == "" || (s.Role == k.About().Signs) != (i == len(route)-1) {
					t.Errorf("%s: step %d of %v", k.ID(), i, route)
				}
				ids[s.ID] = true
			}
		}
	}
}

func TestADemonstrationDossierMakesAPaperOfItsKind(t *testing.T) {
	for _, k := range composers(t) {
		f, text := demo(t, k)
		again, _ := recognise(t, text)
		if again.ID() != k.ID() {
			t.Errorf("%s is taken for %s", k.ID(), again.ID())
			continue
		}
		p := k.Read(text)
		if p.Form != k.About().Form {
			t.Errorf("%s is laid out as %s", k.ID(), p.Form)
		}
		if n := k.Prefill(p).CaseNumber(); n != f.CaseNumber() {
			t.Errorf("%s: number %v, want %v", k.ID(), n, f.CaseNumber())
		}
		c := k.Checkup(review.CheckupInput{Paper: p, Facts: f})
		for _, x := range c.Findings {
			if x.Outcome == review.Unmet || x.Severity == review.Block {
				t.Errorf("%s: %s %s %v %s", k.ID(), x.Rule, x.Code, x.Args, x.Quote)
			}
		}
		if len(k.Recipients(f)) == 0 || !slices.ContainsFunc(k.Recipients(f), func(r review.Recipient) bool { return r.Unlocks }) {
			t.Errorf("%s goes to nobody: %v", k.ID(), k.Recipients(f))
		}
	}
}

// What is read of a text is all of it, in order: nothing is left out.
func TestALettersPartsAreItsWholeText(t *testing.T) {
	for _, k := range composers(t) {
		_, text := demo(t, k)
		p := k.Read(text)
		var b strings.Builder
		at := 0
		for _, q := range p.Parts {
			if gap := strings.TrimSpace(p.Slice(at, q.Start)); gap != "" {
				t.Errorf("%s: %q is in no part", k.ID(), gap)
			}
			at = q.End
			b.WriteString(p.Of(q))
		}
		if strings.TrimSpace(p.Slice(at, p.Len())) != "" || b.Len() == 0 {
			t.Errorf("%s: the end is in no part", k.ID())
		}
	}
}

// An empty case file and a text without a head are unknown, not violations
// that block, and never a crash.
func TestALetterOfNothingBlocksNothing(t *testing.T) {
	for _, k := range composers(t) {
		f, _, err := k.ReadFacts([]byte(`{}`))
		if err != nil {
			t.Fatal(k.ID(), err)
		}
		if _, err := k.Compose(f); err == nil {
			t.Errorf("%s writes a text without a number", k.ID())
		}
		for _, text := range []string{"", "关于一件事的函\n正文。", "\t\n\t", strings.Repeat("附件：1. 某\n", 3)} {
			p := k.Read(text)
			k.Checkup(review.CheckupInput{Paper: p})
			k.Checkup(review.CheckupInput{Paper: p, Facts: f, On: review.Date{Year: 2018, Month: 4, Day: 1}})
			k.Route(k.Prefill(p), review.Offices{})
		}
	}
}
