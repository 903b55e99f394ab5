//go:build unix

// Command load lays a court out on a PostgreSQL server that it starts, has
// desks work on it, and prints how fast they did and that nothing was lost; then
// what lists and searches cost as a court grows tenfold, and what its PDFs do, on
// the server and in a folder.
//
//	load [MINUTES [MATTERS [LARGEST]]]
package main

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"text/tabwriter"
	"time"

	"shenqian/app"
	"shenqian/storage/pgserver"
)

func main() {
	if err := run(context.Background(), os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

const (
	desks  = 8   // at work, as a court of some size has
	papers = 400 // that are worked on
)

func run(ctx context.Context, args []string) error {
	numbers := []int{10, 50_000, 100_000} // minutes, matters, largest court
	for i, a := range args {
		n, err := strconv.Atoi(a)
		if err != nil || n < 0 || i >= len(numbers) {
			return fmt.Errorf("usage: load [MINUTES [MATTERS [LARGEST]]]")
		}
		numbers[i] = n
	}
	dir, err := os.MkdirTemp("", "load")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	server, err := pgserver.Start("fsync=on", "full_page_writes=on", "shared_buffers=256MB")
	if err != nil {
		return err
	}
	defer server.Stop() //nolint:errcheck // it is thrown away
	w, err := app.NewWorkshop(app.Config{})
	if err != nil {
		return err
	}
	if numbers[0] > 0 {
		if err := atWork(ctx, w, server, dir, time.Duration(numbers[0])*time.Minute, numbers[1]); err != nil {
			return err
		}
	}
	if err := growth(ctx, w, server, dir, numbers[2]); err != nil {
		return err
	}
	return files(ctx, w, server, dir, numbers[2]/100)
}

func atWork(ctx context.Context, w *app.Workshop, server *pgserver.Server, dir string, d time.Duration, matters int) error {
	data, err := server.Database("work")
	if err != nil {
		return err
	}
	r, err := w.Load(ctx, app.LoadOptions{Data: data, Work: dir, Matters: matters, Papers: papers, Desks: desks, For: d, Laid: func(n int) {
		fmt.Fprintf(os.Stderr, "\rlaid %d of %d", n, matters)
	}})
	if err != nil {
		return err
	}
	fmt.Fprintln(os.Stderr)
	fmt.Printf("%d desks for %s on %d matters, PostgreSQL on this machine\n", desks, r.For.Round(time.Second), matters)
	t := tabwriter.NewWriter(os.Stdout, 0, 8, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "work\tcount\tfailed\tlate\tper second\tmedian\tp99\tlongest\t")
	for _, x := range r.Work {
		fmt.Fprintf(t, "%s\t%d\t%d\t%d\t%.1f\t%s\t%s\t%s\t\n", x.Name, x.Count, x.Failed, x.Late, x.PerSecond, ms(x.Median), ms(x.Percent99), ms(x.Longest))
	}
	if err := t.Flush(); err != nil {
		return err
	}
	fmt.Printf("journal: %d entries, check: %s; acts lost %d, doubled %d\n\n", r.Entries, orGood(r.Wrong), r.Lost, r.Doubled)
	if r.Wrong != "" || r.Lost+r.Doubled > 0 {
		return fmt.Errorf("the journal is not what the desks were told")
	}
	return nil
}

// growth measures a court at sizes that grow tenfold.
func growth(ctx context.Context, w *app.Workshop, server *pgserver.Server, dir string, largest int) error {
	const line = "%9v  %-6s  %12v %12v %12v %16v %12v %15v\n" // each as it is known: the largest takes long
	fmt.Printf(line, "matters", "store", "first page", "mine", "name of two", "part of a number", "save one", "bytes a matter")
	for n := 1000; n <= largest; n *= 10 {
		for _, store := range []string{"folder", "server"} {
			data := filepath.Join(dir, fmt.Sprint("court", n))
			laid := func() (string, error) { return data, nil }
			if store == "server" {
				name := fmt.Sprint("court", n)
				var err error
				if data, err = server.Database(name); err != nil {
					return err
				}
				laid = func() (string, error) {
					_, err := app.InitServer(ctx, app.Config{Data: data}, []app.DatabaseLogin{{Name: "desk"}}, false)
					return server.Address("desk", name), err
				}
			}
			g, err := w.Growth(ctx, data, n, laid)
			if err != nil {
				return err
			}
			fmt.Printf(line, n, store, ms(g.FirstPage), ms(g.Mine), ms(g.Name), ms(g.Number), ms(g.Save), g.Bytes/int64(n))
		}
	}
	return nil
}

// files measures a store of PDFs at sizes that grow tenfold.
func files(ctx context.Context, w *app.Workshop, server *pgserver.Server, dir string, largest int) error {
	const line = "%9v  %-6s  %12v %12v %20v\n"
	fmt.Printf("\n"+line, "PDFs", "store", "put one", "read one", "room over its bytes")
	for n := 100; n <= largest; n *= 10 {
		for _, store := range []string{"folder", "server"} {
			data := filepath.Join(dir, fmt.Sprint("files", n))
			used := func() (int64, error) { return taken(data) }
			if store == "server" {
				var err error
				if data, err = server.Database(fmt.Sprint("files", n)); err != nil {
					return err
				}
				used = func() (int64, error) { return server.Taken(fmt.Sprint("files", n)) }
			}
			g, err := w.FilesGrowth(ctx, data, n, used)
			if err != nil {
				return err
			}
			fmt.Printf(line, n, store, ms(g.Put), ms(g.Get), fmt.Sprintf("%.1f %%", 100*g.Over))
		}
	}
	return nil
}

// taken is the room that a folder's files take.
func taken(dir string) (n int64, err error) {
	err = filepath.WalkDir(dir, func(_ string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		i, err := e.Info()
		if err == nil {
			n += i.Size()
		}
		return err
	})
	return n, err
}

func ms(d time.Duration) string {
	return strconv.FormatFloat(float64(d.Microseconds())/1000, 'f', 1, 64) + " ms"
}

func orGood(s string) string {
	if s == "" {
		return "good"
	}
	return s
}
