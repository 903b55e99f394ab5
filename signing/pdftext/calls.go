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
		m.actual = m.actual[:max(0, len(m.actual)-1)]
		return
	}
	actual := ""
	if op != "BMC" && len(args) == 2 {
		d, inline := args[1].(pdffile.Dict)
		if name, ok := args[1].(pdffile.Name); ok {
			d = m.view.Dict(m.view.Dict(m.res["Properties"])[name])
		}
		if inline { // else the gathering of strings finds it
			m.marked = append(m.marked, textsOf(d)...)
		}
		actual = m.view.String(d["ActualText"]).Text()
	}
	if op != "DP" && len(m.actual) < mostSaved {
		m.actual = append(m.actual, actual)
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
