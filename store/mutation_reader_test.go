package store_test

import (
	"bufio"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"time"

	"waymark/planner"
	"waymark/store"
)

// report is what a child says of a file: of each part a digest, or how it is
// damaged.
type report struct {
	Parts map[string]string
	Edit  string // "kept", or why not
	Died  string // what became of the child, if it did not answer
}

// reader is a child that reads files which may do it harm.
type reader struct {
	cmd *exec.Cmd
	in  io.WriteCloser
	out *bufio.Reader
}

// ask has the file read by a child, which is started anew where the last one
// ended.
func (m *mutant) ask(what string) report {
	if m.child == nil {
		cmd := job("mutant", m.path, fmt.Sprint(m.revision()))
		in, err := cmd.StdinPipe()
		if err != nil {
			return report{Died: err.Error()}
		}
		out, err := cmd.StdoutPipe()
		if err != nil {
			return report{Died: err.Error()}
		}
		if err := cmd.Start(); err != nil {
			return report{Died: err.Error()}
		}
		m.child = &reader{cmd, in, bufio.NewReader(out)}
	}
	hangs := time.AfterFunc(15*time.Second, func() { _ = m.child.cmd.Process.Kill() })
	var got report
	_, err := fmt.Fprintln(m.child.in, what)
	line, failed := m.child.out.ReadBytes('\n')
	if err = errors.Join(err, failed); err == nil {
		err = json.Unmarshal(line, &got)
	}
	switch stopped := hangs.Stop(); {
	case err != nil && !stopped:
		got.Died = "it hung"
	case err != nil:
		got.Died = fmt.Sprintf("the process broke down (%v)", err)
	}
	if err != nil || got.Edit == "stuck" || slices.Contains(slices.Collect(maps.Values(got.Parts)), "stuck") {
		m.end() // the program ends then, too: something goes round in it for ever
	}
	return got
}

// end sends the child home.
func (m *mutant) end() {
	if m.child == nil {
		return
	}
	_ = m.child.in.Close()
	late := time.AfterFunc(2*time.Second, func() { _ = m.child.cmd.Process.Kill() })
	_ = m.child.cmd.Wait()
	late.Stop()
	m.child = nil
}

// revision is the number of the sound file's newest change.
func (m *mutant) revision() uint64 {
	_, revision, _ := store.Noted(m.path)
	return revision
}

// mutantJob is the child: it answers each line of its input. PATH, REVISION
// of the newest change before the damage.
func mutantJob(s *store.Store) error {
	revision, err := strconv.ParseUint(jobArgs()[0], 10, 64)
	if err != nil {
		return err
	}
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		got := report{Parts: map[string]string{}}
		if lines.Text() == "edit" {
			_, err := open(noTest{}, s.Path()).Apply(stamped(planner.CaptureLine(afterDamage, today)))
			got.Edit = verdict(err, "kept")
		}
		if got.Edit == "" || got.Edit == "kept" {
			readParts(s.Path(), revision, got.Parts)
		}
		text, err := json.Marshal(got)
		if err != nil {
			return err
		}
		fmt.Println(string(text))
	}
	return nil
}

func init() { otherJobs["mutant"] = mutantJob }

// afterDamage is the line that is captured in a damaged plan.
const afterDamage = "Captured after the damage"

// verdict is an error in one word, or what there is without one.
func verdict(err error, well string) string {
	switch {
	case err == nil:
		return well
	case errors.Is(err, planner.ErrStuck):
		return "stuck"
	case errors.Is(err, planner.ErrOlder):
		return "older"
	case errors.Is(err, planner.ErrDamaged):
		return "damaged"
	}
	return "says " + err.Error()
}

// partNames are the parts in the order in which they are read.
var partNames = []string{"plan", "ticks", "reviews", "journal", "glance", "everything"}

// readParts reads a plan part by part, but for what was added after the
// damage, until one of them has no end.
func readParts(path string, revision uint64, parts map[string]string) {
	s := open(noTest{}, path)
	read := map[string]func() (any, error){
		"plan":       func() (any, error) { return planBefore(s) },
		"ticks":      func() (any, error) { return s.Range(planner.KindTick, today.AddDays(-5000), today) },
		"reviews":    func() (any, error) { return s.Range(planner.KindReview, today.AddDays(-5000), today) },
		"journal":    func() (any, error) { return s.History(revision+1, 10000) },
		"glance":     func() (any, error) { return store.Glance(path) },
		"everything": func() (any, error) { return nil, store.Examine(path) },
	}
	for _, part := range partNames {
		got, err := read[part]()
		text, bad := json.Marshal(got)
		well := fmt.Sprintf("%x", sha256.Sum256(text))
		if part == "everything" {
			well = "sound"
		}
		if parts[part] = verdict(errors.Join(err, bad), well); parts[part] == "stuck" {
			return
		}
	}
}

// planBefore is all records of state but for the line after the damage.
func planBefore(s *store.Store) (any, error) {
	p, err := s.Load()
	if err != nil {
		return nil, err
	}
	records := slices.DeleteFunc(slices.Collect(p.Records()), func(r planner.Record) bool {
		c, ok := r.(*planner.Capture)
		return ok && c.Text == afterDamage
	})
	return struct {
		ID      string
		Records []planner.Record
	}{p.ID, records}, nil
}
