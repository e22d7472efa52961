// Command waymark is a career planner for the terminal. This file only says
// what is what: where files are, which clock runs, who keeps the plan and who
// draws it. The commands are in tui/command.
package main

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"time"

	"cloud.google.com/go/civil"
	"github.com/adrg/xdg"
	"github.com/charmbracelet/x/term"

	"waymark/planner"
	"waymark/planner/export"
	"waymark/planner/path"
	"waymark/store"
	"waymark/tui"
	"waymark/tui/command"
)

func main() {
	debug.SetGCPercent(400) // a line command is over before collecting pays; the screens set their own
	streams := map[command.Stream]*os.File{command.Stdin: os.Stdin, command.Stdout: os.Stdout, command.Stderr: os.Stderr}
	os.Exit(command.Main(os.Args[1:], command.Env{
		Stdin:  os.Stdin,
		Stdout: os.Stdout,
		Stderr: os.Stderr,
		Getenv: os.Getenv,
		IsTTY:  func(s command.Stream) bool { return term.IsTerminal(streams[s].Fd()) },
		Shut:   func(s command.Stream) bool { return command.Shut(streams[s]) },
		Width: func() int {
			width, _, err := term.GetSize(os.Stdout.Fd())
			if err != nil {
				return 0
			}
			return width
		},
		Now:       time.Now,
		Draw:      rand.Uint64,
		DataDir:   folder("XDG_DATA_HOME", xdg.DataHome),
		ConfigDir: folder("XDG_CONFIG_HOME", xdg.ConfigHome),
		Open:      func(file string) (planner.Keeper, error) { return open(file) },
		Glance:    store.Glance,
		Screens:   screens,
		Version:   export.Version,
	}))
}

// folder gives one of the user's own folders, or "" where it would be guessed:
// for a user without a home xdg takes the root of the disk for one.
func folder(variable, found string) string {
	if filepath.IsAbs(os.Getenv(variable)) || runtime.GOOS == "windows" {
		return found
	}
	if _, err := os.UserHomeDir(); err != nil {
		return ""
	}
	return found
}

// open keeps a store that is nil from becoming a keeper that is not.
func open(file string) (planner.Keeper, error) {
	s, err := store.Open(file)
	if err != nil {
		return nil, err
	}
	return s, nil
}

// startAt gives the screens' names; "" lets them choose Home or the first walk.
var startAt = map[string]string{command.StartHome: "", command.StartReview: "Review"}

// screens shows the plan on the terminal.
func screens(c command.ScreensConfig) error {
	today := func() civil.Date { return civil.DateOf(time.Now()) }
	if !c.Today.IsZero() {
		today = func() civil.Date { return c.Today }
	}
	return tui.Run(tui.Config{
		Keeper:    c.Keeper,
		Now:       time.Now,
		Today:     today,
		Getenv:    os.Getenv,
		Environ:   os.Environ(),
		Path:      func() (*path.Path, error) { return path.Builtin(), nil },
		Start:     startAt[c.StartAt],
		Short:     c.Short,
		WriteFile: store.FileWriter(c.File),
		Version:   export.Version(),
		Dark:      tui.GuessDark(os.Getenv("COLORFGBG")),
		NoColor:   c.NoColor,
	})
}
