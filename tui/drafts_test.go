package tui

import (
	"errors"
	"maps"
	"slices"
	"sync"
	"testing"
	"time"

	"waymark/planner"
)

// draftKeeper keeps drafts in memory, as the store does on the disk.
type draftKeeper struct {
	*planner.Memory
	mu    sync.Mutex
	kept  map[string][]string
	fails error
	calls int
}

func (k *draftKeeper) Drafts() map[string][]string {
	k.mu.Lock()
	defer k.mu.Unlock()
	return maps.Clone(k.kept)
}

func (k *draftKeeper) KeepDraft(name string, values []string) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.calls++
	if k.fails != nil {
		return k.fails
	}
	if k.kept == nil {
		k.kept = map[string][]string{}
	}
	k.kept[name] = values
	if values == nil {
		delete(k.kept, name)
	}
	return nil
}

// draftRig is a rig whose drafts are kept in k.
func draftRig(t *testing.T, k *draftKeeper, start string) *rig {
	t.Helper()
	r := newRig(t, fixture{plan: true, start: start})
	r.drafts = newDrafts(k)
	r.drafts.load()
	return r
}

// second lets n seconds pass, and does the commands that fall due.
func (r *rig) second(n int) {
	for range n {
		r.send(tickMsg{})
	}
	if save := r.drafts.save(); save != nil {
		save()
	}
}

// Wherever text is typed, it is kept within two seconds without being left,
// is back when its place is opened again in another run of the program, and is
// gone once it is accepted.
func TestDraftsOfEveryPlace(t *testing.T) {
	for _, c := range []struct {
		name, start  string
		open, accept []string
	}{
		{"capture", "", []string{"c"}, []string{"enter"}},
		{"add", "Path", []string{"a"}, []string{"ctrl+s"}},
		{"edit", "Path", []string{"e"}, []string{"ctrl+s"}},
		{"note", "Path", []string{"n"}, []string{"ctrl+s"}},
		{"reason", "Path", []string{"s", "w"}, []string{"enter"}},
		{"state of a review's step", "Review", []string{"s", "r"}, []string{"enter"}},
		{"sorting", "", []string{"i", "enter"}, []string{"ctrl+s"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			k := &draftKeeper{}
			r := draftRig(t, k, c.start)
			r.press(c.open...).write("runbook")
			r.shows("runbook")
			r.second(2)
			if len(k.kept) != 1 {
				t.Fatalf("kept are %q", k.kept)
			}
			r = draftRig(t, k, c.start)
			r.press(c.open...)
			r.shows("runbook")
			r.shows(backAgain)
			r.press(c.accept...)
			r.second(2)
			if len(k.kept) != 0 {
				t.Errorf("kept are still %q", k.kept)
			}
		})
	}
}

// The closing line of a review is kept too, and only while that is under way.
func TestDraftOfTheClosingLine(t *testing.T) {
	k := &draftKeeper{}
	r := newReviewRig(t, k)
	r.second(2)
	r.write("a calm week")
	r.second(2)
	want := map[string][]string{"review line r1": {"a calm week"}}
	if !maps.EqualFunc(k.kept, want, slices.Equal) {
		t.Fatalf("kept are %q", k.kept)
	}
	r.open, r.current = map[string]screen{}, nil // as another run begins
	r.drafts = newDrafts(k)
	r.drafts.load()
	r.review()
	toClosingLine(t, r)
	r.shows("a calm week")
	r.press("enter")
	r.second(2)
	if len(k.kept) != 0 {
		t.Errorf("kept are still %q", k.kept)
	}
}

// newReviewRig is at the closing line of a review.
func newReviewRig(t *testing.T, k *draftKeeper) *rig {
	t.Helper()
	r := draftRig(t, k, "Review")
	toClosingLine(t, r)
	return r
}

func toClosingLine(t *testing.T, r *rig) {
	t.Helper()
	r.toStage(planner.StageClose)
}

// A form that is opened and left as it was leaves no draft, and neither do
// the fields that only search.
func TestNoDraft(t *testing.T) {
	k := &draftKeeper{}
	r := draftRig(t, k, "Path")
	for _, keys := range [][]string{{"e"}, {"n"}, {"c"}, {"/", "r", "u"}, {":", "r", "u"}, {"?", "r", "u"}} {
		r.press(keys...)
		r.second(2)
		r.press("esc")
		r.second(2)
	}
	if k.calls != 0 {
		t.Errorf("%d calls, kept are %q", k.calls, k.kept)
	}
}

