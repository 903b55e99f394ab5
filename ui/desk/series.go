package desk

import (
	"strconv"
	"strings"

	"shenqian/app"
	"shenqian/ui/kit"
	"shenqian/ui/theme"
)

// A series of cases against one debtor is one line of the queue, its worst
// paper (practice.md 33). What all its papers have in common is said once, above
// the list; listed paper by paper, each line says what is its own.

// tellSeries says above the list what the series at hand has in common.
func (q *queuePane) tellSeries() {
	d := q.d
	switch it, have := q.pages.row(q.index()); {
	case q.of != "":
		q.series.Set(kit.NewBox(kit.NewColumn(3,
			kit.NewText(d.say("ui.series.of", "name", q.of, "count", strconv.Itoa(q.pages.total))).Bold().Lines(2),
			caption(q.common()), kit.NewFlow(6, d.button("ui.series.back", func() { q.listSeries("") }))), theme.UnknownSoft, "", 8, 6))
	case have && it.Members > 1:
		q.series.Set(kit.NewBox(kit.NewColumn(3,
			kit.NewText(d.say("ui.series.of", "name", it.Series, "count", strconv.Itoa(it.Members))).Bold().Lines(2),
			kit.NewFlow(6, d.button("ui.series.each", func() { q.listSeries(it.Series) }))), theme.UnknownSoft, "", 8, 6))
	default:
		q.series.Set()
	}
	q.top.Refresh()
}

// listSeries lists one series paper by paper, or with "" the queue again.
func (q *queuePane) listSeries(series string) {
	q.of = series
	q.d.refreshQueue(false)
	q.d.focusQueue()
}

// common is what the papers that are listed have in common.
func (q *queuePane) common() string {
	page := q.pages.kept[0]
	if len(page) == 0 {
		return ""
	}
	var out []string
	for _, f := range []struct {
		code string
		of   func(app.QueueItem) string
	}{
		{"ui.series.debtor", func(it app.QueueItem) string { return it.Debtor }},
		{"ui.card.cause", func(it app.QueueItem) string { return it.Cause }},
		{"ui.card.incharge", func(it app.QueueItem) string { return it.InCharge }},
		{"ui.series.view", func(it app.QueueItem) string { return it.View }},
	} {
		v := f.of(page[0])
		for _, it := range page {
			if f.of(it) != v {
				v = ""
			}
		}
		if v != "" {
			out = append(out, q.d.say(f.code, "value", v))
		}
	}
	return strings.Join(out, "；")
}

// own is what a line says of its paper: who against whom, or in a series what
// is the paper's own.
func (q *queuePane) own(it app.QueueItem) string {
	switch {
	case q.of != "":
		return it.Applicant + "　" + q.d.say("ui.card.remaining", "value", q.d.yuan(it.Remaining))
	case it.Members > 1:
		return q.d.say("ui.series.others", "applicant", it.Applicant, "count", strconv.Itoa(it.Members)) + " → " + it.Debtor
	case it.Debtor != "":
		return it.Applicant + " → " + it.Debtor
	}
	return it.Applicant
}
