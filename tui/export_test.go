package tui

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// writing gives a rig a folder for home, and a way to write into it.
func writing(t *testing.T, r *rig) (home string) {
	t.Helper()
	home = t.TempDir()
	r.Getenv = func(name string) string { return map[string]string{"HOME": home}[name] }
	r.WriteFile = func(name string, force bool, write func(io.Writer) error) error {
		if _, err := os.Lstat(name); err == nil && !force {
			return fs.ErrExist
		}
		var b strings.Builder
		if err := write(&b); err != nil {
			return err
		}
		return os.WriteFile(name, []byte(b.String()), 0o600)
	}
	return home
}

func TestExportGolden(t *testing.T) {
	for _, size := range sizes {
		k := newCarer(t)
		r := damaged(t, k, fixture{w: size[0], h: size[1]})
		r.command("export the plan")
		r.golden(fmt.Sprintf("rescue/export-%dx%d", size[0], size[1]))
		checkKeys(t, r.dialogs[0].Actions())
	}
}

// Case 14: what is in memory can be written elsewhere when the file is lost.
func TestCase14ExportFromMemory(t *testing.T) {
	k := newCarer(t)
	r := damaged(t, k, fixture{})
	home := writing(t, r)
	k.since, k.load, k.change = errPage, errPage, errPage
	r.ticks(1)
	r.command("rescue").press("e", "enter")
	file := filepath.Join(home, "ada-summary-2026-11-20.md")
	r.shows("Written to ~/ada-summary-2026-11-20.md")
	text, err := os.ReadFile(file)
	if err != nil || !strings.Contains(string(text), "Ada") {
		t.Fatalf("%v:\n%s", err, text)
	}
	r.press("e")
	r.shows("~/ada-summary-2026-11-20-2.md") // the proposal is a name that is free
	r.press("shift+tab", "ctrl+u").write("~/ada-summary-2026-11-20.md").press("enter")
	r.shows("~/ada-summary-2026-11-20.md is there already · ctrl+r replaces it, or take")
	r.shows("~/ada-summary-2026-11-20-2.md")
	r.press("ctrl+u").write("~/other.md").press("enter")
	if _, err := os.Stat(filepath.Join(home, "other.md")); err != nil || len(r.dialogs) != 0 {
		t.Errorf("%v, %d dialogs", err, len(r.dialogs))
	}
}

// A plain copy has everything, as far as it can be read.
func TestExportJSON(t *testing.T) {
	k := newCarer(t)
	r := damaged(t, k, fixture{})
	home := writing(t, r)
	if _, err := r.keep(r.plan.StartReview(false, r.today)); err != nil {
		t.Fatal(err)
	}
	r.command("export the plan").press("shift+tab", "ctrl+u").write("~/a.json")
	r.shows("· JSON")
	r.press("enter")
	k.reads = errPage
	r.command("export the plan").press("shift+tab", "ctrl+u").write("~/b.json").press("enter")
	r.shows("Written to ~/b.json · without reviews, when checks were ticked and what was")
	r.shows("imported: the plan's file can't be read")
	for name, reviews := range map[string]int{"a.json": 1, "b.json": 0} {
		text, err := os.ReadFile(filepath.Join(home, name))
		if err != nil {
			t.Fatal(err)
		}
		var got struct {
			Complete         bool
			Actions, Reviews []json.RawMessage
		}
		if err := json.Unmarshal(text, &got); err != nil || got.Complete != (reviews > 0) || len(got.Reviews) != reviews || len(got.Actions) == 0 {
			t.Errorf("%s: %v, %d actions, %d reviews\n%.600s", name, err, len(got.Actions), len(got.Reviews), text)
		}
	}
}

func TestExportFails(t *testing.T) {
	k := newCarer(t)
	r := damaged(t, k, fixture{})
	writing(t, r)
	r.WriteFile = func(string, bool, func(io.Writer) error) error { return errors.New("no file is written in this test") }
	r.command("export the plan").press("shift+tab", "ctrl+u").write("  ").press("enter")
	r.shows("it needs the name of a file")
	r.press("ctrl+u").write("~/x.md").press("enter")
	r.shows("no file is written in this test")
	r.shows("~/x.md")
	r.WriteFile = func(string, bool, func(io.Writer) error) error { return errors.New("late\x1b[2J") }
	r.route(keyPress("enter"))
	r.shows("Writing…")
	late := r.later
	r.later = nil
	r.press("esc") // it was left before it was known
	r.send(late[0]())
	r.shows("Not written: late␛[2J")
}

func TestFileNamed(t *testing.T) {
	r := newRig(t, fixture{plan: true})
	if _, err := r.fileNamed("~/x.md"); err == nil {
		t.Error("a home folder was made up")
	}
	r.Getenv = func(string) string { return "/home/ada" }
	here, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"~/x.md": "/home/ada/x.md", " /tmp/a b.md ": "/tmp/a b.md", "x.md": here + "/x.md", "~x": here + "/~x", "~/../y": "/home/y",
	} {
		if got, err := r.fileNamed(text); err != nil || got != filepath.FromSlash(want) {
			t.Errorf("%q: %q, %v", text, got, err)
		}
	}
}
