package store_test

import (
	"fmt"
	"path/filepath"
	"runtime"
	"runtime/metrics"
	"slices"
	"testing"
	"time"

	"waymark/planner"
	"waymark/store"
	"waymark/store/seed"
)

// importing is an edit that takes all of a seeded plan into another one, under
// the ids that it has there, as an import of a whole plan does.
func importing(tb testing.TB, records, state int) planner.Edit {
	tb.Helper()
	m := planner.NewMemory()
	if err := seed.Fill(m, records, state, today); err != nil {
		tb.Fatal(err)
	}
	whole, err := m.Whole(planner.HistoryKinds()...)
	if err != nil {
		tb.Fatal(err)
	}
	list := slices.Collect(whole.Plan.Records())
	for _, kind := range planner.HistoryKinds() {
		for r, err := range whole.History(kind) {
			if err != nil {
				tb.Fatal(err)
			}
			list = append(list, r)
		}
	}
	return planner.Edit{Label: "Imported", Run: func(d *planner.Draft) error {
		for _, r := range list {
			d.Put(r)
		}
		return nil
	}}
}

// mostHeap runs work and gives how much the heap held at most beyond what it
// held before.
func mostHeap(work func()) uint64 {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	look := func() uint64 {
		metrics.Read(sample)
		return sample[0].Value.Uint64()
	}
	runtime.GC()
	before, most := look(), uint64(0)
	stop, done := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		for {
			select {
			case <-stop:
				return
			case <-time.After(2 * time.Millisecond):
				most = max(most, look())
			}
		}
	}()
	work()
	close(stop)
	<-done
	return most - min(before, most)
}

// BenchmarkImport takes a whole plan into one that has just begun, and takes
// it back.
func BenchmarkImport(b *testing.B) {
	for _, size := range sizes {
		edit := importing(b, size.records, size.state)
		b.Run(fmt.Sprint(size.records), func(b *testing.B) {
			var did, undid, redid time.Duration
			var heap, back uint64
			b.ReportAllocs()
			for b.Loop() {
				s := fresh(b)
				heap = max(heap, mostHeap(func() {
					did += timed(b, func() error { _, err := s.Apply(stamped(edit)); return err })
				}))
				back = max(back, mostHeap(func() {
					undid += timed(b, func() error { _, err := s.Undo(0, stamped(planner.Edit{})); return err })
				}))
				redid += timed(b, func() error { _, err := s.Redo(stamped(planner.Edit{})); return err })
			}
			n := float64(b.N) * float64(time.Millisecond)
			b.ReportMetric(float64(did)/n, "import-ms")
			b.ReportMetric(float64(undid)/n, "undo-ms")
			b.ReportMetric(float64(redid)/n, "redo-ms")
			b.ReportMetric(float64(heap)/(1<<20), "heap-MiB")
			b.ReportMetric(float64(back)/(1<<20), "undo-MiB")
		})
	}
}

// BenchmarkCreateFrom starts a plan with all of another.
func BenchmarkCreateFrom(b *testing.B) {
	for _, size := range sizes {
		edit := importing(b, size.records, size.state)
		b.Run(fmt.Sprint(size.records), func(b *testing.B) {
			for b.Loop() {
				s, err := store.Open(filepath.Join(b.TempDir(), "plan.db"))
				if err != nil {
					b.Fatal(err)
				}
				if _, err := s.Create("imported", stamped(edit)); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func timed(b *testing.B, work func() error) time.Duration {
	b.Helper()
	began := time.Now()
	if err := work(); err != nil {
		b.Fatal(err)
	}
	return time.Since(began)
}
