package command

import (
	"bytes"
	"strings"
	"testing"
	"time"
)

// alarms are timers that ring when a test says so.
type alarms struct {
	waits []time.Duration
	ring  func()
	stops int
}

func (a *alarms) start(d time.Duration, f func()) func() bool {
	a.waits, a.ring = append(a.waits, d), f
	return func() bool { a.stops++; return true }
}

func TestProgress(t *testing.T) {
	var out bytes.Buffer
	a := &alarms{}
	p := &progress{out: &out, label: "Writing", total: 8, start: a.start}
	p.stop = p.start(progressAfter, p.draw)
	p.step(1)
	if out.Len() > 0 {
		t.Errorf("shown at once: %q", out.String())
	}
	a.ring()
	p.step(3)
	a.ring()
	p.step(100)
	a.ring()
	p.says("Reading\x1b[2J")
	p.total = 0
	a.ring()
	p.end()
	a.ring() // a timer that rang while it was stopped
	want := "\rWriting ██░░░░░░░░░░░░░░░░░░  12 %\x1b[K" +
		"\rWriting ██████████░░░░░░░░░░  50 %\x1b[K" +
		"\rWriting ████████████████████ 100 %\x1b[K" +
		"\rReading␛[2J 104 .\x1b[K" +
		"\r\x1b[K"
	if out.String() != want {
		t.Errorf("got  %q\nwant %q", out.String(), want)
	}
	if len(a.waits) != 5 || a.waits[0] != 500*time.Millisecond || a.waits[1] != 100*time.Millisecond || a.stops != 1 {
		t.Errorf("waits %v, stopped %d times", a.waits, a.stops)
	}
}

// Nothing shows of what is over soon, or where nobody could see it.
func TestNoProgress(t *testing.T) {
	for name, env := range map[string]struct {
		tty  bool
		term string
	}{"quick": {true, "xterm"}, "no terminal": {false, "xterm"}, "dumb": {true, "dumb"}} {
		w := newWorld(t)
		w.tty, w.env["TERM"] = env.tty, env.term
		var errs strings.Builder
		c := &call{Env: w.environment(nil, &errs)}
		p := c.progress("Reading", 0)
		p.step(1)
		p.end()
		p.end()
		if errs.Len() > 0 {
			t.Errorf("%s: shown %q", name, errs.String())
		}
	}
}
