package inspection

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"

	"shenqian/review"
)

// A sample must be nobody's choice. Its seed is a hash over two things of which
// the court knows only one beforehand: a checkpoint of its journal, lodged with
// the upper court, and a number that the upper court issues afterwards. Each case
// then has a draw, a hash over the seed and its 案号, and the lowest draws are
// taken. So whoever has the list, the checkpoint and the number draws the same
// sample, in whatever order the list stands.

// Seed is SHA-256 over the checkpoint, a line's end and the number.
type Seed [sha256.Size]byte

// NewSeed makes the seed.
func NewSeed(checkpoint, number string) (Seed, error) {
	if checkpoint == "" || number == "" {
		return Seed{}, review.Fault("inspection.seed")
	}
	return sha256.Sum256([]byte(checkpoint + "\n" + number)), nil
}

func (s Seed) String() string { return hex.EncodeToString(s[:]) }

// draw is a case's lot.
func (s Seed) draw(n review.CaseNumber) [sha256.Size]byte {
	return sha256.Sum256(append(append([]byte{}, s[:]...), n.String()...))
}

// Population is a list of cases in the order of their numbers, each once.
func Population(cases []review.CaseNumber) ([]review.CaseNumber, error) {
	out := slices.SortedFunc(slices.Values(cases), compare)
	for i := range out {
		if out[i].Number == 0 {
			return nil, review.Fault("inspection.nonumber")
		}
		if i > 0 && out[i] == out[i-1] {
			return nil, review.Fault("inspection.twice", "number", out[i].String())
		}
	}
	return out, nil
}

// PopulationHash is SHA-256 over the numbers of a population, each on a line.
func PopulationHash(population []review.CaseNumber) review.Hash {
	var b bytes.Buffer
	for _, n := range population {
		b.WriteString(n.String() + "\n")
	}
	return review.HashOf(b.Bytes())
}

// Draw takes n of a population, in the order of their numbers.
func (s Seed) Draw(population []review.CaseNumber, n int) ([]review.CaseNumber, error) {
	if n <= 0 || n > len(population) {
		return nil, review.Fault("inspection.size", "n", strconv.Itoa(n), "all", strconv.Itoa(len(population)))
	}
	type lot struct {
		number review.CaseNumber
		draw   [sha256.Size]byte
	}
	lots := make([]lot, len(population))
	for i, c := range population {
		lots[i] = lot{c, s.draw(c)}
	}
	slices.SortFunc(lots, func(a, b lot) int {
		if c := bytes.Compare(a.draw[:], b.draw[:]); c != 0 {
			return c
		}
		return compare(a.number, b.number)
	})
	out := make([]review.CaseNumber, n)
	for i := range out {
		out[i] = lots[i].number
	}
	slices.SortFunc(out, compare)
	return out, nil
}

// compare orders by year, court, type and number.
func compare(a, b review.CaseNumber) int {
	switch {
	case a.Year != b.Year:
		return a.Year - b.Year
	case a.Court != b.Court:
		return bytes.Compare([]byte(a.Court), []byte(b.Court))
	case a.Type != b.Type:
		return bytes.Compare([]byte(a.Type), []byte(b.Type))
	case a.Number != b.Number:
		return a.Number - b.Number
	}
	return bytes.Compare([]byte(a.Suffix), []byte(b.Suffix))
}
