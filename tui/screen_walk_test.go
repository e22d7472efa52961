package tui

import (
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"cloud.google.com/go/civil"

	"waymark/planner"
	"waymark/planner/path"
)

// walkRig is a rig over a keeper that other rigs share.
func walkRig(t *testing.T, k planner.Keeper, w, h int) *rig {
	t.Helper()
	c := Config{
		Keeper: k,
		Now:    func() time.Time { return friday.In(time.UTC).Add(10 * time.Hour) },
		Today:  func() civil.Date { return friday },
		Getenv: func(string) string { return "" },
		Path:   func() (*path.Path, error) { return path.Builtin(), nil },
		Dark:   true,
	}
	r := &rig{newApp(c, func() loadedMsg { p, err := k.Load(); return loadedMsg{p, err} }), t}
	r.send(tea.WindowSizeMsg{Width: w, Height: h})
	r.send(r.loaded())
	return r
}

func TestWalkDump(t *testing.T) {
	for _, sz := range [][2]int{{120, 36}, {60, 15}, {80, 24}} {
		r := walkRig(t, planner.NewMemory(), sz[0], sz[1])
		show := func() { t.Helper(); r.fits(); t.Log("\n" + r.text()) }
		show()
		r.write("Ada").press("tab").write("Senior engineer").press("tab", "right").press("tab").write("2190")
		show()
		r.press("enter", "ctrl+s")
		show()
		r.press("backspace", "backspace", "backspace", "backspace").write("7").press("ctrl+s")
		show()
		r.press("down", "y", "p", "n", "down", "down")
		show()
		for range 4 {
			r.press("enter")
			show()
			r.press("down", "space", "down", "f", "down", "x", "G")
			show()
		}
		r.press("enter", "t")
		show()
		r.write("+3 months").press("enter")
		show()
		r.press("enter")
		show()
	}
}
