package store_test

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"waymark/planner"
	"waymark/store"
)

func init() {
	otherJobs["inside"] = inside
	otherJobs["readall"] = readForever
	otherJobs["writer"] = func(s *store.Store) error { return captures(s, 1<<30, "writer") }
}

// inside begins an edit and stays in it.
func inside(s *store.Store) error {
	_, err := s.Apply(stamped(planner.Edit{Label: "Never kept", Run: func(d *planner.Draft) error {
		d.Add(planner.KindCapture, &planner.Capture{Text: "never kept"})
		fmt.Println("inside")
		time.Sleep(time.Minute)
		return nil
	}}))
	return err
}

// readForever reads all there is, again and again, and says how often.
func readForever(s *store.Store) error {
	for range 1 << 30 {
		if _, err := s.Load(); err != nil {
			return err
		}
		if _, err := store.Glance(s.Path()); err != nil {
			return err
		}
		if _, err := s.History(0, 20); err != nil {
			return err
		}
		fmt.Println("read")
	}
	return nil
}

// process is a child that says line by line what it did.
type process struct {
	cmd   *exec.Cmd
	ended chan struct{}

	mu    sync.Mutex
	lines []string
}

func begin(t *testing.T, args ...string) *process {
	t.Helper()
	p := &process{cmd: job(args...), ended: make(chan struct{})}
	out, err := p.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.kill)
	go func() {
		defer close(p.ended)
		for lines := bufio.NewScanner(out); lines.Scan(); {
			p.mu.Lock()
			p.lines = append(p.lines, lines.Text())
			p.mu.Unlock()
		}
	}()
	return p
}

func (p *process) said() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.lines[:len(p.lines):len(p.lines)]
}

// await waits until a process has said so many lines.
func (p *process) await(t *testing.T, n int) []string {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); len(p.said()) < n; time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("it said no more than %q", p.said())
		}
	}
	return p.said()
}

func (p *process) kill() {
	if p.cmd.ProcessState == nil {
		_ = p.cmd.Process.Kill()
		<-p.ended
		_ = p.cmd.Wait()
	}
}

// killedAfter runs a process that is killed a while after the first thing it
// said.
func killedAfter(t *testing.T, wait time.Duration, args ...string) *process {
	t.Helper()
	p := begin(t, args...)
	p.await(t, 1)
	time.Sleep(wait)
	p.kill()
	return p
}

// TestCase19Readers has a window, a line writer and readers at one plan: all
// succeed, all the time.
func TestCase19Readers(t *testing.T) {
	t.Parallel()
	s := fresh(t)
	others := []*process{begin(t, "writer", s.Path()), begin(t, "readall", s.Path()), begin(t, "readall", s.Path())}
	window := open(t, s.Path())
	p, err := window.Load()
	if err != nil {
		t.Fatal(err)
	}
	for i := range 30 {
		apply(t, s, planner.CaptureLine(fmt.Sprint("here ", i), today))
		d, err := window.Since(p.Revision)
		if err != nil || !d.Moved {
			t.Fatal(d.Moved, err)
		}
		p = d.Plan
	}
	for _, other := range others {
		for _, line := range other.await(t, 30) {
			if strings.HasPrefix(line, "error") {
				t.Error(line)
			}
		}
		other.kill()
	}
	if err := store.Examine(s.Path()); err != nil {
		t.Error(err)
	}
}

// TestCase20HolderKilled kills a process in the middle of an edit, while it
// holds the lock: the next one goes on at once.
func TestCase20HolderKilled(t *testing.T) {
	t.Parallel()
	s := fresh(t)
	for range 3 {
		holder := begin(t, "inside", s.Path())
		if said := holder.await(t, 1); said[0] != "inside" {
			t.Fatal(said)
		}
		holder.kill()
		begun := time.Now()
		apply(t, s, planner.CaptureLine("goes on", today))
		if took := time.Since(begun); took > 500*time.Millisecond {
			t.Errorf("the next edit took %s", took)
		}
	}
	for c := range load(t, s.Path()).Inbox() {
		if c.Text != "goes on" {
			t.Errorf("%q was kept", c.Text)
		}
	}
}

