package app

import (
	"bytes"
	"encoding/base64"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"filippo.io/age"

	"shenqian/review"
	"shenqian/signing"
	"shenqian/signing/checkpoint"
	"shenqian/signing/pdffile"
	"shenqian/signing/typeset"
	"shenqian/storage"
)

// Paper is something that came out of the court and is held against the
// journal: a PDF, a checkpoint, a proof, or what stands on a printed slip.
type Paper struct {
	Name    string
	Content []byte
}

// PaperCheck is what the journal says to a paper.
type PaperCheck struct {
	File   string `json:"file"`
	Origin string `json:"origin,omitempty"` // of the checkpoint in it, if any
	Size   int64  `json:"size,omitempty"`
	Root   string `json:"root,omitempty"`
	Row    int64  `json:"row,omitempty"` // the act that made it
	Agrees bool   `json:"agrees"`
	// Later: the journal ends before the paper was made.
	Later  bool   `json:"later,omitempty"`
	Reason string `json:"reason,omitempty"`
}

// heldPaper is a paper while the journal is walked.
type heldPaper struct {
	PaperCheck
	err    error // why it can't be held against the journal at all
	mark   checkpoint.Checkpoint
	marked bool
	rows   map[int64][32]byte // acts that it attests by itself
	other  int64              // the first of them that the journal has not, 0 for none
	hashes []string           // of the file as it was after each of its revisions
	signed bool
	own    bool // the machine's own memory: it attests nothing outside
}

// hold reads the papers.
func (a *App) hold(papers []Paper, logs []logRecord) []*heldPaper {
	var out []*heldPaper
	for _, p := range papers {
		h := &heldPaper{PaperCheck: PaperCheck{File: p.Name}}
		h.err = a.readPaper(h, p.Content, logs)
		out = append(out, h)
	}
	return out
}

func (a *App) readPaper(h *heldPaper, content []byte, logs []logRecord) error {
	text := string(content)
	if bytes.HasPrefix(content, []byte("%PDF-")) {
		r, err := a.Verify(content, nil)
		if err != nil {
			return err
		}
		if r.Verdict != signing.Valid && r.Verdict != signing.Unsigned {
			return review.Fault("journal.badpaper", "verdict", a.Words.Say("verdict."+string(r.Verdict)))
		}
		h.signed = r.Verdict == signing.Valid
		if h.hashes, err = revisionHashes(content); err != nil {
			return err
		}
		if text, err = typeset.Record(content); err != nil || text == "" {
			return err
		}
	}
	if checkpoint.IsProof(text) {
		p, err := checkpoint.ReadProof(text)
		if err != nil {
			return err
		}
		h.rows = map[int64][32]byte{p.Row.Number: p.Row.Hash}
		for _, r := range p.Before {
			h.rows[r.Number] = r.Hash
		}
		text = p.Signed
	}
	if c, ok := printed(text); ok {
		h.Size, h.Root, h.mark, h.marked = c.Size, c.RootText(), c, true
		return nil
	}
	if _, err := checkpoint.Read(text); err != nil {
		return review.FaultFrom(err, "journal.paperunread", "file", h.File)
	}
	if len(logs) == 0 {
		return review.Fault("journal.nolog")
	}
	keys := make([]string, len(logs))
	for i, l := range logs {
		keys[i] = l.Key
	}
	c, err := checkpoint.Open(text, keys...)
	h.Origin, h.Size, h.Root = c.Origin, c.Size, c.RootText()
	if err != nil {
		return err
	}
	h.mark, h.marked = c, true
	return nil
}

// revisionHashes are the hashes of the file up to the end of each revision: the
// journal names the file that an act made, and later acts only add to it.
func revisionHashes(pdf []byte) ([]string, error) {
	r, err := pdffile.Open(pdf)
	if err != nil {
		return nil, err
	}
	var out []string
	for _, v := range r.Revisions {
		out = append(out, string(review.HashOf(pdf[:v.Length])))
	}
	return out, nil
}

