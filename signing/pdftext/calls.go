package pdftext

import "shenqian/signing/pdffile"

// draw runs what else a content stream calls up.
func (m *machine) draw(op string, args []pdffile.Object) error {
	if len(args) == 0 {
		return nil
	}
	name, ok := args[len(args)-1].(pdffile.Name)
	if !ok {
		return nil
	}
	from := map[string]pdffile.Name{"Do": "XObject", "scn": "Pattern", "SCN": "Pattern", "gs": "ExtGState"}[op]
	o := m.view.Dict(m.res[from])[name]
	st := m.state
	if op == "gs" {
		if list := m.view.Array(m.view.Dict(o)["Font"]); len(list) == 2 { // 8.4.5, table 58
			size, _ := m.view.Number(list[1])
			f, err := m.fontOf(pdffile.Dict{"F": list[0]}, pdffile.Name("F"))
			if err != nil {
				return err
			}
			m.font, m.size = f, size
		}
		o = m.view.Dict(m.view.Dict(o)["SMask"])["G"]
	}
	s, ok := m.view.Resolve(o).(*pdffile.Stream)
	if !ok || op == "Do" && m.view.Name(s.Dict["Subtype"]) != "Form" {
		return nil
	}
	return m.form(numberOf(o), s, m.res, st)
}

// mark follows marked content (14.6) for its strings and for ActualText.
func (m *machine) mark(op string, args []pdffile.Object) {
	if op == "EMC" {
		if n := len(m.actual); n > 0 {
			m.actual = m.actual[:n-1]
			if m.artifact == n {
				m.artifact = 0
			}
		}
		return
	}
	if len(args) == 0 {
		return
	}
	actual := ""
	if op != "BMC" && len(args) == 2 {
		d, inline := args[1].(pdffile.Dict)
		if name, ok := args[1].(pdffile.Name); ok {
			d = m.view.Dict(m.view.Dict(m.res["Properties"])[name])
		}
		if inline { // else the gathering of strings finds it
			texts, _ := textsOf(d)
			m.marked = append(m.marked, texts...)
		}
		actual = m.view.String(d["ActualText"]).Text()
	}
	if op != "DP" && len(m.actual) < mostSaved {
		m.actual = append(m.actual, actual)
		if tag, _ := args[0].(pdffile.Name); tag == "Artifact" && m.artifact == 0 { // 14.8.2.2.2
			m.artifact = len(m.actual)
		}
	}
}

// replaced marks an ActualText that has been put down.
const replaced = "\x00"

// actually is what ActualText says for a glyph that no font explains: all of
// it for the first, nothing for the rest.
func (m *machine) actually() (string, bool) {
	for i := len(m.actual) - 1; i >= 0; i-- {
		switch text := m.actual[i]; text {
		case "":
		case replaced:
			return "", true
		default:
			m.actual[i] = replaced
			return text, true
		}
	}
	return "", false
}
