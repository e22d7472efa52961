package store

import (
	"encoding/binary"
	"errors"
	"hash/crc64"
	"os"

	"waymark/planner"

	bolt "go.etcd.io/bbolt"
)

// bbolt takes its list of free pages as it finds it. Where that names a page
// in use, the next change would be written over it. So the note beside the
// plan has a mark of the list as the last change left it, and no change is
// made on a list that differs.

// freeMark is what a change left of the list of free pages.
type freeMark struct {
	Tx   uint64 `json:"tx"`   // bbolt's number of the transaction; 0: there is no mark
	File uint64 `json:"file"` // which file it was, where the system tells
	Free uint64 `json:"free"` // checksum of the list
}

// errUnmarked means that the note has no mark for the file as it is: it was
// copied here, or something was broken off. Its pages have to be checked.
var errUnmarked = errors.New("the pages have to be checked first")

// markOf marks the list as a commit left it. It must not fail the change,
// which is on disk.
func markOf(db *bolt.DB, info os.FileInfo) (m freeMark) {
	defer func() {
		if recover() != nil {
			m = freeMark{}
		}
	}()
	tx, err := db.Begin(false)
	if err != nil {
		return freeMark{}
	}
	defer func() { _ = tx.Rollback() }()
	free, err := freeSum(tx)
	if err != nil {
		return freeMark{}
	}
	return freeMark{Tx: uint64(tx.ID()), File: fileNumber(info), Free: free}
}

// marked compares the list that a change is about to use with its mark.
func (v *view) marked(m freeMark) error {
	if m.Tx == 0 || m.Tx+1 != uint64(v.tx.ID()) || m.File != fileNumber(v.info) {
		return errUnmarked
	}
	free, err := freeSum(v.tx)
	if err != nil {
		return err
	}
	if free != m.Free {
		return damaged("its list of free pages is not as the last change left it")
	}
	return nil
}

// freeSum is a checksum over the list of free pages.
func freeSum(tx *bolt.Tx) (uint64, error) {
	var sum uint64
	var number [8]byte
	pages := int(tx.Size() / int64(tx.DB().Info().PageSize))
	for id := 2; id < pages; id++ { // the first two pages are metas
		page, err := tx.Page(id)
		if err != nil {
			return 0, err
		}
		if page.Type != "free" {
			id += page.OverflowCount // these have no head of their own
			continue
		}
		binary.BigEndian.PutUint64(number[:], uint64(id))
		sum = crc64.Update(sum, sumTable(), number[:])
	}
	return sum, nil
}

// pagesSound has bbolt check all pages of a plan whose lock is held, in a
// child process.
func pagesSound(path string) error {
	_, err := examineApart(path, withPages)
	if errors.Is(err, planner.ErrDamaged) && !errors.Is(err, planner.ErrNewer) {
		return damaged("its pages don't hang together") // what bbolt says of it is for a check
	}
	return err
}

// keepMark notes the mark of a change that is no edit.
func keepMark(path string, m freeMark) {
	if n, ok := noted(path); ok {
		n.Free = m
		_ = noteHead(path, n)
	}
}

// writable makes sure that a change may be written to a plan whose lock is
// held. It is asked within the change's own transaction.
func (v *view) writable(note headNote, noted bool) error {
	if err := v.ready(note, noted); err != nil {
		return err
	}
	if v.trusted {
		return nil
	}
	return v.marked(note.Free)
}
