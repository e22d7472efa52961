package path

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml/ast"
)

// reader walks the nodes of one file and collects every mistake on the way.
// It never stops at the first: whoever writes a path wants the whole list.
type reader struct {
	file   string
	errs   []*Error
	seen   map[string]map[string]place // ids by the kind of thing they name
	forms  []mention                   // role forms named by entries
	serves []mention                   // milestones named by the phase's actions

	phaseAt map[int]place // by the phase's number
}

// mention is a reference that can be checked only once all is read.
type mention struct {
	id string
	at place
}

func (r *reader) fail(at place, problem, expected string) {
	r.errs = append(r.errs, &Error{
		File: r.file, Line: at.line, Column: at.column, Problem: problem, Expected: expected,
	})
}

// key is one key of a mapping: its name, whether it must be there, and what
// reads its value.
type key struct {
	name     string
	required bool
	read     valueReader
}

// valueReader reads the value of the named key.
type valueReader func(name string, n ast.Node)

func must(name string, read valueReader) key { return key{name, true, read} }
func may(name string, read valueReader) key  { return key{name, false, read} }

// object reads a mapping that has just these keys. The what is the thing in
// words, with its article: "a milestone".
func (r *reader) object(n ast.Node, what string, keys ...key) {
	var pairs []*ast.MappingValueNode
	switch m := n.(type) {
	case *ast.MappingNode:
		pairs = m.Values
	case *ast.MappingValueNode:
		pairs = []*ast.MappingValueNode{m}
	default:
		r.fail(placeOf(n), fmt.Sprintf("%s is %s", what, kindOf(n)), "keys and values: "+namesOf(keys, false))
		return
	}
	first := map[string]place{}
	for _, pair := range pairs {
		name, where := keyName(pair), placeOf(pair)
		if before, ok := first[name]; ok {
			r.fail(where, fmt.Sprintf("key %s given twice; the first is on line %d", quote(name), before.line), "it once")
			continue
		}
		first[name] = where
		if !read(keys, name, pair.Value) {
			known := make([]string, len(keys))
			for i, k := range keys {
				known[i] = k.name
			}
			r.fail(where, "unknown key "+quote(name)+hint(name, known), "one of "+strings.Join(known, ", "))
		}
	}
	for _, k := range keys {
		if _, ok := first[k.name]; k.required && !ok {
			r.fail(placeOf(n), fmt.Sprintf("missing key %q", k.name), what+" to have "+namesOf(keys, true))
		}
	}
}

func read(keys []key, name string, value ast.Node) bool {
	for _, k := range keys {
		if k.name == name {
			k.read(strconv.Quote(name), value) // so that messages tell the key from their own words
			return true
		}
	}
	return false
}

func namesOf(keys []key, onlyRequired bool) string {
	var names []string
	for _, k := range keys {
		if k.required || !onlyRequired {
			names = append(names, k.name)
		}
	}
	return orList(names, "and")
}

// list reads a sequence. A key with nothing after it is an empty list, so
// that entries can be commented out one by one.
func (r *reader) list(of string, item func(ast.Node)) valueReader {
	return func(name string, n ast.Node) {
		if isNull(n) {
			return
		}
		seq, ok := n.(*ast.SequenceNode)
		if !ok {
			r.fail(placeOf(n), name+" is "+kindOf(n), "a list of "+of)
			return
		}
		for _, v := range seq.Values {
			item(v)
		}
	}
}

// listInto appends what item reads to a slice.
func listInto[T any](r *reader, dst *[]T, of string, item func(ast.Node, *T)) valueReader {
	return r.list(of, func(n ast.Node) {
		var t T
		item(n, &t)
		*dst = append(*dst, t)
	})
}

// number reads a whole number within the bounds.
func (r *reader) number(dst *int, least, most int) valueReader {
	return func(name string, n ast.Node) {
		expected := fmt.Sprintf("a whole number from %d to %d", least, most)
		v, ok := n.(*ast.IntegerNode)
		if !ok {
			r.fail(placeOf(n), name+" is "+kindOf(n), expected)
			return
		}
		i := most + 1
		switch x := v.Value.(type) {
		case int64:
			i = int(min(max(x, int64(least)-1), int64(most)+1))
		case uint64:
			i = int(min(x, uint64(most)+1))
		}
		if i < least || i > most {
			r.fail(placeOf(n), fmt.Sprintf("%s is %s", name, plain(v.GetToken().Value)), expected)
			return
		}
		*dst = i
	}
}

func (r *reader) flag(dst *bool) valueReader {
	return func(name string, n ast.Node) {
		v, ok := n.(*ast.BoolNode)
		if !ok {
			r.fail(placeOf(n), name+" is "+kindOf(n), "true or false")
			return
		}
		*dst = v.Value
	}
}

// text returns the text of a node, or reports that it is something else.
func (r *reader) text(name string, n ast.Node, expected string) (string, bool) {
	switch v := n.(type) {
	case *ast.StringNode:
		return v.Value, true
	case *ast.LiteralNode:
		return v.Value.Value, true
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.InfinityNode, *ast.NanNode:
		r.fail(placeOf(n), name+" is "+kindOf(n), expected+", in quotes")
	default:
		r.fail(placeOf(n), name+" is "+kindOf(n), expected)
	}
	return "", false
}

func keyName(pair *ast.MappingValueNode) string {
	if pair.Key == nil || pair.Key.GetToken() == nil {
		return ""
	}
	return pair.Key.GetToken().Value
}

// placeOf is where a person would look for the node: a mapping begins at its
// first key, though its own token is the colon after it.
func placeOf(n ast.Node) place {
	switch v := n.(type) {
	case nil:
		return place{1, 1}
	case *ast.MappingNode:
		if !v.IsFlowStyle && len(v.Values) > 0 {
			return placeOf(v.Values[0])
		}
	case *ast.MappingValueNode:
		if v.Key != nil {
			return at(v.Key.GetToken())
		}
	}
	return at(n.GetToken())
}

func isNull(n ast.Node) bool {
	_, null := n.(*ast.NullNode)
	return null || n == nil
}

// kindOf says what stands there in place of what was expected.
func kindOf(n ast.Node) string {
	switch n.(type) {
	case nil, *ast.NullNode:
		return "empty"
	case *ast.MappingNode, *ast.MappingValueNode:
		return "a group of keys"
	case *ast.SequenceNode:
		return "a list"
	case *ast.IntegerNode, *ast.FloatNode, *ast.InfinityNode, *ast.NanNode:
		return "the number " + plain(n.GetToken().Value)
	case *ast.BoolNode:
		return plain(n.GetToken().Value)
	case *ast.StringNode:
		return "the text " + quote(n.GetToken().Value)
	case *ast.LiteralNode:
		return "text"
	default:
		return "something else"
	}
}