// texts are the lines that a plan's inbox holds.
func texts(t *testing.T, path string) map[string]bool {
	t.Helper()
	out := map[string]bool{}
	for c := range load(t, path).Inbox() {
		out[c.Text] = true
	}
	return out
}

// TestCase22RestoreBesideWriter restores again and again while another process
// waits for the lock and edits: each edit that it was told is kept is in one
// of the files that a restore took the place of, or in the plan, and a file
// that was kept aside is never written to again.
func TestCase22RestoreBesideWriter(t *testing.T) {
	t.Parallel()
	s := fresh(t)
	backup, err := s.Backup(noon, "asked")
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "backup.db") // which nothing thins
	if err := os.WriteFile(file, bytesOf(t, backup.File), 0o600); err != nil {
		t.Fatal(err)
	}
	writer := begin(t, "writer", s.Path())
	rounds := 8
	if long() {
		rounds = 60
	}
	type aside struct{ path, content string }
	var asides []aside
	for range rounds {
		writer.await(t, len(writer.said())+2)
		got, err := s.Restore(noon, file)
		if err != nil {
			t.Fatal(err)
		}
		asides = append(asides, aside{got.Aside, string(bytesOf(t, got.Aside))})
	}
	writer.await(t, len(writer.said())+5)
	writer.kill()
	said := writer.said()
	found := map[string]bool{}
	for i, a := range asides {
		untouched(t, a.path, []byte(a.content))
		if err := store.Examine(a.path); err != nil {
			t.Errorf("aside %d: %v", i, err)
		}
		for text := range asideTexts(t, a.path) {
			found[text] = true
		}
	}
	last := texts(t, s.Path())
	for i := range said {
		text := fmt.Sprint("writer ", i)
		if !found[text] && !last[text] {
			t.Errorf("%q was kept (%s) and is in no file", text, said[i])
		}
		if i >= len(said)-5 && !last[text] {
			t.Errorf("%q was kept after the last restore and is not in the plan", text)
		}
	}
	apply(t, s, planner.CaptureLine("goes on", today)) // the last note may have been killed
	wantNote(t, s)
}

// asideTexts reads a file that was kept aside, as a plan of its own.
func asideTexts(t *testing.T, path string) map[string]bool {
	t.Helper()
	plan := filepath.Join(t.TempDir(), "plan.db")
	copied(t, path, plan)
	return texts(t, plan)
}

// TestCase22CompactBesideWriter puts a new file in the plan's place, again and
// again, while two other processes edit and read: no edit is lost.
func TestCase22CompactBesideWriter(t *testing.T) {
	t.Parallel()
	s := fresh(t)
	writer, reader := begin(t, "writer", s.Path()), begin(t, "readall", s.Path())
	rounds := 30
	if long() {
		rounds = 200
	}
	for range rounds {
		if err := store.RenewFile(s.Path()); err != nil {
			t.Fatal(err)
		}
		apply(t, s, planner.CaptureLine("between", today))
	}
	writer.await(t, 10)
	reader.await(t, 1)
	writer.kill()
	reader.kill()
	for _, line := range append(writer.said(), reader.said()...) {
		if strings.HasPrefix(line, "error") {
			t.Error(line)
		}
	}
	have := texts(t, s.Path())
	for i, line := range writer.said() {
		if !have[fmt.Sprint("writer ", i)] {
			t.Errorf("%s and is lost", line)
		}
	}
	if err := store.Examine(s.Path()); err != nil {
		t.Error(err)
	}
	apply(t, s, planner.CaptureLine("goes on", today)) // the last note may have been killed
	wantNote(t, s)
}
