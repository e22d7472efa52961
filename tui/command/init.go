package command

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"waymark/planner"
	"waymark/planner/path"
)

func newInit(c *call) *cobra.Command {
	var s start
	cmd := &cobra.Command{
		Use:        "init",
		SuggestFor: []string{"start", "setup", "new"},
		Short:      "Start a plan without the walk",
		Long: `Start a plan without the walk through the phases. It refuses where there is a
plan already.

--years is the number of full years you have worked in IT, 0 in the first; or
give the year you began with --since. Without --open, your years suggest which
phases are open. Everything can be changed later.

Where the file of a plan is missing or empty, it refuses too: waymark restore
brings that plan back. --new begins another one there, and its predecessor's
backups are kept in a folder beside it.`,
		Example: `waymark init --name Dana --role "senior engineer" --years 4
waymark init --since 2019 --review-day fri --open 1,2
waymark init --path my-path.yaml`,
		Args: alone,
		RunE: func(cmd *cobra.Command, _ []string) error {
			s.yearsGiven, s.sinceGiven = cmd.Flags().Changed("years"), cmd.Flags().Changed("since")
			return c.start(s)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&s.name, "name", "", "your `NAME`, for the documents you share")
	flags.StringVar(&s.role, "role", "", "your present `ROLE`")
	flags.StringVar(&s.foundation, "foundation", "", "the `TRADE` you come from, by its id in the path, or other")
	flags.IntVar(&s.years, "years", 0, "full years in IT so far, `N`")
	flags.IntVar(&s.since, "since", 0, "the `YEAR` you began in IT")
	flags.StringVar(&s.reviewDay, "review-day", "sun", "the `DAY` of the week for your review")
	flags.StringSliceVar(&s.open, "open", nil, "the `PHASES` that are open, like 1,2")
	flags.BoolVar(&s.anew, "new", false, "begin another plan where the file of one is missing or empty")
	flags.StringVar(&s.path, "path", "", "start from the career path in the YAML `FILE`; - reads standard input")
	return cmd
}

// start is what `init` is given.
type start struct {
	name, role, foundation, reviewDay, path string
	years, since                            int
	yearsGiven, sinceGiven                  bool
	open                                    []string
	anew                                    bool
}

func (c *call) start(s start) error {
	from, err := c.careerPath(s.path, "--path takes a YAML file, or - for standard input.")
	if err != nil {
		return err
	}
	profile, err := c.profile(s, from)
	if err != nil {
		return err
	}
	open, err := openPhases(s.open, from, profile, c.today.Year)
	if err != nil {
		return err
	}
	k, err := c.keeper()
	if err != nil {
		return err
	}
	create := k.Create
	if s.anew {
		if create, err = renew(k); err != nil {
			return err
		}
	}
	res, err := create(fmt.Sprintf("%016x", c.Draw()), c.stamp(path.Start(from, profile, open, c.today)))
	if err != nil {
		return err
	}
	c.edited = true
	var titles []string
	for _, ph := range res.Plan.OpenPhases() {
		titles = append(titles, phaseTitle(res.Plan, ph.Number()))
	}
	c.say("Your plan is in %s\nOpen: %s. Review: %s. waymark shows it; waymark help lists the commands.",
		planner.ShowLine(c.file), strings.Join(titles, ", "), profile.ReviewDay)
	return nil
}

// renew gives what begins another plan where the file of one is missing.
func renew(k planner.Keeper) (func(id string, start planner.Edit) (planner.Result, error), error) {
	r, ok := k.(interface {
		Renew(id string, start planner.Edit) (planner.Result, error)
	})
	if !ok {
		return nil, errNoFile
	}
	return r.Renew, nil
}

// profile checks what the user says of themselves.
func (c *call) profile(s start, from *path.Path) (planner.Profile, error) {
	p := planner.Profile{Name: planner.CleanLine(s.name), Role: planner.CleanLine(s.role)}
	var err error
	if p.ReviewDay, err = planner.ParseWeekday(s.reviewDay); err != nil {
		return p, err
	}
	if p.Since, err = s.firstYear(c.today.Year); err != nil {
		return p, err
	}
	p.Foundation, err = foundation(s.foundation, from)
	return p, err
}

// firstYear is the year the user began in IT, 0 if it isn't said. Somebody
// with no full year yet began this year.
func (s *start) firstYear(thisYear int) (int, error) {
	switch {
	case s.yearsGiven && s.sinceGiven:
		return 0, &misuse{say: "--years and --since say the same thing", hint: "Leave one of them out."}
	case s.yearsGiven && (s.years < 0 || s.years > planner.MaxCareer):
		return 0, &planner.InputError{What: "years", Value: strconv.Itoa(s.years), Expected: fmt.Sprintf("full years in IT, from 0 to %d", planner.MaxCareer), Example: "4"}
	case s.yearsGiven:
		return thisYear - s.years, nil
	case s.sinceGiven && (s.since < planner.FirstYear || s.since > thisYear):
		return 0, &planner.InputError{What: "start year", Value: strconv.Itoa(s.since), Expected: fmt.Sprintf("a year from %d to %d", planner.FirstYear, thisYear), Example: "2019"}
	}
	return s.since, nil
}

// otherTrade is the foundation of those who come from none that the path has.
var otherTrade = path.Named{ID: "other", Title: "something else"}

// foundation finds the trade that the user comes from by its id or title.
func foundation(text string, from *path.Path) (string, error) {
	if text == "" {
		return "", nil
	}
	var ids []string
	for _, f := range append(slices.Clip(from.Foundations), otherTrade) {
		if strings.EqualFold(text, f.ID) || strings.EqualFold(text, f.Title) {
			return f.ID, nil
		}
		ids = append(ids, f.ID)
	}
	return "", &planner.InputError{What: "foundation", Value: text, Expected: "one of " + strings.Join(ids, ", ")}
}

// openPhases reads --open; without it the user's years suggest.
func openPhases(texts []string, from *path.Path, p planner.Profile, thisYear int) ([]int, error) {
	var phases []*planner.Phase
	var numbers []string
	for _, ph := range from.Phases {
		phases = append(phases, &planner.Phase{
			ID: planner.ID{Kind: planner.KindPhase, N: uint32(ph.Number)}, From: ph.From, To: ph.To, Optional: ph.Optional,
		})
		numbers = append(numbers, strconv.Itoa(ph.Number))
	}
	if len(texts) == 0 {
		year := 0
		if p.Since > 0 {
			year = thisYear - p.Since + 1
		}
		return planner.SuggestPhases(phases, year), nil
	}
	var open []int
	for _, text := range texts {
		n, err := strconv.Atoi(strings.TrimSpace(text))
		if err != nil || from.Phase(n) == nil {
			return nil, &planner.InputError{What: "phase", Value: text, Expected: "one of this path's phases, " + strings.Join(numbers, ", "), Example: "1,2"}
		}
		if !slices.Contains(open, n) {
			open = append(open, n)
		}
	}
	return open, nil
}
