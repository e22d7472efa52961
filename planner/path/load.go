package path

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// Bounds on what is parsed at all. They are far above any path a person would
// write, and keep a hostile or mistaken file from costing time: the parser's
// work grows with the square of the keys in one mapping, and it recurses once
// per level.
const (
	maxBytes  = 1 << 20
	maxTokens = 30_000
	maxNested = 20 // brackets within brackets, or list marks on one line
	maxIndent = 80 // columns
)

const (
	expectsSyntax = "keys at one level to line up, spaces for indentation, " +
		"and quotes around text that holds \": \" or \" #\" or begins with a mark"
	expectsText = "the text itself, in each place where it is needed"
)

// Load reads a path from YAML. The name is used in errors only. When anything
// is wrong the path is nil and the error joins every mistake found (at most
// about twenty), in the order of the file, each an *Error.
func Load(name string, src []byte) (*Path, error) {
	_, p, err := load(name, src)
	return p, err
}

// load also gives the reader, which knows where things stand.
func load(name string, src []byte) (*reader, *Path, error) {
	r := &reader{file: name, seen: map[string]map[string]place{}, phaseAt: map[int]place{}}
	root := r.parse(src)
	if len(r.errs) > 0 {
		return r, nil, joinErrors(r.errs)
	}
	p := r.path(root)
	if len(r.errs) > 0 {
		return r, nil, joinErrors(r.errs)
	}
	return r, p, nil
}

// Source reads the whole of a file that should hold a path, and no more of a
// longer one than it takes to refuse it.
func Source(name string, from io.Reader) ([]byte, error) {
	src, err := io.ReadAll(io.LimitReader(from, maxBytes+1))
	if err == nil && len(src) > maxBytes {
		err = &Error{File: name, Line: 1, Column: 1, Problem: "the file is too long", Expected: fmt.Sprintf("at most %d bytes", maxBytes)}
	}
	return src, err
}

// parse turns the file into a tree of nodes, or records why it can't.
func (r *reader) parse(src []byte) (root ast.Node) {
	start := place{1, 1}
	if len(src) > maxBytes {
		r.fail(start, fmt.Sprintf("the file has %d bytes", len(src)), fmt.Sprintf("at most %d", maxBytes))
		return nil
	}
	src = bytes.TrimPrefix(src, []byte("\ufeff"))
	src = bytes.ReplaceAll(src, []byte("\r\n"), []byte("\n"))
	src = bytes.ReplaceAll(src, []byte("\r"), []byte("\n"))
	if at, ok := invalidUTF8(src); ok {
		r.fail(at, "bytes that are not UTF-8", "a text file saved as UTF-8")
		return nil
	}
	// A parser is fed whatever a person has lying about. Should it trip over
	// some of it, that is a mistake in the file like any other, not a crash.
	defer func() {
		if recover() != nil {
			root = nil
			r.fail(start, "the YAML parser gave up on this file", expectsSyntax)
		}
	}()
	tokens := lexer.Tokenize(string(src))
	if !r.modest(tokens) {
		return nil
	}
	file, err := parser.Parse(tokens, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		r.failSyntax(err)
		return nil
	}
	return r.document(file)
}

// document returns the root of the only document in the file.
func (r *reader) document(file *ast.File) ast.Node {
	var root ast.Node
	for _, d := range file.Docs {
		if d.Body == nil {
			continue
		}
		if root != nil {
			r.fail(placeOf(d.Body), "a second document begins here", "one path in one file")
			return nil
		}
		root = d.Body
	}
	if root == nil {
		r.fail(place{1, 1}, "the file is empty", "a path with name, version, title and phases")
	}
	return root
}

// modest refuses, before anything recursive runs, what a path never needs:
// references (a few of which can unfold without end), tags, complex keys,
// and size or depth beyond all use.
func (r *reader) modest(tokens token.Tokens) bool {
	if len(tokens) > maxTokens {
		r.fail(at(tokens[maxTokens]), fmt.Sprintf("more than %d keys, values and marks", maxTokens),
			"a path of at most a few hundred entries")
		return false
	}
	var depth nesting
	for _, tk := range tokens {
		if what := refused(tk.Type); what != "" {
			r.fail(at(tk), what+" are not used in path files", expectsText)
			return false
		}
		if depth.tooDeep(tk) {
			r.fail(at(tk), "lists or keys nested too deeply", "phases, their lists, and the keys of each entry")
			return false
		}
	}
	return true
}

// nesting bounds how deep the tree of a file can get, from its tokens alone:
// by open brackets, and outside them by list and key marks on one line and by
// indentation.
type nesting struct{ open, line, marks int }

func (d *nesting) tooDeep(tk *token.Token) bool {
	if isBlock(tk) {
		return false
	}
	indent := 0
	if tk.Position.Line != d.line {
		d.line, d.marks = tk.Position.Line, 0
		indent = tk.Position.Column
	}
	switch tk.Type {
	case token.MappingStartType, token.SequenceStartType:
		d.open++
	case token.MappingEndType, token.SequenceEndType:
		d.open--
	case token.SequenceEntryType, token.MappingValueType:
		d.marks++
	default:
	}
	if d.open > 0 {
		return d.open > maxNested
	}
	return d.marks > maxNested || indent > maxIndent
}

// isBlock reports the text behind >- or |, which nests nothing. At the end of a
// file the parser has it stand where it ends.
func isBlock(tk *token.Token) bool {
	return tk.Prev != nil && (tk.Prev.Type == token.FoldedType || tk.Prev.Type == token.LiteralType)
}

func refused(t token.Type) string {
	switch t {
	case token.AnchorType, token.AliasType, token.MergeKeyType:
		return "anchors, aliases and merges (&, *, <<)"
	case token.TagType:
		return "tags (!)"
	case token.DirectiveType:
		return "directives (%)"
	case token.MappingKeyType:
		return "complex keys (?)"
	default:
		return ""
	}
}

// syntaxHints translate the parser's commonest complaints into what to do.
var syntaxHints = []struct{ part, expected string }{
	{"mapping value is not allowed", `quotes around text that holds ": "`},
	{"cannot start any token", "spaces, not tabs, for indentation"},
	{"tab character", "spaces, not tabs, for indentation"},
	{"could not find end character", "the closing quote"},
	{"end token", "the closing bracket"},
	{"reserved character", "quotes around text that begins with @ or `"},
}

func (r *reader) failSyntax(err error) {
	where, message := place{1, 1}, err.Error()
	var located interface {
		GetMessage() string
		GetToken() *token.Token
	}
	if errors.As(err, &located) {
		message = located.GetMessage()
		if tk := located.GetToken(); tk != nil {
			where = at(tk)
		}
	}
	expected := expectsSyntax
	for _, h := range syntaxHints {
		if strings.Contains(message, h.part) {
			expected = h.expected
			break
		}
	}
	r.fail(where, "not valid YAML: "+plain(message), expected)
}

func at(tk *token.Token) place {
	if tk == nil || tk.Position == nil {
		return place{1, 1}
	}
	return place{max(tk.Position.Line, 1), max(tk.Position.Column, 1)}
}

func invalidUTF8(src []byte) (place, bool) {
	if utf8.Valid(src) {
		return place{}, false
	}
	where := place{1, 1}
	for len(src) > 0 {
		c, size := utf8.DecodeRune(src)
		if c == utf8.RuneError && size == 1 {
			break
		}
		where.column++
		if c == '\n' {
			where = place{where.line + 1, 1}
		}
		src = src[size:]
	}
	return where, true
}
