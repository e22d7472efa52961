package store

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"slices"

	"waymark/planner"

	bolt "go.etcd.io/bbolt"
)

// view is a plan's file within one transaction. What it gives is copied, so
// it stays good after the transaction.
type view struct {
	tx      *bolt.Tx
	watch   *watch
	info    os.FileInfo
	nothing bool // the work found nothing to write
	asItIs  bool // an older format will do, since this only reads
	trusted bool // its pages were checked while the lock was held
	version int  // of the file's format, once checked
	birth   birth
	head    head
	read    bool // birth and head are
}

// bucket gives a bucket that every plan has.
func (v *view) bucket(name string) (*bolt.Bucket, error) {
	if b := v.tx.Bucket([]byte(name)); b != nil {
		return b, nil
	}
	return nil, damaged("its %s part is missing", name)
}

// kind gives the bucket of a kind of record; nil if the kind came up after
// the file was made and no record of it was ever put in.
func (v *view) kind(info planner.KindInfo) (*bolt.Bucket, error) {
	if b := v.tx.Bucket([]byte(info.Name)); b != nil {
		return b, nil
	}
	_, h, err := v.top()
	if err != nil {
		return nil, err
	}
	if h.Given[info.Name] > 0 {
		return nil, damaged("its list of %s is missing", info.Plural())
	}
	return nil, nil
}

// value decodes the value of a key; ErrNotFound if there is none.
func (v *view) value(bucket string, key []byte, into any) error {
	b, err := v.bucket(bucket)
	if err != nil {
		return err
	}
	sealed := b.Get(key)
	if sealed == nil {
		v.watch.step()
		return fmt.Errorf("%s: %w", place(bucket, key), planner.ErrNotFound)
	}
	v.watch.take(len(sealed))
	return unseal(bucket, key, sealed, into)
}

// set seals and writes a value.
func (v *view) set(bucket string, key []byte, value any) error {
	v.watch.take(roughly(value))
	b, err := v.bucket(bucket)
	if err != nil {
		return err
	}
	sealed, err := seal(bucket, key, value)
	if err != nil {
		return err
	}
	return b.Put(key, sealed)
}

// meta decodes a part of the meta bucket, which must be there.
func (v *view) meta(key string, into any) error {
	err := v.value(metaBucket, []byte(key), into)
	if errors.Is(err, planner.ErrNotFound) {
		return damaged("its %s record is missing", key)
	}
	return err
}

// check refuses files of other programs and of newer formats.
func (v *view) check() error {
	if v.tx.Bucket([]byte(metaBucket)) == nil {
		return damaged("it is not a plan, or no longer")
	}
	var note schemaNote
	if err := v.meta(schemaKey, &note); err != nil {
		return err
	}
	if note.Version > schema {
		return fmt.Errorf("%w (format %d, this one knows up to %d): use that one; nothing was changed", planner.ErrNewer, note.Version, schema)
	}
	if note.Version < 1 {
		return damaged("its format can't be %d", note.Version)
	}
	v.version = note.Version
	if note.Version < schema {
		return errOldFormat
	}
	return nil
}

// ready refuses what can't be taken for the plan that belongs here.
func (v *view) ready(note headNote, noted bool) error {
	if err := v.check(); err != nil && (!errors.Is(err, errOldFormat) || !v.asItIs) {
		return err
	}
	return v.fits(note, noted)
}

// top reads who the plan is and where it stood when the transaction began.
func (v *view) top() (birth, head, error) {
	if v.read {
		return v.birth, v.head, nil
	}
	err := v.meta(birthKey, &v.birth)
	if err == nil {
		err = v.meta(headKey, &v.head)
	}
	v.read = err == nil
	return v.birth, v.head, err
}

// record reads one record.
func (v *view) record(id planner.ID) (planner.Record, error) {
	info, ok := id.Kind.Info()
	if !ok {
		return nil, fmt.Errorf("%s %s: %w", id.Kind, id, planner.ErrNotFound)
	}
	b, err := v.kind(info)
	if err != nil {
		return nil, err
	}
	key := numberKey(id.N)
	if b != nil {
		if sealed := b.Get(key); sealed != nil {
			v.watch.take(len(sealed))
			return unsealRecord(info, key, sealed)
		}
	}
	v.watch.step()
	return nil, fmt.Errorf("%s %s: %w", info.Name, id, planner.ErrNotFound)
}

