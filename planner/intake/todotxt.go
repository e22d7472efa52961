package intake

import "errors"

// ReadTodoTxt reads a file.
func ReadTodoTxt(Input) (Batch, error) { return nil, errors.New("not yet") }
