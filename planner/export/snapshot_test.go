package export

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"iter"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"waymark/planner"
)

// past gives records as a history.
func past(records ...planner.Record) iter.Seq2[planner.Record, error] {
	return func(yield func(planner.Record, error) bool) {
		for _, r := range records {
			if !yield(r, nil) {
				return
			}
		}
	}
}

func tickOf(n uint32, note string) *planner.Tick {
	return &planner.Tick{ID: planner.ID{Kind: planner.KindTick, N: n}, Check: planner.ID{Kind: planner.KindCheck, N: 1}, Date: on(11, 18), Note: note}
}

// kept is a plan with removed records and a history; mark is in every text.
func kept(mark string) SnapshotInput {
	p := plan(mark)
	id := func(k planner.Kind) planner.ID { return planner.ID{Kind: k, N: 1} }
	gone := planner.CopyItem(p.Item(planner.ID{Kind: planner.KindAction, N: 4}))
	gone.Base().Removed = true
	shown := planner.CopyItem(p.Item(planner.ID{Kind: planner.KindAction, N: 5}))
	shown.Base().Evidence = []planner.ID{id(planner.KindEvidence)}
	share := 40
	week := &planner.WeekNote{
		ID: id(planner.KindWeek), Week: "2026-W47", Due: on(11, 22), Held: on(11, 20), Review: id(planner.KindReview), Share: &share, Done: 1, Evidence: 1,
		Energy: map[string]planner.Reading{planner.HandsOn: {Value: -1, Of: id(planner.KindEnergy)}},
		Asked:  []planner.Asked{{Probe: "p2-q1", On: on(11, 20), Answer: id(planner.KindReflection)}},
		Focus:  planner.Kept{Done: 2, Of: 3}, Checks: planner.Kept{Done: 1, Of: 2}, Looked: []planner.ID{id(planner.KindAction)}, Chosen: []planner.ID{id(planner.KindMilestone)},
	}
	off := &planner.TimeOff{ID: id(planner.KindAway), From: on(12, 21), To: on(12, 31), Why: mark + "By the sea"}
	matter := &planner.Matter{ID: id(planner.KindMatter), Sort: planner.Conflict, Title: mark + "M. and J.", Opened: on(11, 2), Talked: on(11, 9), Outcome: mark + "They take turns"}
	taken := &planner.Intake{
		ID: id(planner.KindIntake), Date: on(11, 1), From: planner.FromPath, Name: mark + "it-management", Version: 2,
		Rows: []planner.Taken{
			{Key: mark + "p1-a3", As: planner.ID{Kind: planner.KindAction, N: 3}, Print: map[string]string{"title": "5eed3"}},
			{Key: "p1-a9"},
			{Key: "p1-a5", As: planner.ID{Kind: planner.KindAction, N: 5}, Print: map[string]string{"title": "5eed5", "note": "0dd5"}},
		},
	}
	person := *p.Profile()
	person.People = []string{mark + "Mira Okafor"}
	skipped := tickOf(2, "")
	skipped.Skipped, skipped.Removed = true, true
	return SnapshotInput{
		Plan: p.With(12, gone, shown, week, off, matter, &person), At: time.Date(2026, 11, 22, 10, 30, 0, 5, time.FixedZone("", 3600)), Version: "v1.2.3",
		History: past(tickOf(1, mark+"Went well"), skipped, &planner.Review{
			ID: planner.ID{Kind: planner.KindReview, N: 1}, Week: "2026-W47", Due: on(11, 22), Started: on(11, 20), Line: mark + "Calm",
			Steps:    []planner.Step{{Item: planner.ID{Kind: planner.KindAction, N: 1}, Because: "due", Outcome: "done"}},
			Evidence: []planner.ID{id(planner.KindEvidence)}, Energy: map[string]int{planner.HandsOn: -1},
		}, &planner.Evidence{
			ID: id(planner.KindEvidence), Date: on(11, 19), Kind: "led", Title: mark + "Led the cut-over", Outcome: mark + "Nobody was paged",
			From: planner.ID{Kind: planner.KindAction, N: 5}, Phase: 2, Review: id(planner.KindReview), Private: true,
		}, &planner.Energy{
			ID: id(planner.KindEnergy), Date: on(11, 20), Work: planner.HandsOn, Value: -1, Note: mark + "Too much of it", Review: id(planner.KindReview),
		}, &planner.Reflection{
			ID: id(planner.KindReflection), Date: on(11, 20), Phase: 2, Probe: "p2-q1", Question: mark + "Who disagreed?", Answer: mark + "Sam did.\nTwice.", Review: id(planner.KindReview),
		}, taken),
	}
}