// journal is the log that undo and redo look through.
type journal struct {
	*view
	last uint64
}

// Last is the number of the newest entry.
func (j journal) Last() uint64 { return j.last }

// Entry reads one entry and whether it is undone.
func (j journal) Entry(seq uint64) (planner.Entry, error) {
	e, err := j.entry(seq)
	if err != nil {
		return planner.Entry{}, err
	}
	undone, err := j.bucket(undoneBucket)
	if err != nil {
		return planner.Entry{}, err
	}
	e.Undone = undone.Get(seqKey(seq)) != nil
	return e, nil
}

// entry reads one entry of the journal.
func (v *view) entry(seq uint64) (planner.Entry, error) {
	var e planner.Entry
	if err := v.value(journalBucket, seqKey(seq), &e); err != nil {
		return planner.Entry{}, err
	}
	if e.Seq != seq {
		return planner.Entry{}, damaged("%s calls itself %d", place(journalBucket, seqKey(seq)), e.Seq)
	}
	e.At = e.At.UTC()
	return e, nil
}

// entries reads up to n entries, newest first, older than before; before 0
// starts at the newest. Numbers that are not there must lie within changes
// that were put together.
func (j journal) entries(before uint64, n int) ([]planner.Entry, error) {
	if before == 0 || before > j.last {
		before = j.last + 1
	}
	var out []planner.Entry
	for seq := before - 1; seq > 0 && len(out) < n; {
		e, err := j.Entry(seq)
		if errors.Is(err, planner.ErrNotFound) {
			if e, err = j.around(seq); err == nil {
				seq = e.First - 1 // its whole is newer than what is asked for
				continue
			}
		}
		if err != nil {
			return nil, err
		}
		out = append(out, e)
		seq--
		if e.First != 0 {
			seq = e.First - 1
		}
	}
	return out, nil
}

// around is the entry that a change was put into together with others.
func (v *view) around(seq uint64) (planner.Entry, error) {
	gone := damaged("%s is missing", place(journalBucket, seqKey(seq)))
	b, err := v.bucket(journalBucket)
	if err != nil {
		return planner.Entry{}, err
	}
	key, _ := b.Cursor().Seek(seqKey(seq))
	if len(key) != 8 {
		return planner.Entry{}, gone
	}
	e, err := v.entry(binary.BigEndian.Uint64(key))
	if err != nil && !errors.Is(err, planner.ErrNotFound) { // that it is found now, and not then, is damage too
		return planner.Entry{}, err
	}
	if err != nil || e.First == 0 || e.First > seq {
		return planner.Entry{}, gone
	}
	return e, nil
}

// days reads the history of one kind, by the index of its days.
func (v *view) days(info planner.KindInfo, from, to []byte) ([]planner.Record, error) {
	index, err := v.bucket(dayBucket)
	if err != nil {
		return nil, err
	}
	records, err := v.kind(info)
	if err != nil || records == nil {
		return nil, err
	}
	var out []planner.Record
	c := index.Cursor()
	var last []byte
	for key, _ := c.Seek(from); key != nil && bytes.Compare(key, to) <= 0; key, _ = c.Next() {
		v.watch.step()
		if len(key) != dayKeyLen || bytes.Compare(key, last) <= 0 {
			return nil, damaged("the days of its %s are out of order", info.Plural())
		}
		last = append(last[:0], key...)
		number := slices.Clone(key[dayKeyLen-4:])
		sealed := records.Get(number)
		if sealed == nil {
			return nil, damaged("%s is missing", place(info.Name, number))
		}
		v.watch.take(len(sealed))
		r, err := unsealRecord(info, number, sealed)
		if err != nil {
			return nil, err
		}
		if !bytes.Equal(key, dayKey(info.Kind, r.Day(), r.Key().N)) {
			return nil, damaged("%s is listed under another day", r.Key())
		}
		if !r.Gone() {
			out = append(out, r)
		}
	}
	return out, nil
}
