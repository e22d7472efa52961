package schema

import (
	"bytes"
	"fmt"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// Validator checks documents against one schema.
type Validator struct{ schema *jsonschema.Schema }

// Compile reads a schema. Dates and the like are checked for their form.
func Compile(text []byte) (*Validator, error) {
	const name = "schema.json"
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		return nil, fmt.Errorf("read the schema: %w", err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource(name, doc); err != nil {
		return nil, fmt.Errorf("read the schema: %w", err)
	}
	s, err := c.Compile(name)
	if err != nil {
		return nil, fmt.Errorf("read the schema: %w", err)
	}
	return &Validator{s}, nil
}

// Check says what of a document the schema doesn't allow.
func (v *Validator) Check(document []byte) error {
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(document))
	if err != nil {
		return fmt.Errorf("read the document: %w", err)
	}
	return v.schema.Validate(doc)
}
