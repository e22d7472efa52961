package tui

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"waymark/planner"
)

func TestSplitWords(t *testing.T) {
	for in, want := range map[string][]string{
		"vim":                          {"vim"},
		"code --wait":                  {"code", "--wait"},
		`"/opt/My Editor/ed" -n`:       {"/opt/My Editor/ed", "-n"},
		`/opt/My\ Editor/ed`:           {"/opt/My Editor/ed"},
		`ed 'a b' "c d" e"f"g`:         {"ed", "a b", "c d", "efg"},
		"vim ; rm -rf $HOME `id` $(x)": {"vim", ";", "rm", "-rf", "$HOME", "`id`", "$(x)"},
		`ed ''`:                        {"ed", ""},
	} {
		got, err := splitWords(in)
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("%s: %q, %v", in, got, err)
		}
	}
	for _, in := range []string{`vim "`, `vim '`, `vim \`} {
		if got, err := splitWords(in); err == nil {
			t.Errorf("%s: %q", in, got)
		}
	}
}

func TestEditorCommand(t *testing.T) {
	env := func(pairs ...string) func(string) string {
		return func(name string) string {
			for i := 0; i < len(pairs); i += 2 {
				if pairs[i] == name {
					return pairs[i+1]
				}
			}
			return ""
		}
	}
	if got, err := editorCommand(env("VISUAL", "sh -c", "EDITOR", "cat")); err != nil || !slices.Equal(got, []string{"sh", "-c"}) {
		t.Errorf("VISUAL comes first: %q, %v", got, err)
	}
	if _, err := editorCommand(env("EDITOR", "no-such-editor-anywhere --wait")); err == nil || !strings.Contains(err.Error(), "no-such-editor-anywhere") {
		t.Errorf("a missing editor: %v", err)
	}
	if _, err := editorCommand(env("EDITOR", "'")); err == nil || !strings.Contains(err.Error(), "$EDITOR") {
		t.Errorf("an open quote: %v", err)
	}
}

func TestReadNote(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "note.md")
	if _, err := readNote(file); err == nil {
		t.Error("a removed file was read")
	}
	if err := os.WriteFile(filepath.Join(dir, "elsewhere"), []byte("secret"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("elsewhere", file); err == nil {
		if text, err := readNote(file); err == nil {
			t.Errorf("a link was followed to %q", text)
		}
		if err := os.Remove(file); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(file, make([]byte, planner.MaxText+1), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := readNote(file); err == nil || !strings.Contains(err.Error(), "64 KiB") {
		t.Errorf("a file that is too long: %v", err)
	}
}

// What the editor left is taken over, cleaned, as one change; a failed or idle
// editor changes nothing.
func TestEdited(t *testing.T) {
	r := newRig(t, fixture{plan: true, start: "Path"})
	id := r.current.(*pathScreen).item().Key()
	before := r.plan.Revision
	for _, c := range []struct {
		msg   editedMsg
		says  string
		draft string
	}{
		{editedMsg{was: "x", text: "x\r\n"}, "The note is as it was", ""},
		{editedMsg{was: "x", text: "x", hasty: true}, "Does your editor wait", ""},
		{editedMsg{was: "x", err: errors.New("exit status 1")}, "The note is as it was: exit status 1", ""},
		{editedMsg{text: "half a thought", err: errors.New("exit status 1")}, "n brings it back: exit status 1", "half a thought"},
		{editedMsg{was: "half a thought", text: "half a thought"}, "n brings its draft back", "half a thought"},
	} {
		c.msg.id = id
		r.send(c.msg)
		r.shows(c.says)
		if r.plan.Revision != before {
			t.Errorf("%+v changed the plan", c.msg)
		}
		if got := strings.Join(r.drafts.of(noteDraft(id)), ""); got != c.draft {
			t.Errorf("%+v leaves the draft %q", c.msg, got)
		}
	}
	r.send(editedMsg{id: id, text: "two\r\nlines \x1b[31mred\n"})
	if got := r.plan.Item(id).Base().Note; got != "two\nlines [31mred" || r.plan.Revision != before+1 {
		t.Errorf("the note is %q", got)
	}
	if got := r.drafts.of(noteDraft(id)); got != nil {
		t.Errorf("the draft %q stays", got)
	}
}

// Folders that a killed program left are removed some day later; those of
// others, of programs at work and of other kinds stay.
func TestSweep(t *testing.T) {
	place := t.TempDir()
	getenv := func(name string) string {
		if name == "XDG_RUNTIME_DIR" {
			return place
		}
		return ""
	}
	const dead = 1 << 30 // more than any system numbers its processes
	now := time.Now()
	for name, age := range map[string]time.Duration{
		fmt.Sprintf("%s%d-stale", folderPrefix, dead):        25 * time.Hour,
		fmt.Sprintf("%s%d-young", folderPrefix, dead):        23 * time.Hour,
		fmt.Sprintf("%s%d-busy", folderPrefix, os.Getpid()):  25 * time.Hour,
		folderPrefix + "unnumbered":                          25 * time.Hour,
		fmt.Sprintf("another-%d-program", dead):              25 * time.Hour,
		fmt.Sprintf("%s%d-plain-file", folderPrefix, dead+1): 25 * time.Hour,
	} {
		dir := filepath.Join(place, name)
		var err error
		if strings.HasSuffix(name, "file") {
			err = os.WriteFile(dir, nil, 0o600)
		} else {
			err = errors.Join(os.Mkdir(dir, 0o700), os.WriteFile(filepath.Join(dir, "note.md"), nil, 0o600))
		}
		if err := errors.Join(err, os.Chtimes(dir, now, now.Add(-age))); err != nil {
			t.Fatal(err)
		}
	}
	sweep(getenv, now)
	left, err := os.ReadDir(place)
	if err != nil || len(left) != 5 {
		t.Errorf("left are %v, %v", left, err)
	}
	for _, entry := range left {
		if strings.HasSuffix(entry.Name(), "-stale") {
			t.Errorf("%s is still there", entry.Name())
		}
	}
}

// A ctrl+c that ended the editor may be dealt with after it has ended; it is
// the editor's all the same.
func TestCase26LateInterrupt(t *testing.T) {
	t.Parallel()
	d := &desk{at: &os.Process{}}
	d.ended(true)
	if !d.interrupted() || d.busy() {
		t.Error("the signal that ended the editor would end the program")
	}
	time.Sleep(lateSignals + aMoment)
	if d.interrupted() {
		t.Error("no signal ends the program any more")
	}
}
