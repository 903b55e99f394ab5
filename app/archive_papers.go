package app

import (
	"context"
	"errors"
	"slices"

	"shenqian/review"
	"shenqian/signing/imposition"
	"shenqian/signing/typeset"
)

// filedPaper is a paper on its way into a volume.
type filedPaper struct {
	title  string // without a person's name, for it names the file
	about  string // whom it concerns
	number string
	on     review.Date
	note   string
	data   []byte
	ext    string
	pages  int // 0: they can't be counted
}

// collector gathers what a matter's volumes hold.
type collector struct {
	app     *App
	d       *Dossier
	table   filingTable
	papers  map[filingRank][]filedPaper
	missing []string
	filed   map[filedScan]bool // scans that are in already
}

// filedScan is a scan in its place; a receipt may have come by the service and
// once more as an attachment.
type filedScan struct {
	file review.Hash
	rank filingRank
}

func (c *collector) add(rank filingRank, p filedPaper) {
	c.papers[rank] = append(c.papers[rank], p)
}

func (c *collector) lacks(code string, args ...string) {
	c.missing = append(c.missing, c.app.Words.Say("archive.lacks."+code, args...))
}

func (c *collector) collect(ctx context.Context) error {
	c.filed = map[filedScan]bool{}
	for _, part := range []func(context.Context) error{
		c.serviceCopy, c.services, c.publicCopy, c.links, c.originals, c.scans, c.record, c.attachments,
	} {
		if err := part(ctx); err != nil {
			return err
		}
	}
	return nil
}

// blob is a file of the store, as a paper.
func (c *collector) blob(ctx context.Context, h review.Hash, p filedPaper) (filedPaper, error) {
	b, err := c.app.SignedFile(ctx, h)
	if err != nil {
		return p, err
	}
	return c.made(ctx, b, p)
}

// made is a paper of these bytes: a PDF as it stands, a picture as the pages of
// a PDF, anything else as it stands and without a count of pages.
func (c *collector) made(ctx context.Context, b []byte, p filedPaper) (filedPaper, error) {
	w := c.app.Words
	p.data, p.ext = b, ".pdf"
	if kind := pictureFormat(b); kind != "" {
		pdf, err := typeset.Scans(typeset.Document{Title: numberOf(c.d.ID) + p.title, Producer: producer, Created: midnight(p.on)}, scanPages(ctx, b))
		if errors.Is(err, context.Canceled) {
			return p, err
		}
		if err != nil {
			p.ext, p.note = "."+kind, join(p.note, w.Paper("archive.note.asis"))
			return p, nil
		}
		p.data = pdf
	} else if len(b) < 5 || string(b[:5]) != "%PDF-" {
		p.ext, p.note = ".dat", join(p.note, w.Paper("archive.note.asis"))
		return p, nil
	}
	// What can't be bound can't be numbered either, though it may be counted.
	_, pages, err := imposition.Bind([]imposition.Paper{{PDF: p.data}}, imposition.Binding{})
	if err != nil {
		p.note = join(p.note, w.Paper("archive.note.uncounted"))
		return p, nil
	}
	p.pages = pages
	return p, nil
}

func join(a, b string) string {
	if a == "" {
		return b
	}
	return a + "；" + b
}

func (c *collector) put(ctx context.Context, rank filingRank, h review.Hash, p filedPaper) error {
	p, err := c.blob(ctx, h, p)
	if err == nil {
		c.add(rank, p)
	}
	return err
}

// scan is put for a scan, which is filed once.
func (c *collector) scan(ctx context.Context, rank filingRank, h review.Hash, p filedPaper) error {
	key := filedScan{h, rank}
	if rank.Paper == "receipt" {
		key.rank = filingRank{Type: "送达回证"}
	}
	if h == "" || c.filed[key] {
		return nil
	}
	c.filed[key] = true
	return c.put(ctx, rank, h, p)
}

func (c *collector) ruling() string {
	return c.app.title(c.d.Paper, "")
}

func (c *collector) serviceCopy(ctx context.Context) error {
	w, m, rank := c.app.Words, c.d.Matter, filingRank{Paper: "copy"}
	s, ok := m.Sealing()
	if !ok {
		c.lacks("copy")
		return nil
	}
	p := filedPaper{title: c.ruling() + w.Paper("paper.copy"), number: numberOf(c.d.ID), on: m.Frozen.On}
	file := s.Sealed
	if file == "" {
		file, p.note = s.Copy, w.Paper("archive.note.byhand")
	}
	if err := c.put(ctx, rank, file, p); err != nil {
		return err
	}
	p.title, p.note = w.Paper("archive.paper.stamped"), ""
	return c.scan(ctx, rank, s.Scan, p)
}

