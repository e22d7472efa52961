package store

import (
	"encoding/binary"
	"time"

	"waymark/planner"

	"cloud.google.com/go/civil"
)

// schema is the version of this file format. A file of a newer one is refused,
// one of an older one is brought up to it (migrate.go).
//
//	1  the first
//	2  meta has the tally of history
//	3  kinds for the weekly review: weeks, days off, matters, evidence, energy, reflections
//	4  intakes, people; of a large import the journal holds sums
const schema = 4

// The buckets beside those of the kinds of record, which bear the kinds' names.
const (
	metaBucket    = "meta"
	journalBucket = "journal" // entries by number, only ever added to
	undoneBucket  = "undone"  // numbers of the entries that are undone now
	dayBucket     = "day"     // history by kind, day and number
)

// The keys of the meta bucket.
const (
	schemaKey = "schema"
	birthKey  = "plan"
	headKey   = "head"
	glanceKey = "glance"
	tallyKey  = "tally"
)

// schemaNote says which version of the format the file has. Its form must
// never change, since every later version has to read it.
type schemaNote struct {
	Version int `json:"version"`
}

// birth is what is written once, when the plan is started.
type birth struct {
	ID      string    `json:"id"`
	Created time.Time `json:"created"`
}

// head is what every edit rewrites. Kinds go by their names.
type head struct {
	Revision uint64            `json:"revision"`
	Counts   map[string]uint32 `json:"counts"` // records in each bucket of state
	Given    map[string]uint32 `json:"given"`  // the highest number given, per kind
	// Recent are the nonces of the newest entries, the newest first. They
	// tell whether an edit was applied without reading the journal.
	Recent []uint64 `json:"recent"`
	// Erasures is how often something was taken out for good, or changed by
	// other means than an edit: whoever has the plan in memory then loads it
	// anew.
	Erasures uint32 `json:"erasures,omitempty"`
}

// tally is how many records of history there are, by kind and the year of
// their day. It is rewritten by edits that touch history, and read by those
// and by what looks at everything.
type tally map[string]map[int]uint32

// count moves one record from one year to another; year 0 is none.
func (t tally) count(kind string, from, to int) {
	years := t[kind]
	if years == nil {
		years = map[int]uint32{}
		t[kind] = years
	}
	if from != 0 && years[from] > 0 {
		if years[from]--; years[from] == 0 {
			delete(years, from)
		}
	}
	if to != 0 {
		years[to]++
	}
}

// total is how many records of a kind there are.
func (t tally) total(kind string) (n int) {
	for _, of := range t[kind] {
		n += int(of)
	}
	return n
}

// recentKept is how many nonces a head remembers: an edit is tried again at
// once or never.
const recentKept = 16

// nonce gives the nonce of an entry, if it is one of the newest.
func (h *head) nonce(seq uint64) (nonce uint64, known bool) {
	back := h.Revision - seq
	if seq > h.Revision || back >= uint64(len(h.Recent)) {
		return 0, false
	}
	return h.Recent[back], true
}

// applied finds the entry that an edit with this nonce made; 0 if none did.
func (h *head) applied(nonce uint64) uint64 {
	for i, n := range h.Recent {
		if n == nonce && nonce != 0 {
			return h.Revision - uint64(i)
		}
	}
	return 0
}

func (h *head) given() map[planner.Kind]uint32 {
	given := make(map[planner.Kind]uint32, len(h.Given))
	for name, n := range h.Given {
		if kind, ok := planner.KindNamed(name); ok {
			given[kind] = n
		}
	}
	return given
}

func (h *head) setGiven(given map[planner.Kind]uint32) {
	if h.Given == nil {
		h.Given = make(map[string]uint32, len(given))
	}
	for kind, n := range given {
		h.Given[kind.String()] = n
	}
}

func numberKey(n uint32) []byte { return binary.BigEndian.AppendUint32(nil, n) }

func seqKey(seq uint64) []byte { return binary.BigEndian.AppendUint64(nil, seq) }

// dayKeyLen is a kind, a day and a number.
const dayKeyLen = 1 + 4 + 4

// dayKey sorts history by kind, then day, then number.
func dayKey(kind planner.Kind, day civil.Date, n uint32) []byte {
	key := make([]byte, 0, dayKeyLen)
	key = append(key, byte(kind))
	key = binary.BigEndian.AppendUint32(key, sortable(day))
	return binary.BigEndian.AppendUint32(key, n)
}

// sortable packs a date into a number that sorts as dates do, also for years
// before 0, which only a query would name.
func sortable(d civil.Date) uint32 {
	const farthest = 1 << 21
	year := min(max(d.Year, -farthest), farthest-1)
	return uint32((year+farthest)<<9 | int(d.Month)<<5 | d.Day)
}
