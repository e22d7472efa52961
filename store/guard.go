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
	idle, last := 0, w.steps.Load()
	for {
		// The limit is counted in quarters, so that a process that was
		// stopped for an hour isn't taken for one that was stuck for it.
		select {
		case res := <-done:
			return res.got, res.lost, res.err
		case <-time.After(time.Duration(w.limit.Load()) / 4):
			if now := w.steps.Load(); now != last {
				idle, last = 0, now
			} else if idle++; idle == 4 {
				return got, true, fmt.Errorf("%w: %w", planner.ErrStuck, planner.ErrDamaged)
			}
		}
	}
}
