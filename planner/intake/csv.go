package intake

import "errors"

// ReadCSV reads a file.
func ReadCSV(Input) (Batch, error) { return nil, errors.New("not yet") }

func looksLikeTable([]byte) bool { return false }
