package planner

import (
	"slices"

	"cloud.google.com/go/civil"
)

// Evidence is something that happened and that shows what you can do. A title
// alone is enough; the outcome is what makes it worth reading in five years.
type Evidence struct {
	ID      ID         `json:"id"`
	Date    civil.Date `json:"date"`
	Kind    string     `json:"kind,omitempty"` // of EvidenceKinds; "": not said
	Title   string     `json:"title"`
	Outcome string     `json:"outcome,omitempty"` // what changed because of it
	From    ID         `json:"from,omitzero"`     // the item or capture it came of
	Phase   int        `json:"phase,omitempty"`
	Review  ID         `json:"review,omitzero"` // the review it was logged in
	Private bool       `json:"private,omitempty"`
	Removed bool       `json:"removed,omitempty"`
}

// Key is the evidence's id.
func (e *Evidence) Key() ID { return e.ID }

// Day is the day it happened.
func (e *Evidence) Day() civil.Date { return e.Date }

// Gone reports whether the evidence was removed.
func (e *Evidence) Gone() bool { return e.Removed }

func (e *Evidence) setKey(id ID)   { e.ID = id }
func (e *Evidence) setGone(b bool) { e.Removed = b }

// LogEvidence keeps evidence. Where it came of an item, the item remembers it;
// where it was logged in a review, the review does.
func LogEvidence(e Evidence, today civil.Date) Edit {
	e.Title, e.Outcome = CleanLine(e.Title), CleanText(e.Outcome)
	if e.Date.IsZero() {
		e.Date = today
	}
	edit := Edit{Label: "Evidence: " + Shorten(e.Title, 60)}
	for _, id := range []ID{e.From, e.Review} {
		if !id.IsZero() {
			edit.On = append(edit.On, id)
		}
	}
	edit.Run = func(d *Draft) error { return d.logEvidence(e, today) }
	return edit
}

func (d *Draft) logEvidence(e Evidence, today civil.Date) error {
	id := d.Add(KindEvidence, &e)
	if e.Kind == Learned && d.plan.Profile().Grown.Before(e.Date) {
		next := *d.plan.Profile()
		next.Grown = e.Date
		d.Put(&next)
	}
	if !e.Review.IsZero() {
		r, err := d.review(e.Review)
		if err != nil {
			return err
		}
		r.Evidence = append(r.Evidence, id)
		d.Put(r)
	}
	if from := d.plan.Item(e.From); from != nil {
		return d.change(e.From, today, func(it Listed) error {
			it.Base().Evidence = append(it.Base().Evidence, id)
			return nil
		})
	}
	return nil
}

// Finished reports whether nothing is left to be done about an item: it is
// done or, of a check, its present occurrence is.
func Finished(it Listed, today civil.Date) bool {
	if k, ok := it.(*Check); ok {
		_, open := k.Next(today)
		return !open && (!k.Skipped || !k.settled(today))
	}
	return it.Base().State == Done
}

// DoneWithEvidence keeps evidence and marks the item that it comes of done, of
// a check this occurrence, as one change; it then happened today. What is
// finished already stays as it is, and what was removed is not brought back.
func DoneWithEvidence(e Evidence, today civil.Date) Edit {
	edit := LogEvidence(e, today)
	log := edit.Run
	done := e
	done.Date = today
	edit.Run = func(d *Draft) error {
		it := d.plan.Item(e.From)
		if it == nil || Finished(it, today) {
			return log(d)
		}
		if err := LogEvidence(done, today).Run(d); err != nil {
			return err
		}
		d.Label("Done, and evidence: " + Shorten(CleanLine(e.Title), 60))
		return d.change(e.From, today, func(it Listed) error {
			if k, ok := it.(*Check); ok {
				return d.tick(k, today, false, "")
			}
			setState(it.Base(), Done, "", today)
			return nil
		})
	}
	return edit
}

// EditEvidence changes evidence. Which record it came of, and in which review,
// stays as it is.
func EditEvidence(id ID, set func(*Evidence)) Edit {
	return Edit{Label: "Evidence changed", On: []ID{id}, Run: func(d *Draft) error {
		rec, err := d.Get(id)
		if err != nil {
			return err
		}
		e, ok := rec.(*Evidence)
		if !ok || e.Removed {
			return missing(id)
		}
		next := *e
		set(&next)
		next.Title, next.Outcome = CleanLine(next.Title), CleanText(next.Outcome)
		next.ID, next.From, next.Review = e.ID, e.From, e.Review
		if next == *e {
			return ErrUnchanged
		}
		d.Put(&next)
		d.Label("Evidence changed: " + Shorten(next.Title, 60))
		return nil
	}}
}

