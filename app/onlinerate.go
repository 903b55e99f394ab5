package app

import (
	"context"

	"shenqian/review"
	"shenqian/storage"
)

// RegisterOnline is the ledger of 上网率: every ruling that took effect in a
// period, and what became of its publication.
const RegisterOnline RegisterKind = "online"

// OnlineFigures are the shares of a period, as they are printed. What they mean
// and where they come from stands beside them.
type OnlineFigures struct {
	review.OnlineRate
	Rate   string `json:"rate"`
	OnTime string `json:"on_time"`
	Text   string `json:"text"`
	Basis  string `json:"basis"`
	// Guessed is the year whose holidays are not known, 0 if none mattered.
	Guessed int `json:"guessed_year,omitempty"`
}

// onlineRegister gathers the rulings that took effect in the ledger's period.
func (a *App) onlineRegister(ctx context.Context, r *Register, about map[string]summary, rows []storage.MatterRow) error {
	if err := a.learnHolidays(ctx); err != nil {
		return err
	}
	today, figures := review.DateOf(a.Now()), &OnlineFigures{}
	for _, row := range rows {
		if row.State != review.StateServed && row.State != review.StateRevoked || a.goesOnline(kindOf(row.ID)) != nil {
			continue
		}
		_, m, err := a.events(ctx, row.ID)
		if err != nil {
			return err
		}
		o, ok := m.Online(a.law().Calendar(), today)
		if !ok || o.From.Before(r.From) || r.To.Before(o.From) {
			continue
		}
		figures.Add(o, today)
		figures.Guessed = max(figures.Guessed, o.Guessed)
		s := about[row.ID]
		e := RegisterEntry{
			On: o.From, CaseNumber: numberOf(row.ID), Paper: a.Words.Paper("kind." + kindOf(row.ID)), Parties: calledCase(s), InCharge: s.InCharge,
			How: a.Words.Paper("register.online." + string(o.State)), Class: string(o.State), Due: o.Due, Done: o.On, matter: row.ID,
		}
		if w := m.Withholding; o.State == review.OnlineWithheld {
			e.Reason = a.Words.Paper("withhold.ground." + string(w.Ground))
		}
		r.Entries = append(r.Entries, e)
	}
	r.Online = figures
	figures.Rate, figures.OnTime = review.Percent(figures.Done, figures.Due), review.Percent(figures.InTime, figures.Public)
	figures.Text, figures.Basis = a.onlineText(figures), a.Words.Paper("register.online.basis")
	return nil
}

// onlineText is the figures as a sentence: every number with what it is a part
// of.
func (a *App) onlineText(f *OnlineFigures) string {
	args := []string{
		"rate", f.Rate, "done", itoa(f.Done), "due", itoa(f.Due), "ontime", f.OnTime, "intime", itoa(f.InTime), "public", itoa(f.Public), "early", itoa(f.Early),
	}
	total := 0
	for _, s := range review.OnlineStates {
		args = append(args, string(s), itoa(f.Count[s]))
		total += f.Count[s]
	}
	text := a.Words.Paper("register.online.text", append(args, "total", itoa(total))...)
	if f.Guessed > 0 {
		text += a.Words.Paper("register.online.guessed", "year", itoa(f.Guessed))
	}
	return text
}
