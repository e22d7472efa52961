package planner

import (
	"errors"
	"fmt"
)

// Log is what undo and redo need to know of a journal.
type Log interface {
	Last() uint64
	Entry(seq uint64) (Entry, error) // with Undone set; ErrNotFound past the ends
}

// ToUndo finds the entry that undo takes: seq, or for 0 the newest that is an
// edit and not undone.
func ToUndo(log Log, seq uint64) (Entry, error) {
	if seq != 0 {
		e, err := log.Entry(seq)
		switch {
		case errors.Is(err, ErrNotFound) && seq < log.Last(), e.First != 0:
			return Entry{}, tooOld(seq)
		case errors.Is(err, ErrNotFound):
			return Entry{}, fmt.Errorf("change %d: %w", seq, ErrNotFound)
		case err != nil:
			return Entry{}, fmt.Errorf("change %d: %w", seq, err)
		case e.Undone:
			return Entry{}, fmt.Errorf("change %d (%s) is undone already: %w", seq, e.Label, ErrUnchanged)
		case e.Undoes != 0 || e.Redoes != 0:
			return Entry{}, fmt.Errorf("change %d is itself an undo or a redo; name the change it is about", seq)
		case e.erased():
			return Entry{}, fmt.Errorf("change %d can't be taken back: what it was about was erased", seq)
		}
		return e, nil
	}
	for n := log.Last(); n > 0; n-- {
		e, err := log.Entry(n)
		if errors.Is(err, ErrNotFound) || e.First != 0 { // older ones are kept together
			break
		}
		if err != nil {
			return Entry{}, err
		}
		if e.Undoes == 0 && e.Redoes == 0 && !e.Undone && !e.Quiet && !e.erased() {
			if n == 1 {
				break
			}
			return e, nil
		}
	}
	return Entry{}, &unchanged{"there is nothing to undo"}
}

// ToRedo finds the entry that redo repeats: the last one undone, as long as
// no new edit came after it.
func ToRedo(log Log) (Entry, error) {
	repeated := map[uint64]bool{}
	for n := log.Last(); n > 0; n-- {
		e, err := log.Entry(n)
		if errors.Is(err, ErrNotFound) {
			return Entry{}, errNoRedo
		}
		if err != nil {
			return Entry{}, err
		}
		switch {
		case e.Quiet:
		case e.First != 0 || e.erased():
			return Entry{}, errNoRedo
		case e.Redoes != 0:
			repeated[e.Redoes] = true
		case e.Undoes != 0 && !repeated[e.Undoes]:
			undone, err := log.Entry(e.Undoes)
			if errors.Is(err, ErrNotFound) || undone.First != 0 { // kept together with others by now
				return Entry{}, errNoRedo
			}
			return undone, err
		case e.Undoes != 0:
			delete(repeated, e.Undoes)
		default:
			return Entry{}, errNoRedo
		}
	}
	return Entry{}, errNoRedo
}

var errNoRedo = &unchanged{"there is nothing to redo"}

// unchanged is ErrUnchanged in better words.
type unchanged struct{ words string }

func (e *unchanged) Error() string { return e.words }
func (*unchanged) Unwrap() error   { return ErrUnchanged }
