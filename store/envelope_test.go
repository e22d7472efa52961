package store

import (
	"testing"

	"waymark/planner"
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
// the encoder. History always has its day.
func TestRoundTrip(t *testing.T) {
	for _, info := range planner.Kinds {
		key := numberKey(3)
		records := []planner.Record{filledIn(t, info)}
		if !info.History {
			records = append(records, info.New())
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
