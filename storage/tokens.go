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
// every database's tokenizer leaves alone.

func tokens(s string) []string {
	var out []string
	for _, run := range runs(s) {
		if !han(run[0]) {
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

// queryTokens are the tokens that must all be there: pairs where there are
// pairs, the character where it stands alone.
func queryTokens(s string) []string {
	var out []string
	for _, run := range runs(s) {
		if !han(run[0]) || len(run) == 1 {
			out = append(out, token(run))
			continue
		}
		for i := range len(run) - 1 {
			out = append(out, token(run[i:i+2]))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func token(rs []rune) string { return "x" + hex.EncodeToString([]byte(string(rs))) }

func han(r rune) bool { return r > 0x2e7f && unicode.IsLetter(r) || r == '〇' }

// runs splits s into runs of Chinese characters and runs of letters or digits.
func runs(s string) [][]rune {
	var out [][]rune
	var cur []rune
	for _, r := range strings.ToLower(s) {
		if r >= '０' && r <= '９' {
			r += '0' - '０'
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
