package tui

import (
	"errors"
	"os"
	"os/signal"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	tea "charm.land/bubbletea/v2"
)

// How long the end of the program may take once it was asked for: an editor
// has a while to put its own things in order, what takes longer than patience
// is given up, and at a second signal what takes longer than atOnce.
const (
	editorGrace = 2 * time.Second
	patience    = 4500 * time.Millisecond
	atOnce      = 300 * time.Millisecond
)

// errQuit is for a signal that asks for more than an orderly end.
var errQuit = errors.New("it was told to stop at once (SIGQUIT). Everything you changed is kept")

// watcher ends the program in good order when the system asks for it or when
// the terminal goes away, also while an editor runs, for which Bubble Tea
// waits and hears nothing. Each edit is on the disk by then; drafts are kept.
type watcher struct {
	p         *tea.Program
	tty       *tty
	desk      *desk
	suspended *atomic.Bool // by the program itself
	signals   chan os.Signal
	over      chan struct{} // Run has come to its end
	once      sync.Once
	by        atomic.Value // os.Signal that ended it
}

// newWatcher begins to take signals. The caller runs it and stops it.
func newWatcher(p *tea.Program, t *tty, m *app) *watcher {
	w := &watcher{p: p, tty: t, desk: &m.desk, suspended: &m.suspended, over: make(chan struct{})}
	w.signals = make(chan os.Signal, 16)
	// Notify also undoes that a parent had them ignored, as nohup does: without
	// its terminal the program would go on unseen.
	signal.Notify(w.signals, syscall.SIGHUP, syscall.SIGINT, syscall.SIGTERM, syscall.SIGQUIT)
	signal.Notify(w.signals, terminalSignals...)
	return w
}

func (w *watcher) stop() {
	w.once.Do(func() {
		signal.Stop(w.signals)
		close(w.over)
	})
}

// run waits for the signal that ends the program, and sees to it that the
// end comes.
func (w *watcher) run() {
	sig := w.last()
	if sig == nil {
		return
	}
	w.by.Store(sig)
	standBehind()
	editing := w.desk.close(sig)
	go w.p.Quit() // waits until the message at hand is dealt with
	limit, grace := time.After(patience), (<-chan time.Time)(nil)
	if editing {
		grace = time.After(editorGrace)
	}
	for {
		select {
		case <-w.over:
			return
		case <-grace:
			w.desk.kill()
		case sig := <-w.signals:
			// A closed terminal sends more than one hangup.
			if deadly(sig) && sig != syscall.SIGHUP {
				w.desk.kill()
				limit = time.After(atOnce)
			}
		case <-limit:
			w.desk.kill()
			w.tty.rescue()
			os.Exit(1)
		}
	}
}

// last gives the signal that ends the program; nil: it has ended.
func (w *watcher) last() os.Signal {
	var continued <-chan time.Time
	for {
		select {
		case <-continued:
			w.goOn()
		case <-w.over:
			return nil
		case <-w.tty.gone:
			return syscall.SIGHUP
		case sig := <-w.signals:
			switch {
			case isContinued(sig): // a shell that ends a stopped program sends two signals
				continued = time.After(aMoment)
			case !deadly(sig):
				w.resize()
			case w.desk.interrupted() && (sig == syscall.SIGINT || sig == syscall.SIGQUIT):
				// ctrl+c and the like are the editor's while it has the
				// terminal, which gives it the signal as well.
			default:
				return sig
			}
		}
	}
}

// goOn takes the terminal again after something else than the program itself
// had stopped it.
func (w *watcher) goOn() {
	switch {
	case w.suspended.Load() || w.desk.busy():
	case !foreground(w.tty):
		_ = stopGroup() // until it is brought to the foreground
	default:
		go w.p.Send(continuedMsg{})
	}
}

// resize tells Bubble Tea the size of a terminal that it doesn't ask.
func (w *watcher) resize() {
	if size, ok := w.tty.resized(); ok {
		go w.p.Send(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
	}
}

// deadly reports the signals that end the program.
func deadly(sig os.Signal) bool {
	switch sig {
	case syscall.SIGHUP, syscall.SIGINT, syscall.SIGTERM, syscall.SIGQUIT:
		return true
	}
	return false
}

// result is what the program's end means for whoever started it: that it was
// asked to end is no failure.
func (w *watcher) result(err error) error {
	sig, _ := w.by.Load().(os.Signal)
	switch {
	case sig == syscall.SIGQUIT:
		return errQuit
	case sig != nil || w.tty.isGone():
		return nil
	}
	return err
}
