package theme

import (
	"sync"
	"unicode"

	"fyne.io/fyne/v2"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/sync/errgroup"

	"shenqian/packaging/fonts"
)

// Faces are the window's fonts. They are given to the theme, never left to
// the system's fallback: that picks another face for each character and cuts
// some off.
//
// The window opens with faces that lack rare ideographs: the whole ones are
// three times the size and would be a third of the time to the first frame.
// They are read when a text has a character that the window's lack.
type Faces struct {
	Regular, Bold fyne.Resource
	has           *sfnt.Font                             // what the two have glyphs for
	whole         func(bold bool) (fyne.Resource, error) // nil if these are whole
}

// LoadFaces finds the window's fonts.
func LoadFaces(set *fonts.Set) (Faces, error) {
	var f Faces
	var g errgroup.Group // two files, and most desks have two cores
	for name, to := range map[string]*fyne.Resource{fonts.Window: &f.Regular, fonts.WindowBold: &f.Bold} {
		g.Go(func() (err error) {
			*to, err = resource(set, name)
			return err
		})
	}
	regular := sync.OnceValues(func() (fyne.Resource, error) { return resource(set, fonts.Hei) })
	bold := sync.OnceValues(func() (fyne.Resource, error) { return resource(set, fonts.HeiBold) })
	f.whole = func(b bool) (fyne.Resource, error) {
		if b {
			return bold()
		}
		return regular()
	}
	if err := g.Wait(); err != nil {
		return Faces{}, err
	}
	var err error
	f.has, err = sfnt.Parse(f.Regular.Content())
	return f, err
}

// lack says whether s has an ideograph that is in the whole faces at most.
func (f Faces) lack(s string) bool {
	if f.whole == nil {
		return false
	}
	for _, r := range s {
		if r < 0x3400 || !unicode.In(r, unicode.Han) {
			continue
		}
		if g, err := f.has.GlyphIndex(nil, r); err != nil || g == 0 {
			return true
		}
	}
	return false
}

// Whole reads the whole faces.
func (f Faces) Whole() (Faces, error) {
	if f.whole == nil {
		return f, nil
	}
	var all Faces
	var g errgroup.Group
	for bold, to := range map[bool]*fyne.Resource{false: &all.Regular, true: &all.Bold} {
		g.Go(func() (err error) {
			*to, err = f.whole(bold)
			return err
		})
	}
	return all, g.Wait()
}

func resource(set *fonts.Set, name string) (fyne.Resource, error) {
	b, err := set.Load(name)
	return fyne.NewStaticResource(name+".ttf", b), err
}
