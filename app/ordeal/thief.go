package ordeal

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"encoding/base64"
	"encoding/binary"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/tlog"
)

// thief has a court's database and the key of its sealing layer, and knows
// storage/FORMAT.md. He has nobody's certificate. What he does here follows
// that page, not the program.
type thief struct {
	dir  string
	db   *sql.DB
	aead cipher.AEAD
}

func breakIn(dir string) (*thief, error) {
	text, err := os.ReadFile(filepath.Join(dir, "demonstration.key"))
	if err != nil {
		return nil, err
	}
	key, err := base64.StdEncoding.DecodeString(string(bytes.TrimSpace(text)))
	if err != nil {
		return nil, err
	}
	b, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	aead, err := cipher.NewGCM(b)
	if err != nil {
		return nil, err
	}
	db, err := sql.Open("sqlite3", filepath.Join(dir, "court.db"))
	return &thief{dir, db, aead}, err
}

func (t *thief) seal(plain []byte, label string) []byte {
	nonce := make([]byte, 12)
	_, _ = rand.Read(nonce)
	return t.aead.Seal(nonce, nonce, plain, []byte(label))
}

func (t *thief) open(sealed []byte, label string) ([]byte, error) {
	return t.aead.Open(nil, sealed[:12], sealed[12:], []byte(label))
}

// act is a row of the journal.
type act struct {
	typ, subject, kind, key string
	signature, body         []byte
}

func (t *thief) read() (out []act, err error) {
	rows, err := t.db.Query("SELECT seq, type, subject, signer_kind, signer_key, signature, sealed_body FROM journal ORDER BY seq")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var a act
		var seq int64
		var sealed []byte
		if err := rows.Scan(&seq, &a.typ, &a.subject, &a.kind, &a.key, &a.signature, &sealed); err != nil {
			return nil, err
		}
		if a.body, err = t.open(sealed, label(seq)); err != nil {
			return nil, err
		}
		out = append(out, a)
	}
	return out, rows.Err()
}

func label(seq int64) string { return "journal " + strconv.FormatInt(seq, 10) }

// write puts a whole journal in the place of the one there was: numbers, chain,
// tree, files and rows all fit.
func (t *thief) write(acts []act) error {
	tx, err := t.db.Begin()
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }() // does nothing after Commit
	for _, q := range []string{"DELETE FROM journal", "DELETE FROM tree", "UPDATE matter SET made = 0"} {
		if _, err := tx.Exec(q); err != nil {
			return err
		}
	}
	var prev [32]byte
	var stored []tlog.Hash
	reader := tlog.HashReaderFunc(func(at []int64) (out []tlog.Hash, err error) {
		for _, i := range at {
			out = append(out, stored[i])
		}
		return out, nil
	})
	for i, a := range acts {
		seq := int64(i + 1)
		hash := a.hash(seq, prev)
		if _, err := tx.Exec("INSERT INTO journal (seq, type, subject, signer_kind, signer_key, signature, sealed_body, prev, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
			seq, a.typ, a.subject, a.kind, a.key, a.signature, t.seal(a.body, label(seq)), prev[:], hash[:]); err != nil {
			return err
		}
		prev = hash
		hs, err := tlog.StoredHashes(seq-1, hash[:], reader)
		if err != nil {
			return err
		}
		for _, h := range hs {
			if _, err := tx.Exec("INSERT INTO tree (number, hash) VALUES (?, ?)", len(stored), h[:]); err != nil {
				return err
			}
			stored = append(stored, h)
		}
	}
	if err := t.refile(tx, acts); err != nil {
		return err
	}
	return tx.Commit()
}

// hash is FORMAT.md §3.
func (a act) hash(seq int64, prev [32]byte) [32]byte {
	b := binary.BigEndian.AppendUint64([]byte("shenqian/journal/1\n"), uint64(seq))
	for _, part := range [][]byte{prev[:], []byte(a.typ), []byte(a.subject), a.body, []byte(a.kind), []byte(a.key), a.signature} {
		b = append(binary.BigEndian.AppendUint32(b, uint32(len(part))), part...)
	}
	return sha256.Sum256(b)
}

// refile has every file come in with the act that names it first; files that
// no act names, and the rows of matters that are no more, are gone.
func (t *thief) refile(tx *sql.Tx, acts []act) error {
	hashes, err := column(tx, "SELECT hash FROM blob")
	if err != nil {
		return err
	}
	for _, h := range hashes {
		first := 0
		for i, a := range acts {
			if bytes.Contains(a.body, []byte(h)) {
				first = i + 1
				break
			}
		}
		if first == 0 {
			_, err = tx.Exec("DELETE FROM blob WHERE hash = ?", h)
		} else {
			_, err = tx.Exec("UPDATE blob SET seq = ? WHERE hash = ?", first, h)
		}
		if err != nil {
			return err
		}
	}
	for _, q := range []string{
		"DELETE FROM matter WHERE id NOT IN (SELECT subject FROM journal WHERE type = 'matter')",
		"DELETE FROM matter_desk WHERE matter NOT IN (SELECT number FROM matter)",
	} {
		if _, err := tx.Exec(q); err != nil {
			return err
		}
	}
	return nil
}

func column(tx *sql.Tx, query string) (out []string, err error) {
	rows, err := tx.Query(query)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, rows.Err()
}

// find is the last act whose body holds all the words.
func find(acts []act, words ...string) int {
next:
	for i := len(acts) - 1; i >= 0; i-- {
		for _, w := range words {
			if !strings.Contains(string(acts[i].body), w) {
				continue next
			}
		}
		return i
	}
	return -1
}
