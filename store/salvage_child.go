package store

import (
	"bytes"
	"encoding/json"
	"errors"
	"runtime/debug"
	"syscall"
	"time"

	"waymark/planner"

	bolt "go.etcd.io/bbolt"
)

// span is a run of numbers within one bucket that a child is asked for.
type span struct {
	Bucket   string
	From, To uint64
	Down     bool // from From down to To
	On       bool // past To for as long as something is found

	// culprit and skipped are for who asks: the number that reading came to
	// no end at, and how many after it were passed over before From.
	culprit, skipped uint64
}

// beyond is how many numbers in a row must be free before a span that goes on
// past its end is taken to be over.
const beyond = 4096

// opened is the first value that the job read prints.
type opened struct {
	Wrong   string `json:",omitempty"` // why the file can't be opened
	Damaged bool   `json:",omitempty"` // and that this is the file's own fault
}

// piece is what the job read prints, before it opens a span's bucket (N is 0),
// when it has (Open), and then for each number.
type piece struct {
	Span   int    `json:"s"`
	Open   bool   `json:"o,omitempty"`
	N      uint64 `json:"n,omitempty"`
	Sealed []byte `json:"v,omitempty"` // none: nothing sound is there
}

const (
	// readLimit is how long one look-up may take, on a slow disk too.
	readLimit = time.Second
	// readStack ends the process soon where a tree leads round in circles:
	// each page down is one call deeper.
	readStack = 8 << 20
)

// readJob gives the sound values of the spans it is asked for, looked up one
// by one, so that a page that is damaged takes along only what it held. A
// look-up without an end ends the process; what was printed tells where.
func readJob(args []string, out *json.Encoder) error {
	var spans []span
	if err := json.Unmarshal([]byte(args[1]), &spans); err != nil {
		return err
	}
	debug.SetMaxStack(readStack)
	u := &use{path: args[0], copy: true}
	u.allow(openLimit + readLimit)
	said := false
	_, _, err := guarded(&u.watch, func() (struct{}, error) {
		// The list of free pages is not loaded for reading only.
		db, err := bolt.Open(u.path, 0, &bolt.Options{Timeout: openLimit, ReadOnly: true, NoStatistics: true, OpenFile: u.open})
		if err != nil {
			return struct{}{}, openError(err)
		}
		tx, err := db.Begin(false)
		if err != nil {
			return struct{}{}, err
		}
		said = true
		l := &lookup{tx: tx, use: u, out: out}
		l.say(opened{})
		for i, s := range spans {
			l.span(i, s)
		}
		return struct{}{}, l.failed // the process ends: nothing has to be closed
	})
	if err != nil && !said {
		// A sector that can't be read is damage, too.
		return out.Encode(opened{plainly(err), errors.Is(err, planner.ErrDamaged) || errors.Is(err, syscall.EIO)})
	}
	return err
}

// lookup looks up numbers in a damaged file.
type lookup struct {
	*use
	tx     *bolt.Tx
	out    *json.Encoder
	failed error
}

// say prints a value. Who reads it may take its time.
func (l *lookup) say(value any) {
	l.allow(commitLimit)
	if err := l.out.Encode(value); err != nil && l.failed == nil {
		l.failed = err
	}
	l.allow(readLimit)
}

func (l *lookup) span(i int, s span) {
	l.say(piece{Span: i})
	var bucket *bolt.Bucket
	unharmed(func() { bucket = l.tx.Bucket([]byte(s.Bucket)) })
	if bucket == nil {
		return
	}
	l.say(piece{Span: i, Open: true})
	free := 0
	for n := s.From; l.failed == nil && !s.over(n, free); n = s.after(n) {
		sealed := l.value(bucket, s.Bucket, n)
		if free++; sealed != nil {
			free = 0
		}
		l.say(piece{Span: i, N: n, Sealed: sealed})
	}
}

// after is the number that follows.
func (s span) after(n uint64) uint64 {
	if s.Down {
		return n - 1
	}
	return n + 1
}

// over reports that a number is no longer asked for.
func (s span) over(n uint64, free int) bool {
	switch {
	case keyOf(s.Bucket, n) == nil:
		return true
	case s.Down:
		return n < s.To || n == 0
	}
	return n > s.To && (!s.On || free >= beyond)
}

// value gives a copy of the value of a number, if it is sound.
func (l *lookup) value(bucket *bolt.Bucket, name string, n uint64) (sealed []byte) {
	l.step()
	key := keyOf(name, n)
	var value []byte
	unharmed(func() {
		// A length that can't be would have more copied than there is.
		if found := bucket.Get(key); int64(len(found)) <= l.info.Size() {
			value = bytes.Clone(found)
		}
	})
	if len(value) == 0 {
		return nil
	}
	l.take(len(value))
	if _, err := unsealAny(name, key, value); err != nil {
		return nil
	}
	return value
}

// unharmed runs work that may meet a damaged page. It must run where a fault
// in the memory map becomes a panic.
func unharmed(work func()) {
	defer func() { _ = recover() }() // what it was about is simply not found
	work()
}
