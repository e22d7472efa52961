package export

import (
	"io"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"waymark/planner"
	hostiles "waymark/planner/hostile"
)

// wantLines fails unless each line is one of RFC 5545.
func wantLines(t *testing.T, text string) {
	t.Helper()
	lines := strings.Split(text, "\r\n")
	if last := len(lines) - 1; lines[last] != "" {
		t.Errorf("the end is %q", lines[last])
	}
	for _, line := range lines[:len(lines)-1] {
		switch {
		case line == "" || strings.ContainsAny(line, "\r\n"):
			t.Errorf("the line %q", line)
		case len(line) > 75 || !utf8.ValidString(line):
			t.Errorf("%d octets of %q", len(line), line)
		}
		if err := hostiles.Obeyed(line, false); err != nil {
			t.Errorf("%v in %q", err, line)
		}
		if err := hostiles.Hidden(line); err != nil {
			t.Errorf("%v in %q", err, line)
		}
	}
}

func TestFolding(t *testing.T) {
	for _, c := range []struct{ name, line, first string }{
		{"short", strings.Repeat("x", 75), strings.Repeat("x", 75)},
		{"long", strings.Repeat("x", 76), strings.Repeat("x", 75)},
		{"two bytes", strings.Repeat("ü", 50), strings.Repeat("ü", 37)},
		{"three bytes", strings.Repeat("語", 100), strings.Repeat("語", 25)},
		{"a mark", strings.Repeat("x", 74) + "e\u0301x", strings.Repeat("x", 74)},
		{"a family", strings.Repeat("x", 60) + "👩‍👩‍👧‍👦", strings.Repeat("x", 60)},
		{"a flag", strings.Repeat("x", 70) + "🇩🇪", strings.Repeat("x", 70)},
		{"nothing but marks", strings.Repeat("\u0301", 50), strings.Repeat("\u0301", 37)},
	} {
		t.Run(c.name, func(t *testing.T) {
			var b strings.Builder
			w := newCalendarWriter(&b)
			w.line(c.line)
			if err := w.flush(); err != nil {
				t.Fatal(err)
			}
			wantLines75(t, b.String())
			if first, _, _ := strings.Cut(b.String(), "\r\n"); first != c.first {
				t.Errorf("the first line is %q", first)
			}
			if back := strings.TrimSuffix(strings.ReplaceAll(b.String(), "\r\n ", ""), "\r\n"); back != c.line {
				t.Errorf("unfolded it is %q", back)
			}
		})
	}
}

func wantLines75(t *testing.T, text string) {
	t.Helper()
	for line := range strings.SplitSeq(strings.TrimSuffix(text, "\r\n"), "\r\n") {
		if len(line) > 75 || !utf8.ValidString(line) {
			t.Errorf("%d octets of %q", len(line), line)
		}
	}
}

// wantCalendar fails unless a calendar with a text in every place has the
// components that it has with plain words, and the text is read as it was.
func wantCalendar(t *testing.T, text string) {
	t.Helper()
	write := func(text string) string {
		return dataFile(t, dataOf(t, hostiles.Soil(dataPlan(""), text), nil, Choice{}), Calendar)
	}
	got := write(text)
	wantLines(t, got)
	plain, soiled := readCalendar(t, write("x")), readCalendar(t, got)
	if len(plain) != len(soiled) {
		t.Fatalf("%d components, not %d, with %q", len(soiled), len(plain), text)
	}
	for i, want := range plain {
		if want.Summary == "x" {
			want.Summary = TodoTitle(text)
		}
		switch want.Description {
		case "x":
			want.Description = calendarText(text)
		case "x\n\nx":
			want.Description = strings.Trim(calendarText(text)+"\n\n"+calendarText(text), "\n")
		}
		if diff := cmp.Diff(want, soiled[i]); diff != "" {
			t.Errorf("with %q (-want +got):\n%s", text, diff)
		}
	}
}

func TestCase42Calendar(t *testing.T) {
	for _, text := range append(hostiles.Long, hostiles.Texts...) {
		t.Run(text.Name, func(t *testing.T) { wantCalendar(t, text.Text) })
	}
}

func FuzzCalendar(f *testing.F) {
	for _, text := range hostiles.Texts {
		f.Add(text.Text)
	}
	f.Add(`a\nb\\n\;,`)
	f.Fuzz(wantCalendar)
}

// The plan's id, which another program may have written, adds no line.
func TestCalendarOfAnOddPlan(t *testing.T) {
	p := planner.NewPlan("a\r\nATTACH:x;é", 1, nil)
	if got := readCalendar(t, dataFile(t, dataOf(t, p, nil, Choice{}), Calendar)); len(got) != 1 || got[0].UID != "review-aATTACHx@waymark" {
		t.Errorf("%+v", got)
	}
}

func BenchmarkCalendar(b *testing.B) {
	p := dataPlan("")
	a, _ := p.Item(dataID("a1")).(*planner.Action)
	for n := range uint32(2000) {
		next := *a
		next.ID.N = 100 + n
		p = p.With(7, &next)
	}
	s := dataOf(b, p, nil, Choice{})
	for b.Loop() {
		if err := Calendar(io.Discard, s); err != nil {
			b.Fatal(err)
		}
	}
}
