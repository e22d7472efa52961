package store

import (
	"errors"
	"fmt"
	"runtime/debug"
	"sync/atomic"
	"time"

	"waymark/planner"
)

// How long work on a file may show no progress before it counts as stuck. A
// damaged tree can send bbolt round in circles for ever.
const (
	stepLimit    = 300 * time.Millisecond
	limitPerMiB  = time.Millisecond
	limitPerByte = time.Microsecond // of one value; one in a hundred is more than enough
	runLimit     = 60 * time.Second // an edit reads no pages while it computes
	openLimit    = time.Second      // what bbolt may wait for its own lock
	commitLimit  = 60 * time.Second // a disk may take long over a sync
)

// beat is how often the guard looks at least.
const beat = 250 * time.Millisecond

// watch is how guarded work shows that it gets on.
type watch struct {
	steps      atomic.Int64
	limit      atomic.Int64 // nanoseconds without a step
	extra      atomic.Int64 // and so many more, for the value at hand
	committing atomic.Bool
}

func (w *watch) step() { w.steps.Add(1) }

// take is a step on to a value of so many bytes, which may be large: an import
// is a single change.
func (w *watch) take(bytes int) {
	w.extra.Store(int64(bytes) * int64(limitPerByte))
	w.step()
}

func (w *watch) allow(limit time.Duration) {
	w.limit.Store(int64(limit))
	w.step()
}

func limitFor(size int64) time.Duration { return stepLimit + time.Duration(size>>20)*limitPerMiB }

// guarded runs work in a goroutine of its own, where a damaged file can do no
// harm: a fault, a panic of bbolt or work without an end become errors.
// lost is true after those: whatever work held open must be abandoned.
func guarded[T any](w *watch, work func() (T, error)) (got T, lost bool, err error) {
	type result struct {
		got  T
		lost bool
		err  error
	}
	done := make(chan result, 1)
	go func() {
		res := result{lost: true, err: errors.New("the work was broken off")}
		defer func() {
			if recover() != nil { // what bbolt or the runtime say of it would help nobody
				res.err = damaged("its pages don't hang together")
			}
			done <- res
		}()
		// A fault in the memory map becomes a panic, in this goroutine only.
		debug.SetPanicOnFault(true)
		got, err := work()
		res = result{got: got, err: err}
	}()
	p := pulse{watch: w, last: w.steps.Load(), used: cpuTime()}
	for {
		limit := time.Duration(w.limit.Load() + w.extra.Load())
		wait := min(limit/4, beat)
		select {
		case res := <-done:
			return res.got, res.lost, res.err
		case <-time.After(wait):
			if p.stuck(wait, limit) {
				return got, true, fmt.Errorf("%w: %w", planner.ErrStuck, planner.ErrDamaged)
			}
		}
	}
}

// patience is how many times the limit may pass while the work only waits: a
// disk that has to spin up first is slow, and no damaged tree.
const patience = 30

// pulse adds up the time without a step as often as it looks, so that a process
// that was stopped for an hour isn't taken for one that was stuck for it.
type pulse struct {
	watch         *watch
	last          int64
	used          time.Duration
	busy, waiting time.Duration
}

// stuck is asked after each wait.
func (p *pulse) stuck(wait, limit time.Duration) bool {
	now, used := p.watch.steps.Load(), cpuTime()
	spent := used - p.used
	p.used = used
	if now != p.last {
		p.last, p.busy, p.waiting = now, 0, 0
		return false
	}
	p.waiting += wait
	if spent < 0 || spent >= wait/4 { // what goes round in circles computes
		p.busy += wait
	}
	return p.busy >= limit || p.waiting >= limit*patience
}
