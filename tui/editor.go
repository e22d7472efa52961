package tui

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	tea "charm.land/bubbletea/v2"

	"waymark/planner"
)

// editedMsg tells that the editor has ended.
type editedMsg struct {
	id   planner.ID
	was  string
	text string
	err  error
}

// edit opens a note in $VISUAL or $EDITOR, in a private folder that is gone
// afterwards whatever the editor left in it.
func (e *env) edit(id planner.ID, text string) tea.Cmd {
	argv, err := editorCommand(e.Getenv)
	if err != nil {
		e.fail(err)
		return nil
	}
	dir, err := os.MkdirTemp("", "waymark-") // 0700 by its contract
	if err != nil {
		e.fail(fmt.Errorf("no private folder for the note: %w", err))
		return nil
	}
	file := filepath.Join(dir, "note.md")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		e.fail(errors.Join(fmt.Errorf("write the note for the editor: %w", err), os.RemoveAll(dir)))
		return nil
	}
	cmd := exec.Command(argv[0], append(argv[1:], file)...)
	return tea.ExecProcess(cmd, func(err error) tea.Msg {
		msg := editedMsg{id: id, was: text, err: err}
		if err == nil {
			msg.text, msg.err = readNote(file)
		}
		msg.err = errors.Join(msg.err, os.RemoveAll(dir))
		return msg
	})
}

// edited takes over what the editor left. An editor that failed, or changed
// nothing, changes nothing.
func (e *env) edited(msg editedMsg) {
	switch text := planner.CleanText(msg.text); {
	case msg.err != nil:
		e.say("The note is as it was: " + msg.err.Error())
	case text == planner.CleanText(msg.was):
		e.say("The note is as it was")
	default:
		if ok := e.apply(planner.SetNote(msg.id, text, e.today)); ok {
			delete(e.drafts, "note "+msg.id.String())
		} else {
			e.drafts["note "+msg.id.String()] = []string{text}
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
	if info.Size() > planner.MaxText {
		return "", fmt.Errorf("it is longer than %d KiB", planner.MaxText/1024)
	}
	text, err := os.ReadFile(file)
	return string(text), err
}

// editorCommand splits $VISUAL or $EDITOR into words as a shell would, but
// runs none: quotes and backslashes hold spaces together, all else is literal.
func editorCommand(getenv func(string) string) ([]string, error) {
	for _, name := range []string{"VISUAL", "EDITOR"} {
		if value := strings.TrimSpace(getenv(name)); value != "" {
			argv, err := splitWords(value)
			if err != nil {
				return nil, fmt.Errorf("$%s: %w", name, err)
			}
			if _, err := exec.LookPath(argv[0]); err != nil {
				return nil, fmt.Errorf("$%s names %q, which is not on this machine", name, planner.ShowLine(argv[0]))
			}
			return argv, nil
		}
	}
	for _, name := range []string{"vi", "nano"} {
		if _, err := exec.LookPath(name); err == nil {
			return []string{name}, nil
		}
	}
	return nil, errors.New("no editor: set VISUAL or EDITOR, or press n to write the note here")
}

func splitWords(s string) ([]string, error) {
	var words []string
	var word strings.Builder
	var quote rune
	inWord, escaped := false, false
	for _, r := range s {
		switch {
		case escaped:
			word.WriteRune(r)
			escaped = false
		case r == '\\' && quote != '\'':
			escaped, inWord = true, true
		case quote != 0 && r == quote:
			quote = 0
		case quote != 0:
			word.WriteRune(r)
		case r == '"' || r == '\'':
			quote, inWord = r, true
		case r == ' ' || r == '\t':
			if inWord {
				words = append(words, word.String())
				word.Reset()
			}
			inWord = false
		default:
			word.WriteRune(r)
			inWord = true
		}
	}
	if quote != 0 || escaped {
		return nil, errors.New("a quote or backslash is left open")
	}
	if inWord {
		words = append(words, word.String())
	}
	return words, nil
}
