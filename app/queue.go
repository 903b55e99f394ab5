package app

import (
	"context"
	"encoding/json"
	"time"

	"shenqian/review"
	"shenqian/storage"
)

// QueueItem is one line of the queue.
type QueueItem struct {
	ID         string       `json:"id"`
	CaseNumber string       `json:"case_number"`
	State      review.State `json:"state"`
	Changed    time.Time    `json:"changed"`
	Rank       int          `json:"rank"`   // smaller is worse and comes first
	Reason     string       `json:"reason"` // why it stands where it stands, in words
	Mine       bool         `json:"mine"`   // the one at the desk must act
	// Members is how many papers the line stands for, where a series is listed
	// as one; 0 else.
	Members int `json:"members,omitempty"`
	// Packet says that it is out in an offline packet.
	Packet *PacketNote `json:"packet,omitempty"`
	// Spot: it was drawn today to be looked at with its whole evidence.
	Spot bool `json:"spot,omitempty"`
	summary
}

// QueueFilter says what to list.
type QueueFilter struct {
	Query string       // words that number, parties, cause or 承办人 hold, or a party's whole number
	State review.State // "" for all
	Mine  bool         // only what the one at the desk must act on
	// Limit is the longest list wanted, 0 for all; it begins after Offset.
	Limit, Offset int
	// Together lists a series as one line: its worst paper. Series lists the
	// papers of one.
	Together bool
	Series   string

	mark string
}

// QueuePage is a part of the queue, and how long the whole is.
type QueuePage struct {
	Items []QueueItem
	Total int // all that the filter lets through, his or not
	Mine  int // what of it the one at the desk must act on
	// Papers are those of Mine, each paper of a series counted.
	Papers int
}

// Queue lists matters: first those the one at the desk must act on, each part
// worst first, and what stands equal in the order it came.
func (a *App) Queue(ctx context.Context, f QueueFilter) (*QueuePage, error) {
	if err := a.remake(ctx); err != nil {
		return nil, err
	}
	if f.Series != "" {
		f.mark = seriesMark(f.Series)
	}
	q := storage.Query{Text: f.Query, Mark: f.mark, Together: f.Together, State: f.State, Mine: f.Mine, Limit: f.Limit, Offset: f.Offset}
	s := a.Session()
	if s != nil {
		q.Desks = desksOf(s.Person, review.DateOf(a.Now()))
	}
	p, err := a.store.Matters(ctx, q)
	if err != nil {
		return nil, err
	}
	notes, err := a.packetNotes(ctx)
	if err != nil {
		return nil, err
	}
	spotted, err := a.spotted(ctx)
	if err != nil {
		return nil, err
	}
	out := &QueuePage{Items: make([]QueueItem, len(p.Rows)), Total: p.Total, Mine: p.Mine, Papers: p.Papers}
	for i, r := range p.Rows {
		it := QueueItem{ID: r.ID, CaseNumber: r.CaseNumber, State: r.State, Rank: r.Rank, Mine: r.Mine, Members: r.Members}
		if err := json.Unmarshal(r.Summary, &it.summary); err != nil {
			return nil, review.FaultFrom(err, "storage.damaged", "what", "matter "+r.ID)
		}
		it.Changed = it.Since
		if s != nil && it.Recused == s.Person.Name { // a server's database gives him no row at all
			it.summary = summary{Kind: it.Kind, Since: it.Since, Recused: it.Recused, Substitute: it.Substitute}
			it.Reason = a.Words.Say("queue.recused")
			out.Items[i] = it
			continue
		}
		if err := a.carried().mayOpen(r.ID, a.Now()); err != nil {
			it.summary = summary{Kind: it.Kind, Since: it.Since}
			it.Reason = a.Words.Explain(err)
			out.Items[i] = it
			continue
		}
		it.Reason = a.reasonFor(&it.summary, it.standing(it.State))
		if it.Spot = spotted[r.ID]; it.Spot {
			it.Reason = a.Words.Say("queue.spot") + "　" + it.Reason
		}
		if it.Packet = notes[r.ID]; it.Packet != nil {
			it.Reason = it.Packet.Say(a.Words) + "　" + it.Reason
		}
		out.Items[i] = it
	}
	return out, a.withoutExcluded(ctx, out)
}

// Alike counts the matters of the series that a matter is of, itself among
// them.
func (a *App) Alike(ctx context.Context, d *Dossier) (int, error) {
	if d.Facts == nil || d.Facts.Series() == "" {
		return 0, nil
	}
	return a.store.Count(ctx, seriesMark(d.Facts.Series()))
}
