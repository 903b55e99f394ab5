package app

import (
	"cmp"
	"strconv"
	"strings"

	"shenqian/review"
)

// act says one act in a sentence, and gives the actor's own words apart. m is
// the matter as the act left it.
func (c *Catalogue) act(e review.Event, m *review.Matter) (sentence, words string) {
	code, words := "history.act."+string(e.Kind), e.Reason
	args := map[string]string{
		"on": e.On.String(), "copies": strconv.Itoa(e.Copies), "version": strconv.Itoa(e.Version), "round": strconv.Itoa(e.Round), "label": e.Step,
	}
	if v := m.Version; v != nil {
		args["version"], args["round"] = strconv.Itoa(v.Number), strconv.Itoa(m.Round)
	}
	for _, st := range m.Route {
		if st.ID == e.Step {
			args["label"] = st.Label
		}
	}
	switch e.Kind {
	case review.EventDraft:
		if d := e.Draft; d != nil {
			args["source"] = d.Source
			if d.Text == "" {
				code += ".facts"
			}
		}
	case review.EventAttach:
		if x := e.Attachment; x != nil {
			args["type"], args["name"] = x.Type, x.Name
		}
	case review.EventAnswer:
		if x := e.Answer; x != nil {
			args["rule"], words = x.Rule, x.Text
		}
	case review.EventSubmit:
		if s := e.Submission; s != nil {
			args["count"], words = strconv.Itoa(len(s.Findings)), c.submissionWords(s)
		}
	case review.EventSubstitute:
		if s := e.Substitute; s != nil {
			args["recused"], args["name"], args["on"] = s.Recused, s.Name, s.On.String()
		}
	case review.EventAsk:
		if x := e.Task; x != nil {
			args["owner"], args["due"], words = x.Owner, x.Due.String(), x.Text
		}
	case review.EventFulfil:
		if x := e.Task; x != nil {
			args["n"], words = strconv.Itoa(x.N), x.How
		}
	case review.EventSeal:
		args["way"] = c.Say("register.how.seal." + string(e.Way))
	case review.EventServe:
		if s := e.Service; s != nil {
			args["party"], args["how"], args["on"] = s.Party, s.How, s.On.String()
			if s.Void != "" {
				code, words = code+".void", s.Void
			}
		}
	case review.EventMask:
		if k := e.Masking; k != nil {
			args["profile"], args["masked"], args["spared"], args["hidden"] = k.Profile, strconv.Itoa(k.Places), strconv.Itoa(len(k.Spared)), strconv.Itoa(len(k.Hidden))
			args["answers"], words = strconv.Itoa(len(k.Answers)), c.maskingWords(k)
		}
	case review.EventPublish:
		if p := e.Publication; p != nil {
			args["profile"], args["masked"], words = p.Profile, strconv.Itoa(p.Masked), p.Doubts
		}
	case review.EventWithhold:
		if w := e.Withholding; w != nil {
			args["ground"] = c.Say("withhold.ground." + string(w.Ground))
		} else {
			code += ".lift"
		}
	case review.EventRevive:
		if r := e.Revival; r != nil {
			args["number"], args["on"], words = r.CaseNumber, r.On.String(), r.Ground
		}
	case review.EventLink, review.EventYield:
		if l := e.Link; l != nil {
			args["number"], args["on"] = numberOf(l.Matter), l.On.String()
			if e.Kind == review.EventLink {
				code += "." + l.Kind
			}
		}
	case review.EventAssign:
		if x := e.Assignment; x != nil {
			args["who"] = c.assigned(x)
		}
	case review.EventPrint:
		if p := e.Printed; p != nil {
			args["what"], args["copies"], args["pages"] = c.Say("register.print."+string(p.What)), strconv.Itoa(p.Copies), strconv.Itoa(p.Pages)
			if p.Form != "" {
				args["what"] = c.Say("register.print.form." + p.Form)
			}
		}
	}
	return c.SayArgs(code, args), strings.TrimSpace(words)
}

// submissionWords are what whoever submitted wrote, and what he confirmed.
func (c *Catalogue) submissionWords(s *review.Submission) string {
	var out []string
	if s.Minor {
		out = append(out, c.Say("history.minor"))
	}
	if s.Reply != "" {
		out = append(out, c.Say("history.reply", "text", s.Reply))
	}
	if s.Override != "" {
		out = append(out, c.Say("history.override", "text", s.Override))
	}
	return strings.Join(out, " ")
}

// maskingWords are the words that a person hid and the places he kept, and what
// he said of the doubts.
func (c *Catalogue) maskingWords(k *review.Masking) string {
	var out []string
	if len(k.Hidden) > 0 {
		out = append(out, c.Say("history.mask.hidden", "words", strings.Join(k.Hidden, "、")))
	}
	for _, s := range k.Spared {
		out = append(out, c.Say("history.mask.spared", "words", s.Words, "start", strconv.Itoa(s.Start)))
	}
	if w := k.Said(); w != "" {
		out = append(out, w)
	}
	return strings.Join(out, "；")
}

func (c *Catalogue) assigned(x *review.Assignment) string {
	var out []string
	if x.Judge != "" {
		out = append(out, c.Say("history.assign.judge", "name", x.Judge))
	}
	if len(x.Clerks) > 0 {
		out = append(out, c.Say("history.assign.clerks", "names", strings.Join(x.Clerks, "、")))
	}
	return strings.Join(out, c.Say("history.and"))
}

// SayCheck says a line's check in a word or a sentence.
func (c *Catalogue) SayCheck(k LineCheck) string {
	switch {
	case k.Bad():
		return c.Say("history.check.bad", "why", k.Reason)
	case k.Doubtful:
		return c.Say("history.check.doubtful")
	case k.Good():
		return c.Say("history.check.good")
	}
	return c.Say("history.check.not", "why", k.Reason)
}

// SaySigner says by which key a line was signed, and whose it is.
func (c *Catalogue) SaySigner(s LineSigner, short func(string) string) string {
	holder := cmp.Or(s.Holder, c.Say("history.nobody"))
	if s.Kind != "desk" {
		return c.Say("history.by.certificate", "name", holder, "certificate", short(s.Certificate))
	}
	return c.Say("history.by.desk", "name", holder, "certificate", short(s.Certificate), "key", short(s.Key), "since", s.Since.In(Zone).Format("2006-01-02 15:04"))
}
