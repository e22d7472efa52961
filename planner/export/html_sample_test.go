package export

import (
	"fmt"
	"time"

	"cloud.google.com/go/civil"

	"waymark/planner"
)

// samplePage is a document with every sort of block and chart.
func samplePage() *Document {
	return &Document{
		Title: "Career plan of Dana",
		About: []string{"Into IT management · 20 November 2026", "For my mentor"},
		Sections: []Section{
			{Level: 2, Heading: "Where I am", Blocks: []Block{
				Paragraph{"Role: platform engineer. Year 5 in IT. Working on phase 2, Lead without the title."},
				phasesTable(), phasesChart(),
			}},
			{Level: 2, Heading: "Phase 2 · Lead without the title", Blocks: []Block{
				Paragraph{"Leading begins before the title does."}, progressChart(),
			}},
			{Level: 3, Heading: "Milestones", Blocks: []Block{milestones()}},
			{Level: 3, Heading: "Evidence", Blocks: []Block{
				Points{[]Point{
					{Title: "Led the cut-over to the new database", Details: []string{"led", "19 November 2026"}, Note: "Nobody was paged. The write-up: https://example.com/cut-over"},
					{Title: "Mentored Sam through the first weeks on call"},
				}},
				Quote{Lead: "Who disagreed with you this week, and what came of it?", Text: "Sam did.\n\nWe tried it for a week:\n    first in staging,\n    then for one team."},
			}},
			{Level: 2, Heading: "Energy", Blocks: []Block{energyChart(), evidenceTable()}},
			{Level: 2, Heading: "Reviews", Blocks: []Block{weeksChart()}},
		},
		Foot: "Made with waymark.",
	}
}

func phasesTable() Table {
	return Table{
		Caption: "The phases",
		Columns: []Column{{Name: "Phase"}, {Name: "Usual years"}, {Name: "State"}, {Name: "Done", Right: true}},
		Rows: [][]string{
			{"1 Build technical credibility", "1–4", "closed Mar 2025", "20 of 20"},
			{"2 Lead without the title", "3–6", "open", "11 of 21"},
			{"3 The first role", "5–8", "ahead", "0 of 19"},
			{"4 Wider scope", "from 9", "optional", "0 of 8"},
		},
	}
}

func phasesChart() Chart {
	return Chart{
		Title: "The phases over the years",
		Words: "Phase 1 has years 1 to 4 and is closed, phase 2 years 3 to 6 and is open, phase 3 years 5 to 8, phase 4 begins in year 9. You are in year 5.",
		Draw: Timeline{You: 5, Spans: []Span{
			{Label: "1 Credibility", From: 1, To: 4, State: planner.Closed},
			{Label: "2 Lead untitled", From: 3, To: 6, State: planner.Open},
			{Label: "3 First role", From: 5, To: 8},
			{Label: "4 Wider scope", From: 9, Optional: true},
		}},
	}
}

func progressChart() Chart {
	return Chart{
		Title: "Done in each phase", Words: "Phase 1: 20 of 20. Phase 2: 11 of 21. Phase 3: 0 of 19.",
		Draw: Bars{[]Bar{{"1 Credibility", 20, 20}, {"2 Lead untitled", 11, 21}, {"3 First role", 0, 19}, {"4 Wider scope", 0, 0}}},
	}
}

func milestones() Tasks {
	return Tasks{[]Task{
		{Title: "Lead one project from end to end", Details: []string{"target 30 January 2027"}, How: "It is in use, and others say who led it.", Note: "Candidates:\n  the paging rework\n  the move to one pipeline"},
		{Title: "See someone grow", Details: []string{"waiting (Sam is away)", "optional"}},
		{Done: true, Title: "Facilitate an incident review", Details: []string{"October 2026"}},
	}}
}

func energyChart() Chart {
	var weeks []string
	leading, handsOn := make([]planner.Point, 16), make([]planner.Point, 16)
	for i := range 16 {
		weeks = append(weeks, fmt.Sprintf("W%d", 31+i))
		leading[i] = planner.Point{Value: []float64{-1, -1, 0, 0, 1, 0, 1, 2}[i/2], OK: i != 5 && i != 7}
		handsOn[i] = planner.Point{Value: []float64{2, 1, 1, 0.5}[i/4], OK: i < 13}
	}
	return Chart{
		Title: "Energy by kind of work, the last 16 weeks",
		Words: "Leading went from −1 to +2, hands-on work from +2 to +0.5.",
		Draw:  Lines{Weeks: weeks, Rows: []Line{{"Leading, all in all", leading}, {"Hands-on work", handsOn}, {"Meetings", make([]planner.Point, 16)}}},
	}
}

func evidenceTable() Table {
	return Table{
		Columns: []Column{{Name: "Question"}, {Name: "Answer"}},
		Rows:    [][]string{{"Did people come along?", "mostly"}, {"Did leading carry you?"}},
	}
}

func weeksChart() Chart {
	var cells []planner.Cell
	for i := range 40 {
		m := planner.Held
		switch {
		case i == 0:
			m = planner.NoMark
		case i == 39:
			m = planner.DueNow
		case i%9 == 4:
			m = planner.MergedIn
		case i%11 == 6:
			m = planner.Missed
		case i > 20 && i < 24:
			m = planner.WasAway
		}
		cells = append(cells, planner.Cell{Day: civil.Date{Year: 2026, Month: time.February, Day: 22}.AddDays(7 * i), Mark: m})
	}
	return Chart{Title: "Reviews week by week", Words: "28 reviews were held, 4 weeks merged.", Draw: Weeks{cells}}
}
