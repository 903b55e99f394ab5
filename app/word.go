package app

import (
	"context"
	"strings"

	"shenqian/app/docx"
	"shenqian/review"
)

// Word is the draft at hand for a word processor, and the file's name. What
// comes back by Import is the next draft, told by its 案号.
func (a *App) Word(ctx context.Context, id string) (name string, file []byte, err error) {
	d, err := a.Load(ctx, id)
	switch {
	case err != nil:
		return "", nil, err
	case d.Paper == nil:
		return "", nil, review.Fault("submit.noruling")
	}
	title := a.title(d.Paper, numberOf(id))
	file, err = docx.Write(title, wordLines(d.Paper))
	return fileName(title) + ".docx", file, err
}

// wordLines are the lines of a paper's text, none left out, each in the style
// of the part it belongs to. A line that begins with blanks of its own gets no
// indent besides.
func wordLines(p *review.Paper) []docx.Line {
	styles := map[review.PartRole]docx.Style{
		review.PartCourt: docx.Title, review.PartTitle: docx.Title, review.PartNumber: docx.Number,
		review.PartSignatory: docx.Signatory, review.PartDate: docx.Date,
	}
	var out []docx.Line
	at, part := 0, 0
	for _, text := range strings.Split(p.Text, "\n") {
		end := at + len([]rune(text))
		for part < len(p.Parts) && p.Parts[part].End <= at {
			part++
		}
		l := docx.Line{Style: docx.Plain, Text: text}
		if part < len(p.Parts) && p.Parts[part].Start < end {
			style, special := styles[p.Parts[part].Role]
			switch indented := strings.TrimLeft(text, " \t　") != text; {
			case special:
				l.Style = style
			case !indented:
				l.Style = docx.Body
			}
		}
		out = append(out, l)
		at = end + 1
	}
	return out
}
