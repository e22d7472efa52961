package store_test

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"waymark/planner"
	"waymark/store"
)

// copied puts the bytes of one file in the place of another, as a person or a
// sync program does.
func copied(tb testing.TB, from, to string) {
	tb.Helper()
	text, err := os.ReadFile(from)
	if err != nil {
		tb.Fatal(err)
	}
	if err := os.WriteFile(to+".copy", text, 0o600); err != nil {
		tb.Fatal(err)
	}
	if err := os.Rename(to+".copy", to); err != nil {
		tb.Fatal(err)
	}
}

// wantNote finds that the note beside a plan tells of its newest change.
func wantNote(tb testing.TB, s *store.Store) {
	tb.Helper()
	p := load(tb, s.Path())
	plan, revision, ok := store.Noted(s.Path())
	if !ok || plan != p.ID || revision != p.Revision {
		tb.Fatalf("the note is of %q at change %d (%v), the plan is %q at %d", plan, revision, ok, p.ID, p.Revision)
	}
}

// TestHeadFollows finds the note up to date after whatever changes a plan.
func TestHeadFollows(t *testing.T) {
	t.Parallel()
	s := fresh(t)
	wantNote(t, s)
	for i := range 20 {
		apply(t, s, planner.CaptureLine(fmt.Sprint("line ", i), today))
		wantNote(t, s)
	}
	if _, err := s.Undo(0, stamped(planner.Edit{})); err != nil {
		t.Fatal(err)
	}
	wantNote(t, s)
	apply(t, s, captureMany(30))
	wantNote(t, s)
	if err := store.RenewFile(s.Path()); err != nil {
		t.Fatal(err)
	}
	wantNote(t, s)
	info, err := os.Stat(store.HeadPath(s.Path()))
	if err != nil || info.Size() != 1024 {
		t.Errorf("the note: %v, %v; want one write of 1024 bytes", info.Size(), err)
	}
}

// TestHeadRefuses puts files in a plan's place that can be read and are not
// the plan as it was: every call says so, and taking the file as it is goes
// on with it.
func TestHeadRefuses(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		put  func(t *testing.T, s *store.Store, older string)
		want error
	}{
		{"an older copy", func(t *testing.T, s *store.Store, older string) {
			t.Helper()
			copied(t, older, s.Path())
		}, planner.ErrOlder},
		{"another plan, further on", func(t *testing.T, s *store.Store, _ string) {
			t.Helper()
			other := open(t, t.TempDir()+"/plan.db")
			if _, err := other.Create("other-plan", start()); err != nil {
				t.Fatal(err)
			}
			for range 9 {
				apply(t, other, planner.CaptureLine("elsewhere", today))
			}
			copied(t, other.Path(), s.Path())
		}, planner.ErrAnother},
		{"a copy that went another way, as far", func(t *testing.T, s *store.Store, older string) {
			t.Helper()
			apply(t, open(t, older), planner.CaptureLine("elsewhere", today))
			copied(t, older, s.Path())
		}, planner.ErrAnother},
		{"a copy that went another way, much further", func(t *testing.T, s *store.Store, older string) {
			t.Helper()
			for range 20 { // more than a head remembers
				apply(t, open(t, older), planner.CaptureLine("elsewhere", today))
			}
			copied(t, older, s.Path())
		}, planner.ErrAnother},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			s := fresh(t)
			older := t.TempDir() + "/older.db"
			copied(t, s.Path(), older)
			apply(t, s, planner.CaptureLine("here", today))
			test.put(t, s, older)
			before := bytesOf(t, s.Path())
			note := bytesOf(t, store.HeadPath(s.Path()))
			for name, use := range uses {
				for who, s := range map[string]*store.Store{"one that knows it": s, "a new one": open(t, s.Path())} {
					err := use(s)
					wantError(t, name+" of "+who, err, test.want)
					wantError(t, name+" of "+who, err, planner.ErrDamaged)
				}
			}
			_, err := s.Backup(noon, "asked")
			wantError(t, "backup", err, test.want)
			untouched(t, s.Path(), before)
			untouched(t, store.HeadPath(s.Path()), note)
			if tr := s.Trouble(err); !tr.Usable || tr.Seen != 2 || tr.Revision == 0 {
				t.Errorf("the offer is %+v", tr)
			}
			if got, err := open(t, s.Path()).Restore(noon, s.Path()); err != nil || got.Aside != "" || got.From.Number != 0 {
				t.Fatalf("taking it as it is: %+v, %v", got, err)
			}
			untouched(t, s.Path(), before)
			wantNote(t, s)
			apply(t, s, planner.CaptureLine("goes on", today))
			wantNote(t, s)
		})
	}
}

