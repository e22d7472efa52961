package command

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"waymark/planner/export"
)

// fit refuses flags that say nothing, or that don't go together.
func (o *exportOptions) fit(cmd *cobra.Command) error {
	if err := oneOf(cmd, "since", "quarter", "year"); err != nil {
		return err
	}
	named := func(names []string, part string) bool {
		return slices.ContainsFunc(names, func(name string) bool { return strings.EqualFold(strings.TrimSpace(name), part) })
	}
	for _, part := range []string{export.PartNotes, export.PartReasons} {
		if o.noNotes && named(o.with, part) {
			return &misuse{say: "--no-notes leaves out what --with " + part + " would give", hint: "Leave one of them out; --without notes leaves out the notes only."}
		}
	}
	if o.asJSON && !o.preview {
		return &misuse{say: "--json goes with --preview", hint: "The plan itself as JSON: waymark export --format json"}
	}
	return nil
}

// neverGiven refuses parts that an audience doesn't get, even when asked for.
func neverGiven(whom export.Audience, with []string) error {
	for _, name := range with {
		part, err := export.PartNamed(name)
		if err != nil {
			return err
		}
		if part.Rule(whom) == export.Never {
			return &misuse{say: part.Words + " never leave in a document " + whom.Title, hint: "waymark help export lists who gets what."}
		}
	}
	return nil
}

// mayBeEmpty are the flags that take a text of their user's own, of which there
// may be none, and those that say themselves what they need.
var mayBeEmpty = []string{"note", "why", "title", "name", "role", "due", "week", "day", flagFile, flagToday}

// filled refuses flags that were given an empty value.
func filled(cmd *cobra.Command) error {
	var err error
	cmd.LocalNonPersistentFlags().VisitAll(func(f *pflag.Flag) {
		empty := f.Value.String() == ""
		if list, ok := f.Value.(pflag.SliceValue); ok {
			empty = strings.TrimSpace(strings.Join(list.GetSlice(), "")) == ""
		}
		if f.Changed && empty && err == nil && !slices.Contains(mayBeEmpty, f.Name) {
			err = &misuse{say: "--" + f.Name + " needs a value: " + usageOf(f), hint: cmd.CommandPath() + " --help tells more."}
		}
	})
	return err
}

// oneOf refuses more than one of some flags.
func oneOf(cmd *cobra.Command, names ...string) error {
	var given []string
	for _, name := range names {
		if cmd.Flags().Changed(name) {
			given = append(given, "--"+name)
		}
	}
	if len(given) < 2 {
		return nil
	}
	last := len(given) - 1
	return &misuse{say: strings.Join(given[:last], ", ") + " and " + given[last] + " exclude each other", hint: "Leave all but one of them out."}
}
