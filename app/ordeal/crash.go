package ordeal

import (
	"bufio"
	"bytes"
	"context"
	_ "embed"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"shenqian/app"
)

//go:embed fault/fault.c
var faultSource []byte

// Fault is what befalls a task.
type Fault string

const (
	Kill   Fault = "kill"   // the process ends just before a call that writes
	Random Fault = "random" // it ends at any moment
	NoRoom Fault = "enospc" // from a call on the disk is full
	Broken Fault = "eio"    // a call fails: a write, an fsync, a rename …
	Short  Fault = "short"  // a write writes half
)

// Faults are all of them.
var Faults = []Fault{Kill, Random, NoRoom, Broken, Short}

// Trial is one run of a task with one fault.
type Trial struct {
	Task  string
	Fault Fault
	N     int // the call that it befell, milliseconds of a random one
	Told  int // acts that were told of as done
	Err   error
}

// child is the variable that makes this program do a task and nothing else:
// its name, and the folder.
const child = "SHENQIAN_ORDEAL"

// Child does the task that the environment asks for and ends the process; it
// returns if none is asked for. Status 0: all done; 1: not done, and said why
// in a way that people are told; 3: any other error.
func Child(ctx context.Context) {
	name, root, ok := strings.Cut(os.Getenv(child), "\x1f")
	if !ok {
		return
	}
	for _, t := range Tasks() {
		if t.Name != name {
			continue
		}
		o, err := takeUp(root)
		if err == nil {
			err = t.act(ctx, o, root, func(done string) { fmt.Println(done) })
		}
		switch {
		case err == nil:
			os.Exit(0)
		case app.Code(err) != "":
			os.Exit(1)
		}
		fmt.Fprintln(os.Stderr, err)
		os.Exit(3)
	}
	os.Exit(3)
}

// Amount is how much each task is put through.
type Amount struct {
	Kills  int      // an end at every so-many-th call that writes
	Random int      // so many ends at any moment
	Fails  int      // every so-many-th call fails, in each of the ways
	Tasks  []string // only these, all if there are none
}

// Crash puts all tasks through faults. Each trial goes to tell, which is
// called from one goroutine at a time.
func Crash(ctx context.Context, dir string, how Amount, tell func(Trial)) error {
	if runtime.GOOS != "linux" || runtime.GOARCH != "amd64" {
		return errors.New("faults are made by ptrace on Linux, x86-64")
	}
	tool := filepath.Join(dir, "fault")
	if err := os.WriteFile(tool+".c", faultSource, 0o600); err != nil {
		return err
	}
	if out, err := exec.CommandContext(ctx, "gcc", "-O2", "-o", tool, tool+".c").CombinedOutput(); err != nil {
		return fmt.Errorf("gcc: %w: %s", err, out)
	}
	for _, t := range Tasks() {
		if len(how.Tasks) > 0 && !slices.Contains(how.Tasks, t.Name) {
			continue
		}
		c := &crash{task: t, dir: filepath.Join(dir, strings.ReplaceAll(t.Name, " ", "-")), tool: tool}
		if err := c.run(ctx, how, tell); err != nil {
			return fmt.Errorf("%s: %w", t.Name, err)
		}
	}
	return nil
}

// crash is the trials of one task.
type crash struct {
	task Task
	dir  string
	tool string
}

func (c *crash) base() string { return filepath.Join(c.dir, "base") }

func (c *crash) run(ctx context.Context, how Amount, tell func(Trial)) error {
	if err := os.MkdirAll(c.base(), 0o700); err != nil {
		return err
	}
	if err := c.task.prepare(ctx, c.base()); err != nil {
		return err
	}
	calls, took, err := c.count(ctx)
	if err != nil {
		return err
	}
	var plan []Trial
	every := map[Fault]int{Kill: how.Kills, NoRoom: how.Fails, Broken: how.Fails, Short: how.Fails}
	for _, f := range Faults {
		for n := 1; every[f] > 0 && n <= calls; n += every[f] {
			plan = append(plan, Trial{Task: c.task.Name, Fault: f, N: n})
		}
	}
	for range how.Random {
		plan = append(plan, Trial{Task: c.task.Name, Fault: Random, N: rand.IntN(int(took.Milliseconds()) + 1)})
	}
	todo := make(chan Trial)
	var told sync.Mutex
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		o, err := takeUp(c.base())
		if err != nil {
			return err
		}
		wg.Go(func() {
			for t := range todo {
				t.Told, t.Err = c.try(ctx, o, t)
				told.Lock()
				tell(t)
				told.Unlock()
			}
		})
	}
	for _, t := range plan {
		todo <- t
	}
	close(todo)
	wg.Wait()
	return ctx.Err()
}

