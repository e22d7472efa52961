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
	stepLimit   = 300 * time.Millisecond
	limitPerMiB = time.Millisecond
	openLimit   = time.Second      // what bbolt may wait for its own lock
	commitLimit = 60 * time.Second // a disk may take long over a sync
)

// watch is how guarded work shows that it gets on.
type watch struct {
	steps      atomic.Int64
	limit      atomic.Int64 // nanoseconds without a step
	committing atomic.Bool
}

func (w *watch) step() { w.steps.Add(1) }

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
		quarter := time.Duration(w.limit.Load()) / 4
		select {
		case res := <-done:
			return res.got, res.lost, res.err
		case <-time.After(quarter):
			if p.stuck(quarter) {
				return got, true, fmt.Errorf("%w: %w", planner.ErrStuck, planner.ErrDamaged)
			}
		}
	}
}

// patience is how many times the limit may pass while the work only waits: a
// disk that has to spin up first is slow, and no damaged tree.
const patience = 30

// pulse counts quarters of the limit without a step, so that a process that
// was stopped for an hour isn't taken for one that was stuck for it.
type pulse struct {
	watch         *watch
	last          int64
	used          time.Duration
	busy, waiting int
}

// stuck is asked after each quarter.
func (p *pulse) stuck(quarter time.Duration) bool {
	now, used := p.watch.steps.Load(), cpuTime()
	spent := used - p.used
	p.used = used
	if now != p.last {
		p.last, p.busy, p.waiting = now, 0, 0
		return false
	}
	p.waiting++
	if spent < 0 || spent >= quarter/4 { // what goes round in circles computes
		p.busy++
	}
	return p.busy >= 4 || p.waiting >= 4*patience
}
