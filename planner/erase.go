package planner

import (
	"encoding/json"
	"iter"
	"maps"
	"strings"
	"unicode/utf8"
)

// erasedWord stands where there were titles, texts and labels.
const erasedWord = "Erased"

// Erasure takes records, and what the journal holds of them, out of a plan's
// file for good. What they were called has to be learned before labels are
// rid of it.
type Erasure struct {
	ids   map[ID]bool
	words map[string]bool // what labels may call the records
}

// NewErasure is an erasure of some records. The profile and the phases can't
// be erased: nothing stands without them. Nor can weeks and intakes, which hold
// no words: what they say of erased records goes with those.
func NewErasure(ids []ID) (*Erasure, error) {
	x := &Erasure{ids: map[ID]bool{}, words: map[string]bool{}}
	for _, id := range ids {
		if info, ok := id.Kind.Info(); !ok || tombstone(info.New()) == nil {
			return nil, &InputError{What: "id", Value: id.String(), Expected: "something that can be erased, which " + info.Plural() + " can't be", Example: "a12"}
		}
		x.ids[id] = true
	}
	return x, nil
}

// IDs are the records to erase. Read-only.
func (x *Erasure) IDs() map[ID]bool { return x.ids }

// Words are what labels may call the records, as far as it was learned. They
// are found in labels as they stand.
func (x *Erasure) Words() iter.Seq[string] { return maps.Keys(x.words) }

// Belongs is the record whose words another one holds, which has to be erased
// together with it: the item that a capture became or that evidence came of, the
// check of a tick. It is zero for most records.
func Belongs(r Record) ID {
	switch r := r.(type) {
	case *Capture:
		return r.Became
	case *Tick:
		return r.Check
	case *Evidence:
		if r.From.Kind != KindCapture { // that one belongs to the evidence
			return r.From
		}
	}
	return ID{}
}

// tombstone is what stays of a record: its id and what others count or sort it
// by. It is nil for kinds that can't be erased.
func tombstone(r Record) Record {
	item := func(i Item) Item {
		return Item{ID: i.ID, Phase: i.Phase, Title: erasedWord, Order: i.Order, Removed: true}
	}
	switch r := r.(type) {
	case *Action:
		return &Action{Item: item(r.Item)}
	case *Milestone:
		return &Milestone{Item: item(r.Item)}
	case *Check:
		return &Check{Item: item(r.Item), Every: Rule{N: 1, Unit: Month}}
	case *Capture:
		return &Capture{ID: r.ID, Text: erasedWord, Became: r.Became, Removed: true}
	case *Tick:
		return &Tick{ID: r.ID, Check: r.Check, Date: r.Date, Skipped: r.Skipped, Removed: true}
	case *Review:
		return &Review{ID: r.ID, Week: r.Week, Due: r.Due, Started: r.Started, Removed: true}
	case *TimeOff:
		return &TimeOff{ID: r.ID, From: r.From, To: r.To, Removed: true}
	case *Matter:
		return &Matter{ID: r.ID, Sort: r.Sort, Title: erasedWord, Opened: r.Opened, Removed: true}
	case *Evidence:
		return &Evidence{ID: r.ID, Date: r.Date, Title: erasedWord, From: r.From, Removed: true}
	case *Energy:
		return &Energy{ID: r.ID, Date: r.Date, Work: r.Work, Note: erasedWord, Removed: true}
	case *Reflection:
		return &Reflection{ID: r.ID, Date: r.Date, Probe: r.Probe, Removed: true}
	}
	return nil
}

// Record is what stays of a record.
func (x *Erasure) Record(r Record) Record {
	switch r := r.(type) {
	case *WeekNote:
		return x.week(r)
	case *Intake:
		return x.intake(r)
	}
	if !x.ids[r.Key()] {
		return r
	}
	return tombstone(r)
}

// week is what stays of a week: what it says of erased readings, answers and
// its review goes with them.
func (x *Erasure) week(w *WeekNote) Record {
	next := w.clone()
	if x.ids[w.Review] {
		next.Review = ID{}
	}
	for work, reading := range w.Energy {
		if x.ids[reading.Of] {
			delete(next.Energy, work)
		}
	}
	for i, a := range next.Asked {
		if x.ids[a.Answer] {
			next.Asked[i].Answer = ID{}
		}
	}
	return next
}

// LearnRecord notes what a record that is to be erased is called.
func (x *Erasure) LearnRecord(r Record) {
	if !x.ids[r.Key()] {
		return
	}
	switch r := r.(type) {
	case Listed:
		x.learn(r.Base().Title)
	case *Capture:
		x.learn(r.Text)
	case *Matter:
		x.learn(r.Title)
	case *Evidence:
		x.learn(r.Title)
	case *Energy:
		x.learn(r.Note)
	}
}

// Learn notes what the records to be erased were called, as far as an entry of
// the journal tells.
func (x *Erasure) Learn(e Entry) {
	for _, c := range e.Changes {
		if !x.ids[c.ID] {
			continue
		}
		for _, side := range []map[string]json.RawMessage{c.Before, c.After} {
			for _, field := range []string{"title", "text", "note"} {
				if field == "note" && c.ID.Kind != KindEnergy { // notes of items are in no label
					continue
				}
				var called string
				if json.Unmarshal(side[field], &called) == nil {
					x.learn(called)
				}
			}
		}
	}
}

// Labels shorten titles to so many runes at least. What has fewer than the
// least says nothing and would be found in any label.
const (
	inLabels  = 60
	leastWord = 4
)

func (x *Erasure) learn(called string) {
	word := ShowLine(strings.TrimSuffix(Shorten(called, inLabels), "…"))
	if utf8.RuneCountInString(word) >= leastWord && word != erasedWord {
		x.words[word] = true
	}
}

// Entry is what stays of an entry: of the records to be erased only that they
// were changed, and no label that says what they were called. changed is false
// where all stays.
func (x *Erasure) Entry(e Entry) (rest Entry, changed bool) {
	rest, about := e, false
	rest.Changes = make([]Change, len(e.Changes))
	for i, c := range e.Changes {
		if x.ids[c.ID] {
			about = true
			changed = changed || !c.Erased
			c = Change{ID: c.ID, Created: c.Created, Erased: true}
		} else if c.ID.Kind == KindIntake {
			var rest bool
			c, rest = x.intakeChange(c)
			changed = changed || rest
		}
		rest.Changes[i] = c
	}
	// What was put together has a label that says nothing of records.
	if e.First == 0 && (about || x.names(e.Label)) && e.Label != erasedWord {
		rest.Label, changed = erasedWord, true
	}
	return rest, changed
}

// names reports whether a label says what a record was called.
func (x *Erasure) names(label string) bool {
	for word := range x.words {
		if strings.Contains(label, word) {
			return true
		}
	}
	return false
}
