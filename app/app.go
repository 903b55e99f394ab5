package app

import (
	"context"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"

	"shenqian/app/disk"
	"shenqian/app/network"
	"shenqian/packaging/fonts"
	"shenqian/review"
	"shenqian/review/index"
	"shenqian/review/kind"
	"shenqian/review/law"
	"shenqian/signing/typeset"
	"shenqian/storage"
)

// Config says where and how the program runs.
type Config struct {
	Data     string           // the court's data: a folder, or the address of a PostgreSQL database
	Window   bool             // take the folder for a window
	Clock    func() time.Time // nil for the machine's
	Language string           // zh-Hans or en
	Fonts    string           // folder of a court's own fonts, may be empty
	Settings string           // folder of the user's own settings, may be empty: nothing is remembered
	Machine  string           // what this machine is called, its host name if empty
	// Volume tells of the disk under a folder; nil for disk.Of.
	Volume func(path string) (disk.Info, error)
}

// App is one court's desk. It may be used by goroutines.
type App struct {
	*Workshop
	config Config
	reads  bool   // nothing is written: the folder lies on a network share
	here   string // folder for what belongs to the data and to this machine
	store  *storage.Store
	made   made
	engine engine

	mu      sync.Mutex
	court   Court
	session *Session
	bag     *carrying // on a device, nil at the court
	watch   []func(matter string)
}

// Workshop is what needs no court: reading, checking, typesetting.
type Workshop struct {
	Words *Catalogue
	clock func() time.Time
	fonts string
	net   *network.Client

	indices []index.Definition

	tables atomic.Pointer[tables]

	once sync.Once
	set  *fonts.Set
	kit  *typeset.Kit
	err  error
}

// tables are the law and the kinds of paper that are read by it.
type tables struct {
	law   *law.Book
	kinds []review.Kind
}

func (w *Workshop) readBy(book *law.Book) { w.tables.Store(&tables{law: book, kinds: kind.All(book)}) }

func (w *Workshop) law() *law.Book { return w.tables.Load().law }

// NewWorkshop makes the part of the program that works without a court.
func NewWorkshop(c Config) (*Workshop, error) {
	words, err := NewCatalogue(c.Language)
	if err != nil {
		return nil, err
	}
	book, err := law.Load()
	if err != nil {
		return nil, err
	}
	indices, err := index.Load()
	if err != nil {
		return nil, err
	}
	w := &Workshop{Words: words, clock: c.Clock, fonts: c.Fonts, indices: indices}
	w.readBy(book)
	if w.clock == nil {
		w.clock = time.Now
	}
	cache := ""
	if c.Settings != "" {
		cache = filepath.Join(c.Settings, "revocation")
	}
	w.net = network.New(cache, w.clock)
	return w, nil
}

// Zone is the zone of every printed time. China has one.
var Zone = time.FixedZone("UTC+8", 8*3600)

// Now is the time of an act, to the second.
func (w *Workshop) Now() time.Time { return w.clock().In(Zone).Truncate(time.Second) }

// Kinds are the kinds of paper, the first being the one of lone files.
func (w *Workshop) Kinds() []review.Kind { return w.tables.Load().kinds }

// Kind finds a kind by its id.
func (w *Workshop) Kind(id string) (review.Kind, error) {
	for _, k := range w.Kinds() {
		if k.ID() == id {
			return k, nil
		}
	}
	return nil, review.Fault("kind.unknown", "kind", id)
}

// Kit is the typesetter with its fonts, loaded at first use.
func (w *Workshop) Kit() (*typeset.Kit, error) {
	w.once.Do(func() {
		if w.set, w.err = fonts.Find(w.fonts); w.err != nil {
			return
		}
		var f typeset.Fonts
		// Each file is some ten megabytes to decompress: side by side.
		var g errgroup.Group
		for name, to := range map[string]*typeset.FontFile{
			fonts.SongBold: &f.Song, fonts.Song: &f.SongRegular, fonts.FangSong: &f.FangSong, fonts.Kai: &f.Kai,
			fonts.Hei: &f.Hei, fonts.Latin: &f.Latin, fonts.LatinBold: &f.LatinBold,
		} {
			g.Go(func() error {
				data, err := w.set.Load(name)
				*to = typeset.FontFile{Name: name, Data: data}
				return err
			})
		}
		w.err = g.Wait()
		f.Fallback = []typeset.FontFile{f.Kai, f.SongRegular, f.Hei}
		if w.err == nil {
			w.kit, w.err = typeset.NewKit(f)
		}
	})
	return w.kit, w.err
}

// Open opens the court in c.Data. What it opens is made by CreateCourt.
func Open(ctx context.Context, c Config) (*App, error) {
	w, err := NewWorkshop(c)
	if err != nil {
		return nil, err
	}
	return w.Open(ctx, c)
}

// Open is Open with a workshop at hand, whose clock and words count.
func (w *Workshop) Open(ctx context.Context, c Config) (*App, error) {
	if !storage.Exists(c.Data) {
		return nil, c.absent()
	}
	key, err := sealingKey(c, false, false)
	if err != nil {
		return nil, err
	}
	a, err := openWith(ctx, c, w, key)
	if err != nil {
		return nil, err
	}
	if err := a.mayStillOpen(); err != nil {
		return nil, closeAfter(err, a.store)
	}
	return a, nil
}

// openWith opens the court whose data the key unseals.
func openWith(ctx context.Context, c Config, w *Workshop, key []byte) (*App, error) {
	s, err := storage.Open(ctx, c.Data, c.options(key))
	if err != nil {
		return nil, err
	}
	a := &App{Workshop: w, config: c, store: s, made: newMade(), reads: c.share() != ""}
	if a.here, err = c.here(); err == nil {
		a.court, err = a.loadCourt(ctx)
	}
	if err == nil {
		err = a.loadCarried(ctx)
	}
	if err == nil {
		a.keepHolidays()
		err = a.remake(ctx)
	}
	if err != nil {
		return nil, closeAfter(err, s)
	}
	return a, nil
}

func closeAfter(err error, s *storage.Store) error {
	_ = s.Close() // the first error counts
	return err
}

// Close lets go of the data.
func (a *App) Close() error {
	err := a.engine.close()
	if e := a.store.Close(); err == nil {
		err = e
	}
	return err
}

// Court is the court whose desk this is.
func (a *App) Court() Court {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.court
}

func (a *App) setCourt(c Court) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.court = c
}

// Data is the folder the court is in, or the name of its database.
func (a *App) Data() string {
	if !storage.OnServer(a.config.Data) {
		return a.config.Data
	}
	name, _ := a.config.name() // it was opened by it
	return name
}

// Here is the folder of what belongs to the data and to this machine.
func (a *App) Here() string { return a.here }

// OnChange has f called, on any goroutine, after a matter has changed here.
func (a *App) OnChange(f func(matter string)) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.watch = append(a.watch, f)
}

func (a *App) changed(matter string) {
	a.mu.Lock()
	watch := a.watch
	a.mu.Unlock()
	for _, f := range watch {
		f(matter)
	}
}
