package planner

import (
	"fmt"
	"slices"

	"cloud.google.com/go/civil"
)

// Level says how much a tripwire asks for attention.
type Level uint8

// The levels. Unknown is what was not measured.
const (
	Unknown Level = iota
	Fine
	Amber // worth a look
	Loud  // worth the next free hour
)

// Words for a level.
func (l Level) Words() string {
	return [...]string{"not noted", "fine", "worth a look", "act on it"}[min(int(l), 3)]
}

// Tripwire is one of the five mistakes of new managers, measured (ERR-01…05).
type Tripwire struct {
	Name    string
	Title   string
	Measure string // where it stands, in words
	Advice  string
	Level   Level
	Sort    string    // of the matters it is about; "": none
	Matters []*Matter // open ones, the oldest first
}

// The tripwires' names.
const (
	WireHandsOn    = "hands-on"
	WirePeers      = "peers"
	WireConflicts  = "conflicts"
	WireDelegation = "delegation"
	WireGrowth     = "growth"
)

// When tripwires turn amber and loud, in days. An open conflict is to be loud
// long before three months (ERR-03c); the numbers are the project's own.
const (
	amberConflict, loudConflict = 14, 30
	amberPeer, loudPeer         = 30, 60
	amberGrowth, loudGrowth     = 30, 90
	takenBackDays               = 91
	loudTakenBack               = 3
	loudShare                   = 20 // percent above the limit
)

// Manages reports whether the user manages people, going by the open phases.
func (p *Plan) Manages() bool {
	return slices.ContainsFunc(p.OpenPhases(), func(ph *Phase) bool { return ph.Manages })
}

// HandsOnLimit is the hands-on share of a week, in percent, above which the
// first tripwire goes off. It depends on the role form (TEN-15).
func (p *Plan) HandsOnLimit() int {
	for _, f := range p.Profile().Forms {
		if f.ID == p.RoleForm() && f.HandsOn > 0 {
			return f.HandsOn
		}
	}
	return 30
}

// Tripwires measures the five mistakes for the week of a review. It is empty
// for who doesn't manage people.
func (p *Plan) Tripwires(r *Review, today civil.Date) []Tripwire {
	if !p.Manages() {
		return nil
	}
	return []Tripwire{p.wireHandsOn(r), p.wirePeers(today), p.wireConflicts(today), p.wireDelegation(today), p.wireGrowth(today)}
}

func level(n, amber, loud int) Level {
	switch {
	case n >= loud:
		return Loud
	case n >= amber:
		return Amber
	}
	return Fine
}

// Level says how much an open matter asks for attention by its age. What was
// handed over may take its time.
func (m *Matter) Level(today civil.Date) Level {
	switch m.Sort {
	case FormerPeer:
		return level(m.Age(today), amberPeer, loudPeer)
	case Conflict:
		return level(m.Age(today), amberConflict, loudConflict)
	}
	return Fine
}

// noted is fine where a matter of a sort was ever noted: of what nobody noted,
// nothing is known.
func (p *Plan) noted(sort string) Level {
	for m := range live(p.matters) {
		if m.Sort == sort {
			return Fine
		}
	}
	return Unknown
}

func (p *Plan) wireHandsOn(r *Review) Tripwire {
	limit := p.HandsOnLimit()
	bears := fmt.Sprintf("your role form bears about %d %%", limit)
	if p.Profile().Form == "" {
		bears = fmt.Sprintf("a role form not yet chosen counts as one that bears about %d %%", limit)
	}
	t := Tripwire{
		Name: WireHandsOn, Title: "Holding on to hands-on work",
		Measure: "not noted for this week; " + bears,
		Advice:  "Put the management hours into the calendar first; technical work gets what is left.",
	}
	if note := p.WeekNamed(r.Week); note != nil && note.Share != nil {
		share := *note.Share
		t.Measure = fmt.Sprintf("%d %% of the week; ", share) + bears
		t.Level = level(share, limit+1, limit+loudShare+1)
	}
	return t
}

func (p *Plan) wirePeers(today civil.Date) Tripwire {
	peers := p.Matters(FormerPeer, today)
	t := Tripwire{
		Name: WirePeers, Title: "Staying everyone's friend", Sort: FormerPeer, Matters: peers, Level: p.noted(FormerPeer),
		Measure: "no former peers noted",
		Advice:  "Stay friendly, and say plainly what has changed. Helping somebody includes the unwelcome part.",
	}
	if len(peers) > 0 {
		oldest := peers[0].Age(today)
		t.Measure = fmt.Sprintf("%s; the longest without a plain talk: %s", Counted(len(peers), "former peer"), Counted(oldest, "day"))
		t.Level = peers[0].Level(today)
	}
	return t
}

func (p *Plan) wireConflicts(today civil.Date) Tripwire {
	open := p.Matters(Conflict, today)
	t := Tripwire{
		Name: WireConflicts, Title: "Avoiding conflict", Sort: Conflict, Matters: open, Level: p.noted(Conflict),
		Measure: "none open",
		Advice:  "Early and directly. An awkward talk this week spares a far worse one in three months.",
	}
	if len(open) > 0 {
		oldest := open[0].Age(today)
		t.Measure = fmt.Sprintf("%d open, the oldest for %s", len(open), Counted(oldest, "day"))
		t.Level = open[0].Level(today)
	}
	return t
}

func (p *Plan) wireDelegation(today civil.Date) Tripwire {
	open, back := p.Matters(Delegation, today), p.TakenBack(takenBackDays, today)
	t := Tripwire{
		Name: WireDelegation, Title: "Delegating too little, or badly", Sort: Delegation, Matters: open,
		Measure: fmt.Sprintf("%d with others now, %d taken back in the last quarter", len(open), back),
		Advice:  "Hand over the outcome and the why, agree on dates, back them up, then keep out of the way.",
		Level:   p.noted(Delegation),
	}
	if back > 0 {
		t.Level = level(back, 1, loudTakenBack)
	}
	return t
}

func (p *Plan) wireGrowth(today civil.Date) Tripwire {
	t := Tripwire{
		Name: WireGrowth, Title: "Neglecting your own growth",
		Measure: "nothing noted yet",
		Advice:  "A chapter, a talk with another manager, feedback on yourself: it all counts.",
	}
	if grown := p.Profile().Grown; !grown.IsZero() {
		days := max(0, today.DaysSince(grown))
		t.Measure = "last " + Counted(days, "day") + " ago"
		if days == 0 {
			t.Measure = "today"
		}
		t.Level = level(days, amberGrowth, loudGrowth)
	}
	return t
}
