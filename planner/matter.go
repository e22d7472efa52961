package planner

import (
	"slices"

	"cloud.google.com/go/civil"
)

// Matter is something open between you and other people that gets harder the
// longer it is left: a conflict, something handed over, a former peer who now
// reports to you. Initials do for names.
type Matter struct {
	ID        ID         `json:"id"`
	Sort      string     `json:"sort"` // of MatterSorts
	Title     string     `json:"title"`
	Opened    civil.Date `json:"opened"`
	Talked    civil.Date `json:"talked,omitzero"` // last spoken about plainly
	Closed    civil.Date `json:"closed,omitzero"`
	TakenBack bool       `json:"taken_back,omitempty"` // a delegation that you took back
	Outcome   string     `json:"outcome,omitempty"`    // what came of it
	Removed   bool       `json:"removed,omitempty"`
}

// The sorts of matter.
const (
	Conflict   = "conflict"
	Delegation = "delegation"
	FormerPeer = "peer"
)

// MatterSorts lists the sorts of matter with the words for one.
var MatterSorts = []struct{ Name, Words string }{
	{FormerPeer, "former peer"},
	{Conflict, "conflict"},
	{Delegation, "delegation"},
}

// Key is the matter's id.
func (m *Matter) Key() ID { return m.ID }

// Day is zero: matters are state.
func (*Matter) Day() civil.Date { return civil.Date{} }

// Gone reports whether the matter was removed.
func (m *Matter) Gone() bool { return m.Removed }

func (m *Matter) setKey(id ID)   { m.ID = id }
func (m *Matter) setGone(b bool) { m.Removed = b }

// Age is how many days a matter has been open or, of a former peer, how many
// since you last talked plainly.
func (m *Matter) Age(today civil.Date) int {
	from := m.Opened
	if m.Sort == FormerPeer && m.Talked.After(from) {
		from = m.Talked
	}
	return max(0, today.DaysSince(from))
}

// Matters lists the open matters of a sort, the oldest first.
func (p *Plan) Matters(sort string, today civil.Date) []*Matter {
	var out []*Matter
	for m := range live(p.matters) {
		if m.Sort == sort && m.Closed.IsZero() {
			out = append(out, m)
		}
	}
	slices.SortStableFunc(out, func(a, b *Matter) int { return b.Age(today) - a.Age(today) })
	return out
}

// TakenBack counts the delegations that were taken back in the last days.
func (p *Plan) TakenBack(days int, today civil.Date) int {
	n := 0
	for m := range live(p.matters) {
		if m.TakenBack && !m.Closed.IsZero() && today.DaysSince(m.Closed) < days {
			n++
		}
	}
	return n
}

// OpenMatter notes a matter, open since a day.
func OpenMatter(sort, title string, since civil.Date) Edit {
	title = CleanLine(title)
	return Edit{Label: "Noted, " + matterWords(sort) + ": " + Shorten(title, 60), Run: func(d *Draft) error {
		d.Add(KindMatter, &Matter{Sort: sort, Title: title, Opened: since})
		return nil
	}}
}

// CloseMatter settles a matter: what came of it, and for a delegation whether
// you took it back.
func CloseMatter(id ID, takenBack bool, outcome string, today civil.Date) Edit {
	word := "Settled"
	if takenBack {
		word = "Taken back"
	}
	return changeMatter(word, id, func(m *Matter) {
		m.Closed, m.TakenBack, m.Outcome = today, takenBack, CleanLine(outcome)
	})
}

// TalkAbout notes that a matter was talked about plainly.
func TalkAbout(id ID, today civil.Date) Edit {
	return changeMatter("Talked", id, func(m *Matter) { m.Talked = today })
}

func changeMatter(word string, id ID, set func(*Matter)) Edit {
	return Edit{Label: word, On: []ID{id}, Run: func(d *Draft) error {
		m := d.plan.matters.at(id.N)
		if id.Kind != KindMatter || m == nil || m.Removed {
			return missing(id)
		}
		next := *m
		set(&next)
		d.Label(word + ": " + Shorten(m.Title, 60))
		d.Put(&next)
		return nil
	}}
}

func matterWords(sort string) string {
	for _, row := range MatterSorts {
		if row.Name == sort {
			return row.Words
		}
	}
	return ShowLine(sort)
}

func validateMatter(m *Matter) error {
	if !slices.ContainsFunc(MatterSorts, func(row struct{ Name, Words string }) bool { return row.Name == m.Sort }) {
		return &InputError{What: "sort of matter", Value: m.Sort, Expected: "conflict, delegation or peer"}
	}
	if err := needDate(m.Opened); err != nil {
		return err
	}
	for _, day := range []civil.Date{m.Talked, m.Closed} {
		if err := CheckDate(day); err != nil {
			return err
		}
	}
	if err := checkLine("matter", m.Title); err != nil {
		return err
	}
	return checkWords("outcome", m.Outcome)
}
