package export

import (
	"strings"

	"waymark/planner"
)

// formatNote explains a snapshot to somebody who has nothing but the file, in
// plain sentences.
func formatNote() []string {
	var states []string
	for _, row := range planner.States {
		states = append(states, row.Name)
	}
	note := []string{
		"This is everything that waymark, a career planner, kept in one plan. It is JSON, a plain text in UTF-8: any text editor shows it, and no program is needed to read it.",
		"waymark is the version of the program that wrote it, made the moment it did so in UTC, plan the plan's own id, and revision the number of the newest change in it.",
		"Then follow lists, one for each kind of record. A record is what stands between { and }; a field that is missing from it was empty, false or 0.",
		"id names a record: a letter for its kind and a number, as a12, given once and never again. Where another field holds such an id, it refers to that record.",
		"Days are written year-month-day, as 2026-11-22. Texts are as they were typed; in them \\n is the end of a line, \\\" a quotation mark, and \\u with four signs one character by its number in Unicode.",
		"removed with the value true marks a record that was taken out of the plan. It is kept because others may refer to it.",
		"Of actions, milestones and checks: phase is the number of the phase they belong to, title what they are, reason why they were in the plan, note what was written about them, due the day they were meant for, done the day they were finished and rough that only the year of it is known, focus that they were picked for the week, optional that they never counted as missing, private that they were not to be shown to others, forms the kinds of first role they applied to (all, if there are none), evidence what shows them, order their place in the list, created and touched when they were added and last changed or looked at, entry and topic where they came from in the career path and the guide.",
		"state of those is one of " + strings.Join(states, ", ") + "; since is the day it came to that, why the reason that was given.",
	}
	for _, info := range planner.Kinds {
		about := listNotes[info.Kind]
		if about == "" {
			about = "every " + info.Name
		}
		note = append(note, listName(info)+": "+about+".")
	}
	return note
}

// listNotes says what the list of each kind holds.
var listNotes = map[planner.Kind]string{
	planner.KindProfile:   "the one person whose plan it is, and how they review it. since is their first year in IT, foundation the trade they came from, form the kind of first management role they chose and forms those there were, hands_on being the percent of a week above which hands-on work is too much for it, signs what they answered in the first walk through the phases, walk the step where that stopped (0 or missing: it was finished), path and path_version the career path the plan began with, people those whose names were shown to others as initials only, review_day the day of the week for reviews from 0, Sunday, to 6, Saturday, settled the day up to which reviews were held, review the one under way, grown the last day they did something for their own development",
	planner.KindPhase:     "the phases of the career path, p1 being the first. from and to are its usual years of a career, to 0 having no end; gate is the evidence it asks for, probes the questions it puts in reviews; manages says that its role has people who report to one; state is ahead, open or closed, opened and closed being the days of that, and why the reason that was given",
	planner.KindAction:    "what was to be done once. milestone is the one it served",
	planner.KindMilestone: "points that others could confirm to have been reached. criterion says how to know",
	planner.KindCheck:     "entries of checklists that came round again and again. every says how often, start from which day on, last and prev when it was ticked or skipped last and the time before, skipped that the last was a skip, tick which record tells of it, moved a day of its own for the next time",
	planner.KindCapture:   "lines that were noted down quickly, to be sorted later. became refers to what they were made into",
	planner.KindTick:      "each time that a check was done, or skipped. check refers to it, date is the day, note what was said about it",
	planner.KindReview:    "weekly reviews. week is the week they belong to by its ISO number, due the day they settled, started and closed when they were held, short that it was the 5-minute form, stage the part it stood at, steps what was looked at, because of what and with which outcome, probes the questions it showed, focus what was picked for the week after, line the week in one line; merged is how many weeks without one it took up, done what was completed since the one before, evidence what was logged in it, energy the values of its week, glance month or quarter where it looked at the phases too, next when the one after was due",

	planner.KindWeek:       "what weeks came to, in short. week is the week by its ISO number, due and held are the days its review was due and held, and review refers to that; energy has the last reading of each kind of work with its value and the record it is of, share is hands-on work in percent of the week, asked the questions with the day each was put on and the answer; chosen what was picked for the week after; focus and checks say how many were done of how many, focus being what was picked the time before; done and evidence say how many things were completed and logged; merged and glance are as in the review, looked refers to what was completed on the day of it",
	planner.KindAway:       "days off, from one day to the last one, to, and why. Reviews that fell into them were not due",
	planner.KindMatter:     "what was open between people. sort is conflict, delegation or peer, opened since when, talked when it was last talked about plainly, closed when it was settled, taken_back that something handed over was taken back, outcome what came of it",
	planner.KindEvidence:   "what shows what the person did. date is the day, kind what it is evidence of, title what was done, outcome what changed because of it, from the entry it came of, phase the phase it counts for, review the one it was logged in, private that it is not to be shown to others",
	planner.KindEnergy:     "what work gave or took. date is the day, work the kind of work, value a number from -2, it drained, to 2, it gave much, note what was said about it, review the one it was read in. Without work it is a note only, and value says nothing",
	planner.KindReflection: "answers to the questions of reviews. date is the day, probe the question's id, question its words as they were put, answer what was written, phase the phase it belongs to, review the one it was asked in",
	planner.KindIntake:     "what was taken into the plan from outside. date is the day, from what it was taken from: a path, another plan, a csv table, a todo.txt list or taskwarrior, name which one and version the path's version; rows has an entry for each thing in it, key being what it is called there or a sum of its words, as the record it became here (if it is missing, it was left out) and print sums of its texts as they were then, to see which have changed since",
}
