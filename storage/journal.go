package storage

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"encoding/json"
	"errors"
	"io"
	"strconv"

	"shenqian/review"
	"shenqian/review/canon"
)

// EntryType says what an entry's payload is.
type EntryType string

const (
	MatterEntry  EntryType = "matter"  // review.Event
	PersonEntry  EntryType = "person"  // review.Person as it is from now on
	DeskEntry    EntryType = "desk"    // a desk key's certificate (DeskKey)
	CourtEntry   EntryType = "court"   // the court's name and settings
	RulesEntry   EntryType = "rules"   // by which rules a kind of paper is checked from now on
	LogEntry     EntryType = "log"     // the journal's name and key for checkpoints
	KeyEntry     EntryType = "key"     // a key that is trusted no more, from here on
	RestoreEntry EntryType = "restore" // the data was put back from a backup
	ExtractEntry EntryType = "extract" // what a court's system exported, for its indices
	// What is looked at again in a self-inspection, and what was found.
	InspectionEntry EntryType = "inspection"
	SpotCheckEntry  EntryType = "spotcheck" // 今日抽查: which clean papers are looked at with all evidence
	LevelEntry      EntryType = "level"     // the level of a signed file, and the file that stands for it from now on
	PacketEntry     EntryType = "packet"    // an act on an offline packet (review.PacketAct)
	// An act of or before the adjudication committee (committee.Act).
	CommitteeEntry EntryType = "committee"
)

// Signer says who signed: a desk key, or a certificate itself.
type Signer struct {
	Kind string `json:"kind"` // desk or certificate
	Key  string `json:"key"`  // desk key id or certificate fingerprint
}

// NewEntry is an act to be recorded: its payload in canonical form, signed.
type NewEntry struct {
	Type      EntryType
	Subject   string
	Body      []byte
	Signer    Signer
	Signature []byte // over Statement(Body)
}

// Entry is a recorded act.
type Entry struct {
	Seq int64
	NewEntry
	Prev, Hash [32]byte
}

// body is what an entry's Body encodes.
type body struct {
	Type    EntryType       `json:"type"`
	Subject string          `json:"subject"`
	Payload json.RawMessage `json:"payload"`
}

// Encode puts a payload in the canonical form that is signed and stored.
func Encode(t EntryType, subject string, payload any) ([]byte, error) {
	p, err := canon.Marshal(payload)
	if err != nil {
		return nil, err
	}
	return canon.Marshal(body{t, subject, p})
}

// Decode reads an entry's payload.
func (e Entry) Decode(payload any) error {
	var b body
	if err := json.Unmarshal(e.Body, &b); err != nil {
		return review.FaultFrom(err, "journal.body", "seq", strconv.FormatInt(e.Seq, 10))
	}
	if b.Type != e.Type || b.Subject != e.Subject {
		return review.Fault("journal.body", "seq", strconv.FormatInt(e.Seq, 10))
	}
	return json.Unmarshal(b.Payload, payload)
}

// Statement is what is signed for a body. The first line keeps a signature
// from ever meaning anything else.
func Statement(body []byte) []byte { return append([]byte("shenqian/event/1\n"), body...) }

// chain is the hash of an entry: over its number, the hash before, and all
// that was recorded.
func chain(seq int64, prev [32]byte, e NewEntry) [32]byte {
	h := sha256.New()
	put := func(b []byte) { // a hash takes every write
		_ = binary.Write(h, binary.BigEndian, uint32(len(b)))
		_, _ = h.Write(b)
	}
	_, _ = io.WriteString(h, "shenqian/journal/1\n")
	_ = binary.Write(h, binary.BigEndian, seq)
	put(prev[:])
	put([]byte(e.Type))
	put([]byte(e.Subject))
	put(e.Body)
	put([]byte(e.Signer.Kind))
	put([]byte(e.Signer.Key))
	put(e.Signature)
	return [32]byte(h.Sum(nil))
}

