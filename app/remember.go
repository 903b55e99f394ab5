package app

import (
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"time"

	"shenqian/review"
	"shenqian/signing/checkpoint"
)

// The machine remembers the newest checkpoint of each journal that was at work
// on it, in the user's settings and not in the data: whoever puts an older or
// another state of the data in its place does not get at that. It is held
// against the journal at every sign-in, before anything is signed, and
// whenever the journal is checked.
//
// It is the machine's own word: it attests nothing outside (JournalReport.
// Anchored), and who can write the settings too can take it away.

// memory is what the machine remembers of one folder's journal.
type memory struct {
	Checkpoint string    `json:"checkpoint,omitempty"` // signed
	At         time.Time `json:"at,omitzero"`
	// GivenUp are the checkpoints that the journal did not agree with and that
	// somebody signed in despite, in their order. They are never taken out.
	GivenUp []GivenUp `json:"given_up,omitempty"`
}

// GivenUp is a state of the journal that is no more, as somebody was told.
type GivenUp struct {
	Checkpoint string    `json:"checkpoint"`
	At         time.Time `json:"at"`
	Code       string    `json:"code"` // what was said
}

// memoryPath is the file, "" where nothing is remembered.
func memoryPath(c Config) (string, error) {
	if c.Settings == "" {
		return "", nil
	}
	name, err := c.name()
	return filepath.Join(c.Settings, "journals", string(review.HashOf([]byte(name))[:24])+".json"), err
}

// recall reads what is remembered, nothing if there is nothing.
func recall(c Config) (m memory, path string, err error) {
	if path, err = memoryPath(c); err != nil || path == "" {
		return m, path, err
	}
	b, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return m, path, nil
	}
	if err == nil {
		err = json.Unmarshal(b, &m)
	}
	if err == nil && m.Checkpoint != "" {
		_, err = checkpoint.Read(m.Checkpoint)
	}
	if err != nil {
		return memory{}, path, review.FaultFrom(err, "journal.memory", "file", path)
	}
	return m, path, nil
}

// keep writes it in one go: a kill leaves the old memory or the new.
func (m memory) keep(path string) error {
	b, err := json.Marshal(m)
	if err != nil {
		return err
	}
	dir := filepath.Dir(path)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return review.FaultFrom(err, "journal.notkept", "folder", dir)
	}
	f, err := os.CreateTemp(dir, ".journal-*")
	if err != nil {
		return review.FaultFrom(err, "journal.notkept", "folder", dir)
	}
	defer os.Remove(f.Name()) // it was renamed if all went well
	_, err = f.Write(b)
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return review.FaultFrom(err, "journal.notkept", "folder", dir)
	}
	return nil
}

// Remember keeps the journal's checkpoint as of now, unless a later one is
// kept already. It does not ask whether the journal agrees with what was kept.
func (a *App) Remember(ctx context.Context) error {
	m, path, err := recall(a.config)
	if err != nil || path == "" {
		return err
	}
	signed, c, err := a.Checkpoint(ctx, 0)
	if err != nil || signed == "" {
		return err
	}
	// Another window may have gone on since this one looked.
	if was, err := checkpoint.Read(m.Checkpoint); err == nil && was.Origin == c.Origin && was.Size >= c.Size {
		return nil
	}
	m.Checkpoint, m.At = signed, a.Now()
	return m.keep(path)
}

// forget drops what is remembered of a folder in which a court is founded: its
// journal begins anew.
func forget(c Config) error {
	path, err := memoryPath(c)
	if err != nil || path == "" {
		return err
	}
	return removeIfThere(path)
}

// letGo drops the checkpoint that is remembered, for a journal that is known
// to be another by now.
func letGo(c Config) error {
	m, path, err := recall(c)
	if err != nil || m.Checkpoint == "" {
		return err
	}
	m.Checkpoint = ""
	return m.keep(path)
}

