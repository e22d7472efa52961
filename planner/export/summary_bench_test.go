package export

import (
	"fmt"
	"testing"

	"cloud.google.com/go/civil"

	"waymark/planner"
	"waymark/store/seed"
)

// counted counts what is written.
type counted struct{ n int }

func (c *counted) Write(p []byte) (int, error) {
	c.n += len(p)
	return len(p), nil
}

// BenchmarkSummary writes seeded plans as documents: as they are, and a look
// back over all of their years, which lists every piece of evidence.
func BenchmarkSummary(b *testing.B) {
	long := Since(civil.Date{Year: 2000, Month: 1, Day: 1})
	for _, size := range []struct{ records, state int }{{100, 100}, {10_000, 2_000}, {100_000, 5_000}} {
		m := planner.NewMemory()
		if err := seed.Fill(m, size.records, size.state, today); err != nil {
			b.Fatal(err)
		}
		whole, err := m.Whole(ofPages...)
		if err != nil {
			b.Fatal(err)
		}
		src := Source{Whole: whole, Today: today}
		for name, choice := range map[string]Choice{"me": {For: Audiences[0]}, "manager": {For: Audiences[2]}, "all years": {For: Audiences[0], Period: long}} {
			for ending, render := range plainFormats {
				b.Run(fmt.Sprintf("%d/%s/%s", size.records, name, ending), func(b *testing.B) {
					b.ReportAllocs()
					var w counted
					for b.Loop() {
						w = counted{}
						if err := render(&w, summarized(b, src, choice)); err != nil {
							b.Fatal(err)
						}
					}
					b.ReportMetric(float64(w.n), "bytes")
				})
			}
		}
	}
}
