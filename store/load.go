package store

import (
	"encoding/binary"
	"runtime"
	"sync"

	"waymark/planner"
)

// chunkBytes is about how much of the file one goroutine decodes at a time:
// enough to be worth a hand-over, and a small plan fits in one.
const chunkBytes = 64 << 10

// chunk is a part of the state, copied out of the memory map, where reading
// might fault.
type chunk struct {
	bytes   []byte
	rows    []row
	records []planner.Record
	err     error
}

// row is one record: its bytes are its key and its value.
type row struct {
	kind       int // in planner.Kinds
	key, value int // lengths
}

func (c *chunk) add(kind int, key, value []byte) {
	c.bytes = append(append(c.bytes, key...), value...)
	c.rows = append(c.rows, row{kind, len(key), len(value)})
}

func (c *chunk) decode() {
	c.records = make([]planner.Record, 0, len(c.rows))
	rest := c.bytes
	for _, row := range c.rows {
		r, err := unsealRecord(planner.Kinds[row.kind], rest[:row.key], rest[row.key:row.key+row.value])
		if err != nil {
			c.err = err
			return
		}
		c.records = append(c.records, r)
		rest = rest[row.key+row.value:]
	}
}

// crew decodes chunks on every core while the walk goes on: walking a file
// takes a tenth of the time of decoding it.
type crew struct {
	watch   *watch
	all     []*chunk
	work    chan *chunk
	spare   chan []byte // what chunks were copied into, to be used again
	workers sync.WaitGroup
	started int
	home    bool
}

func newCrew(w *watch) *crew {
	return &crew{watch: w, work: make(chan *chunk, 4), spare: make(chan []byte, 8)}
}

// chunk gives an empty one.
func (c *crew) chunk() *chunk {
	select {
	case bytes := <-c.spare:
		return &chunk{bytes: bytes[:0]}
	default:
		return &chunk{bytes: make([]byte, 0, chunkBytes+4<<10)}
	}
}

func (c *crew) hand(full *chunk) {
	c.all = append(c.all, full)
	if c.started < runtime.GOMAXPROCS(0) {
		c.started++
		c.workers.Go(c.decode)
	}
	c.work <- full
}

func (c *crew) decode() {
	for full := range c.work {
		full.decode()
		c.watch.step()
		select {
		case c.spare <- full.bytes:
		default:
		}
	}
}

// dismiss sends the workers home, also when the walk panics.
func (c *crew) dismiss() {
	if !c.home {
		c.home = true
		close(c.work)
	}
}

// finish waits for the workers and gives what they made, in order.
func (c *crew) finish() ([]planner.Record, error) {
	c.dismiss()
	c.workers.Wait()
	n := 0
	for _, done := range c.all {
		if done.err != nil {
			return nil, done.err
		}
		n += len(done.records)
	}
	records := make([]planner.Record, 0, n)
	for _, done := range c.all {
		records = append(records, done.records...)
	}
	return records, nil
}

// load reads the whole state.
func (v *view) load() (*planner.Plan, head, error) {
	b, h, err := v.top()
	if err != nil {
		return nil, head{}, err
	}
	crew := newCrew(v.watch)
	defer crew.dismiss()
	err = v.walk(h, crew)
	records, bad := crew.finish()
	if err == nil {
		err = bad
	}
	if err != nil {
		return nil, head{}, err
	}
	return planner.NewPlan(b.ID, h.Revision, h.given()).With(h.Revision, records...), h, nil
}

// walk hands out all records of state in chunks and compares their number
// with the count that the last edit noted: a page that lost records is sound
// in itself.
func (v *view) walk(h head, crew *crew) error {
	c := crew.chunk()
	for kind, info := range planner.Kinds {
		if info.History {
			continue
		}
		b, err := v.kind(info)
		if err != nil {
			return err
		}
		if b == nil {
			continue
		}
		count, last := uint32(0), uint32(0)
		cursor := b.Cursor()
		for key, value := cursor.First(); key != nil; key, value = cursor.Next() {
			v.watch.step()
			n, err := nextNumber(info, key, last, h.Given[info.Name])
			if err != nil {
				return err
			}
			last = n
			count++
			c.add(kind, key, value)
			if len(c.bytes) >= chunkBytes {
				crew.hand(c)
				c = crew.chunk()
			}
		}
		if count != h.Counts[info.Name] {
			return damaged("it has %d of %d %s", count, h.Counts[info.Name], info.Plural())
		}
	}
	if len(c.rows) > 0 {
		crew.hand(c)
	}
	return nil
}

// nextNumber reads the key of a record of state, which must be above the last
// one, or a walk in circles would have no end, and among those given.
func nextNumber(info planner.KindInfo, key []byte, last, given uint32) (uint32, error) {
	if len(key) != 4 {
		return 0, damaged("%s has no number", place(info.Name, key))
	}
	n := binary.BigEndian.Uint32(key)
	if n <= last || n > given {
		return 0, damaged("%s is out of place", place(info.Name, key))
	}
	return n, nil
}
