package app

import (
	"encoding/json"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"shenqian/review"
)

// columnsFile keeps, in the user's settings folder, what the columns of lists
// mean that the program doesn't know: by the titles of a list's header, since
// a court's system exports the same header every time.
const columnsFile = "columns.json"

const mostColumnsFile = 1 << 20

// columnMemory is that file. Without a settings folder nothing is remembered.
type columnMemory struct {
	path    string
	headers map[string]map[string]string // header → title → field
}

func (a *App) columnMemory() (*columnMemory, error) {
	m := &columnMemory{headers: map[string]map[string]string{}}
	if a.config.Settings == "" {
		return m, nil
	}
	m.path = filepath.Join(a.config.Settings, columnsFile)
	info, err := os.Stat(m.path)
	if errors.Is(err, fs.ErrNotExist) {
		return m, nil
	}
	if err != nil {
		return nil, err
	}
	b := []byte{}
	if info.Size() <= mostColumnsFile {
		if b, err = os.ReadFile(m.path); err != nil {
			return nil, err
		}
	}
	if err := json.Unmarshal(b, &m.headers); err != nil {
		return nil, review.FaultFrom(err, "columns.damaged", "file", m.path)
	}
	return m, nil
}

// keys are the titles that were ever mapped to the field by which a header is
// found, with those given now.
func (m *columnMemory) keys(key string, given map[string]string) map[string]string {
	out := map[string]string{}
	for _, own := range m.headers {
		for title, field := range own {
			if field == key {
				out[title] = field
			}
		}
	}
	maps.Copy(out, given)
	return out
}

// columns are the user's own for a header: those given now, which are
// remembered, over those remembered.
func (m *columnMemory) columns(titles []string, given map[string]string) (map[string]string, error) {
	key := headerPrint(titles)
	own := maps.Clone(m.headers[key])
	if own == nil {
		own = map[string]string{}
	}
	changed := false
	for title, field := range given {
		if slices.Contains(titles, title) && own[title] != field {
			own[title], changed = field, true
		}
	}
	if !changed || m.path == "" {
		return own, nil
	}
	m.headers[key] = own
	return own, m.save()
}

// headerPrint tells headers apart by their titles, in whatever order.
func headerPrint(titles []string) string {
	sorted := slices.Sorted(slices.Values(titles))
	return string(review.HashOf([]byte(strings.Join(sorted, "\n"))))
}

func (m *columnMemory) save() error {
	b, err := json.MarshalIndent(m.headers, "", "  ")
	if err != nil {
		return err
	}
	dir := filepath.Dir(m.path)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	return ReplaceFile(m.path, b, 0o600)
}
