package tui

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"time"
	"unicode/utf8"

	"waymark/planner"
)

// desk is where the user's editor works on a note. Bubble Tea does nothing
// else meanwhile, so signals reach the editor from here.
type desk struct {
	mu     sync.Mutex
	run    *editing // prepared or at work; nil: none
	at     *os.Process
	just   bool // one has just ended
	closed bool // no editor is started any more
	tty    *tty // nil: none to restore
}

// given puts a note on the desk, taken takes it off.
func (d *desk) given(run *editing) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.run = run
}

func (d *desk) taken() { d.given(nil) }

// left gives what an editor was given and the program has not taken back.
func (d *desk) left() *editing {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.run
}

// busy reports whether an editor is at work.
func (d *desk) busy() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.at != nil
}

// lateSignals is how late a signal may be dealt with that the editor got as
// well, and ended by.
const lateSignals = 500 * time.Millisecond

// interrupted reports whether the terminal's own signals are for the editor.
func (d *desk) interrupted() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.at != nil || d.just
}

// close lets no editor begin any more, tells the one at work to end and
// reports whether there is one.
func (d *desk) close(sig os.Signal) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.closed = true
	if d.at == nil {
		return false
	}
	_ = d.at.Signal(sig) // it may just have ended
	return true
}

// ending reports whether the program was told to end.
func (d *desk) ending() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.closed
}

// kill ends the editor at work.
func (d *desk) kill() {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.at != nil {
		_ = d.at.Kill() // it may just have ended
	}
}

var errClosed = errors.New("waymark was told to end")

func (d *desk) start(cmd *exec.Cmd) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.closed {
		return errClosed
	}
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("the editor could not be started: %w", err)
	}
	d.at = cmd.Process
	return nil
}

// ended leaves the terminal as editors should, whatever this one did.
func (d *desk) ended(well bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.at, d.just = nil, true
	time.AfterFunc(lateSignals, func() {
		d.mu.Lock()
		defer d.mu.Unlock()
		d.just = false
	})
	if d.tty == nil {
		return
	}
	if !well && d.tty.out != nil {
		_, _ = io.WriteString(d.tty.out, calm) // the next frame shows whether it takes anything
	}
	d.tty.restore()
}

// editing is one run of the editor on a note, as Bubble Tea runs commands.
type editing struct {
	desk *desk
	argv []string
	dir  string // private, and gone afterwards
	file string
	id   planner.ID
	was  string
	now  func() time.Time

	cmd  exec.Cmd
	done *editedMsg
}

// SetStdin gives the editor the terminal itself: a pipe would be none.
func (x *editing) SetStdin(r io.Reader) {
	if w, ok := r.(watched); ok {
		r = w.File
	}
	x.cmd.Stdin = r
}

// SetStdout gives the editor the terminal.
func (x *editing) SetStdout(w io.Writer) {
	if u, ok := w.(unasked); ok {
		w = u.file
	}
	x.cmd.Stdout = w
}

// SetStderr gives the editor the terminal.
func (x *editing) SetStderr(w io.Writer) { x.cmd.Stderr = w }

// instant is how long at most an editor takes that only hands the file on to
// another program.
const instant = time.Second

// Run runs the editor to its end, reads what it left and removes the folder.
func (x *editing) Run() error {
	begun := x.now()
	err := x.edit()
	text, unread := readNote(x.file)
	if err == nil {
		err = unread
	} else if saved, ok := x.saved(); ok {
		text = saved
	}
	if x.worthKeeping(err, unread) {
		err = fmt.Errorf("%w; what there is of it is in %s", err, planner.ShowLine(x.dir))
		text = x.was
	} else {
		_ = os.RemoveAll(x.dir) // what can't be removed is swept some day
	}
	hasty := x.now().Sub(begun) < instant
	x.done = &editedMsg{id: x.id, was: x.was, text: text, err: err, hasty: hasty}
	if hasty {
		breathe() // as breath does
	}
	return nil
}

// saved is what an editor that was told to end has saved beside the note, as
// nano and emacs do, if that is newer than the note.
func (x *editing) saved() (text string, ok bool) {
	var newest time.Time
	if note, err := os.Lstat(x.file); err == nil {
		newest = note.ModTime()
	}
	entries, _ := os.ReadDir(x.dir) // there is only the note otherwise
	for _, e := range entries {
		file := filepath.Join(x.dir, e.Name())
		info, gone := e.Info()
		if gone != nil || file == x.file || isSwap(file) || info.ModTime().Before(newest) {
			continue
		}
		if found, unread := readNote(file); unread == nil && utf8.ValidString(found) {
			text, ok, newest = found, true, info.ModTime()
		}
	}
	return text, ok
}

// worthKeeping reports that there is text in the folder which no draft can
// hold: too much of it, or what only the editor can read after it was broken
// off.
func (x *editing) worthKeeping(err, unread error) bool {
	if errors.Is(unread, errLong) {
		return true
	}
	swaps, _ := filepath.Glob(filepath.Join(x.dir, ".*.sw?"))
	return err != nil && len(swaps) > 0
}

// isSwap reports a file of vim's own, which holds what was not yet saved.
func isSwap(file string) bool {
	ok, _ := filepath.Match(".*.sw?", filepath.Base(file))
	return ok
}

func (x *editing) edit() error {
	path, err := exec.LookPath(x.argv[0])
	if err != nil {
		return err
	}
	x.cmd.Path, x.cmd.Args = path, x.argv
	if err := x.desk.start(&x.cmd); err != nil {
		return err
	}
	err = x.cmd.Wait()
	x.desk.ended(err == nil)
	if err != nil {
		return fmt.Errorf("the editor ended with %w", err)
	}
	return nil
}

// result is what became of the note. Where the editor was not even started,
// nothing did.
func (x *editing) result(err error) editedMsg {
	if x.done != nil {
		return *x.done
	}
	_ = os.RemoveAll(x.dir) // what can't be removed is swept some day
	return editedMsg{id: x.id, was: x.was, text: x.was, err: err}
}
