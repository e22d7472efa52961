package store_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
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