// AgreesWithMemory says whether the journal contains what the machine
// remembers of it: nil, or a fault that says how it doesn't. It reads the tree
// alone and takes no longer for a longer journal; CheckJournal reads all.
func (a *App) AgreesWithMemory(ctx context.Context) error {
	m, _, err := recall(a.config)
	if err != nil || m.Checkpoint == "" || a.agreedOlder() {
		return err
	}
	logs, err := a.logs(ctx)
	if err != nil {
		return err
	}
	keys := make([]string, len(logs))
	for i, l := range logs {
		keys[i] = l.Key
	}
	on := m.At.In(Zone).Format("2006-01-02 15:04")
	was, err := checkpoint.Open(m.Checkpoint, keys...)
	if err != nil {
		return review.FaultFrom(err, "journal.replaced", "on", on)
	}
	size, err := a.store.Size(ctx)
	if err != nil {
		return err
	}
	have, then := strconv.FormatInt(size, 10), strconv.FormatInt(was.Size, 10)
	if size < was.Size {
		return review.Fault("journal.rolledback", "on", on, "size", then, "have", have)
	}
	root, err := a.store.Root(ctx, was.Size)
	if err != nil {
		return err
	}
	if root != was.Root {
		return review.Fault("journal.rewritten", "on", on, "size", then)
	}
	return nil
}

// differs are the faults of AgreesWithMemory that somebody may sign in despite.
var differs = []string{"journal.memory", "journal.replaced", "journal.rolledback", "journal.rewritten"}

// DiffersFromMemory says whether an error is that the journal is not the one
// that the machine remembers.
func DiffersFromMemory(err error) bool { return slices.Contains(differs, Code(err)) }

// GiveUpMemory takes the journal as it is, for somebody who was told that it
// is not the one remembered. That he was told stays remembered.
func (a *App) GiveUpMemory(ctx context.Context) error {
	err := a.AgreesWithMemory(ctx)
	if !DiffersFromMemory(err) {
		return err
	}
	m, path, unread := recall(a.config)
	given := GivenUp{Checkpoint: m.Checkpoint, At: a.Now(), Code: Code(err)}
	if unread != nil {
		b, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		given.Checkpoint = string(b)
	}
	return memory{GivenUp: append(m.GivenUp, given)}.keep(path)
}

// GivenUp are the states of the journal that the machine remembered and
// somebody signed in despite.
func (a *App) GivenUp() ([]GivenUp, error) {
	m, _, err := recall(a.config)
	return m.GivenUp, err
}

// RememberedPaper is what the machine remembers of the journal in c.Data, as a
// paper to hold a backup against: nothing unless it is of the journal with that
// origin.
func RememberedPaper(c Config, words *Catalogue, origin string) ([]Paper, error) {
	m, _, err := recall(c)
	if err != nil || m.Checkpoint == "" {
		return nil, err
	}
	if was, err := checkpoint.Read(m.Checkpoint); err != nil || was.Origin != origin {
		return nil, err
	}
	return []Paper{{words.Say("journal.remembered"), []byte(m.Checkpoint)}}, nil
}

// CheckJournal is VerifyJournal that also holds the journal against what the
// machine remembers of it, and remembers it if it is good.
func (a *App) CheckJournal(ctx context.Context, papers ...Paper) (*JournalReport, error) {
	var own []Paper
	m, path, err := recall(a.config)
	switch {
	case err != nil: // a memory that can't be read is a paper that can't
		own = []Paper{{path, nil}}
	case m.Checkpoint != "" && !a.agreedOlder():
		own = []Paper{{a.Words.Say("journal.remembered"), []byte(m.Checkpoint)}}
	}
	r, err := a.verifyJournal(ctx, papers, own)
	if err != nil || !r.Good {
		return r, err
	}
	return r, a.Remember(ctx)
}

// agreedOlder says whether the data was put back from a backup that was known
// to be older, which nobody has signed for yet: then what is remembered is
// known not to hold.
func (a *App) agreedOlder() bool {
	r, found, err := a.unsignedRestore()
	return err == nil && found && r.Older
}