// Complete takes over what a form changed of evidence, and leaves the rest as
// another window may have made it.
func (e *Evidence) Complete(was, now Evidence) {
	if now.Title != was.Title {
		e.Title = now.Title
	}
	if now.Outcome != was.Outcome {
		e.Outcome = now.Outcome
	}
	if now.Kind != was.Kind {
		e.Kind = now.Kind
	}
	if now.Private != was.Private {
		e.Private = now.Private
	}
}

// TakeBackEvidence removes evidence that was logged in a review, which then
// doesn't count it any more.
func TakeBackEvidence(id, review ID, today civil.Date) Edit {
	return Edit{Label: "Evidence taken back", On: []ID{id, review}, Run: func(d *Draft) error {
		if err := d.remove(id, today); err != nil {
			return err
		}
		r, err := d.review(review)
		if err != nil {
			return err
		}
		r.Evidence = slices.DeleteFunc(r.Evidence, func(other ID) bool { return other == id })
		d.Put(r)
		d.Label("Evidence taken back: " + d.names([]ID{id}))
		return nil
	}}
}

// SortEvidence turns a line of the inbox into evidence.
func SortEvidence(capture ID, e Evidence, today civil.Date) Edit {
	e.From = capture
	edit := LogEvidence(e, today)
	edit.Label = "Sorted into evidence: " + Shorten(e.Title, 60)
	return became(capture, edit)
}

// became makes an edit that adds one record sort a capture into it.
func became(capture ID, edit Edit) Edit {
	add := edit.Run
	edit.On = append(edit.On, capture)
	edit.Run = func(d *Draft) error {
		c, ok := d.plan.Find(capture).(*Capture)
		if !ok || c.Removed || !c.Became.IsZero() {
			return missing(capture)
		}
		if err := add(d); err != nil {
			return err
		}
		next := *c
		next.Became = d.added[0]
		d.Put(&next)
		return nil
	}
	return edit
}

// validateEvidence checks evidence.
func (d *Draft) validateEvidence(e *Evidence) error {
	if err := needDate(e.Date); err != nil {
		return err
	}
	if err := checkLine("evidence", e.Title); err != nil {
		return err
	}
	if err := checkText("outcome", e.Outcome); err != nil {
		return err
	}
	if e.Kind != "" && !slices.ContainsFunc(EvidenceKinds, func(k EvidenceKind) bool { return k.Name == e.Kind }) {
		_, err := ParseEvidenceKind(e.Kind + "?")
		return err
	}
	if e.Phase != 0 && d.plan.Find(ID{KindPhase, uint32(e.Phase)}) == nil { // one that was removed stays known
		return d.plan.NoPhase(e.Phase)
	}
	if !e.From.IsZero() {
		return d.refers(e.ID, e.From)
	}
	return nil
}

// CountEvidence counts evidence by kind.
func CountEvidence(records []Record) map[string]int {
	out := map[string]int{}
	for _, r := range records {
		if e, ok := r.(*Evidence); ok && !e.Removed {
			out[e.Kind]++
		}
	}
	return out
}

// PhaseOf is the phase that evidence from an item or, from none, of today
// belongs to: the item's, or the lowest open one. 0 where no phase is open.
func (p *Plan) PhaseOf(from ID) int {
	if it := p.Item(from); it != nil {
		return it.Base().Phase
	}
	if open := p.OpenPhases(); len(open) > 0 {
		return open[0].Number()
	}
	return 0
}

// EvidenceFrom is evidence that a line of the inbox gives: of the day it was
// captured, in the lowest open phase, of the kind its words tell.
func (p *Plan) EvidenceFrom(c *Capture, review ID) Evidence {
	return Evidence{Date: c.Created, Kind: GuessKind(c.Text), Title: c.Text, Phase: p.PhaseOf(ID{}), Review: review}
}

// EvidenceOf is evidence that an item gives, to be completed with its outcome:
// of the day it was done, in its phase, of the kind its title tells.
func (p *Plan) EvidenceOf(it Listed, review ID, today civil.Date) Evidence {
	b, date := it.Base(), it.Base().Done
	if k, ok := it.(*Check); ok {
		date = k.Last
	}
	if date.IsZero() || it.Base().Rough {
		date = today
	}
	return Evidence{Date: date, Kind: GuessKind(b.Title), Title: b.Title, From: b.ID, Phase: b.Phase, Review: review}
}
