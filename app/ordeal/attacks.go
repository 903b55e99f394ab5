package ordeal

import (
	"context"
	"crypto/ed25519"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Attack does something to a copy of a court's data.
type Attack struct {
	Name string
	// Paper: only a paper from outside can show it.
	Paper bool
	// OneOfMany: there may be no other row with another value.
	OneOfMany bool
	// Do reports errNothing if there was nothing to do it to.
	Do func(dir string) error
}

// errNothing says that an attack changed nothing, so that there is nothing to
// be found.
var errNothing = errors.New("the attack changed nothing")

func sqlAttack(name, query string) Attack {
	return Attack{Name: name, Do: func(dir string) error {
		t, err := breakIn(dir)
		if err != nil {
			return err
		}
		defer t.db.Close()
		r, err := t.db.Exec(query)
		if err != nil {
			return fmt.Errorf("%s: %w", query, err)
		}
		if n, err := r.RowsAffected(); err != nil || n == 0 {
			return errNothing
		}
		return nil
	}}
}

// rewriting is an attack on the whole journal by someone who can seal and
// chain as the program does.
func rewriting(name string, paper bool, change func(t *thief, acts []act) ([]act, error)) Attack {
	return Attack{Name: name, Paper: paper, Do: func(dir string) error {
		t, err := breakIn(dir)
		if err != nil {
			return err
		}
		defer t.db.Close()
		acts, err := t.read()
		if err != nil {
			return err
		}
		if acts, err = change(t, acts); err != nil {
			return err
		}
		return t.write(acts)
	}}
}

// historyAttacks rewrite history with a stolen database and the key of its
// sealing layer. early is a copy of the data as it was before.
func historyAttacks(early string) []Attack {
	return []Attack{
		rewriting("the last acts cut off, all else made to fit", true, func(_ *thief, acts []act) ([]act, error) {
			return acts[:len(acts)-4], nil
		}),
		rewriting("an answer taken out of the middle, all else made to fit", true, func(_ *thief, acts []act) ([]act, error) {
			return without(acts, find(acts, `"kind":"attach"`))
		}),
		rewriting("a whole matter taken out, all else made to fit", true, func(_ *thief, acts []act) ([]act, error) {
			return slices.DeleteFunc(acts, func(a act) bool { return a.subject == ID(11) }), nil
		}),
		rewriting("two acts changed about, all else made to fit", true, func(_ *thief, acts []act) ([]act, error) {
			i, j := find(acts, `"kind":"draft"`, ID(10)), find(acts, `"kind":"draft"`, ID(11))
			if i < 0 || j < 0 {
				return nil, errNothing
			}
			acts[i], acts[j] = acts[j], acts[i]
			return acts, nil
		}),
		rewriting("an act altered and signed with a stolen desk key", true, forgeAnswer),
		rewriting("the journal's own key cut out, so that another takes its place", true, func(_ *thief, acts []act) ([]act, error) {
			return without(acts, slices.IndexFunc(acts, func(a act) bool { return a.typ == "log" }))
		}),
		{Name: "the data put back to an older copy", Paper: true, Do: func(dir string) error {
			if err := os.RemoveAll(dir); err != nil {
				return err
			}
			return os.CopyFS(dir, os.DirFS(early))
		}},
		{Name: "another court of the same name founded in its place", Paper: true, Do: func(dir string) error {
			if err := os.RemoveAll(dir); err != nil {
				return err
			}
			c, err := Found(context.Background(), dir)
			if err != nil {
				return err
			}
			return c.Close()
		}},
		rewriting("an approval copied into another matter", false, func(_ *thief, acts []act) ([]act, error) {
			a := acts[find(acts, `"kind":"approve"`)]
			a.subject = ID(11)
			return append(acts, a), nil
		}),
		rewriting("an approval renamed to another matter", false, func(_ *thief, acts []act) ([]act, error) {
			a := acts[find(acts, `"kind":"approve"`)]
			a.subject, a.body = ID(11), []byte(strings.ReplaceAll(string(a.body), "执9号", "执11号"))
			return append(acts, a), nil
		}),
		rewriting("an act done twice", false, func(_ *thief, acts []act) ([]act, error) {
			return append(acts, acts[find(acts, `"kind":"approve"`)]), nil
		}),
		rewriting("an approval made another round's", false, func(_ *thief, acts []act) ([]act, error) {
			i := find(acts, `"kind":"approve"`)
			acts[i].body = []byte(strings.ReplaceAll(string(acts[i].body), `"round":1`, `"round":2`))
			return acts, nil
		}),
		rewriting("an act signed by a desk key where the certificate must", false, func(_ *thief, acts []act) ([]act, error) {
			a := acts[find(acts, `"kind":"show"`)]
			a.body = []byte(strings.Replace(string(a.body), `"kind":"show"`, `"kind":"approve"`, 1))
			return append(acts, a), nil
		}),
	}
}

func without(acts []act, i int) ([]act, error) {
	if i < 0 {
		return nil, errNothing
	}
	return slices.Delete(acts, i, i+1), nil
}

// forgeAnswer alters an answer and signs it with the desk key under which it
// was given, which lies sealed in the data until it expires.
func forgeAnswer(t *thief, acts []act) ([]act, error) {
	i := find(acts, `"kind":"answer"`)
	if i < 0 {
		return nil, errNothing
	}
	files, err := filepath.Glob(filepath.Join(t.dir, "desks", "*"))
	if err != nil {
		return nil, err
	}
	for _, f := range files {
		sealed, err := os.ReadFile(f)
		if err != nil {
			return nil, err
		}
		for name := range offices {
			plain, err := t.open(sealed, "outside desk "+name)
			if err != nil {
				continue
			}
			var kept struct {
				Key []byte `json:"key"`
			}
			if err := json.Unmarshal(plain, &kept); err != nil {
				return nil, err
			}
			a := &acts[i]
			statement := func() []byte { return append([]byte("shenqian/event/1\n"), a.body...) }
			key := ed25519.PrivateKey(kept.Key)
			if !ed25519.Verify(key.Public().(ed25519.PublicKey), statement(), a.signature) {
				continue
			}
			a.body = []byte(strings.Replace(string(a.body), "已核实", "未核实", 1))
			a.signature = ed25519.Sign(key, statement())
			return acts, nil
		}
	}
	return nil, errors.New("the desk key is not in the data")
}
