package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime/metrics"
	"slices"
	"strconv"
	"strings"
	"time"

	"waymark/planner"
)

// A damaged tree can make bbolt go round for ever and eat all memory, and its
// own check runs where no fault can be caught. What reads a file that may be
// damaged more deeply than a load does, runs in a child process of the same
// program, with limits of time and memory.

// childVar names the environment variable that makes a process a child: the
// job and the limit of memory.
const childVar = "WAYMARK_CHILD"

// jobs are what a child can do. They write JSON values to standard output.
var jobs = map[string]func(args []string, out *json.Encoder) error{}

// A process that was started as a child does its job here, before anything
// else of the program begins, and ends.
func init() {
	name, limit, ok := strings.Cut(os.Getenv(childVar), ":")
	if !ok {
		return
	}
	jobs["examine"], jobs["check"], jobs["read"] = examineJob, checkJob, readJob
	bytes, err := strconv.ParseUint(limit, 10, 64)
	job := jobs[name]
	if err != nil || job == nil {
		os.Exit(2)
	}
	go minder(bytes)
	if err := job(os.Args[1:], json.NewEncoder(os.Stdout)); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

// memoryExit is how a child ends that took too much memory.
const memoryExit = 3

// minder ends the process when its heap grows past a limit.
func minder(limit uint64) {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	for range time.Tick(5 * time.Millisecond) {
		if metrics.Read(sample); sample[0].Value.Uint64() > limit {
			os.Exit(memoryExit)
		}
	}
}

// Limits of a child: so much, and so much more per byte of the file.
const (
	childTime       = 10 * time.Second
	childTimePerMiB = 50 * time.Millisecond
	childMemory     = 256 << 20
	childPerByte    = 8
)

// errChild means that a child came to no good end.
var errChild = errors.New("reading it came to no end")

// program is this very program, also where an upgrade has taken its name while
// a window was open.
func program() (string, error) {
	const running = "/proc/self/exe"
	if _, err := os.Stat(running); err == nil {
		return running, nil
	}
	return os.Executable()
}

// apart runs a job on a file in a child and gives what it prints to take,
// value by value. The error says how the child ended, if not well.
func apart(limit time.Duration, job, file string, args []string, take func(*json.Decoder) error) error {
	self, err := program()
	if err != nil {
		return fmt.Errorf("start a child process: %w", err)
	}
	var size int64
	if info, err := os.Stat(file); err == nil {
		size = info.Size()
	}
	if limit == 0 {
		limit = childTime + time.Duration(size>>20)*childTimePerMiB
	}
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	cmd := exec.CommandContext(ctx, self, append([]string{file}, args...)...)
	cmd.Env = append(os.Environ(), fmt.Sprintf("%s=%s:%d", childVar, job, childMemory+childPerByte*size))
	var words strings.Builder
	cmd.Stderr = &words
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		return fmt.Errorf("start a child process: %w", err)
	}
	decoder := json.NewDecoder(out)
	for err == nil {
		err = take(decoder)
	}
	if !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		cancel() // what it says can't be understood
	}
	ended := cmd.Wait()
	switch {
	case ended == nil && errors.Is(err, io.EOF):
		return nil
	case ctx.Err() != nil, cmd.ProcessState.ExitCode() == memoryExit:
		return fmt.Errorf("%w: %w", errChild, planner.ErrDamaged)
	case cmd.ProcessState.ExitCode() == 1:
		return errors.New(planner.ShowLine(strings.TrimSpace(words.String())))
	}
	return fmt.Errorf("the process that read it broke down: %w", planner.ErrDamaged)
}

// examined is what the job examine prints.
type examined struct {
	Census census
	Wrong  string // what keeps the file from being sound
	Newer  bool
}

// withPages has bbolt check the pages of a file, too: if its list of free
// pages is wrong, an edit writes over others.
const withPages = "pages"

// examineJob reads everything in a file.
func examineJob(args []string, out *json.Encoder) error {
	got, err := examine(args[0])
	if err == nil && slices.Contains(args[1:], withPages) {
		bad := checkPages(args[0], func(f planner.Finding) {
			if err == nil {
				err = damaged("%s: %s", f.Where, f.What)
			}
		})
		err = errors.Join(err, bad)
	}
	e := examined{Census: got}
	if err != nil {
		e.Wrong, e.Newer = plainly(err), errors.Is(err, planner.ErrNewer)
	}
	return out.Encode(e)
}

// examineApart is examine in a child process. With an error it may still tell
// which plan it is and where it stands.
func examineApart(file string, with ...string) (census, error) {
	var e examined
	err := apart(0, "examine", file, with, func(d *json.Decoder) error { return d.Decode(&e) })
	switch {
	case err != nil:
		return census{}, err
	case e.Newer:
		return e.Census, fmt.Errorf("%w (%s)", planner.ErrNewer, e.Wrong)
	case e.Wrong != "":
		return e.Census, damaged("%s", e.Wrong)
	}
	return e.Census, nil
}
