package command

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"waymark/planner"
)

func newEnergy(c *call) *cobra.Command {
	var note, date string
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "energy [KIND VALUE]",
		Short: "Log what a kind of work gave you, or what all gave lately",
		Long: `Log what a kind of work gave or took, from -2 (it drained you) to 2 (it gave
you a lot). Alone it lists the kinds with the readings of the last eight weeks.

The kinds are ` + kindsOfWork() + `. The beginning of a name will do.
The last reading of a week counts for it. Prints the new id.

--json gives an object with weeks, the last eight ISO weeks, and works: work,
title and values, one for each of those weeks, from -2 to 2, null where there is
no reading.`,
		Example: `waymark energy coaching 2
waymark energy meetings -1 --note "three status rounds in a row"
waymark energy hands 1 --date yesterday
waymark energy`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return nil
			}
			return needs(2, 2, "a kind of work and a value")(cmd, args)
		},
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			var words []string
			switch len(args) {
			case 0:
				for _, w := range planner.AllWorks() {
					words = append(words, w.Name+"\t"+w.Words)
				}
			case 1:
				words = []string{"-2", "-1", "0", "1", "2"}
			}
			return words, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 && asJSON {
				return &misuse{say: "--json is for the list of readings", hint: "For example: waymark energy --json"}
			}
			if len(args) > 0 {
				return c.feel(args[0], args[1], note, date)
			}
			if cmd.Flags().Changed("note") || cmd.Flags().Changed("date") {
				return &misuse{say: "--note and --date are for a reading", hint: "For example: waymark energy coaching 2 --date yesterday"}
			}
			return c.readings(asJSON)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "for scripts")
	cmd.Flags().StringVar(&note, "note", "", "a word about it, as `TEXT`")
	cmd.Flags().StringVar(&date, "date", "", "the `DAY` it was: yesterday, -3d, 2026-11-18; else today")
	return cmd
}

func kindsOfWork() string {
	var names []string
	for _, w := range planner.AllWorks() {
		names = append(names, w.Name)
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " and " + names[last]
}

// feel keeps one reading.
func (c *call) feel(kind, value, note, date string) error {
	work, err := workNamed(kind)
	if err != nil {
		return err
	}
	n, err := planner.ParseEnergy(value)
	if err != nil {
		return err
	}
	on, err := planner.ParsePastDate(date, c.today)
	if err != nil {
		return err
	}
	p, err := c.load()
	if err != nil {
		return err
	}
	res, err := c.apply(p.Feel(nil, work, n, note, on))
	if err != nil {
		return err
	}
	c.print("%s\n", res.New[0])
	w, _ := planner.WorkNamed(work)
	words := res.Entry.Label + ", " + w.Means(n)
	if on != c.today {
		words += ", on " + day(on, c.today)
	}
	c.say("%s", words)
	return nil
}

// workNamed reads a kind of work by its name or title, or the beginning of its
// name; where several begin so, it says which.
func workNamed(text string) (string, error) {
	var fits []string
	want := strings.ToLower(strings.TrimSpace(text))
	for _, w := range planner.AllWorks() {
		if strings.EqualFold(w.Words, want) {
			return w.Name, nil
		}
		if want != "" && strings.HasPrefix(w.Name, want) {
			fits = append(fits, w.Name)
		}
	}
	work, err := planner.ParseWork(text)
	if err != nil && len(fits) > 1 {
		return "", &misuse{say: planner.ShowLine(text) + " fits " + strings.Join(fits, " and "), hint: "Type more of the one you mean."}
	}
	return work, err
}

// readingsJSON is what `energy --json` prints.
type readingsJSON struct {
	Weeks []string         `json:"weeks"` // the oldest first
	Works []workValuesJSON `json:"works"`
}

type workValuesJSON struct {
	Work   string `json:"work"`
	Title  string `json:"title"`
	Values []*int `json:"values"` // one for each week; null: no reading
}

func toReadingsJSON(notes []namedWeek) readingsJSON {
	out := readingsJSON{Weeks: []string{}, Works: []workValuesJSON{}}
	for _, w := range notes {
		out.Weeks = append(out.Weeks, w.week)
	}
	for _, work := range planner.AllWorks() {
		row := workValuesJSON{work.Name, work.Words, []*int{}}
		for _, w := range notes {
			var value *int
			if w.note != nil {
				if reading, ok := w.note.Energy[work.Name]; ok {
					value = &reading.Value
				}
			}
			row.Values = append(row.Values, value)
		}
		out.Works = append(out.Works, row)
	}
	return out
}

// energyWeeks is how many weeks of readings are listed.
const energyWeeks = 8

// readings prints the kinds of work with the readings of the last weeks.
func (c *call) readings(asJSON bool) error {
	p, err := c.load()
	if err != nil {
		return err
	}
	notes := c.lastWeeks(p, energyWeeks)
	if asJSON {
		return c.printJSON(toReadingsJSON(notes))
	}
	head := []string{"", ""}
	for _, w := range notes {
		head = append(head, w.name)
	}
	g := grid{wide: 1}
	g.add(head...)
	for _, work := range planner.AllWorks() {
		row := []string{c.paint.accent(work.Name), work.Words}
		for _, w := range notes {
			cell := planner.NoReading
			if w.note != nil {
				if reading, ok := w.note.Energy[work.Name]; ok {
					cell = planner.Signed(reading.Value)
				}
			}
			row = append(row, pad(strings.Repeat(" ", max(0, 3-len([]rune(cell))))+cell, 3))
		}
		g.add(row...)
	}
	g.print(c)
	c.print("\n")
	c.line("By ISO week, from −2, it drained you, to +2, it gave you a lot; · there is no reading.")
	return nil
}

// namedWeek is an ISO week with what is noted of it.
type namedWeek struct {
	week string // "2026-W47"
	name string // "W47"
	note *planner.WeekNote
}

// lastWeeks are the last n weeks up to this one, the oldest first.
func (c *call) lastWeeks(p *planner.Plan, n int) []namedWeek {
	var out []namedWeek
	for monday := planner.Monday(c.today); len(out) < n; monday = monday.AddDays(-7) {
		week := planner.Week(monday)
		_, name, _ := strings.Cut(week, "-")
		out = append(out, namedWeek{week, name, p.WeekNamed(week)})
	}
	slices.Reverse(out)
	return out
}

// minusSigns lets `energy` have negative values: a dash before a digit would
// be read as a flag, so it becomes the sign it stands for.
func minusSigns(root *cobra.Command, args []string) []string {
	cmd, _, err := root.Find(args)
	if err != nil || cmd.Name() != "energy" {
		return args
	}
	out := slices.Clone(args)
	for i, arg := range args {
		valueOf := i > 0 && strings.HasPrefix(args[i-1], "--") && args[i-1] != "--"
		if len(arg) > 1 && arg[0] == '-' && arg[1] >= '0' && arg[1] <= '9' && !valueOf {
			out[i] = "−" + arg[1:]
		}
	}
	return out
}
