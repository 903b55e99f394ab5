//go:build nogui

// Package ui is the window of the program; this build has none.
package ui

import (
	"context"

	"shenqian/app"
	"shenqian/review"
)

// Run says that this build has no window.
func Run(context.Context, app.Config) error { return review.Fault("cli.nowindow") }
