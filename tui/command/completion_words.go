package command

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"waymark/planner/export"
)

// offer gives the words that may stand where a shell completes, each with what
// it is behind a tab; they need not begin as what was typed.
type offer func(c *call, cmd *cobra.Command, args []string, begun string) []string

// argumentWords says what commands take as arguments. Others take words of
// their user's own, or none.
var argumentWords = map[string]offer{
	"show": idWords("show"), "done": idWords("done"), "state": idWords("state"),
	"edit": idWords("edit"), "rm": idWords("rm"), "erase": idWords("erase"),
	"undo":       (*call).changeWords,
	"schema":     first(func(*call) []string { return schemaNames() }),
	"completion": first(func(*call) []string { return []string{"bash", "zsh", "fish", "powershell"} }),
	"restore":    first((*call).backupWords),
	"help":       (*call).commandWords,
}

// fileArguments are the commands whose first argument is a file, with the
// endings that it may have; nil for any.
var fileArguments = map[string][]string{
	"path check": yamls, "path use": yamls, "path update": yamls, "path new": yamls,
	"import": nil, "backup": nil, "salvage": nil, "restore": nil,
}

var yamls = []string{"yaml", "yml"}

// flagWords says what flags take, by the command's name and the flag's, or by
// the flag's alone. Others take what only their user knows.
var flagWords = map[string]offer{
	"export format":   fixed(formatWords),
	"export for":      fixed(audienceWords),
	"export with":     partsFor(export.Asked),
	"export without":  partsFor(export.Given, export.Asked),
	"export table":    fixed(export.TableNames),
	"export since":    (*call).sinceWords,
	"quarter":         (*call).quarterWords,
	"year":            (*call).yearWords,
	"phase":           (*call).phaseWords,
	"init foundation": (*call).foundationWords,
	"init open":       (*call).pathPhaseWords,
	"review-day":      fixed(weekdayWords),
	"day":             fixed(weekdayWords),
	"due":             (*call).dueWords,
	"every":           fixed(everyWords),
	"add for":         (*call).milestoneWords,
	"kind":            fixed(kindWords),
	"list state":      fixed(func() []string { return append(itemStates(), "open", "all") }),
	"people remove":   (*call).peopleNamed,
	"take":            (*call).entryWords,
	"leave":           (*call).entryWords,
}

// fileFlags are the flags that take a file, with the endings that it may have.
var fileFlags = map[string][]string{"output": nil, flagFile: nil, "path": yamls}

// fixed offers the same words always.
func fixed(words func() []string) offer {
	return func(*call, *cobra.Command, []string, string) []string { return words() }
}

// first offers words for the first argument only.
func first(words func(*call) []string) offer {
	return func(c *call, _ *cobra.Command, args []string, _ string) []string {
		if len(args) > 0 {
			return nil
		}
		return words(c)
	}
}

// completing prepares the commands for a shell that asks for completions.
func (c *call) completing(root *cobra.Command) {
	plainUsages(root.PersistentFlags())
	c.completeFlags(root, root.PersistentFlags())
	c.completeUnder(root, "")
}

func (c *call) completeUnder(of *cobra.Command, prefix string) {
	for _, cmd := range of.Commands() {
		name := prefix + cmd.Name()
		plainUsages(cmd.Flags())
		c.completeFlags(cmd, cmd.Flags())
		c.completeArguments(cmd, name)
		c.completeUnder(cmd, name+" ")
	}
}

// plainUsages takes away the marks by which help finds the names of values.
func plainUsages(flags *pflag.FlagSet) {
	flags.VisitAll(func(f *pflag.Flag) { f.Usage = usageOf(f) })
}

func (c *call) completeArguments(cmd *cobra.Command, name string) {
	words, endings := argumentWords[name], fileArguments[name]
	_, files := fileArguments[name]
	if cmd.ValidArgsFunction != nil {
		return
	}
	cmd.ValidArgsFunction = func(cmd *cobra.Command, args []string, begun string) ([]string, cobra.ShellCompDirective) {
		var out []string
		if words != nil && c.settledFor(cmd) {
			out = beginning(words(c, cmd, args, begun), begun)
		}
		if len(out) == 0 && files && len(args) == 0 {
			return filesEnding(endings)
		}
		return out, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveKeepOrder
	}
}

func (c *call) completeFlags(cmd *cobra.Command, flags *pflag.FlagSet) {
	flags.VisitAll(func(f *pflag.Flag) {
		if _, has := cmd.GetFlagCompletionFunc(f.Name); has || f.Value.Type() == "bool" {
			return
		}
		words := flagWords[cmd.Name()+" "+f.Name]
		if words == nil {
			words = flagWords[f.Name]
		}
		endings, file := fileFlags[f.Name]
		list, isList := f.Value.(pflag.SliceValue)
		// The flag is there: it was found.
		_ = cmd.RegisterFlagCompletionFunc(f.Name, func(cmd *cobra.Command, args []string, begun string) ([]string, cobra.ShellCompDirective) {
			switch {
			case file:
				return filesEnding(endings)
			case words == nil || !c.settledFor(cmd):
				return nil, cobra.ShellCompDirectiveNoFileComp
			case isList:
				return inList(words(c, cmd, args, begun), list.GetSlice(), begun), cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveKeepOrder
			}
			return beginning(words(c, cmd, args, begun), begun), cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveKeepOrder
		})
	})
}

// settledFor works out the global flags, which nothing else does where a shell
// asks.
func (c *call) settledFor(cmd *cobra.Command) bool {
	c.opts.fileGiven = cmd.Flags().Changed(flagFile)
	return c.settle() == nil
}

func filesEnding(endings []string) ([]string, cobra.ShellCompDirective) {
	if endings == nil {
		return nil, cobra.ShellCompDirectiveDefault
	}
	return endings, cobra.ShellCompDirectiveFilterFileExt
}

// beginning are the words that begin as what was typed.
func beginning(words []string, begun string) []string {
	return slices.DeleteFunc(slices.Clone(words), func(word string) bool {
		return len(word) < len(begun) || !strings.EqualFold(word[:len(begun)], begun)
	})
}

// inList are words for the last place of a list with commas, without those that
// are in it.
func inList(words, given []string, begun string) []string {
	before := begun[:strings.LastIndexByte(begun, ',')+1]
	given = append(strings.Split(before, ","), given...)
	var out []string
	for _, word := range beginning(words, begun[len(before):]) {
		if name, _, _ := strings.Cut(word, "\t"); !slices.Contains(given, name) {
			out = append(out, before+word)
		}
	}
	return out
}
