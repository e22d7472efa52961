package path

import _ "embed"

//go:embed starter.yaml
var starter []byte

// Starter is the source of a short path to write one's own from: complete,
// with a comment on each key.
func Starter() []byte { return starter }

// BuiltinSource is the source of the built-in path.
func BuiltinSource() []byte { return builtinSource }
