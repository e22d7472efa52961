package store_test

import (
	"bufio"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"waymark/planner"
	"waymark/store"
)

// TestCase19Together lets two processes and this one edit at once: every edit
// succeeds, none is lost and the journal has no gap.
func TestCase19Together(t *testing.T) {
	t.Parallel()
	const each = 40
	s := fresh(t)
	var outs []io.Reader
	var cmds []*exec.Cmd
	for _, name := range []string{"left", "right"} {
		cmd := job("capture", s.Path(), fmt.Sprint(each), name)
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		outs, cmds = append(outs, out), append(cmds, cmd)
	}
	for i := range each {
		apply(t, s, planner.CaptureLine(fmt.Sprint("middle ", i), today))
	}
	for i, cmd := range cmds {
		text, err := io.ReadAll(outs[i])
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Wait(); err != nil {
			t.Fatalf("%v: %s", err, text)
		}
		if n := strings.Count(string(text), "kept "); n != each {
			t.Fatalf("a process kept %d of %d edits: %s", n, each, text)
		}
	}
	p := load(t, s.Path())
	if p.Revision != 1+3*each {
		t.Errorf("revision is %d after %d edits", p.Revision, 1+3*each)
	}
	seen := map[string]bool{}
	for c := range p.Inbox() {
		seen[c.Text] = true
	}
	for i := range each {
		for _, name := range []string{"left", "middle", "right"} {
			if text := fmt.Sprint(name, " ", i); !seen[text] {
				t.Errorf("%q is lost", text)
			}
		}
	}
	entries, err := s.History(0, 1000)
	if err != nil {
		t.Fatal(err)
	}
	for i, e := range entries {
		if e.Seq != p.Revision-uint64(i) {
			t.Fatalf("entry %d of the journal has number %d", i, e.Seq)
		}
	}
	d, err := s.Since(1)
	if err != nil || !d.Moved {
		t.Fatal(d.Moved, err)
	}
	same(t, "plan after Since", all(p), all(d.Plan))
}

// TestCase21TwoFirstStarts lets two processes start a plan at once.
func TestCase21TwoFirstStarts(t *testing.T) {
	t.Parallel()
	rounds := 5
	if long() {
		rounds = 60
	}
	for round := range rounds {
		path := filepath.Join(t.TempDir(), "new", "plan.db")
		var ins []io.WriteCloser
		var outs []*bufio.Reader
		var cmds []*exec.Cmd
		for _, id := range []string{"one", "two"} {
			cmd := job("create", path, id)
			in, err := cmd.StdinPipe()
			if err != nil {
				t.Fatal(err)
			}
			out, err := cmd.StdoutPipe()
			if err != nil {
				t.Fatal(err)
			}
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			r := bufio.NewReader(out)
			if line, err := r.ReadString('\n'); err != nil || line != "ready\n" {
				t.Fatal(line, err)
			}
			ins, outs, cmds = append(ins, in), append(outs, r), append(cmds, cmd)
		}
		for _, in := range ins {
			if _, err := io.WriteString(in, "go\n"); err != nil {
				t.Fatal(err)
			}
		}
		refused := 0
		for i, cmd := range cmds {
			text, err := io.ReadAll(outs[i])
			if err != nil {
				t.Fatal(err)
			}
			if err := cmd.Wait(); err != nil {
				t.Fatalf("round %d: %v: %s", round, err, text)
			}
			refused += strings.Count(string(text), "exists")
		}
		if refused != 1 {
			t.Fatalf("round %d: %d of two first starts were refused", round, refused)
		}
		if p := load(t, path); p.Revision != 1 {
			t.Fatalf("the plan has revision %d", p.Revision)
		}
		left, err := os.ReadDir(filepath.Dir(path))
		if err != nil || len(left) != 3 {
			t.Fatalf("the folder holds %v (%v), want the plan, its lock and its note", left, err)
		}
	}
}

// TestCase01Kill kills a process that edits, at any moment, many times:
// whatever it said was kept is there afterwards, at most one edit that it had
// not yet said so of, and all there is is sound. Every fifth round starts a
// plan anew.
func TestCase01Kill(t *testing.T) {
	t.Parallel()
	rounds := 30
	if long() {
		rounds = 400
	}
	r := rand.New(rand.NewPCG(9, 9))
	path, kept, total := "", map[string]bool{}, 0
	for round := range rounds {
		if round%5 == 0 {
			total += len(kept)
			path, kept = filepath.Join(t.TempDir(), "plan.db"), map[string]bool{}
		}
		killed(t, path, kept, time.Duration(r.IntN(60))*time.Millisecond, round%5 == 0)
		if len(kept) == 0 {
			if _, err := os.Lstat(path); err != nil {
				continue // it was killed before there was a plan
			}
		}
		p, err := open(t, path).Load() // never refused for the note beside it
		if err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
		if err := store.Examine(path); err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
		if n, most := int(p.Given()[planner.KindCapture]), len(kept)+1+round%5; n > most {
			t.Fatalf("round %d: %d edits are there, %d were kept in %d rounds", round, n, len(kept), 1+round%5)
		}
		for id := range kept {
			parsed, err := planner.ParseID(id)
			if err != nil {
				t.Fatal(err)
			}
			if p.Find(parsed) == nil {
				t.Fatalf("round %d: %s was kept and is lost", round, id)
			}
		}
		g, err := store.Glance(path)
		if err != nil {
			t.Fatal(err)
		}
		same(t, "glance after a kill", p.Glance(), g)
	}
	if total += len(kept); total == 0 {
		t.Error("no edit was made before a kill: the test shows nothing")
	}
	t.Logf("%d kills, %d edits kept, none lost", rounds, total)
}

// killed runs a process that edits until it is killed, and notes what it said
// was kept. The time counts from its first edit, or from its start.
func killed(t *testing.T, path string, kept map[string]bool, after time.Duration, fromStart bool) {
	t.Helper()
	cmd := job("forever", path)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	kill := func() { time.AfterFunc(after, func() { _ = cmd.Process.Kill() }) }
	if fromStart {
		kill()
	}
	lines := bufio.NewScanner(out)
	for first := true; lines.Scan(); first = false {
		if first && !fromStart {
			kill()
		}
		var seq uint64
		var id string
		if n, _ := fmt.Sscanf(lines.Text(), "kept %d %s", &seq, &id); n != 2 {
			t.Errorf("the process said %q", lines.Text())
		}
		kept[id] = true
	}
	_ = cmd.Wait()
}
