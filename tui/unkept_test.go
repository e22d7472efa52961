package tui

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"waymark/planner"
)

// The text of a draft that could not be kept, and of what was being typed, is
// given back when the program ends, by the names of its forms.
func TestUnkeptTextIsGivenBack(t *testing.T) {
	const (
		capturing = "cCall Dana about the roadmap"
		noting    = "2nFirst the budget\x1b[13;2u"
	)
	full := errors.New("no space left on device")
	for name, c := range map[string]struct {
		keys   string
		fails  error
		told   []string
		untold []string
	}{
		"left":                    {capturing + escKey + "q", full, []string{"capture", "Call Dana about the roadmap"}, nil},
		"being typed":             {capturing + ctrlC, full, []string{"capture", "Call Dana about the roadmap"}, nil},
		"one left, one typed":     {capturing + escKey + noting + ctrlC, full, []string{"capture", "Call Dana about the roadmap", "note a", "First the budget"}, nil},
		"accepted":                {capturing + "\r" + "q", full, nil, nil},
		"accepted after all":      {capturing + escKey + "c" + ctrlS + "q", full, nil, nil},
		"one accepted, one typed": {capturing + "\r" + noting + ctrlC, full, []string{"note a", "First the budget"}, []string{"capture", "Call Dana"}},
		"nothing typed":           {"c" + ctrlC, full, nil, nil},
		"kept":                    {capturing + ctrlC, nil, nil, nil},
		"both kept":               {capturing + escKey + noting + ctrlC, nil, nil, nil},
	} {
		k := &draftKeeper{Memory: planner.NewMemory(), fails: c.fails}
		somePlan(t, k.Memory)
		err := runKeys(t, k, c.keys)
		if c.told == nil {
			if err != nil {
				t.Errorf("%s: it ended with %v", name, err)
			}
			continue
		}
		text := givenBack(t, err)
		if err == nil || !strings.Contains(err.Error(), full.Error()) || strings.Contains(err.Error(), "Call Dana") {
			t.Errorf("%s: it ended with %v", name, err)
		}
		for _, want := range c.told {
			if strings.Count(text, want) != 1 {
				t.Errorf("%s: %q is not told once in\n%s", name, want, text)
			}
		}
		for _, not := range c.untold {
			if strings.Contains(text, not) {
				t.Errorf("%s: %q is told in\n%s", name, not, text)
			}
		}
	}
}

// A draft that was kept is not told of along with one that was not.
func TestOnlyUnkeptTextIsGivenBack(t *testing.T) {
	k := &draftKeeper{Memory: planner.NewMemory()}
	d := newDrafts(k)
	d.put("capture", []string{"Call Dana"})
	d.keep()
	k.fails = errors.New("no space left on device")
	d.put("note a3", []string{"First the budget"})
	d.keep()
	err := d.lost()
	if text := givenBack(t, err); strings.Contains(text, "capture") || !strings.Contains(text, "First the budget") {
		t.Errorf("told is %q", text)
	}
	k.fails = nil
	d.keep()
	if d.due["note a3"] || !slices.Equal(k.kept["note a3"], []string{"First the budget"}) {
		t.Errorf("kept is %q", k.kept)
	}
	if err := d.lost(); err != nil {
		t.Errorf("told is %v", err)
	}
}

// givenBack is the text that an error gives back.
func givenBack(t *testing.T, err error) string {
	t.Helper()
	var back interface{ Typed() string }
	if !errors.As(err, &back) {
		t.Errorf("no text is given back, but %v", err)
		return ""
	}
	return back.Typed()
}

// A form that is left says whether its draft outlasts the window.
func TestUnkeptDraftIsSaid(t *testing.T) {
	const unkept = "but only while this window is open"
	for name, c := range map[string]struct {
		start, said string
		open        []string
	}{
		"capture": {"", "What you typed is kept as a draft", []string{"c"}},
		"edit":    {"Path", "What you typed is kept as a draft", []string{"e"}},
		"note":    {"Path", "Draft of the note kept; n brings it back", []string{"n"}},
	} {
		k := &draftKeeper{fails: errors.New("disk full")}
		r := draftRig(t, k, c.start)
		r.press(c.open...).write("runbook").press("esc")
		r.shows(c.said + ", " + unkept)
		k.fails = nil
		r.press(c.open...)
		r.shows("runbook")
		r.write("s").press("esc")
		r.shows(c.said)
		r.lacks(unkept)
		if len(k.kept) != 1 {
			t.Errorf("%s: kept are %q", name, k.kept)
		}
		k.fails = errors.New("disk full")
		r.toast = toast{}
		r.press("c", "esc") // left as it was: there is no draft to be lost
		r.lacks(unkept)
	}
}
