package command

import (
	"errors"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// closest finds the name that was probably meant: one that begins with what
// was typed, or the nearest one at most two slips of the hand away.
func closest(typed string, names []string) string {
	typed = strings.ToLower(typed)
	best, slips := "", min(2, max(len(typed)-1, 0))+1
	for _, name := range names {
		if len(typed) > 1 && strings.HasPrefix(name, typed) {
			return name
		}
		if n := distance(typed, name); n < slips {
			best, slips = name, n
		}
	}
	return best
}

// distance counts the slips between two words: letters left out, put in,
// replaced or swapped with their neighbour.
func distance(a, b string) int {
	s, t := []rune(a), []rune(b)
	if len(s) > 40 {
		return len(s)
	}
	rows := make([][]int, len(s)+1)
	for i := range rows {
		rows[i] = make([]int, len(t)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(s); i++ {
		for j := 1; j <= len(t); j++ {
			cost := 1
			if s[i-1] == t[j-1] {
				cost = 0
			}
			rows[i][j] = min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+cost)
			if i > 1 && j > 1 && s[i-1] == t[j-2] && s[i-2] == t[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(s)][len(t)]
}

// unknownCommand says that there is no such command and which may be meant.
func unknownCommand(root *cobra.Command, typed string) error {
	var names []string
	meant := ""
	for _, cmd := range root.Commands() {
		names = append(names, cmd.Name())
		for _, other := range cmd.SuggestFor {
			if strings.EqualFold(other, typed) {
				meant = cmd.Name()
			}
		}
	}
	if meant == "" {
		meant = closest(typed, names)
	}
	hint := "waymark help lists the commands."
	if meant != "" {
		hint = "Did you mean waymark " + meant + "? waymark help lists the commands."
	}
	return &misuse{say: "there is no command " + quote(typed), hint: hint}
}

// flagFault puts what the flag parser says into words.
func flagFault(cmd *cobra.Command, err error) error {
	help := cmd.CommandPath() + " --help tells more."
	var (
		absent  *pflag.NotExistError
		missing *pflag.ValueRequiredError
		wrong   *pflag.InvalidValueError
		none    *pflag.InvalidSyntaxError
	)
	switch {
	case errors.As(err, &absent):
		return unknownFlag(cmd, absent, help)
	case errors.As(err, &missing):
		return &misuse{say: "--" + missing.GetFlag().Name + " needs a value: " + usageOf(missing.GetFlag()), hint: help}
	case errors.As(err, &wrong):
		return &misuse{say: "--" + wrong.GetFlag().Name + " " + quote(wrong.GetValue()) + ": expected " + kindOfValue(wrong.GetFlag()), hint: help}
	}
	if errors.As(err, &none) {
		return &misuse{say: quote(none.GetSpecifiedFlag()) + " is no flag", hint: "Put -- before words that begin with a dash. " + help}
	}
	return &misuse{say: err.Error(), hint: help}
}

// unknownFlag says that a command has no such flag and which may be meant.
func unknownFlag(cmd *cobra.Command, err *pflag.NotExistError, help string) error {
	name := err.GetSpecifiedName()
	if err.GetSpecifiedShortnames() != "" {
		return &misuse{say: "there is no flag " + quote("-"+name) + " for " + cmd.CommandPath(), hint: "Put -- before words that begin with a dash. " + help}
	}
	var names []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	if meant := closest(name, names); meant != "" {
		help = "Did you mean --" + meant + "? " + help
	}
	return &misuse{say: "there is no flag " + quote("--"+name) + " for " + cmd.CommandPath(), hint: help}
}

func usageOf(f *pflag.Flag) string {
	_, usage := pflag.UnquoteUsage(f)
	return usage
}

// kindOfValue is what a flag's value has to be, in words.
func kindOfValue(f *pflag.Flag) string {
	switch f.Value.Type() {
	case "int", "uint":
		return "a whole number, like 5"
	case "bool":
		return "true or false"
	}
	return usageOf(f)
}
