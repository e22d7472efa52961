package store

import (
	"fmt"
	"math"

	"github.com/fxamacker/cbor/v2"
)

// Records are CBOR maps under the JSON names of their fields, which never
// change meaning: a file stays readable with any CBOR tool.
var encoder, decoder = modes()

func modes() (cbor.EncMode, cbor.DecMode) {
	enc, err := cbor.EncOptions{
		Sort:          cbor.SortBytewiseLexical, // the same record always gives the same bytes
		Time:          cbor.TimeUnix,
		TextMarshaler: cbor.TextMarshalerTextString,
		IndefLength:   cbor.IndefLengthForbidden,
	}.EncMode()
	if err != nil {
		panic(fmt.Sprintf("store: options of the encoder: %v", err))
	}
	dec, err := cbor.DecOptions{
		TextUnmarshaler:   cbor.TextUnmarshalerTextString,
		FieldNameMatching: cbor.FieldNameMatchingCaseSensitive,
		// Text that is not quite UTF-8 is a blemish, not a reason to lose the
		// record: it is cleaned where it is drawn.
		UTF8: cbor.UTF8DecodeInvalid,
		// One edit may touch every record there is.
		MaxArrayElements: math.MaxInt32,
		MaxMapPairs:      math.MaxInt32,
	}.DecMode()
	if err != nil {
		panic(fmt.Sprintf("store: options of the decoder: %v", err))
	}
	return enc, dec
}
