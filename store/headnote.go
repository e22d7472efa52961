package store

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"waymark/planner"
)

// headNote is what the file beside a plan says of it: its newest change, so
// that a plan which was emptied, replaced or set back is noticed. It is
// written after each change without waiting for the disk: a note that is
// behind does no harm, and it can't get ahead.
type headNote struct {
	About    string            `json:"about"`
	Plan     string            `json:"plan"`
	Revision uint64            `json:"revision"`
	Nonce    uint64            `json:"nonce"` // of the newest change
	At       time.Time         `json:"at"`    // when that was made
	Given    map[string]uint32 `json:"given"` // the highest number given, per kind
	Free     freeMark          `json:"free"`  // of the list of free pages
	// Restoring is set while a restore swaps files: both are the plan then.
	Restoring bool `json:"restoring,omitempty"`
}

const headAbout = "The newest change of the plan beside this file. waymark compares, to notice a plan that was replaced or set back."

// headLen is the note's length, filled up with spaces, so that one write in
// place is all it takes.
const headLen = 1 << 10

// noteHead writes down where a plan stands. After an edit a note that can't be
// written is only behind.
func noteHead(path string, n headNote) error {
	n.About = headAbout
	text, err := json.Marshal(n)
	if err != nil {
		return err
	}
	if pad := headLen - 1 - len(text); pad > 0 {
		text = append(text, bytes.Repeat([]byte{' '}, pad)...)
	}
	text = append(text, '\n')
	f, err := os.OpenFile(HeadPath(path), os.O_WRONLY|os.O_CREATE|noFollow|noWait, privateFile)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	if !ownNote(info) {
		return fmt.Errorf("%s is in the way of the plan's note", planner.ShowLine(HeadPath(path)))
	}
	if _, err = f.WriteAt(text, 0); err == nil && (info.Size() != int64(len(text)) || info.Mode().Perm() != privateFile) {
		err = errors.Join(f.Truncate(int64(len(text))), f.Chmod(privateFile))
	}
	return err
}

// ownNote refuses what is no note of ours: writing it would change another
// file, and reading it might wait for ever.
func ownNote(info os.FileInfo) bool {
	return info.Mode().IsRegular() && names(info) == 1 && strange(info) == nil
}

// noted reads the note beside a plan; ok is false if there is none that can
// be used.
func noted(path string) (n headNote, ok bool) {
	f, err := os.OpenFile(HeadPath(path), os.O_RDONLY|noFollow|noWait, 0)
	if err != nil {
		return headNote{}, false
	}
	defer func() { _ = f.Close() }()
	if info, err := f.Stat(); err != nil || !ownNote(info) {
		return headNote{}, false
	}
	text, err := io.ReadAll(io.LimitReader(f, 16*headLen))
	if err != nil || json.Unmarshal(text, &n) != nil || n.Plan == "" {
		return headNote{}, false
	}
	return n, true
}

// testimony is the note beside a plan, or where there is none, what the newest
// backup knows. A backup of what a restore left behind knows nothing.
func testimony(path string) (headNote, bool) {
	if n, ok := noted(path); ok {
		return n, true
	}
	list, err := listBackups(path)
	if err != nil {
		return headNote{}, false
	}
	for _, b := range list {
		if b.Why == whyRestore {
			continue
		}
		n, _, err := visit(&use{path: b.File, copy: true}, func(v *view) (headNote, error) {
			birth, h, err := v.top()
			return noteOf(birth, h, b.Taken), err
		})
		return n, err == nil
	}
	return headNote{}, false
}

// noteOf is the note for a plan as it is now.
func noteOf(b birth, h head, at time.Time) headNote {
	nonce, _ := h.nonce(h.Revision)
	return headNote{Plan: b.ID, Revision: h.Revision, Nonce: nonce, At: at.UTC(), Given: h.Given}
}

// fits compares the file with the note beside it, if there is one.
func (v *view) fits(n headNote, ok bool) error {
	if !ok || n.Restoring {
		return nil
	}
	b, h, err := v.top()
	if err != nil {
		return err
	}
	if b.ID != n.Plan {
		return refused(planner.ErrAnother, "it is not the plan that was here; someone put another in its place")
	}
	if h.Revision < n.Revision {
		return refused(planner.ErrOlder, "it ends with change %d, and the plan had %d of them on %s", h.Revision, n.Revision, n.At.Local().Format("2 Jan 2006"))
	}
	nonce, recent := h.nonce(n.Revision)
	if !recent {
		e, err := v.entry(n.Revision)
		if errors.Is(err, planner.ErrNotFound) { // so old that it was put together with others
			return nil
		}
		if err != nil {
			return err
		}
		nonce = e.Nonce
	}
	if nonce != n.Nonce {
		return refused(planner.ErrAnother, "its change %d is not the one that was made here", n.Revision)
	}
	return nil
}
