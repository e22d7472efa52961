package path

import (
	"slices"
	"strings"

	"waymark/planner"
)

// What an offer is about.
const (
	OfferNew     = "new"     // the path has it, the plan hasn't
	OfferChanged = "changed" // both have it, in other words
	OfferGone    = "gone"    // the plan has it, the path has it no longer
)

// Offer is one thing in which a plan differs from a path. It is taken or left.
type Offer struct {
	// Key names it: the id of the entry, "phase:2" or "path:forms", and for a
	// single text that you changed yourself, that with a dot and its name.
	Key    string
	What   string       // OfferNew, OfferChanged or OfferGone
	Kind   planner.Kind // of what it is about
	ID     planner.ID   // of what the plan has; zero: nothing yet
	Phase  int          // that it is in, or will be
	Title  string
	Fields []Field // in which both differ, where it is changed
	Take   bool    // what is done unless you say otherwise
	// Before is set where it was offered before and left, or where only your
	// own words differ: there is nothing new in it.
	Before bool
	Why    string // why it is taken or left by itself, where that isn't plain

	row row // what the path has; zero where it is gone
}

// Field is one text in which a plan and a path differ.
type Field struct {
	Name  string // "title"
	Words string // what it is called on screens
	Yours string // as your plan has it; "" for none. Lists are lines
	Paths string // as the path has it
}

// List reports a text that is a list.
func (f Field) List() bool { return f.Name == "forms" || f.Name == "gate" || f.Name == "questions" }

// Lines are what a list gains and what it loses.
func (f Field) Lines() (gains, loses []string) {
	return onlyIn(f.Paths, f.Yours), onlyIn(f.Yours, f.Paths)
}

func onlyIn(a, b string) []string {
	there := strings.Split(b, "\n")
	return slices.DeleteFunc(strings.Split(a, "\n"), func(line string) bool { return line == "" || slices.Contains(there, line) })
}

// Own reports an offer to replace your own words by those of the path.
func (o Offer) Own() bool { return o.What == OfferChanged && strings.Contains(o.Key, ".") }

// Named reports whether a key means the offer: its own, or the id of the entry
// that it is about.
func (o Offer) Named(key string) bool {
	return o.Key == key || strings.HasPrefix(o.Key, key+".")
}

// comparison is a plan beside a path.
type comparison struct {
	path    *Path
	plan    *planner.Plan
	has     holding
	known   map[string]memory
	another bool // the plan is of another path
	offers  []Offer
}

// Compare lists in what a plan differs from a path, in the path's order; what
// the path has no longer comes last. taken are the plan's intakes: by them it
// tells what the path changed from what you changed yourself, and you keep
// your own words unless you say otherwise. Where there are none, whatever
// differs counts as yours.
func Compare(p *Path, plan *planner.Plan, taken []*planner.Intake) []Offer {
	return compare(p, plan, taken).offers
}

func compare(p *Path, plan *planner.Plan, taken []*planner.Intake) *comparison {
	has := holdings(plan)
	c := &comparison{path: p, plan: plan, has: has, known: remember(taken, p, has), another: plan.Profile().Path != p.Name}
	stays := map[planner.ID]bool{}
	for _, r := range p.rows() {
		rec := c.find(r)
		if rec != nil {
			stays[rec.Key()] = true
		}
		if it, ok := rec.(planner.Listed); rec == nil || ok && away(it) {
			c.offerNew(r, rec)
		} else {
			c.offerChanged(r, rec)
		}
	}
	for it := range plan.Items() {
		if b := it.Base(); b.Entry != "" && !stays[b.ID] && b.State != planner.Dropped {
			c.offerGone(it)
		}
	}
	for ph := range plan.Phases() {
		if p.Phase(ph.Number()) == nil {
			c.offerGonePhase(ph)
		}
	}
	return c
}

// find gives what the plan has of a row: also an item that became the user's
// own when an earlier path had it no longer.
func (c *comparison) find(r row) planner.Record {
	if rec := c.has.find(r); rec != nil {
		return rec
	}
	m := c.known[r.key]
	if it := c.plan.Item(m.as); it != nil && m.as.Kind == r.kind && it.Base().Entry == "" {
		return it
	}
	return nil
}

// away reports whether an item is out of the plan, as if it had never been
// taken.
func away(it planner.Listed) bool { return it.Gone() || leftPath(it.Base()) }

