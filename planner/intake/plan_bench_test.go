package intake

import (
	"bytes"
	"testing"

	"waymark/planner"
	"waymark/planner/export"
	"waymark/store/seed"
)

// seeded is a plan of 100,000 records, of which 5,000 are state.
func seeded(b *testing.B) (*planner.Memory, []byte) {
	b.Helper()
	m := planner.NewMemory()
	if err := seed.Fill(m, 100_000, 5_000, monday.AddDays(6)); err != nil {
		b.Fatal(err)
	}
	return m, []byte(exported(b, m))
}

func BenchmarkExportPlan(b *testing.B) {
	m, text := seeded(b)
	s, err := export.Share(export.Source{Whole: wholeOf(b, m), Today: monday}, export.Choice{For: export.Audiences[0]})
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		var out bytes.Buffer
		if err := export.Plain(&out, s); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkReadPlan(b *testing.B) {
	_, text := seeded(b)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := ReadPlan(Input{Name: "plan.json", Bytes: text}); err != nil {
			b.Fatal(err)
		}
	}
}

// Into an empty folder, into the plan itself, and into another plan, the first
// time and again. Keeping it is the keeper's part.
func BenchmarkImportPlan(b *testing.B) {
	m, text := seeded(b)
	c := readCopy(b, string(text))
	b.Run("new", func(b *testing.B) {
		for b.Loop() {
			if _, err := planner.NewPlan(c.Plan, 0, nil).Apply(c.Begin(), nil); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("itself", func(b *testing.B) {
		for b.Loop() {
			wantUnchanged(b, m, c)
		}
	})
	other := begun(b, c)
	next := readCopy(b, string(bytes.Replace(text, []byte(`"plan": "seeded-plan"`), []byte(`"plan": "another"`), 1)))
	b.Run("another", func(b *testing.B) {
		for b.Loop() {
			edit, err := next.Edit(wholeOf(b, other), nil, Options{Today: monday})
			if err != nil {
				b.Fatal(err)
			}
			p, _ := other.Load()
			if _, err := p.Apply(edit, other.Get); err != nil {
				b.Fatal(err)
			}
		}
	})
	if _, err := imported(b, other, next); err != nil {
		b.Fatal(err)
	}
	b.Run("another again", func(b *testing.B) {
		for b.Loop() {
			wantUnchanged(b, other, next)
		}
	})
}

func wantUnchanged(b *testing.B, m *planner.Memory, c *Copy) {
	b.Helper()
	if res, err := imported(b, m, c); err == nil {
		b.Fatal(res.Entry.Label)
	}
}
