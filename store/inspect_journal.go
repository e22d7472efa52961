package store

import "encoding/binary"

// journal reads every change. Each must follow on the one before, and the
// last must be the one that the head tells of.
func (in *inspector) journal() {
	b, err := in.bucket(journalBucket)
	if err != nil {
		in.failed(journalBucket, err)
		return
	}
	last, cursor := uint64(0), b.Cursor()
	for key, _ := cursor.First(); key != nil; key, _ = cursor.Next() {
		in.watch.step()
		if len(key) != 8 || binary.BigEndian.Uint64(key) <= last {
			in.wrong(journalBucket, "changes are out of order")
			return
		}
		seq := binary.BigEndian.Uint64(key)
		in.Journal++
		e, err := in.entry(seq)
		if err != nil {
			in.failed(place(journalBucket, key), err)
			last = seq
			continue
		}
		first := seq
		if e.First != 0 {
			first = e.First
		}
		switch gap := first - 1 - last; {
		case gap == 1:
			in.wrong(journalBucket, "change %d is missing", last+1)
		case gap != 0:
			in.wrong(journalBucket, "changes %d to %d are missing", last+1, first-1)
		}
		if nonce, recent := in.Head.nonce(seq); recent && nonce != e.Nonce {
			in.wrong(place(journalBucket, key), "it is not the change that the head tells of")
		}
		last, in.Changed = seq, e.At
		if e.Undoes != 0 {
			in.undone[e.Undoes] = true
		}
		if e.Redoes != 0 {
			delete(in.undone, e.Redoes)
		}
	}
	if last != in.Head.Revision {
		in.wrong(journalBucket, "the newest change is %d, and the head tells of %d", last, in.Head.Revision)
	}
}

// marks compares which changes are marked as undone with what the journal
// says of it.
func (in *inspector) marks() {
	b, err := in.bucket(undoneBucket)
	if err != nil {
		in.failed(undoneBucket, err)
		return
	}
	cursor := b.Cursor()
	for key, _ := cursor.First(); key != nil; key, _ = cursor.Next() {
		in.watch.step()
		if len(key) != 8 {
			in.wrong(undoneBucket, "a mark is for no change")
			continue
		}
		seq := binary.BigEndian.Uint64(key)
		if !in.undone[seq] {
			in.wrong(place(journalBucket, key), "it is marked as undone, and nothing undid it")
		}
		delete(in.undone, seq)
	}
	for seq := range in.undone {
		if e, err := in.entry(seq); err == nil && e.First == 0 {
			in.wrong(place(journalBucket, seqKey(seq)), "it was undone, and is not marked so")
		}
	}
}
