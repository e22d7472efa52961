package tui

import (
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"waymark/planner"
	"waymark/planner/hostile"
)

// dirtyKeeper has a plan whose texts never passed the door.
type dirtyKeeper struct {
	planner.Keeper
	plan *planner.Plan
	text string
}

func (k dirtyKeeper) Load() (*planner.Plan, error) { return k.plan, nil }

func (k dirtyKeeper) History(uint64, int) ([]planner.Entry, error) {
	return []planner.Entry{{Seq: 1, Label: k.text, Origin: k.text, At: friday.In(utc)}}, nil
}

// ownStyles are the only escapes that a frame may have: colours and the like.
var ownStyles = regexp.MustCompile(`\x1b\[[0-9;:]*m`)

// TestCase42Screens opens every screen and every dialog on a plan that has
// hostile text everywhere: each is drawn, in its frame, and nothing of the
// text reaches the terminal as anything but text. Short, each dialog meets
// every seventh text, and something of everything.
func TestCase42Screens(t *testing.T) {
	names := slices.Sorted(maps.Keys(dialogKeys))
	everything := hostile.Text{Name: "something of everything", Text: "a\x1b]0;x\x07\x9b31m\u202E\u2066\x00\r\n\tb\x7f\u200b\ue000語" + strings.Repeat("\u0301", 30)}
	for i, text := range append([]hostile.Text{everything}, hostile.Texts...) {
		size := sizes[i%len(sizes)]
		r := newRig(t, fixture{plan: true, w: size[0], h: size[1]})
		plan := hostile.Soil(r.plan, text.Text)
		r.Keeper = dirtyKeeper{r.Keeper, plan, text.Text}
		r.publish(plan)
		r.problem = text.Text
		for _, row := range screens {
			r.open, r.dialogs = map[string]screen{}, nil
			r.show(row.name)
			r.harmless(text.Name+" on "+row.name, hostileIn)
		}
		for j, name := range names {
			if i > 0 && (i+j)%7 > 0 && os.Getenv("WAYMARK_LONG") == "" {
				continue
			}
			keys := dialogKeys[name]
			r.open, r.dialogs = map[string]screen{}, nil
			r.show(screens[0].name)
			for _, key := range append(slices.Clone(keys), "esc") {
				r.press(key)
				r.harmless(text.Name+" in "+name, hostileIn)
			}
		}
	}
}

// harmless fails if anything is in the frame that look finds, and if it is
// not as large as the window.
func (r *rig) harmless(where string, look func(frame string) error) {
	r.t.Helper()
	frame := ownStyles.ReplaceAllString(r.View().Content, "")
	if err := look(frame); err != nil {
		r.t.Fatalf("%s: %v reached the screen:\n%q", where, err, frame)
	}
	r.fits()
}

// hostileIn finds what a terminal would do anything with but show it.
func hostileIn(frame string) error {
	if err := hostile.Obeyed(frame, true); err != nil {
		return err
	}
	return hostile.Hidden(frame)
}
