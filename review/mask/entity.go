package mask

import (
	"slices"
	"strings"
)

// Entity is one person or body whom the paper names and the public text hides:
// one alias, however it is written.
type Entity struct {
	Name   string // as the paper prints it first
	Alias  string
	Role   string // 申请执行人, 法定代表人 …
	Class  string
	Forms  []Surface
	Spared int // places where a person kept the name
}

// Surface is a way in which an entity is written, and how often.
type Surface struct {
	Text  string
	Count int
}

// Entities are those that are hidden somewhere, in the order of the paper.
func (r *Result) Entities() []Entity {
	var out []Entity
	at := map[string]int{}
	count := func(h Hit, spared bool) {
		if h.Name == "" || h.Start != h.From {
			return
		}
		i, known := at[h.Name]
		if !known {
			i = len(out)
			at[h.Name] = i
			out = append(out, r.entity(h))
		}
		e := &out[i]
		if spared {
			e.Spared++
		}
		text := strings.TrimFunc(squeeze(string(r.runes[h.From:h.To])), punctuation) // of its lead-in
		k := slices.IndexFunc(e.Forms, func(s Surface) bool { return s.Text == text })
		if k < 0 {
			k = len(e.Forms)
			e.Forms = append(e.Forms, Surface{Text: text})
		}
		e.Forms[k].Count++
	}
	masked, spared := r.Masked, r.Spared
	for len(masked) > 0 || len(spared) > 0 {
		if len(spared) == 0 || len(masked) > 0 && masked[0].Start < spared[0].Start {
			count(masked[0], false)
			masked = masked[1:]
			continue
		}
		count(spared[0], true)
		spared = spared[1:]
	}
	return out
}

func (r *Result) entity(h Hit) Entity {
	e := Entity{Name: h.Name, Alias: h.Replacement, Class: h.Class}
	for _, a := range r.cast.actors {
		if a.name == h.Name {
			e.Alias, e.Role = a.alias, a.role
		}
	}
	return e
}
