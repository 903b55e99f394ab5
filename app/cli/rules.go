package cli

import (
	"fmt"
	"io"
	"strings"

	"shenqian/review"
)

// courtRules lists the rules of the check-up and what the court has set.
func courtRules(r *run) (int, error) {
	a, err := r.open(false)
	if err != nil {
		return 0, err
	}
	defer a.Close()
	rules := a.RulesInUse()
	return Good, r.answer(rules, func(w io.Writer) {
		for _, u := range rules {
			fmt.Fprintf(w, "%s\t%s\n", u.Rule, u.Name)
			for _, s := range u.Settings {
				code := "rules.restored"
				if s.Blocks {
					code = "rules.raised"
				}
				fmt.Fprintln(w, "\t"+r.words.Say(code, "rule", s.Rule, "from", s.From.Arabic(), "basis", s.Basis))
			}
		}
	})
}

// courtRule has a rule block from a day on, or no longer.
func courtRule(r *run) (int, error) {
	a, err := r.open(true)
	if err != nil {
		return 0, err
	}
	defer a.Close()
	s := review.RuleSetting{Rule: strings.TrimSpace(r.args[0]), From: review.DateOf(a.Now()), Basis: r.flag("basis")}
	switch v := r.flag("blocks"); v {
	case "yes", "no":
		s.Blocks = v == "yes"
	default:
		return 0, usage("cli.yesno", "flag", "blocks")
	}
	if v := r.flag("from"); v != "" {
		if err := s.From.UnmarshalText([]byte(v)); err != nil {
			return 0, err
		}
	}
	by, err := r.credential(&a.Workshop)
	if err != nil {
		return 0, err
	}
	if err := a.SetRule(r.ctx, by, s); err != nil {
		return 0, err
	}
	return Good, r.answer(s, func(w io.Writer) {
		code := "rules.restored"
		if s.Blocks {
			code = "rules.raised"
		}
		fmt.Fprintln(w, r.words.Say(code, "rule", s.Rule, "from", s.From.Arabic(), "basis", s.Basis))
	})
}
