package command

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"cloud.google.com/go/civil"
	"github.com/spf13/cobra"

	"waymark/planner"
	"waymark/planner/export"
	"waymark/planner/path"
)

// changesOffered is how many changes are offered to undo.
const changesOffered = 20

// word is a word with what it is.
func word(name, about string) string {
	return name + "\t" + planner.ShowLine(planner.Shorten(about, 60))
}

// changeWords are the numbers of the newest changes that can be undone.
func (c *call) changeWords(_ *cobra.Command, args []string, _ string) []string {
	k, err := c.keeper()
	if err != nil || len(args) > 0 {
		return nil
	}
	entries, err := k.History(0, changesOffered)
	if err != nil {
		return nil
	}
	var out []string
	for _, e := range entries {
		if !e.Undone && !e.Quiet && e.Undoes == 0 && e.First == 0 {
			out = append(out, word(strconv.FormatUint(e.Seq, 10), e.Label))
		}
	}
	return out
}

// backupWords are the numbers of the backups.
func (c *call) backupWords() []string {
	care, err := c.care()
	if err != nil {
		return nil
	}
	list, err := care.Backups()
	if err != nil {
		return nil
	}
	var out []string
	for _, b := range list {
		out = append(out, word(strconv.Itoa(b.Number), c.clock(b.Taken)+", "+b.Why))
	}
	return out
}

// commandWords are the commands, and below one of them its own.
func (c *call) commandWords(cmd *cobra.Command, args []string, _ string) []string {
	at, rest, err := cmd.Root().Find(args)
	if err != nil || len(rest) > 0 {
		return nil
	}
	var out []string
	for _, sub := range at.Commands() {
		out = append(out, word(sub.Name(), sub.Short))
	}
	return out
}

// partsFor are the parts under some of the rules for whom the document is.
func partsFor(rules ...export.Rule) offer {
	return func(_ *call, cmd *cobra.Command, _ []string, _ string) []string {
		whom, err := export.AudienceNamed(cmd.Flag("for").Value.String())
		if err != nil {
			return nil
		}
		var out []string
		for _, p := range export.Parts {
			if slices.Contains(rules, p.Rule(whom)) {
				out = append(out, word(p.Name, p.Words))
			}
		}
		return out
	}
}

// phaseWords are the phases of the plan.
func (c *call) phaseWords(*cobra.Command, []string, string) []string {
	p, err := c.load()
	if err != nil {
		return nil
	}
	var out []string
	for ph := range p.Phases() {
		out = append(out, word(strconv.Itoa(ph.Number()), ph.Title))
	}
	return out
}

// yearWords are the years that the plan has something of, the newest first.
func (c *call) yearWords(*cobra.Command, []string, string) []string {
	var out []string
	for year := c.today.Year; year >= c.firstYear(); year-- {
		out = append(out, strconv.Itoa(year))
	}
	return out
}

// quarterWords are this quarter and those before it in the plan's years, two
// years of them at most.
func (c *call) quarterWords(*cobra.Command, []string, string) []string {
	const most = 8
	var out []string
	for q := export.QuarterOf(c.today); len(out) < most && q.From.Year >= c.firstYear(); q = export.QuarterOf(q.From.AddDays(-1)) {
		out = append(out, q.Name)
	}
	return out
}

// firstYear is the year of the first thing in the plan that has a day.
func (c *call) firstYear() int {
	first := c.today.Year
	p, err := c.load()
	if err != nil {
		return first
	}
	for it := range p.Items() {
		b := it.Base()
		for _, day := range []civil.Date{b.Created, b.Done} {
			if !day.IsZero() {
				first = min(first, day.Year)
			}
		}
	}
	return first
}

// sinceWords are the first days of this month, quarter and year.
func (c *call) sinceWords(*cobra.Command, []string, string) []string {
	t := c.today
	return []string{
		word(civil.Date{Year: t.Year, Month: t.Month, Day: 1}.String(), "this month"),
		word(export.QuarterOf(t).From.String(), "this quarter"),
		word(civil.Date{Year: t.Year, Month: 1, Day: 1}.String(), "this year"),
		word(civil.Date{Year: t.Year - 1, Month: 1, Day: 1}.String(), "last year and this"),
	}
}

// dueWords are days near enough to have a name.
func (c *call) dueWords(*cobra.Command, []string, string) []string {
	out := []string{"today", "tomorrow"}
	for _, day := range weekdayWords() {
		out = append(out, day[:3])
	}
	return append(out, "+1w", "+2w", "+1m")
}

func weekdayWords() []string {
	var out []string
	for i := range 7 {
		out = append(out, strings.ToLower(time.Weekday((i+1)%7).String())) // from Monday
	}
	return out
}

func everyWords() []string {
	return append([]string{"week", "month", "quarter", "year"}, weekdayWords()...)
}

func kindWords() []string {
	var out []string
	for _, kind := range append(slices.Clone(itemKinds), planner.KindCapture) {
		out = append(out, kind.String())
	}
	return out
}

// milestoneWords are the milestones that are not reached.
func (c *call) milestoneWords(_ *cobra.Command, _ []string, begun string) []string {
	return c.idsLike([]planner.Kind{planner.KindMilestone}, nil, begun, true)
}

// pathOf is the path that a plan would be started from.
func (c *call) pathOf(cmd *cobra.Command) *path.Path {
	file := ""
	if f := cmd.Flag("path"); f != nil && f.Value.String() != "-" {
		file = f.Value.String()
	}
	p, err := c.careerPath(file, "")
	if err != nil {
		return path.Builtin()
	}
	return p
}

func (c *call) foundationWords(cmd *cobra.Command, _ []string, _ string) []string {
	var out []string
	for _, f := range append(slices.Clip(c.pathOf(cmd).Foundations), otherTrade) {
		out = append(out, word(f.ID, f.Title))
	}
	return out
}

func (c *call) pathPhaseWords(cmd *cobra.Command, _ []string, _ string) []string {
	var out []string
	for _, ph := range c.pathOf(cmd).Phases {
		out = append(out, word(strconv.Itoa(ph.Number), ph.Title))
	}
	return out
}

// entryWords are the entries in which the plan differs from a path.
func (c *call) entryWords(cmd *cobra.Command, args []string, _ string) []string {
	file := ""
	if len(args) > 0 {
		file = args[0]
	} else if cmd.Name() == "use" {
		return nil
	}
	k, err := c.keeper()
	if err != nil || file == "-" {
		return nil
	}
	p, pathErr := c.careerPath(file, "")
	plan, planErr := k.Load()
	taken, takenErr := planner.Takes(k)
	if pathErr != nil || planErr != nil || takenErr != nil {
		return nil
	}
	out := []string{word(everyEntry, "every one")}
	for _, o := range path.Compare(p, plan, taken) {
		out = append(out, word(o.Key, fmt.Sprintf("%s: %s", o.What, strings.TrimSpace(o.Title))))
	}
	return out
}
