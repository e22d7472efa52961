package planner

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"cloud.google.com/go/civil"
)

// WeekNote is what an ISO week came to, in short: so that lists of weeks,
// lines of energy and figures over years need no history. There is one for a
// week with a review or a reading.
type WeekNote struct {
	ID       ID                 `json:"id"`
	Week     string             `json:"week"`            // "2026-W47"
	Due      civil.Date         `json:"due,omitzero"`    // the review day that its review settles
	Held     civil.Date         `json:"held,omitzero"`   // when its review was closed; zero: it was not
	Review   ID                 `json:"review,omitzero"` // its review, closed at least once
	Merged   int                `json:"merged,omitempty"`
	Energy   map[string]Reading `json:"energy,omitempty"` // the latest of each kind of work
	Share    *int               `json:"share,omitempty"`  // hands-on share of the week, in percent
	Asked    []Asked            `json:"asked,omitempty"`
	Chosen   []ID               `json:"chosen,omitempty"` // in focus for the week after
	Focus    Kept               `json:"focus,omitzero"`   // of what the review before chose
	Checks   Kept               `json:"checks,omitzero"`  // of the checks its review looked at
	Done     int                `json:"done,omitempty"`   // completed since the review before
	Evidence int                `json:"evidence,omitempty"`
	Glance   string             `json:"glance,omitempty"` // of its review
	Looked   []ID               `json:"looked,omitempty"` // completed on the day it was held, and looked at then
	Removed  bool               `json:"removed,omitempty"`
}

// Kept counts what was done of what there was.
type Kept struct {
	Done int `json:"done"`
	Of   int `json:"of"`
}

// Plus adds two counts.
func (k Kept) Plus(other Kept) Kept { return Kept{k.Done + other.Done, k.Of + other.Of} }

// Asked is a question that a week's review showed.
type Asked struct {
	Probe  string     `json:"probe"`
	On     civil.Date `json:"on"`
	Answer ID         `json:"answer,omitzero"` // the reflection; zero: it was passed over
}

// Key is the week's id.
func (w *WeekNote) Key() ID { return w.ID }

// Day is zero: weeks are state.
func (*WeekNote) Day() civil.Date { return civil.Date{} }

// Gone reports whether the week was removed, as undo does.
func (w *WeekNote) Gone() bool { return w.Removed }

func (w *WeekNote) setKey(id ID)   { w.ID = id }
func (w *WeekNote) setGone(b bool) { w.Removed = b }

func (w *WeekNote) clone() *WeekNote {
	next := *w
	next.Energy, next.Asked, next.Looked = maps.Clone(w.Energy), slices.Clone(w.Asked), slices.Clone(w.Looked)
	next.Chosen = slices.Clone(w.Chosen)
	return &next
}

// WeekNamed is what is noted of an ISO week, or nil.
func (p *Plan) WeekNamed(week string) *WeekNote {
	for _, w := range slices.Backward(p.weeks) { // the newest are asked for most
		if w != nil && !w.Removed && w.Week == week {
			return w
		}
	}
	return nil
}

// HeldWeeks lists the weeks with a closed review, the newest first.
func (p *Plan) HeldWeeks() []*WeekNote {
	var out []*WeekNote
	for w := range live(p.weeks) {
		if !w.Held.IsZero() {
			out = append(out, w)
		}
	}
	slices.SortStableFunc(out, func(a, b *WeekNote) int { return strings.Compare(b.Week, a.Week) })
	return out
}

// changeWeek changes the note of a week, and makes one where there is none.
func (d *Draft) changeWeek(week string, set func(*WeekNote)) {
	if old := d.plan.WeekNamed(week); old != nil {
		next := old.clone()
		set(next)
		d.Put(next)
		return
	}
	next := &WeekNote{Week: week}
	set(next)
	d.Add(KindWeek, next)
}

// weekDay is the day of an ISO week on which its review falls.
func (p *Plan) weekDay(monday civil.Date) civil.Date {
	return monday.AddDays((int(p.Profile().ReviewDay) + 6) % 7)
}

// ParseWeek reads the name of an ISO week, "2026-W47", and gives its Monday.
func ParseWeek(text string) (civil.Date, error) {
	var year, week int
	bad := &InputError{What: "week", Value: text, Expected: "an ISO week", Example: "2026-W47"}
	clean := strings.ToUpper(strings.TrimSpace(text))
	if n, err := fmt.Sscanf(clean, "%4d-W%2d", &year, &week); n != 2 || err != nil || year < FirstYear || year > LastYear {
		return civil.Date{}, bad
	}
	monday := Monday(civil.Date{Year: year, Month: 1, Day: 4}).AddDays(7 * (week - 1))
	if Week(monday) != clean {
		bad.Expected = "an ISO week that there is"
		return civil.Date{}, bad
	}
	return monday, nil
}

func (p *Plan) validateWeek(w *WeekNote) error {
	if _, err := ParseWeek(w.Week); err != nil {
		return err
	}
	for other := range live(p.weeks) {
		if !w.Removed && other.ID != w.ID && other.Week == w.Week {
			return &InputError{What: "week", Value: w.Week, Expected: "one that nothing is noted of yet, and " + other.ID.String() + " is of it"}
		}
	}
	for _, date := range []civil.Date{w.Due, w.Held} {
		if err := CheckDate(date); err != nil {
			return err
		}
	}
	if w.Share != nil && (*w.Share < 0 || *w.Share > 100) {
		return &InputError{What: "hands-on share", Value: fmt.Sprint(*w.Share), Expected: "a share from 0 to 100 percent"}
	}
	return nil
}

// SetShare notes the hands-on share of a review's week in percent; nil takes
// it back.
func SetShare(r *Review, percent *int) Edit {
	label := "Hands-on share taken back"
	if percent != nil {
		label = fmt.Sprintf("Hands-on share: %d %%", *percent)
	}
	return Edit{Label: label, Run: func(d *Draft) error {
		d.changeWeek(r.Week, func(w *WeekNote) { w.Share = percent })
		return nil
	}}
}
