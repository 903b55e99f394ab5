// Command crash puts a court's work through ends and failing disks at every
// call that writes, and prints what came of it.
//
//	go run ./app/ordeal/crash [KILLS [RANDOM [FAILS [TASK…]]]]
//
// KILLS 1, the default, ends the program before every call, 2 before every
// second one; RANDOM is how many ends at any moment each task meets besides;
// FAILS 1 lets every call fail. It ends with status 1 if anything was lost,
// halved or not said.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strconv"
	"text/tabwriter"

	"shenqian/app/ordeal"
)

func main() {
	ctx := context.Background()
	ordeal.Child(ctx)
	bad, err := run(ctx, os.Args[1:])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	if bad > 0 {
		os.Exit(1)
	}
}

var errUsage = errors.New("usage: crash [KILLS [RANDOM [FAILS [TASK…]]]]")

// row counts the trials of a task.
type row struct {
	trials map[ordeal.Fault]int
	acts   int
	bad    int
}

func run(ctx context.Context, args []string) (bad int, err error) {
	how := ordeal.Amount{Kills: 1, Random: 160, Fails: 1}
	numbers := []*int{&how.Kills, &how.Random, &how.Fails}
	for i, a := range args {
		if i >= len(numbers) {
			how.Tasks = append(how.Tasks, a)
			continue
		}
		if *numbers[i], err = strconv.Atoi(a); err != nil || *numbers[i] < 0 {
			return 0, errUsage
		}
	}
	dir, err := os.MkdirTemp("", "crash")
	if err != nil {
		return 0, err
	}
	defer os.RemoveAll(dir)
	rows := map[string]*row{}
	last := ""
	err = ordeal.Crash(ctx, dir, how, func(t ordeal.Trial) {
		r := rows[t.Task]
		if t.Task != last {
			fmt.Fprintln(os.Stderr, t.Task, "…") // it takes long
			last = t.Task
		}
		if r == nil {
			r = &row{trials: map[ordeal.Fault]int{}}
			rows[t.Task] = r
		}
		r.trials[t.Fault]++
		r.acts += t.Told
		if t.Err != nil {
			r.bad++
			bad++
			fmt.Printf("%s, %s at %d: %v\n", t.Task, t.Fault, t.N, t.Err)
		}
	})
	print(rows)
	return bad, err
}

func print(rows map[string]*row) {
	w := tabwriter.NewWriter(os.Stdout, 0, 8, 2, ' ', tabwriter.AlignRight)
	line := func(cells ...any) {
		for _, c := range cells {
			fmt.Fprintf(w, "%v\t", c)
		}
		fmt.Fprintln(w)
	}
	line("task", "killed at a call", "killed at random", "disk full", "call fails", "half a write", "acts told done", "wrong")
	kills, all, bad := 0, 0, 0
	for _, t := range ordeal.Tasks() {
		r := rows[t.Name]
		if r == nil {
			continue
		}
		line(t.Name, r.trials[ordeal.Kill], r.trials[ordeal.Random], r.trials[ordeal.NoRoom], r.trials[ordeal.Broken], r.trials[ordeal.Short], r.acts, r.bad)
		kills += r.trials[ordeal.Kill] + r.trials[ordeal.Random]
		for _, n := range r.trials {
			all += n
		}
		bad += r.bad
	}
	_ = w.Flush() // standard output
	fmt.Printf("\n%d trials, %d of them kills; wrong: %d\n", all, kills, bad)
}
