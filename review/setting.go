package review

import "strings"

// RuleSetting 核查规则设定 is a court's own word on a rule, signed with its
// settings. Where nobody has read a norm's wording, or practice only warns
// (practice.md 15), the program lets a rule warn; the court may have it block.
// It can never make a rule weaker than the law does.
type RuleSetting struct {
	// Rule is a rule's id, or the code of one of its findings.
	Rule string `json:"rule"`
	// Blocks: from the day on an unmet rule blocks. False: from the day on it
	// is again as strong as the law lets it be.
	Blocks bool `json:"blocks"`
	From   Date `json:"from"`
	// Basis is what the court rests it on, or why it takes it back.
	Basis string `json:"basis"`
}

// Check says what is wrong with a setting; rules are the ids and codes there
// are.
func (s RuleSetting) Check(rules []string) error {
	if strings.TrimSpace(s.Basis) == "" {
		return Fault("setting.nobasis")
	}
	if !s.From.Exists() {
		return Fault("setting.nodate")
	}
	for _, r := range rules {
		if r == s.Rule || strings.HasPrefix(r, s.Rule+".") {
			return nil
		}
	}
	return Fault("setting.norule", "rule", s.Rule)
}

// raisedBy is the setting under which the finding blocks on a day: the last
// that speaks of it from then or before.
func raisedBy(settings []RuleSetting, f Finding, on Date) (RuleSetting, bool) {
	var last RuleSetting
	for _, s := range settings {
		if (s.Rule == f.Rule || s.Rule == f.Code) && !s.From.IsZero() && !on.IsZero() && !on.Before(s.From) && !s.From.Before(last.From) {
			last = s
		}
	}
	return last, last.Blocks
}

// Raise makes a warning block where the court has said so. What is not known
// still never does.
func (f *Finding) Raise(settings []RuleSetting, on Date) {
	if f.Outcome != Unmet || f.Severity != Warn {
		return
	}
	if s, ok := raisedBy(settings, *f, on); ok {
		f.Severity, f.Raised = Block, s.Basis
	}
}

// SettingsVersion names a court's settings beside the rule pack's version;
// empty if it has none.
func SettingsVersion(settings []RuleSetting) string {
	if len(settings) == 0 {
		return ""
	}
	var b strings.Builder
	for _, s := range settings {
		b.WriteString(s.Rule + "\x00" + s.From.String() + "\x00" + s.Basis + "\x00")
		if s.Blocks {
			b.WriteString("blocks")
		}
		b.WriteString("\n")
	}
	return string(HashOf([]byte(b.String()))[:8])
}
