package command

import (
	"slices"
	"strings"
	"testing"
)

// A question that would not be seen is not asked: without a word that there is
// to be none, nothing is restored. Where nobody types, there is none to ask.
func TestCase38RestoreUnseen(t *testing.T) {
	for name, c := range map[string]struct {
		terminals []Stream
		args      string
		code      int
	}{
		"who types doesn't see":          {[]Stream{Stdin}, "", exitMisuse},
		"nor where output is seen":       {[]Stream{Stdin, Stdout}, "", exitMisuse},
		"who types said --yes":           {[]Stream{Stdin}, "--yes", exitOK},
		"said --yes, and output is seen": {[]Stream{Stdin, Stdout}, "--yes", exitOK},
		"no terminal":                    {nil, "", exitOK},
		"no terminal, --yes":             {nil, "--yes", exitOK},
		"who sees doesn't type":          {[]Stream{Stdout, Stderr}, "", exitOK},
	} {
		t.Run(name, func(t *testing.T) {
			w, f := cared(t)
			w.stdin = "n\n"
			var out, errs strings.Builder
			env := w.environment(&out, &errs)
			env.IsTTY = func(s Stream) bool { return slices.Contains(c.terminals, s) }
			code := Main(strings.Fields("restore --latest "+c.args), env)
			restored := slices.Contains(f.did, "restore 12.db")
			if code != c.code || restored != (c.code == exitOK) || strings.Contains(errs.String(), "[y/N]") {
				t.Errorf("exit %d, did %q\n%s", code, f.did, errs.String())
			}
			if refused := strings.Contains(errs.String(), "the question would not be seen") && strings.Contains(errs.String(), "add --yes"); refused == restored {
				t.Errorf("it says %q", errs.String())
			}
		})
	}
}