// noLonger is the reason of items that were dropped because the path has them
// no longer.
const noLonger = "no longer in the path"

func leftPath(b *planner.Item) bool { return b.State == planner.Dropped && b.Why == noLonger }

func (c *comparison) offerNew(r row, rec planner.Record) {
	o := Offer{Key: r.key, What: OfferNew, Kind: r.kind, Phase: r.phase, Title: c.path.title(r), Take: true, row: r}
	m := c.known[r.key]
	it, _ := rec.(planner.Listed)
	if it != nil {
		o.ID = it.Key()
	}
	switch {
	case m.left:
		o.Before, o.Take, o.Why = true, false, "you left it out before"
	case it != nil && leftPath(it.Base()):
		o.Why = "it is in the path again"
	case it != nil && m.as == it.Key(): // a removed one that isn't is what an undo left behind
		o.Before, o.Take, o.Why = true, false, "you removed it"
	}
	c.offers = append(c.offers, o)
}

// offerChanged offers what the path alone changed in one, and each text that
// is the user's own by itself.
func (c *comparison) offerChanged(r row, rec planner.Record) {
	yours, m := c.has.textsOf(rec), c.known[r.key]
	all := Offer{Key: r.key, What: OfferChanged, Kind: r.kind, ID: rec.Key(), Phase: r.phase, Title: c.path.title(r), Take: true, row: r}
	if it, ok := rec.(planner.Listed); ok {
		all.Title = it.Base().Title
	}
	for _, name := range namesOfBoth(r.texts, yours) {
		f := Field{name, words[name], yours.get(name), r.texts.get(name)}
		if f.Yours == f.Paths {
			continue
		}
		moved, mine := m.print == nil || sum(f.Paths) != m.print[name], m.print == nil || sum(f.Yours) != m.print[name]
		if m.print == nil && c.another && r.entry.ID == "" { // the phases of another path are no words of the user's
			mine = false
		}
		if moved && !mine {
			all.Fields = append(all.Fields, f)
			continue
		}
		one := all
		one.Key, one.Fields, one.Take, one.Before = r.key+"."+name, []Field{f}, false, !moved
		if m.print == nil {
			one.Why = "it may be your own wording, which stays"
		}
		c.offers = append(c.offers, one)
	}
	if len(all.Fields) > 0 {
		c.offers = append(c.offers, all)
	}
}

// namesOfBoth lists the names of the texts on both sides, in order.
func namesOfBoth(a, b texts) []string {
	var names []string
	for _, t := range slices.Concat(a, b) {
		if !slices.Contains(names, t.name) {
			names = append(names, t.name)
		}
	}
	return names
}

func (c *comparison) offerGone(it planner.Listed) {
	b := it.Base()
	o := Offer{Key: b.Entry, What: OfferGone, Kind: b.ID.Kind, ID: b.ID, Phase: b.Phase, Title: b.Title, Take: c.another}
	if c.worked(it) {
		o.Why = "you worked with it, so it would stay as your own"
	}
	if m := c.known[b.Entry]; m.as == b.ID && m.left {
		o.Before, o.Take = true, false
	}
	c.offers = append(c.offers, o)
}

func (c *comparison) offerGonePhase(ph *planner.Phase) {
	key := keyOfPhase(ph.Number())
	o := Offer{Key: key, What: OfferGone, Kind: planner.KindPhase, ID: ph.ID, Phase: ph.Number(), Title: ph.Title, Take: c.another}
	o.Why = "it would stay as long as it holds anything"
	if m := c.known[key]; m.as == ph.ID && m.left {
		o.Before, o.Take = true, false
	}
	c.offers = append(c.offers, o)
}

// worked reports whether an item holds anything of the user's.
func (c *comparison) worked(it planner.Listed) bool {
	b := it.Base()
	if b.State != planner.ToDo || b.Note+b.Why != "" || b.Focus || len(b.Evidence) > 0 || !b.Due.IsZero() || !b.Done.IsZero() {
		return true
	}
	if k, ok := it.(*planner.Check); ok && (!k.Last.IsZero() || !k.Moved.IsZero()) {
		return true
	}
	was := c.known[b.Entry].print
	for _, t := range itemTexts(c.plan, it) {
		if was != nil && sum(t.value) != was[t.name] {
			return true
		}
	}
	return false
}
