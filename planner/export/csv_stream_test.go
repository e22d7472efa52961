package export

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"
	"testing"

	"waymark/planner"
)

func TestCSVFails(t *testing.T) {
	history := dataHistory(strings.Repeat("long ", 3000))
	wantWriteErrors(t, dataOf(t, dataPlan(""), history, Choice{Table: "evidence"}), CSV)
	s := dataOf(t, dataPlan(""), nil, Choice{Table: "evidence"})
	s.source.History = func(planner.Kind) iter.Seq2[planner.Record, error] {
		return func(yield func(planner.Record, error) bool) { yield(nil, errDisk) }
	}
	if err := CSV(io.Discard, s); !errors.Is(err, errDisk) {
		t.Errorf("a history that can't be read: %v", err)
	}
}

// evidenceFor is a history of n pieces of evidence, made as they are read.
func evidenceFor(n int, read func(*planner.Evidence)) func(planner.Kind) iter.Seq2[planner.Record, error] {
	return func(planner.Kind) iter.Seq2[planner.Record, error] {
		return func(yield func(planner.Record, error) bool) {
			for i := range n {
				e := &planner.Evidence{ID: planner.ID{Kind: planner.KindEvidence, N: uint32(i + 1)}, Date: dataDay, Kind: "led", Title: "Led the upgrade of one of the clusters", Outcome: strings.Repeat("No downtime, and no calls.\n", 8) + "x", Phase: 2}
				read(e)
				if !yield(e, nil) {
					return
				}
			}
		}
	}
}

// However long a history, it is not held: each record is written before the
// next is asked for, but for a buffer.
func TestCSVStreams(t *testing.T) {
	s := dataOf(t, dataPlan(""), nil, Choice{Table: "evidence"})
	written, asked, most := &countingWriter{}, 0, 0
	s.source.History = evidenceFor(5000, func(e *planner.Evidence) {
		most = max(most, asked-written.n)
		asked += len(e.Outcome)
	})
	if err := CSV(written, s); err != nil {
		t.Fatal(err)
	}
	if written.n < asked || most > 16<<10 {
		t.Errorf("%d bytes were written of %d, and %d held", written.n, asked, most)
	}
}

type countingWriter struct{ n int }

func (c *countingWriter) Write(p []byte) (int, error) {
	c.n += len(p)
	return len(p), nil
}

func BenchmarkCSV(b *testing.B) {
	for _, n := range []int{10_000, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			s := dataOf(b, dataPlan(""), nil, Choice{Table: "evidence"})
			s.source.History = evidenceFor(n, func(*planner.Evidence) {})
			b.ReportAllocs()
			for b.Loop() {
				if err := CSV(io.Discard, s); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
