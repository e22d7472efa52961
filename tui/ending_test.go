package tui

import (
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"cloud.google.com/go/civil"

	"waymark/planner"
	"waymark/planner/path"
)

// Keys of runKeys by how terminals send them.
const (
	escKey  = "\x1b[27u"
	ctrlC   = "\x03"
	ctrlS   = "\x13"
	aSecond = "~" // lets a second pass
)

// runKeys runs the whole program on a plan, types once that is loaded, and
// gives what the program ends with.
func runKeys(t *testing.T, k planner.Keeper, typed string) error {
	t.Helper()
	keys, typing := io.Pipe()
	defer func() { _ = typing.Close() }()
	second := func(_ tea.Model, msg tea.Msg) tea.Msg {
		switch msg := msg.(type) {
		case loadedMsg:
			go func() { _, _ = io.WriteString(typing, typed) }() // as far as it is read
		case tea.KeyPressMsg:
			if msg.String() == aSecond {
				return tickMsg{}
			}
		}
		return msg
	}
	ended := make(chan error, 1)
	go func() {
		ended <- Run(Config{
			Keeper: k, Dark: true,
			Now:     func() time.Time { return friday.In(time.UTC).Add(10 * time.Hour) },
			Today:   func() civil.Date { return friday },
			Getenv:  func(string) string { return "" },
			Environ: []string{"TERM=xterm-256color"},
			Path:    func() (*path.Path, error) { return path.Builtin(), nil },
			Input:   keys, Output: io.Discard,
			Options: []tea.ProgramOption{tea.WithWindowSize(80, 24), tea.WithFilter(second), tea.WithoutSignals()},
		})
	}()
	select {
	case err := <-ended:
		return err
	case <-time.After(10 * time.Second):
		t.Fatalf("%q did not end the program", typed)
		return nil
	}
}

// Who leaves while the plan's file is damaged or gone learns of it in the
// shell as well, also where no key met it.
func TestCase14EndsWithTheDamage(t *testing.T) {
	for name, lost := range map[string]error{
		"damaged": errPage, "gone": read(planner.ErrMissing, "there has been a plan"), "none": planner.ErrNoPlan,
	} {
		for _, last := range []string{"q", ctrlC} {
			k := newCarer(t)
			k.since = lost
			if err := runKeys(t, k, aSecond+last); !errors.Is(err, lost) || strings.Count(err.Error(), lost.Error()) != 1 {
				t.Errorf("%s: %q gave %v", name, last, err)
			}
		}
	}
	k := newCarer(t)
	if err := runKeys(t, k, aSecond+"q"); err != nil {
		t.Errorf("a sound plan gave %v", err)
	}
	k.since = planner.ErrBusy
	if err := runKeys(t, k, aSecond+"q"); err != nil {
		t.Errorf("a busy plan gave %v", err)
	}
}
