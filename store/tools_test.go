package store_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"waymark/planner"
	"waymark/store"

	"cloud.google.com/go/civil"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

var today = civil.Date{Year: 2026, Month: 11, Day: 22}

func open(tb testing.TB, path string) *store.Store {
	tb.Helper()
	s, err := store.Open(path)
	if err != nil {
		tb.Fatal(err)
	}
	return s
}

var nonces atomic.Uint64

// stamped completes an edit with a nonce that no other process draws.
func stamped(e planner.Edit) planner.Edit {
	n := nonces.Add(1)
	at := time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC).Add(time.Duration(n) * time.Second)
	return e.Stamp(at, "test", uint64(os.Getpid())<<32|n)
}

// start is the edit that a plan begins with: a profile and four phases.
func start() planner.Edit {
	return stamped(planner.Edit{Label: "Started a plan", Run: func(d *planner.Draft) error {
		d.Add(planner.KindProfile, &planner.Profile{Name: "Sam", Path: "test", PathVersion: 1, Started: today.AddDays(-30)})
		for i, title := range []string{"Credibility", "Lead", "Manage", "Scope"} {
			ph := &planner.Phase{Title: title, Short: title, From: 1 + 2*i, To: 4 + 2*i}
			if i < 2 {
				ph.State = planner.Open
			}
			d.Add(planner.KindPhase, ph)
		}
		return nil
	}})
}

// fresh is a store in a new folder, with a plan begun.
func fresh(tb testing.TB) *store.Store {
	tb.Helper()
	s := open(tb, filepath.Join(tb.TempDir(), "plan.db"))
	if _, err := s.Create("test-plan", start()); err != nil {
		tb.Fatal(err)
	}
	return s
}

func apply(tb testing.TB, k planner.Keeper, e planner.Edit) planner.Result {
	tb.Helper()
	res, err := k.Apply(stamped(e))
	if err != nil {
		tb.Fatalf("%s: %v", e.Label, err)
	}
	return res
}

func load(tb testing.TB, path string) *planner.Plan {
	tb.Helper()
	p, err := open(tb, path).Load()
	if err != nil {
		tb.Fatal(err)
	}
	return p
}

// whole is all there is to a plan, in a form that can be compared.
type whole struct {
	ID       string
	Revision uint64
	Given    map[planner.Kind]uint32
	Records  []planner.Record
}

func all(p *planner.Plan) whole {
	return whole{p.ID, p.Revision, p.Given(), slices.Collect(p.Records())}
}

func same(tb testing.TB, what string, want, got any) {
	tb.Helper()
	if reflect.DeepEqual(want, got) { // much quicker
		return
	}
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
		tb.Fatalf("%s (-want +got):\n%s", what, diff)
	}
}

func wantError(tb testing.TB, what string, err, want error) {
	tb.Helper()
	if !errors.Is(err, want) {
		tb.Fatalf("%s: got error %v, want %v", what, err, want)
	}
}

func action(title string, phase int) planner.Edit {
	return planner.AddItem(&planner.Action{Item: planner.Item{Phase: phase, Title: title}}, today)
}

// noTest is for a child process, which is no test.
type noTest struct{ testing.TB }

func (noTest) Helper()           {}
func (noTest) Fatal(args ...any) { panic(fmt.Sprint(args...)) }

// long reports whether loops run in full.
func long() bool { return os.Getenv("WAYMARK_LONG") != "" }

// jobArgs is what a child was told beyond the job and the plan.
func jobArgs() []string { return strings.Fields(os.Getenv(childEnv))[2:] }

// backedPlan is a plan of some hundred records that has a backup, and one
// change since.
func backedPlan(t *testing.T) *store.Store {
	t.Helper()
	s := seededPlan(t)
	if _, err := s.Backup(time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC), "asked"); err != nil {
		t.Fatal(err)
	}
	apply(t, s, planner.CaptureLine("Made after the backup", today))
	return s
}

// put writes a file that was spoilt in place of a plan.
func put(t *testing.T, path string, b []byte) {
	t.Helper()
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
}

// untouched fails the test if a file is not as it was.
func untouched(t *testing.T, path string, want []byte) {
	t.Helper()
	if !bytes.Equal(bytesOf(t, path), want) {
		t.Errorf("%s was changed", filepath.Base(path))
	}
}

// panicWords are of panics and stacks, which no message may hold.
var panicWords = regexp.MustCompile(`runtime error|panic|goroutine|nil pointer|out of range|unexpected fault|invalid memory|assertion|page \d+ |freelist`)

// plainDamage finds that an error says in plain words that a file is damaged.
func plainDamage(t *testing.T, what string, err error) {
	t.Helper()
	if !errors.Is(err, planner.ErrDamaged) {
		t.Fatalf("%s: got error %v, want %v", what, err, planner.ErrDamaged)
	}
	if words := panicWords.FindString(err.Error()); words != "" {
		t.Errorf("%s: the message has %q in it: %v", what, words, err)
	}
}

// broughtBack finds that the trouble with a plan of backedPlan is met with
// its backup, and that this brings the plan back.
func broughtBack(t *testing.T, s *store.Store, cause error) {
	t.Helper()
	tr := s.Trouble(cause)
	if tr.Backup == nil || tr.Usable {
		t.Fatalf("the offer is %+v", tr)
	}
	if tr.Seen != tr.Backup.Revision+1 || tr.Between != 1 {
		t.Errorf("seen %d, backup of %d, between them %d; want one change between", tr.Seen, tr.Backup.Revision, tr.Between)
	}
	if _, err := s.Restore(time.Date(2026, 11, 22, 13, 0, 0, 0, time.UTC), tr.Backup.File); err != nil {
		t.Fatalf("restore: %v", err)
	}
	if p := load(t, s.Path()); p.Revision != tr.Backup.Revision {
		t.Errorf("the plan that came back has revision %d, want %d", p.Revision, tr.Backup.Revision)
	}
	apply(t, s, planner.CaptureLine("goes on", today))
}