// Append records an act at the journal's end.
func (t *Tx) Append(n NewEntry) (Entry, error) {
	e := Entry{NewEntry: n, Seq: 1}
	var seq int64
	var prev []byte
	err := t.tx.QueryRowContext(t.ctx, "SELECT seq, hash FROM "+t.tx.links()+" ORDER BY seq DESC LIMIT 1").Scan(&seq, &prev)
	switch {
	case err == nil:
		e.Seq = seq + 1
		copy(e.Prev[:], prev)
	case !errors.Is(err, sql.ErrNoRows):
		return Entry{}, unwritten(err)
	}
	e.Hash = chain(e.Seq, e.Prev, n)
	_, err = t.tx.ExecContext(t.ctx,
		"INSERT INTO journal (seq, type, subject, signer_kind, signer_key, signature, sealed_body, prev, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
		e.Seq, n.Type, n.Subject, n.Signer.Kind, n.Signer.Key, n.Signature, t.s.seal.seal(n.Body, label(e.Seq)), e.Prev[:], e.Hash[:])
	if err != nil {
		return Entry{}, unwritten(err)
	}
	t.last = e
	return e, t.plant(e)
}

func label(seq int64) string { return "journal " + strconv.FormatInt(seq, 10) }

const entryColumns = "seq, type, subject, signer_kind, signer_key, signature, sealed_body, prev, hash"

// Entries returns the entries of one type and subject in order; an empty
// subject means all subjects, an empty type all types.
func (s *Store) Entries(ctx context.Context, t EntryType, subject string) ([]Entry, error) {
	return s.entries(ctx, s.db, t, subject)
}

// Entries is Store.Entries within the step.
func (t *Tx) Entries(typ EntryType, subject string) ([]Entry, error) {
	return t.s.entries(t.ctx, t.tx, typ, subject)
}

func (s *Store) entries(ctx context.Context, q querier, t EntryType, subject string) (out []Entry, err error) {
	err = s.each(ctx, q, t, subject, func(e Entry) error {
		out = append(out, e)
		return nil
	})
	return out, err
}

// EachEntry is Entries one at a time, for walks over the whole journal. f must
// not write.
func (s *Store) EachEntry(ctx context.Context, t EntryType, f func(Entry) error) error {
	return s.each(ctx, s.db, t, "", f)
}

// entriesWhere asks for entries so that the index on type and subject serves:
// every act asks for those of its matter, and no act may read the whole
// journal. Only those of all matters are read in the journal's own order (the
// sign before type keeps the index out), for they are most of it.
func (s *Store) entriesWhere(t EntryType, subject string) (where string, args []any) {
	switch {
	case t == "" && subject == "":
		return "", nil
	case t == "":
		return " WHERE subject = ?", []any{subject}
	case subject != "":
		return " WHERE type = ? AND subject = ?", []any{t, subject}
	case t == MatterEntry:
		return " WHERE " + s.db.unindexed("type") + " = ?", []any{t}
	}
	return " WHERE type = ?", []any{t}
}

func (s *Store) each(ctx context.Context, q querier, t EntryType, subject string, f func(Entry) error) error {
	where, args := s.entriesWhere(t, subject)
	return s.eachWhere(ctx, q, where, args, f)
}

// eachAfter goes through all entries after one.
func (s *Store) eachAfter(ctx context.Context, seq int64, f func(Entry) error) error {
	return s.eachWhere(ctx, s.db, " WHERE seq > ?", []any{seq}, f)
}

func (s *Store) eachWhere(ctx context.Context, q querier, where string, args []any, f func(Entry) error) error {
	rows, err := q.QueryContext(ctx, "SELECT "+entryColumns+" FROM journal"+where+" ORDER BY seq", args...)
	if err != nil {
		return unread(err)
	}
	defer rows.Close()
	for rows.Next() {
		var e Entry
		var sealed, prev, hash []byte
		if err := rows.Scan(&e.Seq, &e.Type, &e.Subject, &e.Signer.Kind, &e.Signer.Key, &e.Signature, &sealed, &prev, &hash); err != nil {
			return unread(err)
		}
		if e.Body, err = s.seal.open(sealed, label(e.Seq)); err != nil {
			return err
		}
		copy(e.Prev[:], prev)
		copy(e.Hash[:], hash)
		if err := f(e); err != nil {
			return err
		}
	}
	return ended(rows)
}
