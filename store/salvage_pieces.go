package store

import (
	"fmt"

	"waymark/planner"
)

// saved is a value as it was sealed and as it reads.
type saved[T any] struct {
	sealed []byte
	value  T
}

// pieces are what was read of a plan, each sound in itself.
type pieces struct {
	version int // of the format; 0: not known
	birth   *birth
	head    *head
	records map[planner.ID]saved[planner.Record]
	journal map[uint64]saved[planner.Entry]
}

// empty reports that nothing was read that a plan could be made of.
func (p *pieces) empty() bool { return len(p.records)+len(p.journal) == 0 }

// add takes a value that was found at a place, if it is sound there. It keeps
// the bytes.
func (p *pieces) add(bucket string, key, sealed []byte) error {
	sealed, err := raised(p.version, bucket, key, sealed)
	if err != nil {
		return err
	}
	value, err := unsealAny(bucket, key, sealed)
	if err != nil {
		return err
	}
	switch value := value.(type) {
	case *schemaNote:
		p.version = value.Version
	case *birth:
		p.birth = value
	case *head:
		p.head = value
	case *planner.Entry:
		if p.journal == nil {
			p.journal = map[uint64]saved[planner.Entry]{}
		}
		p.journal[value.Seq] = saved[planner.Entry]{sealed, *value}
	case planner.Record:
		if p.records == nil {
			p.records = map[planner.ID]saved[planner.Record]{}
		}
		p.records[value.Key()] = saved[planner.Record]{sealed, value}
	}
	return nil
}

// unsealAny decodes a value of any bucket that can be salvaged.
func unsealAny(bucket string, key, sealed []byte) (any, error) {
	if kind, ok := planner.KindNamed(bucket); ok && len(key) == 4 {
		info, _ := kind.Info()
		return unsealRecord(info, key, sealed)
	}
	var value any
	switch {
	case bucket == journalBucket && len(key) == 8:
		return unsealEntry(key, sealed)
	case bucket == metaBucket && string(key) == schemaKey:
		value = new(schemaNote)
	case bucket == metaBucket && string(key) == birthKey:
		value = new(birth)
	case bucket == metaBucket && string(key) == headKey:
		value = new(head)
	default:
		return nil, fmt.Errorf("%s: %w", place(bucket, key), planner.ErrNotFound)
	}
	return value, unseal(bucket, key, sealed, value)
}

// unsealEntry decodes a change and checks that it is the one it lies as.
func unsealEntry(key, sealed []byte) (*planner.Entry, error) {
	e := new(planner.Entry)
	if err := unseal(journalBucket, key, sealed, e); err != nil {
		return nil, err
	}
	if string(seqKey(e.Seq)) != string(key) || e.First > e.Seq {
		return nil, damaged("%s calls itself %d", place(journalBucket, key), e.Seq)
	}
	e.At = e.At.UTC()
	return e, nil
}

// raised brings a value up to the present format. What a step does at its end
// is not needed, since a salvage works all such things out anew: counts and the
// notes of weeks.
func raised(version int, bucket string, key, sealed []byte) ([]byte, error) {
	var err error
	for v := version; v > 0 && v < schema && err == nil && sealed != nil; v++ {
		sealed, err = steps[v-1].how(bucket, key, sealed)
	}
	return sealed, err
}

// metaKeys are the keys of the meta bucket that a salvage asks for.
var metaKeys = []string{schemaKey, birthKey, headKey}

// keyOf is the key of a number in a bucket; nil if there can't be one. Meta
// keys are numbered as in metaKeys.
func keyOf(bucket string, n uint64) []byte {
	switch {
	case bucket == journalBucket:
		return seqKey(n)
	case bucket == metaBucket && n <= uint64(len(metaKeys)):
		return []byte(metaKeys[n-1])
	case bucket != metaBucket && n <= 1<<32-1:
		return numberKey(uint32(n))
	}
	return nil
}

// metaSpans asks for who a plan is.
func metaSpans() []span { return []span{{Bucket: metaBucket, From: 1, To: uint64(len(metaKeys))}} }

// spansUpTo asks for all records and changes; on is for numbers that may not
// be the last.
func spansUpTo(given map[string]uint32, revision uint64, on bool) []span {
	all := []span{{Bucket: journalBucket, From: 1, To: revision, On: on}}
	for _, info := range planner.Kinds {
		all = append(all, span{Bucket: info.Name, From: 1, To: uint64(given[info.Name]), On: on})
	}
	return all
}
