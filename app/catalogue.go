package app

import (
	"embed"
	"encoding/json"
	"errors"
	"io/fs"
	"maps"
	"os"
	"regexp"
	"strings"

	"shenqian/packaging/fonts"
	"shenqian/review"
	"shenqian/signing/fault"
	"shenqian/storage"
)

//go:embed messages
var messages embed.FS

// Chinese and English are the catalogue's languages. Papers are always
// Chinese; sentences for people are in the language of whoever reads.
const (
	Chinese = "zh-Hans"
	English = "en"
)

// Catalogue turns codes and arguments into sentences.
type Catalogue struct {
	Language string
	own      map[string]string
	chinese  map[string]string
}

// NewCatalogue loads the sentences of every room in a language; anything but
// English is Chinese.
func NewCatalogue(language string) (*Catalogue, error) {
	c := &Catalogue{Language: Chinese}
	if strings.HasPrefix(language, "en") {
		c.Language = English
	}
	var err error
	if c.chinese, err = loadMessages(Chinese); err != nil {
		return nil, err
	}
	c.own = c.chinese
	if c.Language != Chinese {
		c.own, err = loadMessages(c.Language)
	}
	return c, err
}

func loadMessages(language string) (map[string]string, error) {
	all := map[string]string{}
	for _, room := range []fs.FS{messages, review.Messages, storage.Messages, fault.Messages, fonts.Messages} {
		b, err := fs.ReadFile(room, "messages/"+language+".json")
		if err != nil {
			return nil, err
		}
		m := map[string]string{}
		if err := json.Unmarshal(b, &m); err != nil {
			return nil, err
		}
		for k, v := range m {
			all[k] = v
		}
	}
	return all, nil
}

// Say is the sentence of code; args are names and values in turn.
func (c *Catalogue) Say(code string, args ...string) string {
	return fill(c.own, code, pairs(args))
}

// SayArgs is Say with the arguments in a map, as errors and reports hold them.
func (c *Catalogue) SayArgs(code string, args map[string]string) string {
	return fill(c.own, code, args)
}

// Paper is Say for what is printed on a court's paper: always Chinese.
func (c *Catalogue) Paper(code string, args ...string) string {
	return fill(c.chinese, code, pairs(args))
}

// Has says whether the catalogue knows code.
func (c *Catalogue) Has(code string) bool { return c.own[code] != "" }

func pairs(args []string) map[string]string {
	m := make(map[string]string, len(args)/2)
	for i := 0; i+1 < len(args); i += 2 {
		m[args[i]] = args[i+1]
	}
	return m
}

func fill(m map[string]string, code string, args map[string]string) string {
	s, ok := m[code]
	if !ok {
		return code
	}
	return Fill(s, args)
}

// plural is a word that follows a number: {count|finding|findings}.
var plural = regexp.MustCompile(`\{(\w+)\|([^{|}]*)\|([^{|}]*)\}`)

// Fill puts arguments into a sentence's places.
func Fill(s string, args map[string]string) string {
	if strings.Contains(s, "|") {
		s = plural.ReplaceAllStringFunc(s, func(place string) string {
			p := plural.FindStringSubmatch(place)
			if args[p[1]] == "1" {
				return p[2]
			}
			return p[3]
		})
	}
	for k, v := range args {
		s = strings.ReplaceAll(s, "{"+k+"}", v)
	}
	return s
}

// coded is what the rooms' errors have in common.
type coded interface {
	error
	ErrorCode() string
	ErrorArgs() map[string]string
}

// Explain says in one plain sentence what is wrong and what to do.
func (c *Catalogue) Explain(err error) string {
	var e coded
	if errors.As(err, &e) {
		args := maps.Clone(e.ErrorArgs())
		if st, ok := args["state"]; ok && c.Has("state.name."+st) {
			args["state"] = c.Say("state.name." + st)
		}
		// {why} is what the cause says.
		if cause := errors.Unwrap(e); cause != nil && args["why"] == "" && strings.Contains(c.own[e.ErrorCode()], "{why}") {
			if args == nil {
				args = map[string]string{}
			}
			args["why"] = c.Explain(cause)
		}
		if s := fill(c.own, e.ErrorCode(), args); s != e.ErrorCode() {
			return s
		}
	}
	var p *os.PathError
	if errors.As(err, &p) {
		code := "file.unreadable"
		if errors.Is(err, os.ErrNotExist) {
			code = "file.none"
		}
		return c.Say(code, "file", p.Path)
	}
	return c.Say("internal", "detail", err.Error())
}

// Code is the code of an error, "" for one without.
func Code(err error) string {
	var e coded
	if errors.As(err, &e) {
		return e.ErrorCode()
	}
	return ""
}

// describe fills in what findings say in the reader's language.
func (c *Catalogue) describe(fs []review.Finding, m map[string]string) []review.Finding {
	out := make([]review.Finding, len(fs))
	for i, f := range fs {
		f.Text = fill(m, "finding."+f.Code+".text", f.Args)
		f.Fix = fill(m, "finding."+f.Code+".fix", f.Args)
		out[i] = f
	}
	return out
}

// Findings says findings in the reader's language.
func (c *Catalogue) Findings(fs []review.Finding) []review.Finding { return c.describe(fs, c.own) }

// PaperFindings says findings as they are printed.
func (c *Catalogue) PaperFindings(fs []review.Finding) []review.Finding {
	return c.describe(fs, c.chinese)
}

// Checkup says a check-up in the reader's language.
func (c *Catalogue) Checkup(k *review.Checkup) *review.Checkup {
	out := *k
	out.Findings = c.Findings(k.Findings)
	out.Passed = make([]review.Passed, len(k.Passed))
	for i, p := range k.Passed {
		p.Text = c.Say("rule." + p.Rule)
		if p.Code != "" {
			p.Text += c.Say("passed.by", "text", fill(c.own, p.Code, p.Args))
		}
		out.Passed[i] = p
	}
	out.NotChecked = make([]review.NotChecked, len(k.NotChecked))
	for i, n := range k.NotChecked {
		n.Why = fill(c.own, "finding."+n.Code+".text", n.Args)
		out.NotChecked[i] = n
	}
	return &out
}
