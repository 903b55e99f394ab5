package mask

import "strings"

// What a person decided to hide where a machine can't decide: each place where
// the words stand becomes ×, the partial replacement of 法释〔2016〕19号 art 10.

const chosenMark = "×××"

// readChosen folds the words that a person chose.
func (c *cast) readChosen(in Input) {
	for _, w := range in.Hide {
		if w = plain(w); w != "" {
			c.chosen = append(c.chosen, w)
		}
	}
}

func (j *job) chosenWords() {
	for _, w := range j.cast.chosen {
		for from := 0; ; {
			k := strings.Index(j.f.text[from:], w)
			if k < 0 {
				break
			}
			start := j.f.runeAt(from + k)
			j.hit(mark{span: span{start, start + runeLen(w)}, class: "chosen", with: chosenMark})
			from += k + len(w)
		}
	}
}
