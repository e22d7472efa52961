package planner

import (
	"math"
	"slices"

	"cloud.google.com/go/civil"
)

// Mark is what became of a week's review.
type Mark uint8

// The marks. A week that was missed is taken up by the next review and counts
// as merged from then on.
const (
	NoMark Mark = iota // no review was due in it
	Held
	MergedIn
	WasAway
	Missed
	DueNow
)

// Marks lists the marks with their shape and their word.
var Marks = []struct {
	Mark        Mark
	Glyph, Word string
}{
	{NoMark, " ", "not due"},
	{Held, "■", "done"},
	{MergedIn, "▪", "merged"},
	{WasAway, "–", "away"},
	{Missed, "□", "missed"},
	{DueNow, "◇", "due"},
}

// Glyph is one cell that shows the mark.
func (m Mark) Glyph() string { return Marks[min(int(m), len(Marks)-1)].Glyph }

// Word is what the mark is called.
func (m Mark) Word() string { return Marks[min(int(m), len(Marks)-1)].Word }

// Cell is one ISO week as lists of weeks show it.
type Cell struct {
	Day  civil.Date // its review day
	Mark Mark
	Note *WeekNote // nil: nothing is noted of it
}

// Cells lists the last n weeks up to the one that is due or over, the oldest
// first. Weeks before the plan was started are left out.
func (p *Plan) Cells(n int, today civil.Date) []Cell {
	r := p.rhythm(today)
	due, first := r.due(today), r.first()
	notes := map[string]*WeekNote{}
	for w := range live(p.weeks) {
		notes[w.Week] = w
	}
	var out []Cell
	merged := 0 // how many weeks the review of a later one took up
	for monday := Monday(today.AddDays(7)); len(out) < n && !monday.Before(Monday(r.started)); monday = monday.AddDays(-7) {
		c := Cell{Day: p.weekDay(monday), Note: notes[Week(monday)]}
		held := c.Note != nil && !c.Note.Held.IsZero()
		switch {
		case held:
			c.Mark, merged = Held, c.Note.Merged
		case c.Day.After(today): // still to come, but there may be readings already
		case isAway(c.Day, r.off):
			c.Mark = WasAway
		case !c.Day.After(r.started):
			c.Mark = NoMark
		case merged > 0:
			c.Mark = MergedIn
			merged--
		case c.Day.Before(first):
			c.Mark = NoMark
		case c.Day == due:
			c.Mark = DueNow
		default:
			c.Mark = Missed
		}
		if c.Mark != NoMark || c.Note != nil {
			out = append(out, c)
		}
	}
	slices.Reverse(out)
	return out
}

// HeldOf counts the reviews held among weeks that had one due.
func HeldOf(cells []Cell) Kept {
	var k Kept
	for _, c := range cells {
		switch c.Mark {
		case Held:
			k.Done++
			k.Of++
		case MergedIn, Missed:
			k.Of++
		default:
		}
	}
	return k
}

// steadyHalf is after how many weeks a week counts half in Steadiness, and
// steadyWeeks how far it looks back: what is beyond could not be seen in it.
const (
	steadyHalf  = 8
	steadyWeeks = 104
)

// Steadiness is how steadily reviews were held, from 0 to 100 percent: a week
// with one counts whole, one merged into the next half, one missed nothing,
// and each the less the longer ago, half after eight weeks. So a missed week
// costs some and comes back, where a streak would snap. Weeks away neither count
// nor pass. ok is false before the first week counts.
func (p *Plan) Steadiness(today civil.Date) (percent int, ok bool) {
	sum, all := 0.0, 0.0
	weight, fade := 1.0, math.Pow(0.5, 1.0/steadyHalf)
	for _, c := range slices.Backward(p.Cells(steadyWeeks, today)) {
		switch c.Mark {
		case Held:
			sum += weight
		case MergedIn:
			sum += weight / 2
		case Missed:
		default:
			continue
		}
		all += weight
		weight *= fade
	}
	if all == 0 {
		return 0, false
	}
	return int(math.Round(100 * sum / all)), true
}
