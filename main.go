// Shenqian 审签台 is the desk on which court presidents sign off rulings.
package main

import (
	"context"
	"os"
	"os/signal"

	"shenqian/app/cli"
	"shenqian/ui"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	p := cli.Program{Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr, Window: ui.Run}
	os.Exit(p.Main(ctx, os.Args[1:]))
}
