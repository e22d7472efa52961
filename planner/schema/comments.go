package schema

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strings"
)

// Read reads the comments of a package's types from its folder.
func (m *Maker) Read(pkg, dir string) error {
	if m.comments == nil {
		m.comments = map[string]string{}
	}
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		return fmt.Errorf("look for the sources of %s: %w", pkg, err)
	}
	if len(files) == 0 {
		return fmt.Errorf("look for the sources of %s in %s: %w", pkg, dir, fs.ErrNotExist)
	}
	set := token.NewFileSet()
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		parsed, err := parser.ParseFile(set, file, nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return fmt.Errorf("read the comments of %s: %w", pkg, err)
		}
		for _, decl := range parsed.Decls {
			if group, ok := decl.(*ast.GenDecl); ok && group.Tok == token.TYPE {
				m.readTypes(pkg, group)
			}
		}
	}
	return nil
}

func (m *Maker) readTypes(pkg string, group *ast.GenDecl) {
	for _, spec := range group.Specs {
		typ, ok := spec.(*ast.TypeSpec)
		if !ok {
			continue
		}
		about := typ.Doc
		if about == nil && len(group.Specs) == 1 {
			about = group.Doc
		}
		name := pkg + "." + typ.Name.Name
		m.note(name, about)
		fields, ok := typ.Type.(*ast.StructType)
		if !ok {
			continue
		}
		for _, f := range fields.Fields.List {
			for _, ident := range f.Names {
				m.note(name+"."+ident.Name, f.Doc)
				m.note(name+"."+ident.Name, f.Comment)
			}
		}
	}
}

// note keeps a comment as one line.
func (m *Maker) note(name string, about *ast.CommentGroup) {
	if text := strings.Join(strings.Fields(about.Text()), " "); text != "" {
		m.comments[name] = text
	}
}
