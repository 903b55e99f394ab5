//go:build !nogui

// Package ui is the window of the program. What it shows comes from app; it
// knows nothing of storage or signing.
package ui

import (
	"context"
	"os"
	"runtime"

	"fyne.io/fyne/v2"
	fyneapp "fyne.io/fyne/v2/app"

	"shenqian/app"
	"shenqian/app/preview"
	"shenqian/packaging/fonts"
	"shenqian/ui/desk"
	"shenqian/ui/theme"
)

// Metadata of the program, as FyneApp.toml has it; a plain go build does not
// read that file.
const (
	appID   = "cn.shenqian.desk"
	appName = "审签台"
)

// Run opens the window and returns when it is closed.
func Run(_ context.Context, c app.Config) error {
	prepare()
	set, err := fonts.Find("")
	if err != nil {
		return err
	}
	faces, err := theme.LoadFaces(set)
	if err != nil {
		return err
	}
	fyneapp.SetMetadata(fyne.AppMetadata{ID: appID, Name: appName, Version: "0.1.0", Build: 1, Migrations: map[string]bool{"fyneDo": true}})
	a := fyneapp.NewWithID(appID)
	d, err := desk.New(desk.Options{App: a, Config: c, Faces: faces, Start: func(ctx context.Context) (desk.Drawer, error) {
		font, err := set.Load(fonts.Hei) // for papers that bring no fonts
		if err != nil {
			return nil, err
		}
		return preview.Open(ctx, preview.Options{CacheDir: preview.CacheDir(), Font: font})
	}})
	if err != nil {
		return err
	}
	d.Window().ShowAndRun() // returns at an interrupt too: Fyne listens for it
	d.Close()
	return nil
}

// prepare sets what Fyne wants to find.
func prepare() {
	if dir, err := os.UserCacheDir(); err == nil {
		_ = os.MkdirAll(dir, 0o700) // Fyne makes its own folder in it, but not this one
	}
	// Under Wayland there is no input method yet: without it nobody could write
	// Chinese, so X is asked for while there is one.
	if runtime.GOOS == "linux" && os.Getenv("FYNE_PLATFORM") == "" && os.Getenv("DISPLAY") != "" {
		_ = os.Setenv("FYNE_PLATFORM", "x11") // fails only for a bad name
	}
}
