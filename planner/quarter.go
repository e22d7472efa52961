package planner

import (
	"fmt"
	"time"

	"cloud.google.com/go/civil"
)

// QuarterSum is a quarter of a year, told from the notes of its weeks.
type QuarterSum struct {
	From, To civil.Date
	Held     Kept               // reviews, of the weeks that had one due
	Focus    Kept               // things in focus that were done
	Checks   Kept               // checks that came up and were ticked
	Done     int                // things completed
	Energy   map[string]float64 // the mean reading of each kind of work that has one
	Leading  []float64          // week by week, oldest first; only weeks that have one
	HandsOn  []float64
	Share    *int // the mean hands-on share in percent; nil: not noted
}

// QuarterOf is the first and the last day of the quarter that holds a day.
func QuarterOf(day civil.Date) (first, last civil.Date) {
	first = civil.Date{Year: day.Year, Month: (day.Month-1)/3*3 + 1, Day: 1}
	return first, first.AddMonths(3).AddDays(-1)
}

// QuarterName is what a quarter is called, "2026 Q4".
func QuarterName(day civil.Date) string {
	return fmt.Sprintf("%d Q%d", day.Year, (int(day.Month)+2)/3)
}

// SumQuarter sums the quarter that holds a day. A week belongs to the quarter
// that holds its Thursday, as ISO weeks belong to years.
func (p *Plan) SumQuarter(day, today civil.Date) QuarterSum {
	first, last := QuarterOf(day)
	return p.SumWeeks(first, last, today)
}

// SumWeeks sums the weeks whose Thursday lies between two days.
func (p *Plan) SumWeeks(first, last, today civil.Date) QuarterSum {
	q := QuarterSum{From: first, To: last, Energy: map[string]float64{}}
	sums, counts := map[string]int{}, map[string]int{}
	shares, shareSum := 0, 0
	var cells []Cell
	for _, c := range p.Cells(1<<20, today) {
		thursday := Monday(c.Day).AddDays(int(time.Thursday - time.Monday))
		if thursday.Before(first) || thursday.After(last) {
			continue
		}
		cells = append(cells, c)
		w := c.Note
		if w == nil {
			continue
		}
		q.Focus, q.Checks, q.Done = q.Focus.Plus(w.Focus), q.Checks.Plus(w.Checks), q.Done+w.Done
		for work, reading := range w.Energy {
			sums[work] += reading.Value
			counts[work]++
		}
		if mean, ok := w.LeadingEnergy(); ok {
			q.Leading = append(q.Leading, mean)
		}
		if mean, ok := w.HandsOnEnergy(); ok {
			q.HandsOn = append(q.HandsOn, mean)
		}
		if w.Share != nil {
			shares, shareSum = shares+1, shareSum+*w.Share
		}
	}
	for work, n := range counts {
		q.Energy[work] = float64(sums[work]) / float64(n)
	}
	if shares > 0 {
		mean := (shareSum + shares/2) / shares
		q.Share = &mean
	}
	q.Held = HeldOf(cells)
	return q
}
