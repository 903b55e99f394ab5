package app

import (
	"encoding/json"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"shenqian/app/sheets"
	"shenqian/review"
)

// listedCase is one case of a list, from one row or several.
type listedCase struct {
	number review.CaseNumber // zero if the row has none that can be read
	text   string            // as it stands
	rows   []int
	object map[string]any
	cells  map[string]listedCell // of single fields, by which cell they came
	err    error                 // the first thing wrong with it
}

type listedCell struct {
	place, title, field, text string
	value                     any
}

// casesOf gathers a table's rows into cases, in the order in which they come.
// A row that can't be read spoils its case, and no other.
func casesOf(t *sheets.Table, f *caseFields) []*listedCase {
	var out []*listedCase
	known := map[review.CaseNumber]*listedCase{}
	for _, row := range t.Rows {
		cells, err := cellsOf(t, row, f)
		if err == nil && len(cells) == 0 {
			continue
		}
		text := ""
		for _, c := range cells {
			if c.field == numberField {
				text = c.text
			}
		}
		number, nerr := review.ParseCaseNumber(text)
		if text == "" {
			nerr = review.Fault("list.nonumber")
		}
		c := known[number]
		if c == nil {
			c = &listedCase{number: number, text: text, object: map[string]any{}, cells: map[string]listedCell{}, err: nerr}
			out = append(out, c)
			if nerr == nil {
				known[number] = c
				c.object[numberField] = number.String()
			}
		}
		c.rows = append(c.rows, row.Number)
		if err == nil && c.err == nil {
			err = c.take(cells, f)
		}
		if c.err == nil {
			c.err = err
		}
	}
	return out
}

func cellsOf(t *sheets.Table, row sheets.Row, f *caseFields) ([]listedCell, error) {
	var out []listedCell
	var bad error
	for _, col := range t.Columns {
		cell, place := row.At(col.Index), row.Place(col.Index)
		if cell.Fault != "" {
			bad = first(bad, review.Fault("sheet.cell."+cell.Fault, "place", place, "title", col.Title, "text", cell.Text))
			continue
		}
		if cell.Text == "" {
			continue
		}
		v, ok := f.value(col.Field, cell.Text, col.Unit)
		if !ok {
			bad = first(bad, review.Fault("list.yesno", "place", place, "title", col.Title, "text", cell.Text))
			continue
		}
		out = append(out, listedCell{place, col.Title, col.Field, cell.Text, v})
	}
	return out, bad
}

func first(err, other error) error {
	if err != nil {
		return err
	}
	return other
}

// take adds one row's cells to the case.
func (c *listedCase) take(cells []listedCell, f *caseFields) error {
	elements := map[string]map[string]any{}
	roles := map[string][]listedCell{}
	for _, cell := range cells {
		whole, part, dotted := strings.Cut(cell.field, ".")
		switch {
		case cell.field == numberField:
		case slices.Contains(flatRoles, whole):
			roles[whole] = append(roles[whole], cell)
		case slices.Contains(flatOffices, cell.field):
			for _, name := range split(cell.text) {
				member := map[string]any{"姓名": name, "职务": cell.field}
				if cell.field == "审判长" {
					member["审判长"] = true
				}
				c.put(panelField, member, "姓名", "职务")
			}
		case f.lists[whole] && dotted:
			if elements[whole] == nil {
				elements[whole] = map[string]any{}
			}
			elements[whole][part] = cell.value
		default:
			if err := c.set(cell); err != nil {
				return err
			}
		}
	}
	for _, whole := range slices.Sorted(maps.Keys(elements)) {
		if whole == partiesField {
			c.put(whole, elements[whole], roleField, nameField)
		} else {
			c.put(whole, elements[whole])
		}
	}
	for _, role := range flatRoles {
		if err := c.parties(role, roles[role]); err != nil {
			return err
		}
	}
	return nil
}

// set sets a single field; rows of one case must agree on it.
func (c *listedCase) set(cell listedCell) error {
	if old, ok := c.cells[cell.field]; ok {
		if old.value != cell.value {
			return review.Fault("list.conflict", "title", cell.title, "first", old.place, "text", old.text, "second", cell.place, "other", cell.text)
		}
		return nil
	}
	c.cells[cell.field] = cell
	into, rest := c.object, cell.field
	for {
		whole, part, dotted := strings.Cut(rest, ".")
		if !dotted {
			into[rest] = cell.value
			return nil
		}
		next, ok := into[whole].(map[string]any)
		if !ok {
			next = map[string]any{}
			into[whole] = next
		}
		into, rest = next, part
	}
}

// put adds an element to a list of the case file, or joins it with the one
// that has the same keys. The same element again changes nothing.
func (c *listedCase) put(field string, element map[string]any, keys ...string) {
	list, _ := c.object[field].([]any)
	for _, e := range list {
		old := e.(map[string]any)
		same := len(keys) > 0
		for _, k := range keys {
			same = same && old[k] == element[k]
		}
		if same {
			for k, v := range element {
				if _, ok := old[k]; !ok {
					old[k] = v
				}
			}
			return
		}
		if reflect.DeepEqual(old, element) {
			return
		}
	}
	c.object[field] = append(list, element)
}

var between = regexp.MustCompile(`[、，,；;\n]+`)

// split parts the names in one cell.
func split(s string) (out []string) {
	for _, p := range between.Split(s, -1) {
		if p = strings.TrimSpace(p); p != "" {
			out = append(out, p)
		}
	}
	return out
}

// parties reads the flat columns of one standing: names, and for each of them
// numbers, addresses and so on in the same order.
func (c *listedCase) parties(role string, cells []listedCell) error {
	var names []string
	for _, cell := range cells {
		if cell.field == role {
			names = split(cell.text)
		}
	}
	people := make([]map[string]any, len(names))
	for i, n := range names {
		people[i] = map[string]any{roleField: role, nameField: n}
	}
	for _, cell := range cells {
		_, attr, ok := strings.Cut(cell.field, ".")
		if !ok {
			continue
		}
		values := []any{cell.value}
		if len(names) > 1 {
			values = nil
			for _, p := range split(cell.text) {
				values = append(values, p)
			}
		}
		if len(values) != len(names) {
			return review.Fault("list.uneven", "place", cell.place, "title", cell.title, "values", itoa(len(values)), "role", role, "names", itoa(len(names)))
		}
		for i, v := range values {
			people[i][attr] = v
		}
	}
	for _, p := range people {
		c.put(partiesField, p, roleField, nameField)
	}
	return nil
}

// caseFile is the case as a case file of its kind, as JSON. What the kind
// can't read is traced to its cell.
func (c *listedCase) caseFile(w *Workshop) (review.Kind, []byte, []string, error) {
	b, err := json.MarshalIndent(c.object, "", "  ")
	if err != nil {
		return nil, nil, nil, err
	}
	k, err := w.kindOfCaseFile(b)
	if err != nil {
		return nil, nil, nil, err
	}
	_, unknown, err := k.ReadFacts(b)
	if err == nil {
		return k, b, unknown, nil
	}
	for _, field := range slices.Sorted(maps.Keys(c.cells)) {
		one := &listedCase{object: map[string]any{}, cells: map[string]listedCell{}}
		cell := c.cells[field]
		if serr := one.set(cell); serr != nil {
			continue
		}
		alone, merr := json.Marshal(one.object)
		if _, _, rerr := k.ReadFacts(alone); merr == nil && rerr != nil {
			return nil, nil, nil, review.FaultFrom(err, "list.cell", "place", cell.place, "title", cell.title, "text", cell.text)
		}
	}
	return nil, nil, nil, err
}
