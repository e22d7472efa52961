package store

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"waymark/planner"
)

func begun(t *testing.T) *Store {
	t.Helper()
	s, err := Open(filepath.Join(t.TempDir(), "plan.db"))
	if err != nil {
		t.Fatal(err)
	}
	start := planner.Edit{Label: "Started", Nonce: 1, At: time.Unix(1, 0), Run: func(d *planner.Draft) error {
		d.Add(planner.KindProfile, &planner.Profile{Path: "test"})
		return nil
	}}
	if _, err := s.Create("id", start); err != nil {
		t.Fatal(err)
	}
	return s
}

func capture(nonce uint64) planner.Edit {
	return planner.Edit{Label: "Line", Nonce: nonce, At: time.Unix(2, 0), Run: func(d *planner.Draft) error {
		d.Add(planner.KindCapture, &planner.Capture{Text: fmt.Sprint("line ", nonce)})
		return nil
	}}
}

// TestSettle has commits that failed in every way: what is said of the change
// is what the file says.
func TestSettle(t *testing.T) {
	eio := fmt.Errorf("sync: %w", syscall.Errno(5)) // EIO, ERROR_ACCESS_DENIED on Windows
	room := errors.New("file resize error: " + noRoom[0].Error())
	tests := []struct {
		name    string
		cause   error
		applied bool
		broken  bool
		want    error // nil: applied
		words   string
		refuses bool // further edits
	}{
		{name: "sync failed after the change took hold", cause: eio, applied: true, refuses: true},
		{name: "write failed before", cause: eio, want: syscall.Errno(5), words: "was not kept", refuses: true},
		{name: "no room", cause: room, want: room, words: "the disk is full: the change was not kept"},
		{name: "the file can't be read any more", cause: eio, broken: true, want: planner.ErrUnknown, refuses: true},
		{name: "the commit came to no end", cause: fmt.Errorf("%w: %w", planner.ErrStuck, planner.ErrDamaged), want: planner.ErrUnknown, refuses: true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := begun(t)
			k := kept{known: s.known, result: planner.Result{Plan: s.known.plan, Entry: planner.Entry{Seq: 2, Nonce: 77}}}
			if test.applied {
				if _, err := s.Apply(capture(77)); err != nil {
					t.Fatal(err)
				}
			}
			if test.broken {
				if err := os.Truncate(s.path, 100); err != nil {
					t.Fatal(err)
				}
			}
			_, _, err := s.settle(k, test.cause)
			switch {
			case test.want == nil && err != nil:
				t.Errorf("it was kept, but: %v", err)
			case test.want != nil && (!errors.Is(err, test.want) || !strings.Contains(err.Error(), test.words)):
				t.Errorf("%v; want %v with %q", err, test.want, test.words)
			}
			_, err = s.Apply(capture(78))
			if refused := err != nil && strings.Contains(err.Error(), "nothing more is written"); refused != test.refuses {
				t.Errorf("next edit: %v; want it refused: %v", err, test.refuses)
			}
			if _, err := s.Load(); (err != nil) != test.broken {
				t.Errorf("reading goes on with %v", err)
			}
		})
	}
}

// TestGuard has work that ends in every way.
func TestGuard(t *testing.T) {
	short := func() *watch {
		w := &watch{}
		w.limit.Store(int64(40 * time.Millisecond))
		return w
	}
	t.Run("result", func(t *testing.T) {
		got, lost, err := guarded(short(), func() (int, error) { return 7, nil })
		if got != 7 || lost || err != nil {
			t.Error(got, lost, err)
		}
	})
	t.Run("panic", func(t *testing.T) {
		_, lost, err := guarded(short(), func() (int, error) { panic("freepages: \x1b[2J") })
		if !lost || !errors.Is(err, planner.ErrDamaged) || strings.Contains(err.Error(), "\x1b") {
			t.Error(lost, err)
		}
	})
	t.Run("stuck", func(t *testing.T) {
		var end atomic.Bool
		defer end.Store(true)
		_, lost, err := guarded(short(), func() (int, error) {
			for !end.Load() {
				continue
			}
			return 0, nil
		})
		if !lost || !errors.Is(err, planner.ErrStuck) || !errors.Is(err, planner.ErrDamaged) {
			t.Error(lost, err)
		}
	})
	t.Run("waiting for a disk", func(t *testing.T) {
		_, lost, err := guarded(short(), func() (int, error) {
			time.Sleep(400 * time.Millisecond)
			return 0, nil
		})
		if lost || err != nil {
			t.Error(lost, err)
		}
	})
	t.Run("waiting for ever", func(t *testing.T) {
		end := make(chan struct{})
		defer close(end)
		_, lost, err := guarded(short(), func() (int, error) { <-end; return 0, nil })
		if !lost || !errors.Is(err, planner.ErrStuck) {
			t.Error(lost, err)
		}
	})
	t.Run("slow, but getting on", func(t *testing.T) {
		w := short()
		_, lost, err := guarded(w, func() (int, error) {
			for range 40 {
				time.Sleep(5 * time.Millisecond)
				w.step()
			}
			return 0, nil
		})
		if lost || err != nil {
			t.Error(lost, err)
		}
	})
	t.Run("a large value", func(t *testing.T) {
		for bytes, stuck := range map[int]bool{0: true, 1 << 20: false} { // a second more
			w := short()
			_, _, err := guarded(w, func() (int, error) {
				w.take(bytes)
				for began := time.Now(); time.Since(began) < 300*time.Millisecond; {
					continue
				}
				return 0, nil
			})
			if stuck != errors.Is(err, planner.ErrStuck) {
				t.Errorf("of %d bytes: %v", bytes, err)
			}
		}
	})
	t.Run("a limit that was raised", func(t *testing.T) {
		w := short()
		_, lost, err := guarded(w, func() (int, error) {
			w.allow(time.Minute)
			time.Sleep(100 * time.Millisecond)
			return 0, nil
		})
		if lost || err != nil {
			t.Error(lost, err)
		}
	})
}