// count does the task once, unharmed, and counts its calls.
func (c *crash) count(ctx context.Context) (calls int, took time.Duration, err error) {
	root, done, err := c.copy()
	if err != nil {
		return 0, 0, err
	}
	defer done()
	start := time.Now()
	_, status, said, err := c.child(ctx, root, Trial{Fault: "count"})
	took = time.Since(start)
	if err == nil && status != 0 {
		err = fmt.Errorf("it ends with status %d unharmed: %s", status, said)
	}
	if err != nil {
		return 0, 0, err
	}
	b, err := os.ReadFile(root + ".log")
	return bytes.Count(b, []byte("\n")), took, err
}

// copy is a copy of the base, and what removes it.
func (c *crash) copy() (root string, done func(), err error) {
	root, err = os.MkdirTemp(c.dir, "run-")
	if err != nil {
		return "", nil, err
	}
	done = func() { _ = errors.Join(os.RemoveAll(root), os.RemoveAll(root+".log")) } // all goes with dir
	return root, done, os.CopyFS(root, os.DirFS(c.base()))
}

// try lets one fault befall the task, looks at what is left, and goes on with
// the task from there.
func (c *crash) try(ctx context.Context, o *office, t Trial) (told int, err error) {
	root, done, err := c.copy()
	if err != nil {
		return 0, err
	}
	defer done()
	acts, status, said, err := c.child(ctx, root, t)
	switch {
	case err != nil:
		return 0, err
	case status == 3 || status == 2: // 2: a panic
		return len(acts), fmt.Errorf("it failed without a word for people: %s", said)
	}
	look := func() error {
		if err := c.task.whole(ctx, o, root, acts); err != nil {
			return err
		}
		dir := filepath.Join(root, courtFolder)
		if _, err := os.Stat(dir); err != nil {
			return nil // a restore that has not happened
		}
		return sound(ctx, o, dir)
	}
	if err := look(); err != nil {
		return len(acts), fmt.Errorf("after it: %w", err)
	}
	if err := c.task.act(ctx, o, root, func(s string) { acts = append(acts, s) }); err != nil {
		return len(acts), fmt.Errorf("going on: %w", err)
	}
	if err := look(); err != nil {
		return len(acts), fmt.Errorf("having gone on: %w", err)
	}
	return len(acts), nil
}

// child does the task in a process of its own and gives what it told of.
func (c *crash) child(ctx context.Context, root string, t Trial) (acts []string, status int, said string, err error) {
	self, err := os.Executable()
	if err != nil {
		return nil, 0, "", err
	}
	args := []string{root, string(t.Fault), strconv.Itoa(t.N), root + ".log", self, "-test.run=^$"}
	if t.Fault == Random {
		args[1], args[2] = "count", "0"
	}
	cmd := exec.CommandContext(ctx, c.tool, args...)
	cmd.Env = append(os.Environ(), child+"="+c.task.Name+"\x1f"+root)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, 0, "", err
	}
	if err := cmd.Start(); err != nil {
		return nil, 0, "", err
	}
	if t.Fault == Random {
		timer := time.AfterFunc(time.Duration(t.N)*time.Millisecond, func() { _ = cmd.Process.Kill() }) // its child goes with it
		defer timer.Stop()
	}
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		acts = append(acts, lines.Text())
	}
	err = cmd.Wait()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		status, err = exit.ExitCode(), nil
	}
	if status == 125 {
		err = fmt.Errorf("fault: %s", stderr.String())
	}
	return acts, status, stderr.String(), err
}
