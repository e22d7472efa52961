package tui

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

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
	for _, msg := range []editedMsg{
		{id: id, was: "x", text: "x\r\n"},
		{id: id, text: "half a thought", err: errors.New("exit status 1")},
	} {
		r.send(msg)
		r.shows("The note is as it was")
		if r.plan.Revision != before {
			t.Errorf("%+v changed the plan", msg)
		}
	}
	r.send(editedMsg{id: id, text: "two\r\nlines \x1b[31mred\n"})
	if got := r.plan.Item(id).Base().Note; got != "two\nlines [31mred" || r.plan.Revision != before+1 {
		t.Errorf("the note is %q", got)
	}
}
