package store

import (
	"encoding/json"
	"errors"
)

// readJob is written with the salvage.
func readJob([]string, *json.Encoder) error { return errors.New("not yet") }
