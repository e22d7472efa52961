package export

import (
	"fmt"
	"slices"
	"strings"

	"waymark/planner"
)

// energy is what kinds of work gave or took, week by week, with means and
// trends in words.
func (b *summary) energy() {
	var blocks []Block
	if draw, words := b.energyLines(); len(draw.Rows) > 0 {
		blocks = append(blocks, Paragraph{b.gaveMost()},
			Chart{Title: "What work gave and took, week by week", Words: words, Draw: draw}, b.means())
	}
	var felt Points
	for _, e := range b.past.felt {
		var reading string
		if work, ok := planner.WorkNamed(e.Work); ok {
			reading = work.Words + " " + planner.Signed(e.Value)
		}
		felt.Items = append(felt.Items, Point{Title: e.Note, Details: said(reading, date(e.Date))})
	}
	b.add("Energy", blocks, Section{Heading: "What I noted about it", Blocks: []Block{felt}})
}

// energyLines are the readings of each kind of work that has some, from the
// first week on that has any.
func (b *summary) energyLines() (Lines, string) {
	if !b.Gives(PartEnergy) {
		return Lines{}, ""
	}
	cells := b.weeks()
	var draw Lines
	var words []string
	longest := 0
	for _, work := range planner.AllWorks() {
		points := planner.LinePoints(cells, func(w *planner.WeekNote) (float64, bool) { return w.EnergyOf(work.Name) })
		if len(points) == 0 {
			continue
		}
		longest = max(longest, len(points))
		draw.Rows = append(draw.Rows, Line{work.Words, points})
		words = append(words, work.Words+" "+clauseOf(points))
	}
	for i, row := range draw.Rows { // every line has each week
		draw.Rows[i].Points = append(make([]planner.Point, longest-len(row.Points)), row.Points...)
	}
	for _, c := range cells[len(cells)-longest:] {
		draw.Weeks = append(draw.Weeks, planner.Week(c.Day))
	}
	return draw, "On average, from −2 to +2: " + strings.Join(words, "; ") + "."
}

// clauseOf is a line's mean and trend in words, "+1.3, rising".
func clauseOf(points []planner.Point) string {
	return strings.Join(said(planner.SignedMean(mean(points)), trend(points)), ", ")
}

// trend says where the later half of a line lies beside the earlier one; ""
// where there are too few readings to say.
func trend(points []planner.Point) string {
	const least, step = 4, 0.5
	points = slices.DeleteFunc(slices.Clone(points), func(p planner.Point) bool { return !p.OK })
	if len(points) < least {
		return ""
	}
	half := len(points) / 2
	switch moved := mean(points[half:]) - mean(points[:half]); {
	case moved >= step:
		return "rising"
	case moved <= -step:
		return "falling"
	}
	return "steady"
}

func mean(points []planner.Point) float64 {
	sum, n := 0.0, 0
	for _, p := range points {
		if p.OK {
			sum, n = sum+p.Value, n+1
		}
	}
	return sum / float64(max(1, n))
}

// gaveMost says which kinds of work gave and took most, and how much of the
// week was hands-on.
func (b *summary) gaveMost() string {
	q := b.sumShown()
	var most, least planner.Work
	for _, work := range planner.Works {
		value := q.Energy[work.Name]
		if value > q.Energy[most.Name] {
			most = work
		}
		if value < q.Energy[least.Name] {
			least = work
		}
	}
	var parts []string
	if most.Name != "" {
		parts = append(parts, fmt.Sprintf("Gave me most: %s (%s).", most.Words, planner.SignedMean(q.Energy[most.Name])))
	}
	if least.Name != "" {
		parts = append(parts, fmt.Sprintf("Took most: %s (%s).", least.Words, planner.SignedMean(q.Energy[least.Name])))
	}
	if q.Share != nil {
		parts = append(parts, fmt.Sprintf("Hands-on work took %d\u00a0%% of the week.", *q.Share))
	}
	return strings.Join(parts, " ")
}

// means are those of a named period beside those of the one before, if there
// are any.
func (b *summary) means() Block {
	period := b.Choice.Period
	if period.Name == "" {
		return nil
	}
	before := previous(period)
	now, then := b.sum(period.From, period.To), b.sum(before.From, before.To)
	if len(then.Energy) == 0 { // the chart says what the means are
		return nil
	}
	t := Table{Columns: []Column{{Name: "Mean of"}, {Name: period.Name, Right: true}, {Name: before.Name, Right: true}}}
	for _, work := range planner.AllWorks() {
		value, ok := now.Energy[work.Name]
		was, some := then.Energy[work.Name]
		if ok || some {
			t.Rows = append(t.Rows, []string{work.Words, meanWords(value, ok), meanWords(was, some)})
		}
	}
	return t
}

func meanWords(value float64, ok bool) string {
	if !ok {
		return "–"
	}
	return planner.SignedMean(value)
}

// previous is the named period before: of a quarter the quarter, of a year the
// year.
func previous(p Period) Period {
	if p.From.Month == 1 && p.To.Month == 12 {
		return Year(p.From.Year - 1)
	}
	return QuarterOf(p.From.AddDays(-1))
}
