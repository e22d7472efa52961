package command

import (
	"errors"
	"path/filepath"
	"slices"
	"strings"

	"cloud.google.com/go/civil"

	"waymark/planner"
)

// The names of the global flags are needed twice: by cobra and by the short
// cut for shell prompts.
const (
	flagFile    = "file"
	flagToday   = "today"
	flagNoColor = "no-color"
)

// settle works out what the global flags and the environment mean. It runs
// before every command.
func (c *call) settle() error {
	var err error
	if c.file, err = c.planFile(); err != nil {
		return err
	}
	if c.today, err = c.day(); err != nil {
		return err
	}
	c.paint = paint{on: c.IsTTY(Stdout) && !c.plain()}
	return nil
}

// plain reports whether colour is switched off.
func (c *call) plain() bool {
	return c.opts.noColor || c.Getenv("NO_COLOR") != "" || c.Getenv("TERM") == "dumb"
}

// planFile is where the plan is: --file, WAYMARK_FILE or the user's data
// folder. It is absolute, so that messages name the very file.
func (c *call) planFile() (string, error) {
	file, from := c.opts.file, "--file"
	if !c.opts.fileGiven {
		file, from = c.Getenv("WAYMARK_FILE"), "WAYMARK_FILE"
		if file == "" {
			if !filepath.IsAbs(c.DataDir) {
				return "", &misuse{say: "your data folder is not known", hint: "Name the plan's file with --file or WAYMARK_FILE."}
			}
			return filepath.Join(c.DataDir, "waymark", "plan.db"), nil
		}
	}
	if file == "" || strings.ContainsRune(file, 0) {
		return "", &planner.InputError{What: from, Value: file, Expected: "the path of a file", Example: "~/work/plan.db"}
	}
	return filepath.Abs(file)
}

const todayExample = "2027-01-30"

// day is the day that the run takes for today.
func (c *call) day() (civil.Date, error) {
	text := c.opts.today
	if text == "" {
		return civil.DateOf(c.Now()), nil
	}
	if len(text) != len("2006-01-02") || strings.Count(text, "-") != 2 {
		return civil.Date{}, &planner.InputError{What: "--today", Value: text, Expected: "a day as year, month and day", Example: todayExample}
	}
	today, err := planner.ParseDate(text, civil.DateOf(c.Now()))
	var bad *planner.InputError
	if errors.As(err, &bad) { // its examples are of dates that --today doesn't take
		bad.What, bad.Example = "--today", todayExample
	}
	return today, err
}

// promptLines are the commands that sit in shell prompts. They are answered
// from the glance, without building commands.
var promptLines = []struct {
	name, flag string
	answer     func(*call) error
}{
	{"status", "--short", (*call).statusShort},
	{"review", "--due", (*call).reviewDue},
}

// promptLine recognises one of those, with at most global flags around it, and
// gives what answers it.
func promptLine(args []string) (opts options, answer func(*call) error) {
	var words []string
	for i := 0; i < len(args); i++ {
		name, value, joined := strings.Cut(args[i], "=")
		switch {
		case args[i] == "--"+flagNoColor:
			opts.noColor = true
		case name == "--"+flagFile || name == "--"+flagToday:
			if !joined {
				if i++; i == len(args) {
					return options{}, nil
				}
				value = args[i]
			}
			if name == "--"+flagFile {
				opts.file, opts.fileGiven = value, true
			} else {
				opts.today = value
			}
		case len(words) < 2:
			words = append(words, args[i])
		default:
			return options{}, nil
		}
	}
	for _, row := range promptLines {
		if slices.Equal(words, []string{row.name, row.flag}) {
			return opts, row.answer
		}
	}
	return options{}, nil
}
