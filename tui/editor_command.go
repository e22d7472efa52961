package tui

import (
	"errors"
	"fmt"
	"os/exec"
	"strings"

	"waymark/planner"
)

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
