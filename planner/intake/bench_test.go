package intake_test

import (
	"fmt"
	"strings"
	"testing"

	"waymark/planner"
	"waymark/planner/intake"
)

// many are files with 100,000 entries each.
func many(name string) (source, string) {
	var b strings.Builder
	switch name {
	case "csv":
		b.WriteString("kind,title,phase,due,note\n")
	case "taskwarrior":
		b.WriteString("[\n")
	}
	for i := range 100_000 {
		switch name {
		case "csv":
			fmt.Fprintf(&b, "action,Ask number %d for feedback on the talk,%d,2027-01-%02d,\"a note, of some length\nand two lines\"\r\n", i, 1+i%3, 1+i%31)
		case "todo.txt":
			fmt.Fprintf(&b, "2026-11-01 Ask number %d for feedback on the talk +talks @work due:2027-01-%02d\n", i, 1+i%31)
		default:
			if i > 0 {
				b.WriteString(",\n")
			}
			fmt.Fprintf(&b, `{"id":%d,"uuid":"00000000-0000-4000-8000-%012x","description":"Ask number %d for feedback on the talk","status":"pending","due":"20270101T100000Z","entry":"20261101T100000Z","modified":"20261101T100000Z","project":"talks","tags":["work"],"urgency":3.2}`, i, i, i)
		}
	}
	if name == "taskwarrior" {
		b.WriteString("\n]\n")
	}
	return ways[name].from, b.String()
}

// BenchmarkRead reads a file of 100,000 entries, and BenchmarkTake takes them
// into a plan in memory.
func BenchmarkRead(b *testing.B) {
	for name := range ways {
		b.Run(name, func(b *testing.B) {
			from, text := many(name)
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := from.batch(text); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkTake(b *testing.B) {
	for name := range ways {
		b.Run(name, func(b *testing.B) {
			from, text := many(name)
			batch, err := from.batch(text)
			if err != nil {
				b.Fatal(err)
			}
			d := newDesk(b)
			b.ReportAllocs()
			for b.Loop() {
				e, err := batch.Edit(planner.Whole{Plan: d.plan()}, nil, intake.Options{Today: today})
				if err == nil {
					_, err = d.plan().Apply(d.stamped(e), d.m.Get)
				}
				if err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