func snapshotOf(t *testing.T, in SnapshotInput) string {
	t.Helper()
	var b bytes.Buffer
	if err := Snapshot(&b, in); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestSnapshot(t *testing.T) {
	got := snapshotOf(t, kept(""))
	golden(t, "snapshot.json", got)
	if again := snapshotOf(t, kept("")); again != got {
		t.Error("a second one differs")
	}
}

// Every kind of record has its list, and the note says what is in it.
func TestSnapshotNote(t *testing.T) {
	var doc map[string]json.RawMessage
	if err := json.Unmarshal([]byte(snapshotOf(t, SnapshotInput{Plan: planner.NewPlan("x", 0, nil)})), &doc); err != nil {
		t.Fatal(err)
	}
	var note []string
	if err := json.Unmarshal(doc["format"], &note); err != nil {
		t.Fatal(err)
	}
	for _, info := range planner.Kinds {
		if string(doc[listName(info)]) != "[]" {
			t.Errorf("%s: %s", listName(info), doc[listName(info)])
		}
		if listNotes[info.Kind] == "" {
			t.Errorf("the note doesn't say what %s hold", listName(info))
		}
	}
	text := strings.Join(note, "\n")
	for _, info := range planner.Kinds {
		for field := range fieldsOf(reflect.TypeOf(info.New()).Elem()) {
			// What these are is said by their names.
			plain := []string{"name", "role", "company", "draw", "title", "short", "purpose", "optional", "text", "started", "path_title", "walk_left"}
			if !strings.Contains(text, field) && !slices.Contains(plain, field) {
				t.Errorf("the note doesn't say what %s of %s is", field, listName(info))
			}
		}
	}
}

// fieldsOf gives the JSON names of a record's fields.
func fieldsOf(typ reflect.Type) map[string]bool {
	names := map[string]bool{}
	for field := range typ.Fields() {
		if field.Anonymous {
			maps.Copy(names, fieldsOf(field.Type))
			continue
		}
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		names[name] = true
	}
	return names
}

// Every record can be read back from a snapshot as it was.
func TestSnapshotRoundTrip(t *testing.T) {
	for _, mark := range []string{"", "\x1b]0;x\x07 <b> & \u202e\u2066\u009b\u2028\ufeff\U000E0041\x7f\x00\"\\ 👩‍👧 語\r\n\t"} {
		in := kept(mark)
		var doc map[string]json.RawMessage
		if err := json.Unmarshal([]byte(snapshotOf(t, in)), &doc); err != nil {
			t.Fatal(err)
		}
		got := map[planner.ID]planner.Record{}
		for _, info := range planner.Kinds {
			var list []json.RawMessage
			if err := json.Unmarshal(doc[listName(info)], &list); err != nil {
				t.Fatal(err)
			}
			for _, text := range list {
				r := info.New()
				if err := json.Unmarshal(text, r); err != nil {
					t.Fatalf("%v in %s", err, text)
				}
				got[r.Key()] = r
			}
		}
		want := map[planner.ID]planner.Record{}
		for r := range in.Plan.Records() {
			want[r.Key()] = r
		}
		for r, err := range in.History {
			if err != nil {
				t.Fatal(err)
			}
			want[r.Key()] = r
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("with %q (-want +got):\n%s", mark, diff)
		}
	}
}

// A history that fails, or comes in disorder, fails the snapshot; so does a
// full disk, early and late.
func TestSnapshotFails(t *testing.T) {
	in := kept("")
	in.History = func(yield func(planner.Record, error) bool) { yield(nil, errFull) }
	if err := Snapshot(io.Discard, in); !errors.Is(err, errFull) {
		t.Errorf("a history that fails: %v", err)
	}
	review := &planner.Review{ID: planner.ID{Kind: planner.KindReview, N: 1}}
	for name, records := range map[string][]planner.Record{
		"reviews first": {review, tickOf(1, "")},
		"mixed":         {tickOf(1, ""), review, tickOf(2, "")},
		"state":         {&planner.Capture{ID: planner.ID{Kind: planner.KindCapture, N: 1}}},
	} {
		in.History = past(records...)
		if err := Snapshot(io.Discard, in); err == nil || !strings.Contains(err.Error(), "kind by kind") {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, room := range []int{0, 100, 5000, 10_000} {
		if err := Snapshot(&full{room}, kept(strings.Repeat("long ", 300))); !errors.Is(err, errFull) {
			t.Errorf("%d bytes: %v", room, err)
		}
	}
}

// However long a history, it is not held: each record is written before the
// next is asked for, but for a buffer.
func TestSnapshotStreams(t *testing.T) {
	var written counter
	most := 0
	in := kept("")
	in.History = func(yield func(planner.Record, error) bool) {
		asked := 0
		for n := range uint32(2000) {
			r := tickOf(n+1, strings.Repeat("x", 1000))
			if !yield(r, nil) {
				return
			}
			asked += len(r.Note)
			most = max(most, asked-int(written))
		}
	}
	if err := Snapshot(&written, in); err != nil {
		t.Fatal(err)
	}
	if written < 2_000_000 || most > 64<<10 {
		t.Errorf("%d bytes were written, and %d held", written, most)
	}
}

type counter int

func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}

// FuzzEncodeJSON is case 42 for JSON: nothing that acts on a terminal or
// reorders text is left in it, and it decodes to what was encoded.
func FuzzEncodeJSON(f *testing.F) {
	for _, seed := range []string{"", "a\u007f\u0085\u009b31m", "\u202e\u2066x\u2069\u200f", "\ufeff\u200b\u00ad\U000E0041\U000E0001", "a\xff\xfe\xed\xa0\x80", "<script>&amp;</script>", "👩‍👧 \u2028\u2029", "\"\\\x00\x1b[2J", `\ud800 \u202e`, "\U000110bd\U0001bca0"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		text, err := JSON(s)
		if err != nil {
			t.Fatal(err)
		}
		wantHarmless(t, string(text))
		if strings.ContainsAny(string(text), "<>&\n") {
			t.Errorf("%q would mean something in HTML, or is no line", text)
		}
		var back string
		if err := json.Unmarshal(text, &back); err != nil || back != string([]rune(s)) {
			t.Errorf("%q came back as %q (%v) by %s", s, back, err, text)
		}
		if !utf8.ValidString(back) {
			t.Errorf("%q is no UTF-8", back)
		}
	})
}