// services are the list of what was served, and the receipts.
func (c *collector) services(ctx context.Context) error {
	w, m := c.app.Words, c.d.Matter
	var last review.Date
	for _, s := range m.Services {
		if s.Void != "" {
			continue
		}
		if last.Before(s.On) {
			last = s.On
		}
		p := filedPaper{title: w.Paper("form.service.title"), about: s.Party, on: s.On, note: s.How}
		if err := c.scan(ctx, filingRank{Paper: "receipt"}, s.Proof, p); err != nil {
			return err
		}
		if s.Proof == "" && !slices.ContainsFunc(m.Attachments, func(f review.Attachment) bool { return f.Type == "送达回证" }) {
			c.lacks("receipt", "party", s.Party)
		}
	}
	for _, r := range m.Unserved() {
		c.lacks("service", "party", r.Name)
	}
	pdf, err := c.app.serviceList(ctx, c.d)
	if err != nil {
		return err
	}
	p, err := c.made(ctx, pdf, filedPaper{title: w.Paper("archive.paper.services"), number: numberOf(c.d.ID), on: last})
	c.add(filingRank{Paper: "services"}, p)
	return err
}

func (c *collector) publicCopy(ctx context.Context) error {
	ps := c.d.Matter.Publications
	if len(ps) == 0 {
		c.lacks("public")
		return nil
	}
	last := ps[len(ps)-1]
	return c.put(ctx, filingRank{Paper: "public"}, last.File, filedPaper{
		title: c.ruling() + c.app.Words.Paper("archive.paper.public"), number: numberOf(c.d.ID), on: review.DateOf(last.At),
	})
}

// links are the rulings that corrected or revoked this one.
func (c *collector) links(ctx context.Context) error {
	for _, l := range c.d.Matter.Links {
		_, b, err := c.app.Artefact(ctx, l.Matter, ServiceCopy)
		if err != nil {
			return err
		}
		p, err := c.made(ctx, b, filedPaper{title: c.app.Words.Paper("kind." + l.Kind), number: numberOf(l.Matter), on: l.On})
		if err != nil {
			return err
		}
		c.add(filingRank{Paper: "link"}, p)
	}
	return nil
}

// originals are the 原本 with its slip and the president's other decisions. The
// approval that stands comes first.
func (c *collector) originals(ctx context.Context) error {
	w, m := c.app.Words, c.d.Matter
	standing, _ := m.Approval()
	for i := len(m.Decisions) - 1; i >= 0; i-- {
		d := m.Decisions[i]
		p := filedPaper{number: numberOf(c.d.ID), on: review.DateOf(d.At)}
		var err error
		switch {
		case d.Kind == review.EventPaperOK:
			p.title, p.note, p.on = w.Paper("archive.paper.original"), w.Paper("archive.note.onpaper"), d.Paper
			if err = c.scan(ctx, filingRank{Paper: "original"}, d.Frozen, p); err == nil {
				p.title = w.Paper("archive.paper.approval")
				err = c.scan(ctx, filingRank{Paper: "approval"}, d.Scan, p)
			}
		case d.Kind == review.EventApprove:
			p.title = w.Paper("archive.paper.original")
			if d.Signed != standing.Signed {
				p.note = w.Paper("archive.note.superseded")
			}
			err = c.put(ctx, filingRank{Paper: "original"}, d.Signed, p)
		case d.Signed != "":
			p.title, p.about = w.Paper("opinion.title"), w.Paper("decision."+string(d.Kind))
			err = c.put(ctx, filingRank{Paper: "opinion"}, d.Signed, p)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// scans are what was signed on paper inside the court.
func (c *collector) scans(ctx context.Context) error {
	w, m := c.app.Words, c.d.Matter
	for _, o := range m.SignOffs {
		if err := c.scan(ctx, filingRank{Paper: "signoff"}, o.Scan, filedPaper{title: w.Paper("archive.paper.signoff"), about: o.By, on: o.Paper}); err != nil {
			return err
		}
	}
	for _, r := range m.Resolutions {
		if err := c.scan(ctx, filingRank{Paper: "resolution"}, r.Scan, filedPaper{title: w.Paper("archive.paper.resolution"), on: r.On}); err != nil {
			return err
		}
	}
	if s := m.Substitute; s != nil {
		return c.scan(ctx, filingRank{Paper: "substitute"}, s.Scan, filedPaper{title: w.Paper("archive.paper.substitute"), on: s.On})
	}
	return nil
}

func (c *collector) record(ctx context.Context) error {
	pdf, err := c.app.reviewRecord(ctx, c.d)
	if err != nil {
		return err
	}
	p, err := c.made(ctx, pdf, filedPaper{title: c.app.Words.Paper("archive.paper.record"), number: numberOf(c.d.ID), on: review.DateOf(c.app.Now())})
	c.add(filingRank{Paper: "record"}, p)
	return err
}

func (c *collector) attachments(ctx context.Context) error {
	for _, f := range c.d.Matter.Attachments {
		rank := c.table.rank(f.Type)
		p := filedPaper{title: f.Type}
		if rank.Type == "*" {
			p.note = c.app.Words.Paper("archive.note.unsorted", "name", f.Name)
		}
		if err := c.scan(ctx, rank, f.File, p); err != nil {
			return err
		}
	}
	return nil
}
