package command

import (
	"fmt"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"waymark/planner"
)

// historyPage is how many entries are read at a time.
const historyPage = 500

func newHistory(c *call) *cobra.Command {
	limit := 20
	var asJSON bool
	cmd := &cobra.Command{
		Use:        "history",
		SuggestFor: []string{"log", "journal"},
		Short:      "Show what was changed, the newest first",
		Long: `Show what was changed, when and from where, the newest first.

--json gives one object a line in an array, with seq (the number that undo
takes), at (UTC), origin (screen or shell), what, undone, and undoes and redoes
(the number of the change that this one took back or repeated, else 0).`,
		Example: `waymark history
waymark history -n 100
waymark history --json -n 0 | jq -r .[].what`,
		Args: alone,
		RunE: func(*cobra.Command, []string) error {
			if limit < 0 {
				return &planner.InputError{What: "-n", Value: strconv.Itoa(limit), Expected: "how many to show, 0 for all", Example: "50"}
			}
			if asJSON {
				return c.historyJSON(limit)
			}
			return c.history(limit)
		},
	}
	cmd.Flags().IntVarP(&limit, "limit", "n", limit, "show the newest `N`, or all with 0")
	cmd.Flags().BoolVar(&asJSON, "json", false, "for scripts")
	return cmd
}

// entries reads the journal in pages, newest first, up to limit entries, and
// gives each page to show.
func (c *call) entries(limit int, show func([]planner.Entry) error) error {
	k, err := c.keeper()
	if err != nil {
		return err
	}
	before, left := uint64(0), limit
	for {
		n := historyPage
		if limit > 0 {
			n = min(n, left)
		}
		page, err := k.History(before, n)
		if err != nil {
			return err
		}
		if len(page) == 0 {
			return nil
		}
		if err := show(page); err != nil {
			return err
		}
		before, left = page[len(page)-1].Seq, left-len(page)
		if before <= 1 || limit > 0 && left <= 0 {
			return nil
		}
	}
}

func (c *call) history(limit int) error {
	return c.entries(limit, func(page []planner.Entry) error {
		g := grid{wide: 3}
		for _, e := range page {
			label, undone := planner.ShowLine(e.Label), ""
			if e.Undone {
				label, undone = c.paint.faint(label), "undone"
			}
			g.add(fmt.Sprintf("%5d", e.Seq), c.paint.faint(fmt.Sprintf("%16s", c.clock(e.At))), planner.ShowLine(e.Origin), label, undone)
		}
		g.print(c)
		return nil
	})
}

// entryJSON is one change as `history --json` gives it.
type entryJSON struct {
	Seq    uint64    `json:"seq"`
	At     time.Time `json:"at"`
	Origin string    `json:"origin"`
	What   string    `json:"what"`
	Undone bool      `json:"undone"`
	Undoes uint64    `json:"undoes"`
	Redoes uint64    `json:"redoes"`
}

func (c *call) historyJSON(limit int) error {
	list := &listJSON{c: c}
	err := c.entries(limit, func(page []planner.Entry) error {
		for _, e := range page {
			row := entryJSON{e.Seq, e.At.UTC(), e.Origin, e.Label, e.Undone, e.Undoes, e.Redoes}
			if err := list.add(row); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	list.end()
	return nil
}
