// Package messages holds what the window says, in Chinese and English.
package messages

import (
	"embed"
	"encoding/json"
	"errors"

	"shenqian/app"
)

//go:embed *.json
var files embed.FS

// Words says the window's own sentences, and those of the rooms below it.
type Words struct {
	*app.Catalogue
	own map[string]string
}

// Load adds the window's sentences to a catalogue.
func Load(c *app.Catalogue) (*Words, error) {
	b, err := files.ReadFile(c.Language + ".json")
	if err != nil {
		return nil, err
	}
	w := &Words{Catalogue: c}
	return w, json.Unmarshal(b, &w.own)
}

// Say is the sentence of code; args are names and values in turn.
func (w *Words) Say(code string, args ...string) string {
	s, ok := w.own[code]
	if !ok {
		return w.Catalogue.Say(code, args...)
	}
	m := make(map[string]string, len(args)/2)
	for i := 0; i+1 < len(args); i += 2 {
		m[args[i]] = args[i+1]
	}
	return app.Fill(s, m)
}

// Has says whether there is a sentence for code.
func (w *Words) Has(code string) bool { return w.own[code] != "" || w.Catalogue.Has(code) }

// Explain says in one plain sentence what is wrong and what to do.
func (w *Words) Explain(err error) string {
	var e interface {
		ErrorCode() string
		ErrorArgs() map[string]string
	}
	if errors.As(err, &e) {
		if s, ok := w.own[e.ErrorCode()]; ok {
			return app.Fill(s, e.ErrorArgs())
		}
	}
	return w.Catalogue.Explain(err)
}
