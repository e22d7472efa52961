package store_test

import (
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"waymark/planner"
	"waymark/store"
	"waymark/store/seed"
)

// sizes are those of the README's figures: all records, and those of state.
var sizes = []struct{ records, state int }{{100, 100}, {10_000, 2_000}, {100_000, 5_000}}

var seeded struct {
	sync.Mutex
	folder string
	paths  map[int]string
}

// seededPath is a plan of a size, made once for all benchmarks of a run;
// TestMain removes it.
func seededPath(b *testing.B, records, state int) string {
	b.Helper()
	seeded.Lock()
	defer seeded.Unlock()
	if path, ok := seeded.paths[records]; ok {
		return path
	}
	if seeded.folder == "" {
		folder, err := os.MkdirTemp("", "waymark-bench-")
		if err != nil {
			b.Fatal(err)
		}
		seeded.folder, seeded.paths = folder, map[int]string{}
	}
	path := filepath.Join(seeded.folder, fmt.Sprintf("%d.db", records))
	if err := seed.Fill(open(b, path), records, state, today); err != nil {
		b.Fatal(err)
	}
	seeded.paths[records] = path
	return path
}

func eachSize(b *testing.B, run func(b *testing.B, path string)) {
	b.Helper()
	for _, size := range sizes {
		b.Run(fmt.Sprint(size.records), func(b *testing.B) {
			path := seededPath(b, size.records, size.state)
			b.ReportAllocs()
			b.ResetTimer()
			run(b, path)
		})
	}
}

// BenchmarkLoad is what a start waits for.
func BenchmarkLoad(b *testing.B) {
	eachSize(b, func(b *testing.B, path string) {
		b.Helper()
		for b.Loop() {
			if _, err := open(b, path).Load(); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkLoadWeeks is BenchmarkLoad of the largest plan, with the notes of
// its 520 weeks and without them.
func BenchmarkLoadWeeks(b *testing.B) {
	size := sizes[len(sizes)-1]
	with := seededPath(b, size.records, size.state)
	text, err := os.ReadFile(with)
	if err != nil {
		b.Fatal(err)
	}
	without := filepath.Join(b.TempDir(), "without.db")
	if err := os.WriteFile(without, text, 0o600); err != nil {
		b.Fatal(err)
	}
	store.Drop(b, without, planner.KindWeek.String())
	for _, plan := range []struct {
		name, path string
		weeks      int
	}{{"with", with, 520}, {"without", without, 0}} {
		if n := len(load(b, plan.path).HeldWeeks()); n != plan.weeks {
			b.Fatalf("%s: %d weeks", plan.name, n)
		}
		b.Run(plan.name, func(b *testing.B) {
			for b.Loop() {
				if _, err := open(b, plan.path).Load(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkApply is an edit and its commit in a window that is open already.
func BenchmarkApply(b *testing.B) {
	eachSize(b, func(b *testing.B, path string) {
		b.Helper()
		s := open(b, path)
		if _, err := s.Load(); err != nil {
			b.Fatal(err)
		}
		n := 0
		for b.Loop() {
			n++
			if _, err := s.Apply(stamped(planner.SetNote(planner.ID{Kind: planner.KindAction, N: uint32(1 + n%50)}, fmt.Sprint("Note ", n), today))); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkApplyCold is an edit from the command line: it loads first.
func BenchmarkApplyCold(b *testing.B) {
	eachSize(b, func(b *testing.B, path string) {
		b.Helper()
		n := 0
		for b.Loop() {
			n++
			if _, err := open(b, path).Apply(stamped(planner.CaptureLine(fmt.Sprint("Line ", n), today))); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkGlance is what a shell prompt waits for.
func BenchmarkGlance(b *testing.B) {
	eachSize(b, func(b *testing.B, path string) {
		b.Helper()
		for b.Loop() {
			if _, err := store.Glance(path); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkSince is what an idle window does once a second, the last edit
// being older than two seconds.
func BenchmarkSince(b *testing.B) {
	eachSize(b, func(b *testing.B, path string) {
		b.Helper()
		s := open(b, path)
		old := time.Now().Add(-time.Minute)
		if err := os.Chtimes(path, old, old); err != nil {
			b.Fatal(err)
		}
		p, err := s.Load()
		if err != nil {
			b.Fatal(err)
		}
		for b.Loop() {
			if d, err := s.Since(p.Revision); err != nil || d.Moved {
				b.Fatal(d.Moved, err)
			}
		}
	})
}

// BenchmarkRange reads one year of ticks.
func BenchmarkRange(b *testing.B) {
	eachSize(b, func(b *testing.B, path string) {
		b.Helper()
		s := open(b, path)
		for b.Loop() {
			if _, err := s.Range(planner.KindTick, today.AddDays(-365), today); err != nil {
				b.Fatal(err)
			}
		}
	})
}
