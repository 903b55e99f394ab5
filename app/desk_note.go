package app

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"shenqian/review"
)

// What someone is typing is nobody's act yet, so it is not in the journal; but
// it speaks of the case, so it is sealed like everything else of the court.

func (a *App) notesPath(person, id string) string {
	return filepath.Join(a.here, "notes", string(review.HashOf([]byte(person + "\x00" + id)))[:32])
}

// KeepNotes keeps what the one at the desk has typed on a matter and not yet
// handed in; an empty map forgets it.
func (a *App) KeepNotes(id string, notes map[string]string) error {
	s := a.Session()
	if s == nil {
		return review.Fault("session.needed")
	}
	path := a.notesPath(s.Person.ID, id)
	if len(notes) == 0 {
		return removeIfThere(path)
	}
	b, err := json.Marshal(notes)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	return ReplaceFile(path, a.store.Seal(b, "notes "+id), 0o600)
}

// Notes are what KeepNotes kept.
func (a *App) Notes(id string) (map[string]string, error) {
	notes := map[string]string{}
	s := a.Session()
	if s == nil {
		return notes, nil
	}
	sealed, err := os.ReadFile(a.notesPath(s.Person.ID, id))
	if errors.Is(err, fs.ErrNotExist) {
		return notes, nil
	}
	if err != nil {
		return notes, err
	}
	b, err := a.store.Unseal(sealed, "notes "+id)
	if err != nil {
		return notes, err
	}
	return notes, json.Unmarshal(b, &notes)
}
