package app

import (
	"context"
	"slices"
	"strings"
	"time"

	"shenqian/review"
	"shenqian/signing/keys"
	"shenqian/storage"
)

// RuleInUse is a rule of the check-up as this court uses it on a day.
type RuleInUse struct {
	Rule string   `json:"rule"`
	Name string   `json:"name"`
	Kind []string `json:"kinds"`
	// Settings are the court's own on this rule and its findings, in order.
	Settings []review.RuleSetting `json:"settings,omitempty"`
}

// RulesInUse are all rules, in the order in which they are checked, with what
// the court has set.
func (a *App) RulesInUse() []RuleInUse {
	var out []RuleInUse
	settings := a.Court().Rules
	for _, k := range a.Kinds() {
		for _, id := range k.Rules() {
			if i := slices.IndexFunc(out, func(r RuleInUse) bool { return r.Rule == id }); i >= 0 {
				out[i].Kind = append(out[i].Kind, k.ID())
				continue
			}
			r := RuleInUse{Rule: id, Name: a.Words.Say("rule." + id), Kind: []string{k.ID()}}
			for _, s := range settings {
				if of, _, _ := strings.Cut(s.Rule, "."); of == id {
					r.Settings = append(r.Settings, s)
				}
			}
			out = append(out, r)
		}
	}
	return out
}

// SetRule records the court's own word on a rule, signed by the certificate of
// its president or an administrator. Nothing that was set before is taken out:
// the later word stands from its day on.
func (a *App) SetRule(ctx context.Context, by *keys.Credential, s review.RuleSetting) error {
	s.Basis = strings.TrimSpace(s.Basis)
	var rules []string
	for _, k := range a.Kinds() {
		rules = append(rules, k.Rules()...)
	}
	if of, _, hasCode := strings.Cut(s.Rule, "."); hasCode && slices.Contains(rules, of) && a.Words.Has("finding."+s.Rule+".text") {
		rules = append(rules, s.Rule)
	}
	if err := s.Check(rules); err != nil {
		return err
	}
	c := a.Court()
	c.Rules = append(slices.Clip(c.Rules), s)
	return a.SaveCourt(ctx, by, c)
}

// rulesRecord says by which rules a kind of paper is checked.
type rulesRecord struct {
	RulePack string `json:"rule_pack"`
	Law      string `json:"law"`
}

// recordRules notes in the journal that the program's rules are others than
// before: whoever reads an old finding can tell by which it was made.
func (a *App) recordRules(tx *storage.Tx, s *Session, now time.Time) error {
	for _, k := range a.Kinds() {
		is := rulesRecord{k.RulePack(), a.law().Version()}
		es, err := tx.Entries(storage.RulesEntry, k.ID())
		if err != nil {
			return err
		}
		if n := len(es); n > 0 {
			var was rulesRecord
			if err := es[n-1].Decode(&was); err != nil {
				return err
			}
			if was == is {
				continue
			}
		}
		if err := s.appendDesk(tx, storage.RulesEntry, k.ID(), is, now); err != nil {
			return err
		}
	}
	return nil
}
