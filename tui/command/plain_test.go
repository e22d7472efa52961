package command

import (
	"strings"
	"testing"
)

// TestNoColour turns colours off by any value of NO_COLOR, and on a terminal
// that can't show them. Without either they are on somewhere, or this would
// show nothing.
func TestNoColour(t *testing.T) {
	odd := smallPath(t, "title: Write the runbook", "title: pick one area")
	coloured := 0
	for name, env := range map[string]map[string]string{
		"a terminal": {"TERM": "xterm"}, "NO_COLOR=1": {"NO_COLOR": "1"}, "NO_COLOR=0": {"NO_COLOR": "0"}, "NO_COLOR=false": {"NO_COLOR": "false"}, "TERM=dumb": {"TERM": "dumb"},
	} {
		for _, args := range [][]string{
			{"path"},
			{"path", "check", odd},
			{"path", "update", odd, "--all", "--dry-run"},
			{"people"},
			{"schema"},
			{"export"},
			{"export", "--preview", "--for", "manager"},
			{"export", "--format", "txt"},
			{"import", "--dry-run", "-"},
			{"status"},
			{"list"},
		} {
			w := talked(t)
			w.tty, w.env, w.lines, w.width = true, env, 40, 80
			w.stdin = "Call Sam +work\n"
			if args[0] == "import" {
				args = append(args, "--from", "todo.txt")
			}
			r := w.run(args...)
			if r.code != exitOK {
				t.Errorf("%s, %q: %+v", name, args, r)
			}
			if has := strings.Contains(r.out, "\x1b["); has && name != "a terminal" {
				t.Errorf("%s, %q: colours in %.300q", name, args, r.out)
			} else if has {
				coloured++
			}
		}
	}
	if coloured < 3 {
		t.Errorf("only %d commands have colours at all", coloured)
	}
}
