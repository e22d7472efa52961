package tui

import (
	"bytes"
	"io"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"cloud.google.com/go/civil"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/vt"

	"waymark/planner"
	"waymark/planner/path"
)

// onlcr does what a terminal's driver does: the emulator takes \n for a move
// down only.
type onlcr struct{ io.Writer }

func (w onlcr) Write(b []byte) (int, error) {
	_, err := w.Writer.Write(bytes.ReplaceAll(b, []byte("\n"), []byte("\r\n")))
	return len(b), err
}

// terminal is the whole program on an emulated terminal in this process.
type terminal struct {
	*vt.SafeEmulator
	t    *testing.T
	done chan error
}

func startWhole(t *testing.T, w, h int, keeper planner.Keeper) *terminal {
	t.Helper()
	emu := vt.NewSafeEmulator(w, h)
	term := &terminal{emu, t, make(chan error, 1)}
	go func() {
		term.done <- Run(Config{
			Keeper: keeper, Dark: true,
			Now:     time.Now,
			Today:   func() civil.Date { return friday },
			Getenv:  func(string) string { return "" },
			Environ: []string{"TERM=xterm-256color"},
			Path:    func() (*path.Path, error) { return path.Builtin(), nil },
			Input:   emu, Output: onlcr{emu},
			Options: []tea.ProgramOption{tea.WithWindowSize(w, h), tea.WithColorProfile(colorprofile.TrueColor), tea.WithoutSignals()},
		})
	}()
	return term
}

// until waits for the screen to show a text.
func (term *terminal) until(text string) {
	term.t.Helper()
	var screen string
	for range 500 {
		screen = ansi.Strip(term.Render())
		if strings.Contains(screen, text) {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	term.t.Fatalf("the terminal never showed %q:\n%s", text, screen)
}

func (term *terminal) keys(keys ...string) {
	for _, k := range keys {
		for _, r := range k {
			term.SendKey(vt.KeyPressEvent{Code: r, Text: string(r)})
		}
	}
}

func TestWholeProgram(t *testing.T) {
	keeper := planner.NewMemory()
	somePlan(t, keeper)
	before := keeper.Last()
	term := startWhole(t, 80, 24, keeper)
	term.until("Next milestones")
	term.keys(" ")
	term.until("u undoes")
	if keeper.Last() != before+1 {
		t.Errorf("the journal has %d entries, not %d", keeper.Last(), before+1)
	}
	term.keys("2")
	term.until("Action items")
	term.keys("?")
	term.until("type to search")
	term.SendKey(vt.KeyPressEvent{Code: tea.KeyEnter})
	term.until("Action items")
	term.keys("1")
	term.until("This week")
	term.keys("q")
	select {
	case err := <-term.done:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(10 * time.Second):
		t.Fatal("q did not end the program")
	}
}
