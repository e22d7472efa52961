package store

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"

	"waymark/planner"
)

// Every value is an envelope: a version byte, the CRC-32C of where it lies and
// what it holds, then the CBOR of the record. A value that was altered, or
// that turns up under another key, does not open.
const (
	envelopeVersion = 1
	envelopeHead    = 5
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

func checksum(bucket string, key, payload []byte) uint32 {
	sum := crc32.Update(0, castagnoli, []byte(bucket))
	sum = crc32.Update(sum, castagnoli, []byte{0, envelopeVersion})
	sum = crc32.Update(sum, castagnoli, key)
	return crc32.Update(sum, castagnoli, payload)
}

// seal encodes a value for its place.
func seal(bucket string, key []byte, v any) ([]byte, error) {
	payload, err := encoder.Marshal(v)
	if err != nil {
		return nil, fmt.Errorf("encode %s: %w", place(bucket, key), err)
	}
	sealed := make([]byte, envelopeHead, envelopeHead+len(payload))
	sealed[0] = envelopeVersion
	binary.BigEndian.PutUint32(sealed[1:], checksum(bucket, key, payload))
	return append(sealed, payload...), nil
}

// unseal decodes a value that was found at a place.
func unseal(bucket string, key, sealed []byte, v any) error {
	if len(sealed) < envelopeHead || sealed[0] != envelopeVersion {
		return damaged("%s is not a record", place(bucket, key))
	}
	payload := sealed[envelopeHead:]
	if binary.BigEndian.Uint32(sealed[1:]) != checksum(bucket, key, payload) {
		return damaged("the checksum of %s does not fit", place(bucket, key))
	}
	if err := decoder.Unmarshal(payload, v); err != nil {
		return damaged("%s can't be read (%w)", place(bucket, key), err)
	}
	return nil
}

// unsealRecord decodes a record and checks that it is the one it lies as.
func unsealRecord(info planner.KindInfo, key, sealed []byte) (planner.Record, error) {
	r := info.New()
	if err := unseal(info.Name, key, sealed, r); err != nil {
		return nil, err
	}
	if want := (planner.ID{Kind: info.Kind, N: binary.BigEndian.Uint32(key)}); r.Key() != want {
		return nil, damaged("%s calls itself %s", place(info.Name, key), r.Key())
	}
	return r, nil
}

// place names a key for people: "action a12", "journal 7", "meta head".
func place(bucket string, key []byte) string {
	if kind, ok := planner.KindNamed(bucket); ok && len(key) == 4 {
		return bucket + " " + planner.ID{Kind: kind, N: binary.BigEndian.Uint32(key)}.String()
	}
	if len(key) == 8 {
		return fmt.Sprintf("%s %d", bucket, binary.BigEndian.Uint64(key))
	}
	return fmt.Sprintf("%s %s", bucket, planner.ShowLine(string(key)))
}
