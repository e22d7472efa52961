package command

import (
	"strings"

	"github.com/spf13/cobra"

	"waymark/planner"
	"waymark/planner/export"
)

func newPeople(c *call) *cobra.Command {
	var o peopleOptions
	cmd := &cobra.Command{
		Use:        "people [NAME...]",
		SuggestFor: []string{"names", "hide", "initials", "contacts"},
		Short:      "List whose names become initials, or name more people",
		Long: `List the people whose names become initials in documents for others, with how
each was found: you named them, something waits for them, something is open
between you, the words around the name tell, as in "ask Xandra", or many people
are called so. After them come words that may be names and are left as they are.

With names, notes them in the plan: they become initials wherever they stand,
"Dana Smith" as well as "Dana" alone. Put a name of several words in quotes.
--remove takes names back that you noted.

--json gives an object with people: name, initials and found (told, waiting,
matter, words or name), and unsure, a list of words.`,
		Example: `waymark people
waymark people Dana "Sam Lee"
waymark people --remove Dana`,
		RunE: func(cmd *cobra.Command, args []string) error {
			switch {
			case o.asJSON && (len(args) > 0 || len(o.remove) > 0):
				return &misuse{say: "--json is for the list of people", hint: "For example: waymark people --json"}
			case len(args) > 0 && len(o.remove) > 0:
				return &misuse{say: "--remove takes names back, and " + quote(args[0]) + " would be noted", hint: "Do one after the other. For example: waymark people --remove Dana"}
			case cmd.Flags().Changed("remove"):
				return c.change(planner.RemovePeople(o.remove...))
			case len(args) > 0:
				return c.change(planner.AddPeople(args...))
			}
			return c.people(o.asJSON)
		},
		ValidArgsFunction: cobra.NoFileCompletions,
	}
	cmd.Flags().StringArrayVar(&o.remove, "remove", nil, "take back a `NAME` that you noted; may be given again")
	cmd.Flags().BoolVar(&o.asJSON, "json", false, "for scripts")
	return cmd
}

type peopleOptions struct {
	remove []string
	asJSON bool
}

// peopleNamed lists the names that were noted, to complete.
func (c *call) peopleNamed(*cobra.Command, []string, string) []string {
	p, err := c.load()
	if err != nil {
		return nil
	}
	var names []string
	for _, name := range p.Profile().People {
		names = append(names, planner.ShowLine(name))
	}
	return names
}

// peopleJSON is what `people --json` gives.
type peopleJSON struct {
	People []personJSON `json:"people"`
	Unsure []string     `json:"unsure"` // words that may be names and are left
}

type personJSON struct {
	Name     string `json:"name"`
	Initials string `json:"initials"`
	Found    string `json:"found"` // told, waiting, matter, words or name
}

// people lists the names that documents for others don't have.
func (c *call) people(asJSON bool) error {
	names, err := c.names()
	if err != nil {
		return err
	}
	if asJSON {
		out := peopleJSON{People: []personJSON{}, Unsure: append([]string{}, names.Unsure()...)}
		for _, n := range names.List() {
			out.People = append(out.People, personJSON{n.Full, n.Initials, n.Found.Name()})
		}
		return c.printJSON(out)
	}
	g := grid{wide: 1}
	for _, n := range names.List() {
		g.add(planner.ShowLine(n.Initials), planner.ShowLine(n.Full), n.Found.Words())
	}
	if len(g.rows) == 0 {
		c.say("No names are known. Name people with waymark people NAME.")
	}
	g.print(c)
	if unsure := names.Unsure(); len(unsure) > 0 {
		c.line("")
		c.line("Left as they are, since they may be no names:")
		c.wrapped(unsure)
	}
	return nil
}

// names finds the people in the whole plan, as documents for others do.
func (c *call) names() (export.Names, error) {
	k, err := c.keeper()
	if err != nil {
		return export.Names{}, err
	}
	whole, err := k.Whole(export.NamedIn()...)
	if err != nil {
		return export.Names{}, err
	}
	return export.FindNames(whole, nil, nil)
}

// wrapped prints words, as many on a line as fit.
func (c *call) wrapped(words []string) {
	const indent = "  "
	room := c.width()
	if room == 0 {
		room = wideLimit
	}
	line := indent
	for i, word := range words {
		word = planner.ShowLine(word)
		if i < len(words)-1 {
			word += ","
		}
		if len([]rune(line))+1+len([]rune(word)) > room && strings.TrimSpace(line) != "" {
			c.line(line)
			line = indent
		}
		if line != indent {
			line += " "
		}
		line += word
	}
	c.line(line)
}