// meet holds one entry against the paper.
func (h *heldPaper) meet(e storage.Entry) {
	if hash, ok := h.rows[e.Seq]; ok && e.Hash != hash && h.other == 0 {
		h.other = e.Seq
	}
	if h.Row != 0 {
		return
	}
	for i, hash := range h.hashes {
		// What is signed was made by the act that signed it; its first revision
		// was only shown.
		if (i > 0 || !h.signed) && bytes.Contains(e.Body, []byte(hash)) {
			h.Row = e.Seq
		}
	}
}

func sizes(held []*heldPaper) (out []int64) {
	for _, h := range held {
		if h.marked {
			out = append(out, h.mark.Size)
		}
	}
	return out
}

// anchors says whether the paper attests anything about the journal.
func (h *heldPaper) anchors() bool { return h.err == nil && h.marked }

func (h *heldPaper) agrees(w storage.Walk) bool {
	return h.err == nil && (!h.marked || w.Roots[h.mark.Size] == h.mark.Root && h.mark.Size <= w.Entries)
}

// verdict is nil if the journal agrees with the paper. The rows up to anchored
// are known to be good from another paper.
func (h *heldPaper) verdict(w storage.Walk, anchored int64) error {
	number := func(n int64) string { return strconv.FormatInt(n, 10) }
	switch {
	case h.err != nil:
		return h.err
	case h.other != 0:
		return review.Fault("journal.otherrow", "row", number(h.other))
	case h.marked && h.mark.Size > w.Entries:
		return review.Fault("journal.shorter", "have", number(w.Entries), "size", number(h.mark.Size), "row", number(w.Entries+1))
	case !h.agrees(w):
		from := int64(1)
		if anchored < h.mark.Size {
			from = anchored + 1
		}
		return review.Fault("journal.otherroot", "from", number(from), "size", number(h.mark.Size))
	case len(h.hashes) > 0 && h.Row == 0 && h.signed && h.marked:
		return review.Fault("journal.nopaper")
	case len(h.hashes) > 0 && h.Row == 0:
		return review.Fault("journal.otherpaper")
	}
	return nil
}

// printed reads a checkpoint as it stands on a printed slip, without its
// signature: "size:root".
func printed(text string) (c checkpoint.Checkpoint, ok bool) {
	size, root, ok := strings.Cut(strings.TrimSpace(text), ":")
	n, err := strconv.ParseInt(size, 10, 64)
	b, rootErr := base64.StdEncoding.DecodeString(root)
	if !ok || err != nil || rootErr != nil || len(b) != 32 || n < 1 {
		return c, false
	}
	return checkpoint.Checkpoint{Size: n, Root: [32]byte(b)}, true
}

// CheckpointFile is the name of the checkpoint in a folder that goes out.
const CheckpointFile = "checkpoint"

// ReadPapers reads what is to be held against a journal: a file, a folder's
// PDFs and checkpoint, or "size:root" as it stands on a printed slip.
//
// Of a backup, which the keys in with open, it is the checkpoint.
func ReadPapers(arg string, with ...age.Identity) ([]Paper, error) {
	if _, ok := printed(arg); ok {
		return []Paper{{arg, []byte(arg)}}, nil
	}
	info, err := os.Stat(arg)
	if err != nil {
		return nil, err
	}
	if IsBackup(arg) {
		b, err := ReadBackupCheckpoint(arg, with...)
		if err != nil {
			return nil, err
		}
		return []Paper{{arg, []byte(b.Checkpoint)}}, nil
	}
	files := []string{arg}
	if info.IsDir() {
		if files, err = pdfsIn(arg); err != nil {
			return nil, err
		}
		if path := filepath.Join(arg, CheckpointFile); isFile(path) {
			files = append(files, path)
		}
		if len(files) == 0 {
			return nil, review.Fault("journal.emptyfolder", "folder", arg)
		}
	}
	var out []Paper
	for _, f := range files {
		b, err := ReadFileFully(f)
		if err != nil {
			return nil, err
		}
		out = append(out, Paper{f, b})
	}
	return out, nil
}

func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}
