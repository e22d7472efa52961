package export

import (
	"bytes"
	"encoding/json"
	"errors"
	"iter"
	"strings"
	"testing"

	"waymark/planner"
	hostiles "waymark/planner/hostile"
)

// sharedOf is what of a plan with history may be given.
func sharedOf(t *testing.T, in SnapshotInput, c Choice) *Shared {
	t.Helper()
	byKind := map[planner.Kind][]planner.Record{}
	for r, err := range in.History {
		if err != nil {
			t.Fatal(err)
		}
		byKind[r.Key().Kind] = append(byKind[r.Key().Kind], r)
	}
	whole := planner.Whole{Plan: in.Plan, History: func(k planner.Kind) iter.Seq2[planner.Record, error] { return past(byKind[k]...) }}
	s, err := Share(Source{Whole: whole, Today: today, Version: "v1.2.3"}, c)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func plainOf(t *testing.T, in SnapshotInput, c Choice) string {
	t.Helper()
	var b bytes.Buffer
	if err := Plain(&b, sharedOf(t, in, c)); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// Each record is on a line of its own, all of them are there, and nothing
// tells of the moment or of the program.
func TestPlain(t *testing.T) {
	in := kept("")
	got := plainOf(t, in, Choice{For: Audiences[0]})
	var doc map[string]json.RawMessage
	if err := json.Unmarshal([]byte(got), &doc); err != nil {
		t.Fatal(err)
	}
	want := 0
	for range in.Plan.Records() {
		want++
	}
	for _, err := range in.History {
		if err != nil {
			t.Fatal(err)
		}
		want++
	}
	lines := 0
	for line := range strings.Lines(got) {
		if strings.HasPrefix(line, `    {"id":"`) {
			lines++
		}
	}
	if lines != want {
		t.Errorf("%d of %d records are on a line of their own", lines, want)
	}
	for _, info := range planner.Kinds {
		if doc[listName(info)] == nil {
			t.Errorf("there is no list of %s", listName(info))
		}
	}
	if strings.Contains(got, "v1.2.3") || strings.Contains(got, `"revision"`) || string(doc["complete"]) != "true" {
		t.Error("it tells of the program, or is not complete")
	}
	in.Plan = in.Plan.With(99)
	if again := plainOf(t, in, Choice{For: Audiences[0]}); again != got {
		t.Error("the same plan in a later revision gives another text")
	}
}

// What is held back is not in the text, nor that there is any.
func TestPlainCut(t *testing.T) {
	got := plainOf(t, kept(""), Choice{For: Audiences[2]})
	for _, secret := range []string{"Nobody was paged", "Sam did", "Too much of it", `"removed"`, `"given"`, "By the sea"} {
		if strings.Contains(got, secret) {
			t.Errorf("a manager reads %s", secret)
		}
	}
	if !strings.Contains(got, `"complete": false`) || !strings.Contains(got, "can be read, but not imported") {
		t.Error("it doesn't say that it was cut")
	}
	if s := sharedOf(t, kept(""), Choice{For: Audiences[0]}); s.source.History != nil {
		s.source.History = nil
		var b bytes.Buffer
		if err := Plain(&b, s); err != nil || strings.Contains(b.String(), `"complete": true`) {
			t.Errorf("without its history it says that it is complete (%v)", err)
		}
	}
}

func TestPlainFails(t *testing.T) {
	s := sharedOf(t, kept(strings.Repeat("long ", 300)), Choice{For: Audiences[0]})
	for _, room := range []int{0, 100, 5000, 20_000} {
		if err := Plain(&full{room}, s); !errors.Is(err, errFull) {
			t.Errorf("%d bytes: %v", room, err)
		}
	}
	s.source.History = func(planner.Kind) iter.Seq2[planner.Record, error] {
		return func(yield func(planner.Record, error) bool) { yield(nil, errFull) }
	}
	if err := Plain(&bytes.Buffer{}, s); !errors.Is(err, errFull) {
		t.Errorf("a history that fails: %v", err)
	}
}

// However long a history, it is not held.
func TestPlainStreams(t *testing.T) {
	var written counter
	most, asked := 0, 0
	s := sharedOf(t, kept(""), Choice{For: Audiences[0]})
	s.source.History = func(k planner.Kind) iter.Seq2[planner.Record, error] {
		return func(yield func(planner.Record, error) bool) {
			for n := uint32(1); k == planner.KindTick && n <= 2000; n++ {
				r := tickOf(n, strings.Repeat("x", 1000))
				if !yield(r, nil) {
					return
				}
				asked += len(r.Note)
				most = max(most, asked-int(written))
			}
		}
	}
	if err := Plain(&written, s); err != nil {
		t.Fatal(err)
	}
	if written < 2_000_000 || most > 64<<10 {
		t.Errorf("%d bytes were written, and %d held", written, most)
	}
}

// Nothing in the text acts on a terminal or hides, whatever is in a plan.
func TestPlainHarmless(t *testing.T) {
	for _, text := range hostiles.Texts {
		in := kept("")
		in.Plan = hostiles.Soil(in.Plan, text.Text)
		if err := hostiles.Obeyed(plainOf(t, in, Choice{For: Audiences[0]}), true); err != nil {
			t.Errorf("%s: %v", text.Name, err)
		}
	}
}
