package desk

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	base "fyne.io/fyne/v2/theme"

	"shenqian/review"
	"shenqian/ui/kit"
	"shenqian/ui/theme"
)

// cardOf is what a president wants to know of a case before he reads.
func (d *Desk) cardOf(o *opened) []fyne.CanvasObject {
	st := stateTone(o.matter().State)
	head := []fyne.CanvasObject{
		kit.NewText(o.number()).Bold().Sized(base.SizeNameSubHeadingText).Lines(1),
		kit.NewChip(d.say("state.name."+string(o.matter().State)), st.fore, st.soft),
	}
	if v := o.matter().Version; v != nil && v.Override != "" {
		head = append(head, kit.NewChip(blocking.shape+" "+d.say("queue.override"), blocking.fore, blocking.soft))
	}
	if n := o.dossier.Packet; n != nil {
		head = append(head, kit.NewChip(warning.shape+" "+d.say("ui.card.packet"), warning.fore, warning.soft))
	}
	if s := o.facts(); s != nil {
		if days, runs := d.limitDays(o); runs {
			switch t := d.say("ui.card.days", "days", strconv.Itoa(days)); {
			case days == 0:
				head = append(head, kit.NewChip(warning.shape+" "+d.say("ui.card.today"), warning.fore, warning.soft))
			case days < 0:
				head = append(head, kit.NewChip(warning.shape+" "+d.say("ui.card.overdue", "days", strconv.Itoa(-days)), warning.fore, warning.soft))
			case days <= 7:
				head = append(head, kit.NewChip(warning.shape+" "+t, warning.fore, warning.soft))
			default:
				head = append(head, kit.NewChip(t, theme.Muted, theme.Surface))
			}
		}
		if s.Series() != "" {
			head = append(head, kit.NewChip(d.say("ui.card.series", "name", s.Series(), "count", strconv.Itoa(o.series)), theme.Unknown, theme.UnknownSoft))
		}
	}
	if n := len(o.debtors); n > 0 {
		head = append(head, kit.NewChip(d.say("ui.card.debtor", "count", strconv.Itoa(n)), theme.Unknown, theme.UnknownSoft))
	}
	out := []fyne.CanvasObject{kit.NewFlow(8, head...)}
	if o.facts() == nil {
		return out
	}
	due, realised, remaining := o.facts().Amounts()
	out = append(out, kit.NewFlow(16,
		d.fact("ui.card.due", d.yuan(due)), d.fact("ui.card.realised", d.yuan(realised)), d.fact("ui.card.remaining", d.yuan(remaining)),
		d.fact("ui.card.cause", or(o.facts().CauseName(), d.say("ui.unknown"))), d.fact("ui.card.incharge", or(o.facts().InCharge(), d.say("ui.unknown")))))
	out = append(out, d.foundOn(o)...)
	if v := o.facts().ApplicantView(); v != "" {
		out = append(out, kit.NewText(d.say("ui.card.view", "text", v)).Lines(2))
	} else {
		out = append(out, muted(d.say("ui.card.noview")).Lines(1))
	}
	return out
}

// limitDays is how many days the time limit of the enforcement has left.
func (d *Desk) limitDays(o *opened) (days int, runs bool) {
	for _, c := range d.court.ClocksOf(o.dossier) {
		if c.Clock == review.ClockLimit {
			return c.DaysLeft, true
		}
	}
	return 0, false
}

func (o *opened) facts() review.Facts { return o.dossier.Facts }

// fact is a name with its value, on one line.
func (d *Desk) fact(code, value string) fyne.CanvasObject {
	return kit.NewText(d.say(code, "value", value)).Lines(1)
}

func or(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

// yuan is an amount with its thousands set apart, as the desk shows it; papers
// never group digits.
func (d *Desk) yuan(a *review.Amount) string {
	if a == nil {
		return d.say("ui.unknown")
	}
	whole, fen, has := strings.Cut(a.String(), ".")
	sign := ""
	if strings.HasPrefix(whole, "-") {
		sign, whole = "-", whole[1:]
	}
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if has {
		whole += "." + fen
	}
	return d.say("ui.yuan", "amount", sign+whole)
}

// foundOn is the property that was found and why it is left, and what stands
// against the paper from outside (practice.md 32).
func (d *Desk) foundOn(o *opened) (out []fyne.CanvasObject) {
	var left []string
	disposed := 0
	for _, a := range o.facts().Found() {
		if a.Disposed {
			disposed++
			continue
		}
		left = append(left, a.Name+"（"+or(a.Why, d.say("ui.card.whynot"))+"）")
	}
	if len(left) > 0 {
		out = append(out, kit.NewText(d.say("ui.card.found", "list", strings.Join(left, "；"))).Lines(2))
	}
	if disposed > 0 {
		out = append(out, muted(d.say("ui.card.disposed", "count", strconv.Itoa(disposed))).Lines(1))
	}
	if u := o.facts().Unrest(); len(u) > 0 {
		out = append(out, kit.NewText(warning.shape+" "+d.say("ui.card.unrest", "list", strings.Join(u, "；"))).In(theme.Warn).Lines(2))
	}
	return out
}
