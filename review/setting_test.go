package review

import "testing"

func TestACourtsSettingMakesAWarningBlockFromItsDayOn(t *testing.T) {
	day := func(y, m, d int) Date { return Date{Year: y, Month: m, Day: d} }
	settings := []RuleSetting{
		{Rule: "E06", Blocks: true, From: day(2018, 3, 1), Basis: "鲁高法〔2018〕17号"},
		{Rule: "D02.old", Blocks: true, From: day(2020, 1, 1), Basis: "本院规定"},
		{Rule: "E06", Blocks: false, From: day(2021, 1, 1), Basis: "规定废止"},
	}
	for _, c := range []struct {
		rule, code string
		outcome    Outcome
		severity   Severity
		on         Date
		want       Severity
	}{
		{"E06", "E06.idle", Unmet, Warn, day(2018, 2, 28), Warn},
		{"E06", "E06.idle", Unmet, Warn, day(2018, 3, 1), Block},
		{"E06", "E06.idle", Unmet, Warn, day(2020, 12, 31), Block},
		{"E06", "E06.idle", Unmet, Warn, day(2021, 1, 1), Warn},
		{"E06", "E06.idle", Unmet, Warn, Date{}, Warn}, // no day, no setting
		{"E06", "E06.idle", Unknown, Warn, day(2019, 1, 1), Warn},
		{"E06", "E06.idle", Unmet, Info, day(2019, 1, 1), Info},
		{"D02", "D02.old", Unmet, Warn, day(2022, 1, 1), Block},
		{"D02", "D02.scope", Unmet, Warn, day(2022, 1, 1), Warn},
	} {
		f := Finding{Rule: c.rule, Code: c.code, Outcome: c.outcome, Severity: c.severity}
		f.Raise(settings, c.on)
		if f.Severity != c.want || (f.Raised != "") != (c.want == Block) {
			t.Errorf("%s on %s: %s %q", c.code, c.on, f.Severity, f.Raised)
		}
	}
}

func TestASettingNamesARuleADayAndItsGround(t *testing.T) {
	rules := []string{"E06", "D02.old"}
	good := RuleSetting{Rule: "E06", Blocks: true, From: Date{Year: 2026, Month: 1, Day: 1}, Basis: "本院审委会纪要"}
	for _, c := range []struct {
		name string
		edit func(*RuleSetting)
		code string
	}{
		{"good", func(*RuleSetting) {}, ""},
		{"of a finding's code", func(s *RuleSetting) { s.Rule = "D02.old" }, ""},
		{"of a rule that has codes", func(s *RuleSetting) { s.Rule = "D02" }, ""},
		{"no such rule", func(s *RuleSetting) { s.Rule = "Z99" }, "setting.norule"},
		{"no ground", func(s *RuleSetting) { s.Basis = " " }, "setting.nobasis"},
		{"a day that does not exist", func(s *RuleSetting) { s.From = Date{Year: 2026, Month: 2, Day: 30} }, "setting.nodate"},
	} {
		s := good
		c.edit(&s)
		err := s.Check(rules)
		var got string
		if e, ok := err.(*Error); ok {
			got = e.Code
		}
		if got != c.code {
			t.Errorf("%s: %q", c.name, got)
		}
	}
	if SettingsVersion(nil) != "" || SettingsVersion([]RuleSetting{good}) == SettingsVersion([]RuleSetting{{Rule: "E06"}}) {
		t.Error("settings have versions")
	}
}
