package store

import (
	"encoding/json"
	"errors"
	"time"

	"waymark/planner"
)

// How much is done to read a file in which look-ups come to no end.
const (
	gatherStarts = 30 // child processes
	gatherTime   = time.Minute
)

// gathering reads a damaged file through child processes. One that does not
// survive a look-up is followed by another, which starts after the culprit:
// ever further, since the numbers beside it are likely on the same page, and
// then backwards to it again.
type gathering struct {
	path   string
	into   *pieces
	began  time.Time
	starts int
	closed bool // the file can't be opened

	todo  []span
	later []span // found out while todo is under way
	at    piece  // what was heard last
}

// read asks for spans until all was tried or enough was. Its error is for
// what has nothing to do with the file.
func (g *gathering) read(spans []span) error {
	g.todo = spans
	for len(g.todo) > 0 && !g.closed && g.starts < gatherStarts {
		left := gatherTime - time.Since(g.began)
		if left <= 0 {
			return nil
		}
		g.starts++
		ended, err := g.run(left)
		if err != nil {
			return err
		}
		if ended {
			g.todo = nil
		} else {
			g.todo = g.goOn()
		}
		g.todo = append(g.todo, g.later...)
		g.later = nil
	}
	return nil
}

// run has one child read; ended tells that it came to its end.
func (g *gathering) run(left time.Duration) (ended bool, err error) {
	ask, err := json.Marshal(g.todo)
	if err != nil {
		return false, err
	}
	var first *opened
	g.at = piece{}
	err = apart(left, "read", g.path, []string{string(ask)}, func(d *json.Decoder) error {
		if first == nil {
			var o opened
			if err := d.Decode(&o); err != nil {
				return err
			}
			first = &o
			return nil
		}
		var p piece
		if err := d.Decode(&p); err != nil {
			return err
		}
		g.take(p)
		return nil
	})
	switch {
	case first == nil && err != nil && !errors.Is(err, planner.ErrDamaged):
		return false, err // no child could be started
	case first == nil || first.Damaged:
		g.closed = true
		return true, nil
	case first.Wrong != "":
		return false, errors.New(first.Wrong)
	}
	return err == nil, nil
}

// take keeps what a child found.
func (g *gathering) take(p piece) {
	s := g.todo[p.Span]
	if p.N != 0 && p.N == s.From && s.skipped > 0 {
		// It is sound ground again: how far back does that go?
		g.later = append(g.later, span{Bucket: s.Bucket, From: s.From - 1, To: s.culprit + 1, Down: true})
	}
	if p.Sealed != nil {
		_ = g.into.add(s.Bucket, keyOf(s.Bucket, p.N), p.Sealed) // the child saw that it is sound
	}
	g.at = p
}

// goOn is what is left to ask for after a child did not survive a look-up.
// The rest of the damaged bucket comes last, so that the others are read.
func (g *gathering) goOn() []span {
	s := g.todo[g.at.Span]
	rest := append([]span{}, g.todo[g.at.Span+1:]...)
	if !g.at.Open && g.at.N == 0 { // the bucket itself can't be reached
		kept := rest[:0]
		for _, other := range rest {
			if other.Bucket != s.Bucket {
				kept = append(kept, other)
			}
		}
		return kept
	}
	culprit := s.From
	if g.at.N != 0 {
		culprit = s.after(g.at.N)
	}
	if s.Down { // this far back it is sound, and no further
		return rest
	}
	skip := uint64(0)
	if g.at.N == 0 && s.culprit != 0 {
		skip = 2*s.skipped + 1
	}
	next := s
	next.culprit, next.skipped, next.From = culprit, skip, culprit+1+skip
	end := s.To
	if s.On {
		end += beyond
	}
	switch {
	case next.From <= end:
		return append(rest, next)
	case culprit < end: // try what was passed over from its end
		return append(rest, span{Bucket: s.Bucket, From: end, To: culprit + 1, Down: true})
	}
	return rest
}
