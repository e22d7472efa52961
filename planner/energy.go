package planner

import (
	"fmt"

	"cloud.google.com/go/civil"
)

// Energy is one reading of what a kind of work gave or took, or a note about
// it without a reading.
type Energy struct {
	ID      ID         `json:"id"`
	Date    civil.Date `json:"date"`
	Work    string     `json:"work,omitempty"` // of Works or Questions; "": a note only
	Value   int        `json:"value"`          // −2, it drained you, to 2, it gave you a lot
	Note    string     `json:"note,omitempty"`
	Review  ID         `json:"review,omitzero"` // the review it was read in
	Removed bool       `json:"removed,omitempty"`
}

// Key is the reading's id.
func (e *Energy) Key() ID { return e.ID }

// Day is the day of the reading.
func (e *Energy) Day() civil.Date { return e.Date }

// Gone reports whether the reading was removed.
func (e *Energy) Gone() bool { return e.Removed }

func (e *Energy) setKey(id ID)   { e.ID = id }
func (e *Energy) setGone(b bool) { e.Removed = b }

// Reading is a week's latest reading of a kind of work.
type Reading struct {
	Value  int `json:"value"`           // −2…2
	Of     ID  `json:"of"`              // the record of it
	Review ID  `json:"review,omitzero"` // the review it was read in
}

// Most and least of a reading.
const (
	MostEnergy  = 2
	LeastEnergy = -2
)

// Feel keeps a reading: of a review's week or, with nil, of the week that
// holds today. Within one review a later reading of the same work replaces the
// earlier one; outside of it each is kept, and the last one of a week counts.
func (p *Plan) Feel(r *Review, work string, value int, note string, today civil.Date) Edit {
	e := Energy{Date: today, Work: work, Value: value, Note: CleanLine(note)}
	week := Week(today)
	if r != nil {
		e.Review, week = r.ID, r.Week
		if !r.Due.IsZero() && r.Due.Before(today) {
			e.Date = r.Due
		}
	}
	edit := Edit{Label: "Energy: " + workWords(work) + " " + Signed(value)}
	var before ID
	if note := p.WeekNamed(week); note != nil && r != nil {
		before = note.Energy[work].Of
	}
	if !before.IsZero() {
		edit.On = []ID{before}
	}
	edit.Run = func(d *Draft) error {
		if _, ok := WorkNamed(work); !ok {
			_, err := ParseWork(work + "?")
			return err
		}
		id, err := d.putReading(e, before)
		if err != nil {
			return err
		}
		d.changeWeek(week, func(w *WeekNote) { w.feel(work, Reading{Value: value, Of: id, Review: e.Review}) })
		return nil
	}
	return edit
}

// feel notes the latest reading of a kind of work, in a note that is a copy.
func (w *WeekNote) feel(work string, reading Reading) {
	if w.Energy == nil {
		w.Energy = map[string]Reading{}
	}
	w.Energy[work] = reading
}

// putReading keeps a reading in place of one of the same review, or as a new
// one.
func (d *Draft) putReading(e Energy, before ID) (ID, error) {
	if !before.IsZero() {
		old, err := d.Get(before)
		if err != nil {
			return ID{}, err
		}
		if was, ok := old.(*Energy); ok && was.Review == e.Review && !was.Removed {
			e.ID = before
			d.Put(&e)
			return before, nil
		}
	}
	return d.Add(KindEnergy, &e), nil
}

// Unfeel takes a reading of a review's week back.
func (p *Plan) Unfeel(r *Review, work string) Edit {
	edit := Edit{Label: "Energy taken back: " + workWords(work)}
	note := p.WeekNamed(r.Week)
	var of ID
	if note != nil {
		of = note.Energy[work].Of
	}
	if !of.IsZero() {
		edit.On = []ID{of}
	}
	edit.Run = func(d *Draft) error {
		if of.IsZero() {
			return ErrUnchanged
		}
		old, err := d.Get(of)
		if err != nil {
			return err
		}
		if was, ok := old.(*Energy); ok {
			next := *was
			next.Removed = true
			d.Put(&next)
		}
		d.changeWeek(r.Week, func(w *WeekNote) { delete(w.Energy, work) })
		return nil
	}
	return edit
}

// NoteEnergy keeps a note about energy without a reading, of a review or, with
// the zero ID, of none.
func NoteEnergy(text string, review ID, today civil.Date) Edit {
	text = CleanLine(text)
	return Edit{Label: "Energy noted: " + Shorten(text, 60), Run: func(d *Draft) error {
		d.Add(KindEnergy, &Energy{Date: today, Note: text, Review: review})
		return nil
	}}
}

// SortEnergy turns a line of the inbox into a note about energy, of the day it
// was captured.
func SortEnergy(c *Capture, review ID, today civil.Date) Edit {
	day := c.Created
	if day.IsZero() {
		day = today
	}
	e := NoteEnergy(c.Text, review, day)
	e.Label = "Sorted into energy: " + Shorten(c.Text, 60)
	return became(c.ID, e)
}

func validateEnergy(e *Energy) error {
	if err := needDate(e.Date); err != nil {
		return err
	}
	if err := checkWords("note", e.Note); err != nil {
		return err
	}
	if e.Value < LeastEnergy || e.Value > MostEnergy {
		_, err := ParseEnergy(fmt.Sprint(e.Value))
		return err
	}
	if e.Work == "" {
		return checkLine("energy note", e.Note)
	}
	if _, ok := WorkNamed(e.Work); !ok {
		_, err := ParseWork(e.Work + "?")
		return err
	}
	return nil
}

// Values are a week's readings by kind of work.
func (w *WeekNote) Values() map[string]int {
	out := map[string]int{}
	for work, reading := range w.Energy {
		out[work] = reading.Value
	}
	return out
}

// LeadingEnergy is the mean of a week's readings of the work of leading; ok is
// false where there is none.
func (w *WeekNote) LeadingEnergy() (mean float64, ok bool) {
	return w.mean(func(work Work) bool { return work.Leading })
}

// HandsOnEnergy is a week's reading of hands-on work.
func (w *WeekNote) HandsOnEnergy() (value float64, ok bool) { return w.EnergyOf(HandsOn) }

// EnergyOf is a week's reading of one kind of work.
func (w *WeekNote) EnergyOf(name string) (value float64, ok bool) {
	return w.mean(func(work Work) bool { return work.Name == name })
}

func (w *WeekNote) mean(of func(Work) bool) (float64, bool) {
	sum, n := 0, 0
	for _, work := range AllWorks() {
		if reading, ok := w.Energy[work.Name]; ok && of(work) {
			sum, n = sum+reading.Value, n+1
		}
	}
	if n == 0 {
		return 0, false
	}
	return float64(sum) / float64(n), true
}
