package store

import (
	"bytes"
	"encoding/binary"
	"errors"
	"reflect"
	"strings"
	"testing"

	"waymark/planner"

	"cloud.google.com/go/civil"
)

// TestSealedInPlace finds that a value opens in its own place only.
func TestSealedInPlace(t *testing.T) {
	sealed, err := seal("action", numberKey(7), "text")
	if err != nil {
		t.Fatal(err)
	}
	cut := sealed[:len(sealed)-1]
	tests := []struct {
		name   string
		bucket string
		key    uint32
		value  []byte
		opens  bool
	}{
		{"its own", "action", 7, sealed, true},
		{"another number", "action", 8, sealed, false},
		{"another bucket", "capture", 7, sealed, false},
		{"cut", "action", 7, cut, false},
		{"almost nothing", "action", 7, sealed[:3], false},
		{"nothing", "action", 7, nil, false},
		{"another version", "action", 7, append([]byte{9}, sealed[1:]...), false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var text string
			err := unseal(test.bucket, numberKey(test.key), test.value, &text)
			if (err == nil) != test.opens || test.opens && text != "text" {
				t.Errorf("%q, %v", text, err)
			}
		})
	}
}

// TestRoundTrip sends records with every field set, and with none, through
// the encoder. What has to have a day always has it.
func TestRoundTrip(t *testing.T) {
	for _, info := range planner.Kinds {
		key := numberKey(3)
		records := []planner.Record{filledIn(t, info)}
		if empty := info.New(); !lacksDay(reflect.ValueOf(empty).Elem()) {
			records = append(records, empty)
		}
		for _, r := range records {
			setNumber(r, planner.ID{Kind: info.Kind, N: 3})
			sealed, err := seal(info.Name, key, r)
			if err != nil {
				t.Fatal(err)
			}
			got, err := unsealRecord(info, key, sealed)
			if err != nil {
				t.Fatalf("%s: %v", info.Name, err)
			}
			compare(t, r, got)
		}
	}
}

// FuzzUnseal is case 42 for the envelope. Arbitrary bytes at any place never
// do worse than not to open, and say that they are damage. The same bytes are
// then tried as what a true checksum covers, which gets them as far as the
// decoder: a record that opens is sealed and opened again as the same one.
func FuzzUnseal(f *testing.F) {
	for at, info := range planner.Kinds {
		r := filledIn(f, info)
		setNumber(r, planner.ID{Kind: info.Kind, N: 3})
		sealed, err := seal(info.Name, numberKey(3), r)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(uint8(at), uint32(3), sealed)
		f.Add(uint8(at), uint32(3), sealed[envelopeHead:])
		f.Add(uint8(at), uint32(3), sealed[:len(sealed)/2])
	}
	f.Add(uint8(2), uint32(3), []byte{0xa1, 0x62, 'i', 'd', 0x62, 'a', '3'})
	f.Add(uint8(2), uint32(0), []byte{0x9b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff})
	f.Add(uint8(5), uint32(3), bytes.Repeat([]byte{0x81}, 1000))
	f.Fuzz(func(t *testing.T, kind uint8, n uint32, text []byte) {
		info, key := planner.Kinds[int(kind)%len(planner.Kinds)], numberKey(n)
		_, err := unsealRecord(info, key, text)
		wantDamage(t, err)
		sealed := binary.BigEndian.AppendUint32([]byte{envelopeVersion}, checksum(info.Name, key, text))
		r, err := unsealRecord(info, key, append(sealed, text...))
		wantDamage(t, err)
		if err != nil {
			return
		}
		again, err := seal(info.Name, key, r)
		if err != nil {
			t.Fatalf("what opened can't be sealed: %v", err)
		}
		got, err := unsealRecord(info, key, again)
		if err != nil {
			if !lacksDay(reflect.ValueOf(r).Elem()) { // which is why put looks at what it sealed
				t.Fatalf("what opened and was sealed again doesn't open: %v", err)
			}
			return
		}
		compare(t, r, got)
		if once, err := seal(info.Name, key, got); err != nil || !bytes.Equal(once, again) {
			t.Errorf("sealed again, it is %x and not %x (%v)", once, again, err)
		}
	})
}

// wantDamage fails for an error that does not say that it is damage.
func wantDamage(t *testing.T, err error) {
	t.Helper()
	if err != nil && !errors.Is(err, planner.ErrDamaged) {
		t.Errorf("an error that is no damage: %v", err)
	}
}

// lacksDay reports whether a record, or what it has a list of, lacks a day that
// it has to have, for which there is no way of writing.
func lacksDay(r reflect.Value) bool {
	for field, v := range r.Fields() {
		day, ok := v.Interface().(civil.Date)
		if ok && day.IsZero() && !strings.Contains(field.Tag.Get("json"), "omitzero") {
			return true
		}
		if v.Kind() != reflect.Slice || v.Type().Elem().Kind() != reflect.Struct {
			continue
		}
		for i := range v.Len() {
			if lacksDay(v.Index(i)) {
				return true
			}
		}
	}
	return false
}
