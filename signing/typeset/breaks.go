package typeset

import "math"

// Line breaking: of all ways to break a paragraph the one with the least sum
// of costs, so that a line next to a long number is helped by its neighbours.
// A line's cost is the square of how far it must be loosened or squeezed.

const (
	looseUnit   = 0.05 // em per gap that count as 1
	mostLoose   = 600  // no line is so loose that a word should be broken instead
	ragged      = 100  // an empty line that isn't spread
	endSqueeze  = 0.5  // cost of a closing mark pressed into the line's end
	midSqueeze  = 4    // of all marks inside a line squeezed as far as they go
	onlyOne     = 15   // a last line of one character
	overfull    = 1e6  // a single item wider than the line
	tolerance   = 0.01 // points
	infiniteSum = math.MaxFloat64
)

// span is one line: items from up to to.
type span struct{ from, to int }

// breakLines divides items into lines of the given width, the first one
// shorter by indent.
func breakLines(items []item, width, indent float64, a align) []span {
	n := len(items)
	if n == 0 {
		return []span{{0, 0}}
	}
	s := sums(items)
	best, prev := make([]float64, n+1), make([]int, n+1)
	for i := 1; i <= n; i++ {
		best[i] = infiniteSum
	}
	for i := 0; i < n; i++ {
		if best[i] == infiniteSum {
			continue
		}
		room := width
		if i == 0 {
			room -= indent
		}
		for j := i + 1; j <= n; j++ {
			ok, fits, c := s.line(i, j, room, a)
			if !fits {
				if j > i+1 {
					break
				}
				ok, c = true, overfull
			}
			if !ok {
				continue
			}
			if t := best[i] + c; t < best[j] {
				best[j], prev[j] = t, i
			}
		}
	}
	if best[n] == infiniteSum { // no legal way, as in a narrow cell: by force
		return forced(items, s, width, indent)
	}
	var out []span
	for j := n; j > 0; j = prev[j] {
		out = append(out, span{prev[j], j})
	}
	for a, b := 0, len(out)-1; a < b; a, b = a+1, b-1 {
		out[a], out[b] = out[b], out[a]
	}
	return out
}

// lineSums are running sums over the items, to measure any line at once.
type lineSums struct {
	items                     []item
	advance, squeeze, stretch []float64
}

func sums(items []item) lineSums {
	n := len(items)
	all := make([]float64, 3*(n+1))
	s := lineSums{items, all[:n+1], all[n+1 : 2*n+2], all[2*n+2:]}
	for i := range items {
		s.advance[i+1] = s.advance[i] + items[i].advance
		s.squeeze[i+1] = s.squeeze[i] + items[i].squeeze
		s.stretch[i+1] = s.stretch[i] + items[i].stretch
	}
	return s
}

// measure returns the width of a line and what it can give and take, leaving
// out the spaces at its end.
func (s *lineSums) measure(from, to int) (natural, squeeze, end, stretch float64, last int) {
	for to > from+1 && s.items[to-1].class == space {
		to--
	}
	l := &s.items[to-1]
	return s.advance[to] - s.advance[from], s.squeeze[to-1] - s.squeeze[from], l.end,
		s.stretch[to-1] - s.stretch[from], to
}

// line says whether items from…to may be a line (ok), whether they fit into
// room at all, and what the line costs.
func (s *lineSums) line(from, to int, room float64, a align) (ok, fits bool, cost float64) {
	natural, squeeze, end, stretch, last := s.measure(from, to)
	if natural-squeeze-end > room+tolerance {
		return false, false, 0
	}
	if to < len(s.items) {
		if cost = s.items[to-1].cost; cost >= never {
			return false, true, 0
		}
	} else if from > 0 && visible(s.items[from:last]) < 2 {
		cost = onlyOne
	}
	size := s.items[from].size
	switch spare := room - natural; {
	case spare < -tolerance:
		over := -spare
		atEnd := min(over, end)
		if end > 0 {
			cost += endSqueeze * atEnd / end
		}
		if over -= atEnd; over > tolerance {
			q := over / squeeze
			cost += 1 + midSqueeze*q*q
		}
	case to < len(s.items) && spare > 0 && a == justify:
		r := spare / size / max(stretch, 0.2) / looseUnit
		cost += min(r*r, mostLoose)
	case to < len(s.items) && spare > 0:
		cost += ragged * spare / room
	}
	return true, true, cost
}

func visible(items []item) (n int) {
	for _, it := range items {
		if it.class != closes && it.class != space {
			n++
		}
	}
	return n
}

// forced breaks where the room ends, minding nothing.
func forced(items []item, s lineSums, width, indent float64) []span {
	var out []span
	room := width - indent
	for i := 0; i < len(items); {
		j := i + 1
		for j < len(items) && s.advance[j+1]-s.advance[i] <= room+tolerance {
			j++
		}
		out = append(out, span{i, j})
		i, room = j, width
	}
	return out
}
