//go:build unix

package store_test

import (
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"waymark/planner"
	"waymark/store"
)

// faults are errors of the system that strace answers a call with. The calls
// are those by which files are written; write itself is left out, since the
// program's own pipes need it.
var faults = []struct{ call, errno string }{
	{"fdatasync", "EIO"},
	{"fsync", "EIO"},
	{"pwrite64", "EIO"},
	{"pwrite64", "ENOSPC"},
	{"ftruncate", "ENOSPC"},
	{"renameat,renameat2,rename", "EIO"},
	{"linkat,link", "EPERM"},
	{"unlinkat,unlink", "EIO"},
}

// faultyJob does one way of writing, and says what it says of itself. PATH,
// NUMBER in the table of writings.
func faultyJob(s *store.Store) error {
	n, err := strconv.Atoi(jobArgs()[0])
	if err != nil {
		return err
	}
	switch err := writings[n].run(s); {
	case err == nil:
		fmt.Println("done")
	case errors.Is(err, planner.ErrUnknown):
		fmt.Println("unknown:", err)
	case errors.Is(err, planner.ErrDamaged):
		fmt.Println("damaged:", err)
	default:
		fmt.Println("not done:", err)
	}
	return nil
}

func init() { otherJobs["faulty"] = faultyJob }

// faultyRun runs a way of writing while the n-th of some calls fails, and
// tells whether that was ever met.
func faultyRun(t *testing.T, path string, op int, inject string) (said string, met bool) {
	t.Helper()
	log := filepath.Join(t.TempDir(), "log")
	calls, _, _ := strings.Cut(inject, ":")
	inner := job("faulty", path, fmt.Sprint(op))
	cmd := exec.Command("strace", "-f", "-qq", "--seccomp-bpf", "-o", log, "-e", "trace="+calls, "-e", "inject="+inject, inner.Path)
	cmd.Env = inner.Env
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%s with %s: %v: %s", writings[op].name, inject, err, out)
	}
	return string(out), strings.Contains(string(bytesOf(t, log)), "(INJECTED)")
}

// TestCase18FaultyDisk has calls to the system fail, one by one, in every way
// of writing. What was there is there or what was to be, whole; what is said
// of it is true; no half file is left; and afterwards the same succeeds.
func TestCase18FaultyDisk(t *testing.T) {
	t.Parallel()
	if out, err := exec.Command("strace", "-f", "-qq", "--seccomp-bpf", "-e", "trace=none", "true").CombinedOutput(); err != nil {
		t.Skipf("calls can't be made to fail without strace: %v %s", err, out)
	}
	template := filepath.Dir(filledTemplate(t))
	tried, skipped := 0, 0
	for i, op := range writings {
		q := &squeezed{template: template, dir: filepath.Join(t.TempDir(), "work"), op: op}
		if err := q.begin(); err != nil {
			t.Fatal(err)
		}
		if err := op.run(open(t, q.path())); err != nil {
			t.Fatal(err)
		}
		var err error
		if q.after, err = op.look(q.path()); err != nil {
			t.Fatal(err)
		}
		for k, fault := range faults {
			for n := 1; ; n++ {
				if !long() && (5*i+3*k+n)%31 != 0 { // some of them
					if skipped++; n > 3 {
						break
					}
					continue
				}
				met := q.faulty(t, i, fmt.Sprintf("%s:error=%s:when=%d", fault.call, fault.errno, n))
				met = q.faulty(t, i, fmt.Sprintf("%s:error=%s:when=%d+", fault.call, fault.errno, n)) || met
				if !met {
					break
				}
				tried += 2
			}
		}
	}
	t.Logf("%d failing calls were met", tried)
	if tried == 0 {
		t.Error("nothing failed: this shows nothing")
	}
}

// faulty tries one fault.
func (q *squeezed) faulty(t *testing.T, op int, inject string) (met bool) {
	t.Helper()
	if err := q.begin(); err != nil {
		t.Fatal(err)
	}
	before := "none"
	if q.op.name != "create" {
		var err error
		if before, err = q.op.look(q.path()); err != nil {
			t.Fatal(err)
		}
	}
	said, met := faultyRun(t, q.path(), op, inject)
	fail := func(format string, args ...any) {
		t.Helper()
		t.Errorf("%s, with %s: %s (it says %q)", q.op.name, inject, fmt.Sprintf(format, args...), said)
	}
	now, err := q.op.look(q.path())
	if err != nil {
		fail("it can't be read any more: %v", err)
		return met
	}
	word, _, _ := strings.Cut(strings.TrimSpace(said), ":")
	switch {
	case now != before && now != q.after:
		fail("it is neither as it was nor as it was to be")
	case word == "done" && now != q.after:
		fail("it was said to be done and is not")
	case word == "not done" && now != before && q.op.edits:
		fail("it was said not to be done and is")
	case word == "damaged":
		fail("a failing disk is taken for a damaged file")
	}
	if err := q.leftovers(); err != nil && !strings.HasPrefix(inject, "unlink") {
		fail("%v", err)
	}
	if now == q.after {
		return met
	}
	if err := q.op.run(open(t, q.path())); err != nil {
		fail("afterwards it fails still: %v", err)
	} else if now, err = q.op.look(q.path()); err != nil || now != q.after {
		fail("afterwards it is not done (%v)", err)
	}
	return met
}
