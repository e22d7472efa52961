package tui

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"waymark/planner"
)

// onDesk is a run of an editor on a note, in a folder of its own.
func onDesk(t *testing.T, note string, argv ...string) *editing {
	t.Helper()
	dir := t.TempDir()
	x := &editing{desk: &desk{}, argv: argv, dir: dir, file: filepath.Join(dir, "note.md"), was: "as it was"}
	clock := friday.In(time.UTC)
	x.now = func() time.Time { clock = clock.Add(2 * instant); return clock }
	x.leaves(t, "note.md", note, 0)
	return x
}

// leaves makes a file beside the note, some seconds after that was written.
func (x *editing) leaves(t *testing.T, name, text string, after int) {
	t.Helper()
	file := filepath.Join(x.dir, name)
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	at := friday.In(time.UTC).Add(time.Duration(after) * time.Second)
	if err := os.Chtimes(file, at, at); err != nil {
		t.Fatal(err)
	}
}

// What an editor that was told to end has saved beside the note is the newest
// readable text there; what only the editor can read is none.
func TestSavedBesideTheNote(t *testing.T) {
	type file struct {
		name, text string
		after      int
	}
	for name, c := range map[string]struct {
		files []file
		want  string // "": nothing
	}{
		"nothing":              {nil, ""},
		"nano's":               {[]file{{"note.md.save", "newer", 1}}, "newer"},
		"emacs' own":           {[]file{{"#note.md#", "newer", 1}}, "newer"},
		"an older backup":      {[]file{{"note.md~", "older", -1}}, ""},
		"the newest is first":  {[]file{{"#note.md#", "newest", 3}, {"note.md.save", "newer", 2}, {"note.md~", "older", -1}}, "newest"},
		"the newest is last":   {[]file{{"#note.md#", "newer", 1}, {"note.md.save", "newest", 2}}, "newest"},
		"the newest is amid":   {[]file{{"a", "newer", 1}, {"b", "newest", 3}, {"c", "newer too", 2}}, "newest"},
		"vim's swap":           {[]file{{".note.md.swp", "swapped", 2}, {".note.md.swo", "swapped", 3}}, ""},
		"vim's swap, another":  {[]file{{".note.md.swp", "swapped", 2}, {"note.md.save", "newer", 1}}, "newer"},
		"what is no text":      {[]file{{"note.md.save", "\xff\xfe\x00", 2}, {"#note.md#", "newer", 1}}, "newer"},
		"what is far too long": {[]file{{"note.md.save", strings.Repeat("x", tooMuch+1), 2}, {"#note.md#", "newer", 1}}, "newer"},
	} {
		t.Run(name, func(t *testing.T) {
			x := onDesk(t, "as it was", "false")
			for _, f := range c.files {
				x.leaves(t, f.name, f.text, f.after)
			}
			if got, ok := x.saved(); got != c.want || ok != (c.want != "") {
				t.Errorf("saved is %.40q, %v", got, ok)
			}
		})
	}
}

// A link, which may lead anywhere, is not followed.
func TestSavedIsNoLink(t *testing.T) {
	x := onDesk(t, "as it was", "false")
	secret := filepath.Join(t.TempDir(), "secret")
	if err := os.WriteFile(secret, []byte("secret"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(secret, filepath.Join(x.dir, "note.md.save")); err != nil {
		t.Skip("links can't be made here:", err)
	}
	if err := os.Mkdir(filepath.Join(x.dir, "z"), 0o700); err != nil {
		t.Fatal(err)
	}
	if got, ok := x.saved(); ok {
		t.Errorf("saved is %q", got)
	}
	x.leaves(t, "#note.md#", "newer", 1)
	if got, _ := x.saved(); got != "newer" {
		t.Errorf("saved is %q", got)
	}
}

// What an editor left is taken where a draft can hold it. A text that is too
// long for one stays in its folder, except where nobody can have typed it.
func TestWhatTheEditorLeft(t *testing.T) {
	for _, name := range []string{"true", "false"} {
		if _, err := exec.LookPath(name); err != nil {
			t.Skip("there is nothing to play an editor here:", err)
		}
	}
	tooLong, absurd := strings.Repeat("x", planner.MaxText+1), strings.Repeat("x", tooMuch+1)
	for name, c := range map[string]struct {
		argv   string
		note   string
		beside string // in note.md.save
		text   string
		says   string // "": it went well
		kept   bool   // the folder
	}{
		"saved":               {"true", "new", "", "new", "", false},
		"as long as can be":   {"true", tooLong[1:], "", tooLong[1:], "", false},
		"too long":            {"true", tooLong, "", "as it was", "longer than 64 KiB", true},
		"1 MiB":               {"true", absurd[1:], "", "as it was", "longer than 64 KiB", true},
		"over 1 MiB":          {"true", absurd, "", "", "longer than 1 MiB", false},
		"ended early":         {"false", "as it was", "half a thought", "half a thought", "the editor ended with", false},
		"over 1 MiB, ended":   {"false", absurd, "", "", "the editor ended with", false},
		"too long, and ended": {"false", tooLong, "", "as it was", "the editor ended with", true},
	} {
		t.Run(name, func(t *testing.T) {
			x := onDesk(t, c.note, c.argv)
			if c.beside != "" {
				x.leaves(t, "note.md.save", c.beside, 1)
			}
			if err := x.Run(); err != nil {
				t.Fatal(err)
			}
			_, gone := os.Stat(x.dir)
			said := ""
			if x.done.err != nil {
				said = x.done.err.Error()
			}
			if x.done.text != c.text || !strings.Contains(said, c.says) || (said == "") != (c.says == "") {
				t.Errorf("it left %.40q, %q", x.done.text, said)
			}
			if kept := gone == nil; kept != c.kept || kept != strings.Contains(said, "is in "+x.dir) {
				t.Errorf("the folder is kept: %v; %q", kept, said)
			}
		})
	}
}

// A text of which nothing can be taken changes neither note nor draft.
func TestAbsurdNoteIsRefused(t *testing.T) {
	r := newRig(t, fixture{plan: true, start: "Path"})
	id, before := r.current.(*pathScreen).item().Key(), r.plan.Revision
	x := onDesk(t, strings.Repeat("x", tooMuch+1), "true")
	if _, err := exec.LookPath(x.argv[0]); err != nil {
		t.Skip("there is nothing to play an editor here:", err)
	}
	x.id = id
	r.send(x.result(x.Run()))
	r.shows("The note is as it was: it is longer than 1 MiB, which can't be a note")
	if r.plan.Revision != before || r.drafts.of(noteDraft(id)) != nil {
		t.Errorf("change %d, the draft is %.40q", r.plan.Revision, r.drafts.of(noteDraft(id)))
	}
}