// A draft that can't be kept disturbs nobody: it is there in this window, and
// is tried again with the next change, not over and over.
func TestDraftThatCantBeKept(t *testing.T) {
	k := &draftKeeper{fails: errors.New("disk full")}
	r := draftRig(t, k, "")
	r.press("c").write("half")
	r.second(10)
	if k.calls != 1 || r.toast.text != "" || r.problem != "" {
		t.Errorf("%d calls, %q, %q", k.calls, r.toast.text, r.problem)
	}
	r.press("esc", "c")
	r.shows("half")
	k.fails = nil
	r.write(" a thought")
	r.second(2)
	if got := k.kept["capture"]; !slices.Equal(got, []string{"half a thought"}) {
		t.Errorf("kept is %q", got)
	}
}

// However the goroutines that keep drafts are mixed up, the newest is kept.
func TestNewestDraftIsKept(t *testing.T) {
	k := &draftKeeper{}
	d := newDrafts(k)
	var saving sync.WaitGroup
	for i := range 50 {
		d.put("capture", []string{time.Duration(i).String()})
		if i == 49 {
			d.drop("capture")
		}
		if save := d.save(); save != nil {
			saving.Go(func() { save() })
		}
	}
	saving.Wait()
	if len(k.kept) != 0 {
		t.Errorf("kept are %q", k.kept)
	}
}

// What a file holds is cleaned at the door.
func TestDraftsAreCleaned(t *testing.T) {
	d := newDrafts(&draftKeeper{kept: map[string][]string{"capture": {"a\x1b[2J\r\nb\u202e"}}})
	d.load()
	if got := d.of("capture"); !slices.Equal(got, []string{"a[2J\nb"}) {
		t.Errorf("%q", got)
	}
}

// A program without a plan asks for its user first; those words count as well.
func TestDraftOfTheWalk(t *testing.T) {
	k := &draftKeeper{Memory: planner.NewMemory()}
	start := func() *rig {
		c := newRig(t, fixture{}).Config
		c.Keeper = k
		r := &rig{newApp(c, func() loadedMsg { p, err := k.Load(); return loadedMsg{p, err} }), t}
		r.drafts.load()
		r.window, r.w, r.h = [2]int{80, 24}, 80, 24
		r.send(r.loaded())
		return r
	}
	r := start()
	r.write("Ada")
	r.second(2)
	if len(k.kept) != 1 {
		t.Fatalf("kept are %q", k.kept)
	}
	r = start()
	r.shows("Ada")
	r.press("ctrl+s")
	if r.plan == nil {
		t.Fatal(r.text())
	}
	r.second(2)
	if len(k.kept) != 0 {
		t.Errorf("kept are still %q", k.kept)
	}
}

// Two windows type in the same form: neither writes over what the other typed
// or takes it away, and the next window brings back one after the other.
func TestDraftsOfTwoWindows(t *testing.T) {
	k := &draftKeeper{Memory: planner.NewMemory()}
	one, two := newDrafts(k), newDrafts(k)
	one.load()
	two.load()
	one.put("capture", []string{"thought of one"})
	one.keep()
	two.put("capture", []string{"thought of two"})
	two.keep()
	one.put("capture", []string{"thought of one, longer"})
	one.keep()
	want := map[string][]string{"capture": {"thought of one, longer"}, "capture (2)": {"thought of two"}}
	if got := k.Drafts(); !maps.EqualFunc(got, want, slices.Equal) {
		t.Fatalf("kept are %q", got)
	}
	next := newDrafts(k)
	next.load()
	for _, text := range []string{"thought of one, longer", "thought of two"} {
		if got := next.of("capture"); !slices.Equal(got, []string{text}) {
			t.Fatalf("brought back is %q, not %q", got, text)
		}
		next.drop("capture")
		next.keep()
	}
	if got := next.of("capture"); got != nil || len(k.Drafts()) > 0 {
		t.Errorf("left are %q, %q", got, k.Drafts())
	}
	two.put("capture", nil) // it was accepted there; nothing of it is left
	two.keep()
	three := newDrafts(k)
	three.put("capture", []string{"of a third"})
	three.keep()
	one.drop("capture")
	one.keep()
	if got := k.Drafts(); !slices.Equal(got["capture"], []string{"of a third"}) {
		t.Errorf("another window's draft is gone: %q", got)
	}
}
