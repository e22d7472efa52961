package intake

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"

	"cloud.google.com/go/civil"

	"waymark/planner"
)

// Copy is a whole plan as a file has it.
type Copy struct {
	Plan    string // the plan's id
	File    string
	Records []planner.Record // kind by kind, by their numbers; read-only
	Given   map[planner.Kind]uint32

	lines []int // of Records
	seen  []string
}

// Begin is the edit that starts a plan with everything in the copy, under the
// ids that it has there. It is for Keeper.Create with the copy's Plan.
func (c *Copy) Begin() planner.Edit {
	return planner.Edit{Label: "Plan imported from " + c.name(), Run: func(d *planner.Draft) error {
		for _, r := range c.Records {
			d.Put(r)
		}
		d.Reserve(c.Given)
		return nil
	}}
}

// name is what labels call the file.
func (c *Copy) name() string { return planner.Shorten(planner.ShowLine(c.File), 60) }

// Edit takes the copy into a plan. Into the plan that it is a copy of, every
// record goes as the copy has it, and what is only in the plan stays. Of
// another plan, what is not there yet is added under new ids.
func (c *Copy) Edit(now planner.Whole, known []*planner.Intake, how Options) (planner.Edit, error) {
	if now.Plan.ID != c.Plan {
		return c.join(now, known, how), nil
	}
	edit := planner.Edit{Label: "Imported " + c.name(), On: c.history()}
	edit.Run = func(d *planner.Draft) error {
		added, changed := 0, 0
		var later, back []string
		for _, r := range c.Records {
			ours, err := d.Get(r.Key())
			switch {
			case errors.Is(err, planner.ErrNotFound):
				added++
			case err != nil:
				return err
			case alike(ours, r), erased(ours, r):
				continue
			default:
				changed++
				if ours.Gone() && !r.Gone() {
					back = append(back, r.Key().String())
				} else if touched(ours).After(touched(r)) {
					later = append(later, r.Key().String())
				}
			}
			d.Put(r)
		}
		c.goesBack(later, back)
		if added+changed == 0 {
			return &nothingNew{c.File}
		}
		d.Reserve(c.Given)
		d.Label("Imported " + c.name() + ": " + counted(added, changed))
		return nil
	}
	return edit, nil
}

// goesBack tells what a copy takes back: it is from before.
func (c *Copy) goesBack(later, back []string) {
	c.seen = nil
	if len(later) > 0 {
		c.tell("%s changed here after this file was made, and %s back to what the file has: %s", were(len(later)), verb(len(later), "goes", "go"), some(later))
	}
	if len(back) > 0 {
		c.tell("%s removed here, and %s back with this file: %s", were(len(back)), verb(len(back), "comes", "come"), some(back))
	}
}

func were(n int) string { return fmt.Sprintf("%d %s", n, verb(n, "was", "were")) }

func verb(n int, one, several string) string {
	if n == 1 {
		return one
	}
	return several
}

// touched is the day that an item was changed last; zero for other records.
func touched(r planner.Record) civil.Date {
	if it, ok := r.(planner.Listed); ok {
		return it.Base().Touched
	}
	return civil.Date{}
}

// history lists the ids of the copy's history.
func (c *Copy) history() []planner.ID {
	var ids []planner.ID
	for _, r := range c.Records {
		if info, _ := r.Key().Kind.Info(); info.History {
			ids = append(ids, r.Key())
		}
	}
	return ids
}

// alike reports whether two records say the same. A list without elements is
// no list, as in the file.
func alike(a, b planner.Record) bool {
	if reflect.DeepEqual(a, b) {
		return true
	}
	x, err := json.Marshal(a)
	if err != nil {
		return false
	}
	y, err := json.Marshal(b)
	return err == nil && bytes.Equal(x, y)
}

// erased reports whether ours is what stays of theirs when its contents are
// erased: those don't come back with a copy from before.
func erased(ours, theirs planner.Record) bool {
	if !ours.Gone() {
		return false
	}
	x, err := planner.NewErasure([]planner.ID{ours.Key()})
	if err != nil { // of a kind that can't be erased
		return false
	}
	rest := x.Record(theirs)
	return alike(ours, rest) && !alike(ours, theirs) && holdsLess(rest, theirs)
}

// holdsLess reports whether erasing took more of a record than its place in
// the plan: one that held no words is as well as it was.
func holdsLess(rest, whole planner.Record) bool {
	var a, b map[string]json.RawMessage
	for r, into := range map[planner.Record]*map[string]json.RawMessage{rest: &a, whole: &b} {
		text, err := json.Marshal(r)
		if err != nil || json.Unmarshal(text, into) != nil {
			return false
		}
	}
	for name, value := range b {
		if name != "removed" && !bytes.Equal(a[name], value) {
			return true
		}
	}
	return false
}

// Reads lists all kinds of history.
func (c *Copy) Reads() []planner.Kind { return planner.HistoryKinds() }

// Notes tell what of another plan stays out, and what was left as it is here.
// They are known once the edit ran.
func (c *Copy) Notes() []string { return c.seen }

func (c *Copy) tell(format string, args ...any) {
	c.seen = append(c.seen, planner.ShowLine(fmt.Sprintf(format, args...)))
}
