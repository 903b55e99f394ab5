package storage

import (
	"encoding/hex"
	"slices"
	"strings"
	"unicode"
)

// Search tokens: a Chinese name has two or three characters, so every
// character and every pair of neighbours is a token; digits and Latin letters
// make tokens by runs. Tokens are written in hexadecimal of their UTF-8, which
// every database's tokenizer leaves alone. A run of digits or letters is also
// found by its beginning, so that a 案号 comes up while it is being typed.
//
// Numbers of persons and marks are tokens by their keyed hash (seal.go): they
// are found whole or not at all, and nobody reads them in the database.

// beginnings is how long the beginning of a run may be that finds it.
const beginnings = 8

// shortestID is the shortest run in a query that may be a person's number.
const shortestID = 6

func tokens(s string) []string {
	var out []string
	for _, run := range runs(s) {
		if !han(run[0]) {
			for n := 1; n < len(run) && n <= beginnings; n++ {
				out = append(out, token(run[:n]))
			}
			out = append(out, token(run))
			continue
		}
		for i := range run {
			out = append(out, token(run[i:i+1]))
			if i+1 < len(run) {
				out = append(out, token(run[i:i+2]))
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// allTokens are those by which a row is found.
func (s *Store) allTokens(r MatterRow) []string {
	out := tokens(r.Search)
	for _, id := range r.IDs {
		if n := plainID(id); n != "" {
			out = append(out, s.idToken(n))
		}
	}
	for _, m := range r.Marks {
		out = append(out, s.markToken(m))
	}
	return out
}

func (s *Store) idToken(id string) string  { return "h" + s.seal.blind("id", id) }
func (s *Store) markToken(m string) string { return "h" + s.seal.blind("mark", m) }

// plainID is a number without blanks, strokes and the case of its letters.
func plainID(s string) string {
	var out []rune
	for _, run := range runs(s) {
		out = append(out, run...)
	}
	return string(out)
}

// match is the full-text query for q, "" if it asks for nothing: all words of
// the text, each as it stands or as a person's number, or the whole text as
// one number; and the mark.
func (s *Store) match(q Query) string {
	var all []string
	for _, run := range runs(q.Text) {
		all = append(all, s.matchRun(run))
	}
	match := strings.Join(all, " AND ")
	if id := plainID(q.Text); len(all) > 1 && len(id) >= shortestID {
		match = "(" + match + ") OR " + s.idToken(id)
	}
	switch {
	case q.Mark == "":
		return match
	case match == "":
		return s.markToken(q.Mark)
	}
	return s.markToken(q.Mark) + " AND (" + match + ")"
}

// matchRun wants pairs where there are pairs, the character where it stands
// alone.
func (s *Store) matchRun(run []rune) string {
	switch {
	case han(run[0]) && len(run) > 1:
		pairs := make([]string, len(run)-1)
		for i := range pairs {
			pairs[i] = token(run[i : i+2])
		}
		return strings.Join(pairs, " AND ")
	case len(run) >= shortestID && !han(run[0]):
		return "(" + token(run) + " OR " + s.idToken(string(run)) + ")"
	}
	return token(run)
}

func token(rs []rune) string { return "x" + hex.EncodeToString([]byte(string(rs))) }

func han(r rune) bool { return r > 0x2e7f && unicode.IsLetter(r) || r == '〇' }

// runs splits s into runs of Chinese characters and runs of letters or digits.
func runs(s string) [][]rune {
	var out [][]rune
	var cur []rune
	for _, r := range strings.ToLower(s) {
		if r >= '！' && r <= '～' { // full width
			r = unicode.ToLower(r - '！' + '!')
		}
		word := unicode.IsLetter(r) || unicode.IsDigit(r) || r == '〇'
		if len(cur) > 0 && (!word || han(r) != han(cur[0])) {
			out, cur = append(out, cur), nil
		}
		if word {
			cur = append(cur, r)
		}
	}
	if len(cur) > 0 {
		out = append(out, cur)
	}
	return out
}
