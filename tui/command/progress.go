package command

import (
	"fmt"
	"io"
	"strings"
	"sync"
	"time"

	"waymark/planner"
)

// When progress shows first, and how often it is drawn.
const (
	progressAfter = 500 * time.Millisecond
	progressEvery = 100 * time.Millisecond
)

// progressCells is how wide its bar is.
const progressCells = 20

// progress shows on a terminal how far long work has come, once it takes
// longer than one waits without a word. Work is done on one goroutine; the
// line is drawn on another, so that it also moves where a step takes long.
type progress struct {
	out   io.Writer // nil: nothing is shown
	label string
	total int // 0: not known
	start func(time.Duration, func()) (stop func() bool)

	mu    sync.Mutex
	done  int
	turns int
	stop  func() bool
	ended bool
	shown bool
}

// progress begins to show the progress of work that has total steps, or where
// it is not known how many, 0.
func (c *call) progress(label string, total int) *progress {
	p := &progress{label: planner.ShowLine(label), total: total, start: afterFunc}
	p.mu.Lock()
	defer p.mu.Unlock()
	if c.IsTTY(Stderr) && c.Getenv("TERM") != "dumb" {
		p.out = c.Stderr
		p.stop = p.start(progressAfter, p.draw)
	}
	return p
}

func afterFunc(d time.Duration, f func()) func() bool { return time.AfterFunc(d, f).Stop }

// step says that n steps more were done.
func (p *progress) step(n int) {
	p.mu.Lock()
	p.done += n
	p.mu.Unlock()
}

// says names what is being done from now on.
func (p *progress) says(label string) {
	p.mu.Lock()
	p.label = planner.ShowLine(label)
	p.mu.Unlock()
}

// end takes away what was shown. Nothing is drawn any more.
func (p *progress) end() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.ended = true
	if p.stop != nil {
		p.stop()
	}
	if p.shown {
		_, _ = io.WriteString(p.out, "\r\x1b[K")
		p.shown = false
	}
}

// draw draws the line as it is now, and comes again.
func (p *progress) draw() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.ended {
		return
	}
	_, _ = io.WriteString(p.out, "\r"+p.line()+"\x1b[K")
	p.shown = true
	p.turns++
	p.stop = p.start(progressEvery, p.draw)
}

// line is what there is to say: a bar where the end is known, else a count and
// dots that show that work goes on.
func (p *progress) line() string {
	if p.total <= 0 {
		words := p.label
		if p.done > 0 {
			words += fmt.Sprintf(" %d", p.done)
		}
		return words + " " + strings.Repeat(".", 1+p.turns%3)
	}
	part := min(max(p.done, 0), p.total)
	full := part * progressCells / p.total
	return fmt.Sprintf("%s %s%s %3d %%", p.label, strings.Repeat("█", full), strings.Repeat("░", progressCells-full), part*100/p.total)
}
