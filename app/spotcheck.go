package app

import (
	"context"
	"slices"
	"strconv"
	"time"

	"shenqian/review"
	"shenqian/review/inspection"
	"shenqian/signing/checkpoint"
	"shenqian/storage"
)

// spotOneIn is how many clean papers one is drawn from where the president has
// not said otherwise.
const spotOneIn = 10

// SpotCheck is a recorded draw: payload of storage.SpotCheckEntry, its subject
// the day.
type SpotCheck struct {
	inspection.SpotDraw
	By   string    `json:"by"`
	Name string    `json:"name"`
	At   time.Time `json:"at"`
}

// SpotPaper is a paper that was drawn, as it stands now.
type SpotPaper struct {
	ID      string       `json:"id"`
	Number  string       `json:"case_number"`
	State   review.State `json:"state"`
	Waiting bool         `json:"waiting"` // for the president still
	Signed  int          `json:"signed"`  // how many signed it before him
}

// SpotDay are the draws of a day.
type SpotDay struct {
	On     review.Date `json:"on"`
	OneIn  int         `json:"one_in"`
	Draws  []SpotCheck `json:"draws"`
	Papers []SpotPaper `json:"papers"`
	Fresh  int         `json:"fresh"` // clean papers that came since, not drawn from yet
}

// clean says whether the check-up found nothing against a paper that waits, and
// what it did not know was answered.
func (it *QueueItem) clean() bool {
	return it.State == review.StatePresident && it.Blocks+it.Warns+it.Open == 0 && !it.Override && !it.Conflict && it.Parked == "" && it.Packet == nil && it.Recused == ""
}

// SpotDay reads what was drawn on a day; a zero day is today.
func (a *App) SpotDay(ctx context.Context, on review.Date) (*SpotDay, error) {
	if on.IsZero() {
		on = review.DateOf(a.Now())
	}
	draws, err := a.spotChecks(ctx, on)
	if err != nil {
		return nil, err
	}
	out := &SpotDay{On: on, OneIn: spotOneIn, Draws: draws, Papers: []SpotPaper{}}
	for _, d := range draws {
		out.OneIn = d.OneIn
		for _, id := range d.Drawn {
			p := SpotPaper{ID: id, Number: numberOf(id)}
			_, m, err := a.events(ctx, id)
			if err != nil {
				return nil, err
			}
			p.State, p.Waiting, p.Signed = m.State, m.State == review.StatePresident, len(m.SignOffs)
			out.Papers = append(out.Papers, p)
		}
	}
	if len(draws) == 0 {
		if out.OneIn, err = a.lastOneIn(ctx); err != nil {
			return nil, err
		}
	}
	if on == review.DateOf(a.Now()) && a.Session() != nil {
		list, err := a.spotList(ctx, draws)
		if err != nil {
			return nil, err
		}
		out.Fresh = len(list)
	}
	return out, nil
}

// spotChecks are the recorded draws of a day.
func (a *App) spotChecks(ctx context.Context, on review.Date) ([]SpotCheck, error) {
	es, err := a.store.Entries(ctx, storage.SpotCheckEntry, on.String())
	if err != nil {
		return nil, err
	}
	out := []SpotCheck{}
	for _, e := range es {
		var s SpotCheck
		if err := e.Decode(&s); err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, nil
}

// lastOneIn is the number that was used last: it stays until he says another.
func (a *App) lastOneIn(ctx context.Context) (int, error) {
	n := spotOneIn
	err := a.store.EachEntry(ctx, storage.SpotCheckEntry, func(e storage.Entry) error {
		var s SpotCheck
		err := e.Decode(&s)
		n = s.OneIn
		return err
	})
	return n, err
}

// spotList are the clean papers that wait for the one at the desk and were not
// drawn from today.
func (a *App) spotList(ctx context.Context, draws []SpotCheck) ([]string, error) {
	page, err := a.Queue(ctx, QueueFilter{Mine: true, State: review.StatePresident})
	if err != nil {
		return nil, err
	}
	list := []string{}
	for i := range page.Items {
		it := &page.Items[i]
		if it.Mine && it.clean() && !slices.ContainsFunc(draws, func(d SpotCheck) bool { return slices.Contains(d.List, it.ID) }) {
			list = append(list, it.ID)
		}
	}
	return list, nil
}

// DrawSpotCheck draws from the clean papers that wait for the president and were
// not drawn from today, and records it. oneIn 0 is his last number. Without new
// papers nothing is drawn.
func (a *App) DrawSpotCheck(ctx context.Context, oneIn int) (*SpotDay, error) {
	s := a.Session()
	if s == nil {
		return nil, review.Fault("session.needed")
	}
	now := a.Now()
	on := review.DateOf(now)
	if _, _, err := s.roleFor(on, review.RolePresident, review.RoleVice); err != nil {
		return nil, err
	}
	if oneIn == 0 {
		var err error
		if oneIn, err = a.lastOneIn(ctx); err != nil {
			return nil, err
		}
	}
	draws, err := a.spotChecks(ctx, on)
	if err != nil {
		return nil, err
	}
	x := &SpotCheck{SpotDraw: inspection.SpotDraw{Court: a.Court().Name, On: on, OneIn: oneIn}, By: s.Person.ID, Name: s.Person.Name, At: now}
	for _, d := range draws {
		x.Before, x.Had = x.Before+len(d.List), x.Had+len(d.Drawn)
	}
	if x.List, err = a.spotList(ctx, draws); err != nil {
		return nil, err
	}
	if len(x.List) > 0 {
		size, err := a.store.Size(ctx)
		if err != nil {
			return nil, err
		}
		c := checkpoint.Checkpoint{Size: size}
		if c.Root, err = a.store.Root(ctx, size); err != nil {
			return nil, err
		}
		x.Checkpoint = strconv.FormatInt(size, 10) + ":" + c.RootText()
		if err := x.Draw(); err != nil {
			return nil, err
		}
		err = a.store.Update(ctx, func(tx *storage.Tx) error { return s.appendDesk(tx, storage.SpotCheckEntry, on.String(), x, now) })
		if err != nil {
			return nil, err
		}
		a.changed("")
	} else if oneIn < 1 || oneIn > inspection.MostOneIn {
		return nil, review.Fault("spotcheck.onein", "most", itoa(inspection.MostOneIn))
	}
	return a.SpotDay(ctx, on)
}

// spotHolds: a recorded draw is what its own seed draws.
func spotHolds(e storage.Entry) error {
	var s SpotCheck
	if err := e.Decode(&s); err != nil {
		return err
	}
	if !s.Holds() || s.On.String() != e.Subject {
		return review.Fault("spotcheck.choice", "on", e.Subject)
	}
	return nil
}

// spotted are the papers drawn today, for the lists to mark.
func (a *App) spotted(ctx context.Context) (map[string]bool, error) {
	draws, err := a.spotChecks(ctx, review.DateOf(a.Now()))
	out := map[string]bool{}
	for _, d := range draws {
		for _, id := range d.Drawn {
			out[id] = true
		}
	}
	return out, err
}