// TestHeadSpoilt has a note that is of no use, or none: a sound plan is never
// refused for it, and the next edit puts it right.
func TestHeadSpoilt(t *testing.T) {
	t.Parallel()
	s := fresh(t)
	apply(t, s, planner.CaptureLine("first", today))
	behind := bytesOf(t, store.HeadPath(s.Path()))
	apply(t, s, planner.CaptureLine("second", today))
	good := bytesOf(t, store.HeadPath(s.Path()))
	half := make([]byte, len(good))
	copy(half, good[:80])
	for name, text := range map[string][]byte{
		"missing": nil, "empty": {}, "garbage": []byte("\xff\xfe{{{"), "half of it": good[:80], "half, then zeros": half,
		"null": []byte("null"), "a list": []byte("[1,2]"), "no plan": []byte(`{"revision": 99}`),
		"huge": []byte(strings.Repeat("x", 1<<20)), "behind": behind,
		"longer than it is": append([]byte(strings.TrimSpace(string(good))), []byte(strings.Repeat(" ", 5000))...),
	} {
		if err := os.Remove(store.HeadPath(s.Path())); err != nil {
			t.Fatal(err)
		}
		if text != nil {
			put(t, store.HeadPath(s.Path()), text)
		}
		for call, use := range map[string]func(*store.Store) error{"load": uses["load"], "since": uses["since"], "history": uses["history"]} {
			if err := use(open(t, s.Path())); err != nil {
				t.Errorf("%s: %s: %v", name, call, err)
			}
		}
		apply(t, s, planner.CaptureLine(name, today))
		wantNote(t, s)
	}
}

// TestHeadAhead has a note of a change that the file has not: the disk lost
// what it said was written, or the file was set back.
func TestHeadAhead(t *testing.T) {
	t.Parallel()
	s := fresh(t)
	var note map[string]any
	if err := json.Unmarshal(bytesOf(t, store.HeadPath(s.Path())), &note); err != nil {
		t.Fatal(err)
	}
	note["revision"] = 5
	text, err := json.Marshal(note)
	if err != nil {
		t.Fatal(err)
	}
	put(t, store.HeadPath(s.Path()), text)
	_, err = s.Load()
	wantError(t, "load", err, planner.ErrOlder)
	if tr := s.Trouble(err); !tr.Usable || tr.Seen != 5 || tr.Revision != 1 {
		t.Errorf("the offer is %+v", tr)
	}
}

// TestHeadTwoMachines uses one plan on two machines in turn, each with its
// own note: a file with newer changes is taken without a word, and one that
// comes back without them is not.
func TestHeadTwoMachines(t *testing.T) {
	t.Parallel()
	here := fresh(t)
	there := open(t, t.TempDir()+"/plan.db")
	for round := range 4 {
		copied(t, here.Path(), there.Path())
		for range 1 + 12*round { // also more than a head remembers
			apply(t, there, planner.CaptureLine("there", today))
		}
		copied(t, there.Path(), here.Path())
		d, err := here.Since(1)
		if err != nil || !d.Moved {
			t.Fatal(d.Moved, err)
		}
		same(t, "plan", all(load(t, there.Path())), all(d.Plan))
		apply(t, here, planner.CaptureLine("here", today))
	}
	_, err := here.Load()
	if err != nil {
		t.Fatal(err)
	}
	copied(t, there.Path(), here.Path())
	_, err = here.Load()
	wantError(t, "load of a copy without the last change", err, planner.ErrOlder)
}
