package store

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"strings"

	"waymark/planner"

	bolt "go.etcd.io/bbolt"
)

// inspector walks through everything in a file.
type inspector struct {
	*view
	census
	find func(planner.Finding)
	seen map[planner.Kind][]bool // which numbers there are
	refs []reference
	// faulty says that something was wrong already.
	faulty bool
	// undone are the changes that later ones took back.
	undone map[uint64]bool
}

type reference struct{ from, to planner.ID }

// inspect looks at every record, count, reference and change, and tells what
// it finds. Its error is for what keeps it from looking on.
func (v *view) inspect(find func(planner.Finding)) (census, error) {
	in := &inspector{view: v, find: find, seen: map[planner.Kind][]bool{}, undone: map[uint64]bool{}}
	in.Records = map[string]int{}
	if err := v.check(); err != nil && !errors.Is(err, errOldFormat) {
		return in.census, err
	}
	in.Version = v.version
	var err error
	if in.Birth, in.Head, err = v.top(); err != nil {
		return in.census, err
	}
	in.part("file", in.kinds)
	in.part(dayBucket, in.days)
	in.part(journalBucket, in.journal)
	in.part(undoneBucket, in.marks)
	in.part("meta", in.glance)
	in.part("file", func() {
		if in.Sum, err = v.sum(asIs); err != nil && !in.faulty {
			in.failed("file", err)
		}
	})
	if !in.faulty {
		in.references()
	}
	return in.census, nil
}

// part looks at one part. What breaks in it is found there, and keeps nobody
// from looking at the others: nothing is written after a fault.
func (in *inspector) part(where string, look func()) {
	defer func() {
		if recover() != nil {
			in.wrong(where, "its pages don't hang together")
		}
	}()
	look()
}

// wrong tells of something that is wrong.
func (in *inspector) wrong(where, format string, args ...any) {
	in.faulty = true
	in.find(planner.Finding{Where: where, What: fmt.Sprintf(format, args...)})
}

// failed tells of an error, in its own words but for those that every such
// error has.
func (in *inspector) failed(where string, err error) {
	in.wrong(where, "%s", plainly(err))
}

// plainly is what an error says besides that the file is damaged.
func plainly(err error) string {
	return planner.ShowLine(strings.TrimSuffix(err.Error(), ": "+planner.ErrDamaged.Error()))
}

// kinds reads every record of every kind, and compares their numbers with
// the counts that edits noted.
func (in *inspector) kinds() {
	var history tally
	if in.Version >= 2 {
		if err := in.meta(tallyKey, &history); err != nil {
			in.failed("meta "+tallyKey, err)
		}
	}
	counted := tally{}
	for _, info := range planner.Kinds {
		b, err := in.kind(info)
		if err != nil {
			in.failed(info.Name, err)
		}
		if b == nil {
			continue
		}
		in.part(info.Name, func() { in.records(info, b, counted) })
		if n := in.Records[info.Name]; !info.History && n != int(in.Head.Counts[info.Name]) {
			in.wrong(info.Name, "there are %d of them, and %d were counted", n, in.Head.Counts[info.Name])
		}
	}
	if in.Version < 2 {
		return
	}
	for _, info := range planner.Kinds {
		for year := range merged(counted[info.Name], history[info.Name]) {
			if have, want := counted[info.Name][year], history[info.Name][year]; have != want {
				in.wrong(fmt.Sprintf("%s of %d", info.Name, year), "there are %d of them, and %d were counted", have, want)
			}
		}
	}
}

// merged has the keys of both maps.
func merged(a, b map[int]uint32) map[int]bool {
	all := map[int]bool{}
	for k := range a {
		all[k] = true
	}
	for k := range b {
		all[k] = true
	}
	return all
}

// records reads the records of one kind.
func (in *inspector) records(info planner.KindInfo, b *bolt.Bucket, counted tally) {
	given := in.Head.Given[info.Name]
	numbers := make([]bool, given+1) // kept once all were met
	last := uint32(0)
	cursor := b.Cursor()
	for key, sealed := cursor.First(); key != nil; key, sealed = cursor.Next() {
		in.watch.take(len(sealed))
		in.Records[info.Name]++
		n, err := nextNumber(info, key, last, given)
		if err != nil { // out of order: the walk might have no end
			in.failed(place(info.Name, key), err)
			break
		}
		last, numbers[n] = n, true
		r, err := unsealRecord(info, slices.Clone(key), sealed)
		if err != nil {
			in.failed(place(info.Name, key), err)
			continue
		}
		for _, to := range planner.References(r) {
			in.refs = append(in.refs, reference{r.Key(), to})
		}
		if !info.History {
			continue
		}
		counted.count(info.Name, 0, r.Day().Year)
		if day := in.tx.Bucket([]byte(dayBucket)); day != nil && day.Get(dayKey(info.Kind, r.Day(), n)) == nil {
			in.wrong(place(info.Name, key), "it is not listed under its day, %s", r.Day())
		}
	}
	in.seen[info.Kind] = numbers
}

// has reports whether a record was met.
func (in *inspector) has(id planner.ID) bool {
	numbers := in.seen[id.Kind]
	return int(id.N) < len(numbers) && numbers[id.N]
}

// days looks for entries of the index of days that lead nowhere. That each
// record has its entry, and where, was seen with the records.
func (in *inspector) days() {
	b, err := in.bucket(dayBucket)
	if err != nil {
		in.failed(dayBucket, err)
		return
	}
	entries, cursor := map[planner.Kind]int{}, b.Cursor()
	var last []byte
	for key, _ := cursor.First(); key != nil; key, _ = cursor.Next() {
		in.watch.step()
		if len(key) != dayKeyLen || bytes.Compare(key, last) <= 0 {
			in.wrong(dayBucket, "the index of days is out of order")
			return
		}
		last = append(last[:0], key...)
		id := planner.ID{Kind: planner.Kind(key[0]), N: binary.BigEndian.Uint32(key[dayKeyLen-4:])}
		if entries[id.Kind]++; in.seen[id.Kind] != nil && !in.has(id) {
			in.wrong(dayBucket, "%s is listed under a day and is not there", id)
		}
	}
	for _, info := range planner.Kinds {
		if info.History && in.seen[info.Kind] != nil && entries[info.Kind] != in.Records[info.Name] {
			in.wrong(dayBucket, "%d of %d %s are listed", entries[info.Kind], in.Records[info.Name], info.Plural())
		}
	}
}

// references looks for records that others refer to and that are not there.
// That is passed over wherever it matters, so it is no more than a warning.
func (in *inspector) references() {
	for _, ref := range in.refs {
		if _, known := ref.to.Kind.Info(); !known || !in.has(ref.to) {
			in.find(planner.Finding{Where: ref.from.Kind.String() + " " + ref.from.String(), What: fmt.Sprintf("it refers to %s, which is not there", ref.to), Warning: true})
		}
	}
}

// glance compares what shell prompts are told with what the plan says. Older
// formats tell less.
func (in *inspector) glance() {
	var g planner.Glance
	if err := in.meta(glanceKey, &g); err != nil {
		in.failed("meta "+glanceKey, err)
		return
	}
	if in.Version < schema {
		return
	}
	plan, _, err := in.load()
	if err != nil {
		return // was found above
	}
	want, err := seal(metaBucket, []byte(glanceKey), plan.Glance())
	have := in.tx.Bucket([]byte(metaBucket)).Get([]byte(glanceKey))
	if err == nil && !bytes.Equal(want, have) {
		in.find(planner.Finding{Where: "meta " + glanceKey, What: "what shell prompts are told is not up to date", Warning: true})
	}
}
