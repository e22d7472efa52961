package tui

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"waymark/planner"
)

// editedMsg tells that the editor has ended.
type editedMsg struct {
	id    planner.ID
	was   string // what it was given
	text  string // what it left, also where there is an error
	err   error
	hasty bool // it came back at once
}

// edit opens an item's note in $VISUAL or $EDITOR, or the draft of it, in a
// private folder that is gone afterwards whatever the editor left in it.
func (e *env) edit(id planner.ID, note string) tea.Cmd {
	if draft := e.drafts.of(noteDraft(id)); len(draft) == 1 {
		note = draft[0]
	}
	argv, err := editorCommand(e.Getenv)
	if err != nil {
		e.fail(err)
		return nil
	}
	dir, err := privateFolder(e.Getenv)
	if err != nil {
		e.fail(err)
		return nil
	}
	file := filepath.Join(dir, "note.md")
	if err := os.WriteFile(file, []byte(note), 0o600); err != nil {
		e.fail(errors.Join(fmt.Errorf("write the note for the editor: %w", err), os.RemoveAll(dir)))
		return nil
	}
	run := &editing{desk: &e.desk, argv: append(argv, file), dir: dir, file: file, id: id, was: note, now: e.Now}
	e.desk.given(run)
	return tea.Exec(run, func(err error) tea.Msg { return run.result(err) })
}

// takeBack takes what the editor left where the program ended before it could.
func (e *env) takeBack() {
	if run := e.desk.left(); run != nil {
		e.edited(run.result(errClosed))
	}
}

// edited takes over what the editor left. An editor that failed, or changed
// nothing, changes nothing; what would be lost by that is kept as a draft.
func (e *env) edited(msg editedMsg) {
	e.desk.taken()
	text, name := planner.CleanText(msg.text), noteDraft(msg.id)
	same := text == planner.CleanText(msg.was)
	switch {
	case msg.err != nil && !same && text != "":
		e.drafts.put(name, []string{text})
		e.say("Kept as a draft, n brings it back: " + msg.err.Error())
	case msg.err != nil:
		e.say("The note is as it was: " + msg.err.Error())
	case same && e.drafts.of(name) != nil:
		e.say("The note is as it was · n brings its draft back")
	case same && msg.hasty:
		e.say("The note is as it was. Does your editor wait? VS Code does with code --wait")
	case same:
		e.say("The note is as it was")
	default:
		if ok := e.apply(planner.SetNote(msg.id, text, e.today)); ok {
			e.drafts.drop(name)
		} else {
			e.drafts.put(name, []string{text})
		}
	}
}

// readNote reads back the editor's file: a plain one of a sensible size.
func readNote(file string) (string, error) {
	info, err := os.Lstat(file)
	if err != nil {
		return "", errors.New("the editor removed the file")
	}
	if !info.Mode().IsRegular() {
		return "", errors.New("the editor left something that is not a file")
	}
	if info.Size() > tooMuch {
		return "", errors.New("it is longer than 1 MiB, which can't be a note")
	}
	f, err := os.OpenFile(file, os.O_RDONLY|plainly, 0)
	if err != nil {
		return "", fmt.Errorf("what the editor left can't be read: %w", err)
	}
	defer func() { _ = f.Close() }() // it was only read
	if opened, err := f.Stat(); err != nil || !os.SameFile(info, opened) {
		return "", errors.New("the editor's file was replaced while it was read")
	}
	text, err := io.ReadAll(io.LimitReader(f, planner.MaxText+1))
	if err != nil {
		return "", fmt.Errorf("what the editor left can't be read: %w", err)
	}
	if len(text) > planner.MaxText {
		return "", errLong
	}
	return string(text), nil
}

// tooMuch is how much text, in bytes, is surely not what somebody typed.
const tooMuch = 1 << 20

var errLong = fmt.Errorf("it is longer than %d KiB, which is the most that a note can have", planner.MaxText/1024)

// Folders of ours are named for the process, so that one at work is known.
const (
	folderPrefix = "waymark-note-"
	staleAfter   = 24 * time.Hour
)

// places are where private folders may be, the best first.
func places(getenv func(string) string) []string {
	var out []string
	if dir := getenv("XDG_RUNTIME_DIR"); filepath.IsAbs(dir) {
		out = append(out, dir) // it is the user's own and never reaches a disk
	}
	return append(out, os.TempDir())
}

// privateFolder makes a folder that only the user can look into.
func privateFolder(getenv func(string) string) (string, error) {
	var failed error
	for _, place := range places(getenv) {
		dir, err := os.MkdirTemp(place, fmt.Sprintf("%s%d-", folderPrefix, os.Getpid())) // 0700 by its contract
		if err == nil {
			return dir, nil
		}
		failed = err
	}
	return "", fmt.Errorf("no private folder for the note: set TMPDIR to one you can write to, or press n to write the note here (%w)", failed)
}

// sweep removes private folders that a killed program left behind.
func sweep(getenv func(string) string, now time.Time) {
	for _, place := range places(getenv) {
		entries, err := os.ReadDir(place)
		if err != nil {
			continue
		}
		for _, entry := range entries {
			name, ours := strings.CutPrefix(entry.Name(), folderPrefix)
			var pid int
			if _, err := fmt.Sscanf(name, "%d-", &pid); !ours || err != nil || !entry.IsDir() || alive(pid) {
				continue
			}
			if info, err := entry.Info(); err == nil && own(info) && now.Sub(info.ModTime()) > staleAfter {
				_ = os.RemoveAll(filepath.Join(place, entry.Name())) // another start tries again
			}
		}
	}
}
