package export

import _ "embed" // the schema

//go:embed schema.json
var planSchema string

// Schema is the JSON Schema of the document that Plain writes.
func Schema() string { return planSchema }
