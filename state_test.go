package daybook_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"path/filepath"
	"strings"
	"testing"
)

// statefulVariables are the package-level variables that do hold state, each with its reason.
var statefulVariables = map[string]string{
	"internal/testpostgres.server": "a throw-away cluster takes a second to start: one serves a whole test process",
	"internal/testpostgres.spare":  "databases of that cluster that a test is done with",
}

// clockCalls are the functions of package time that look at a clock.
var clockCalls = map[string]bool{"Now": true, "Since": true, "Until": true, "Sleep": true, "After": true, "AfterFunc": true, "Tick": true, "NewTimer": true, "NewTicker": true}

// source is a package's syntax, with the variables and functions that its identifiers mean.
type source struct {
	goPackage
	files *token.FileSet
	trees []*ast.File
	info  types.Info
}

// sourceOf parses a package without its tests. Imports are not followed: what is asked is only
// which identifiers are the package's own.
func sourceOf(t *testing.T, p goPackage) source {
	t.Helper()
	s := source{goPackage: p, files: token.NewFileSet(), info: types.Info{Uses: map[*ast.Ident]types.Object{}}}
	for _, name := range p.GoFiles {
		tree, err := parser.ParseFile(s.files, filepath.Join(p.Dir, name), nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		s.trees = append(s.trees, tree)
	}
	checker := types.Config{Error: func(error) {}, Importer: noImports{}}
	_, _ = checker.Check(p.ImportPath, s.files, s.trees, &s.info)
	return s
}

type noImports struct{}

func (noImports) Import(string) (*types.Package, error) {
	return nil, fmt.Errorf("imports are not followed")
}

func (s source) place(n ast.Node) string {
	at := s.files.Position(n.Pos())
	return fmt.Sprintf("%s/%s:%d", folder(s.ImportPath), filepath.Base(at.Filename), at.Line)
}

func TestNothingHappensOnImport(t *testing.T) {
	for _, p := range packages(t) {
		s := sourceOf(t, p)
		for _, tree := range s.trees {
			for _, declaration := range tree.Decls {
				if f, ok := declaration.(*ast.FuncDecl); ok && f.Recv == nil && f.Name.Name == "init" {
					t.Errorf("%s: func init: what a package offers is listed where it is used, not registered", s.place(f))
				}
			}
		}
	}
}

func TestTransformsReadNoClock(t *testing.T) {
	for _, p := range packages(t) {
		if !fitsPattern("transforms/...", p.ImportPath) {
			continue
		}
		s := sourceOf(t, p)
		s.each(func(n ast.Node) {
			call, ok := n.(*ast.SelectorExpr)
			if !ok {
				return
			}
			if from, ok := call.X.(*ast.Ident); ok && from.Name == "time" && clockCalls[call.Sel.Name] {
				t.Errorf("%s: time.%s: transforms have no clock (invariant 5)", s.place(n), call.Sel.Name)
			}
		})
	}
}

func TestNoPackageHoldsState(t *testing.T) {
	met := map[string]bool{}
	for _, p := range packages(t) {
		s := sourceOf(t, p)
		complain := func(n ast.Node, name, why string) {
			if full := folder(p.ImportPath) + "." + name; statefulVariables[full] != "" {
				met[full] = true
				return
			}
			t.Errorf("%s: variable %s %s: pass state in, or make it a constant table", s.place(n), name, why)
		}
		s.declarations(complain)
		s.writes(complain)
	}
	for name := range statefulVariables {
		if !met[name] {
			t.Errorf("%s is listed as stateful and is not", name)
		}
	}
}

// declarations complains of package-level variables that can be filled later without being assigned to.
func (s source) declarations(complain func(ast.Node, string, string)) {
	for _, tree := range s.trees {
		for _, declaration := range tree.Decls {
			group, ok := declaration.(*ast.GenDecl)
			if !ok || group.Tok != token.VAR {
				continue
			}
			for _, spec := range group.Specs {
				values := spec.(*ast.ValueSpec)
				if why := fillable(group, values); why != "" {
					complain(values, values.Names[0].Name, why)
				}
			}
		}
	}
}

// fillable says why a declaration is a place for state; an embedded file is filled by the compiler.
func fillable(group *ast.GenDecl, values *ast.ValueSpec) string {
	for _, comment := range []*ast.CommentGroup{group.Doc, values.Doc} {
		if comment != nil && strings.HasPrefix(comment.List[len(comment.List)-1].Text, "//go:embed ") {
			return ""
		}
	}
	if len(values.Values) == 0 && hasMethods(values.Type) {
		return "begins empty"
	}
	for _, value := range values.Values {
		call, ok := value.(*ast.CallExpr)
		if !ok {
			continue
		}
		switch text := types.ExprString(call.Fun); {
		case text == "make", text == "new", strings.HasPrefix(text, "sync."):
			return "begins with " + text
		}
	}
	return ""
}

// hasMethods reports whether a type may change itself, as a mutex or a buffer does; a plain slice cannot.
func hasMethods(t ast.Expr) bool {
	name, plain := t.(*ast.Ident)
	_, elsewhere := t.(*ast.SelectorExpr)
	return elsewhere || plain && types.Universe.Lookup(name.Name) == nil
}

// writes complains of whatever changes a package-level variable or hands out its address.
func (s source) writes(complain func(ast.Node, string, string)) {
	variable := func(e ast.Expr, why string) {
		if name := s.packageVariable(e); name != "" {
			complain(e, name, why)
		}
	}
	s.each(func(n ast.Node) {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for _, left := range n.Lhs {
				variable(left, "is assigned to")
			}
		case *ast.IncDecStmt:
			variable(n.X, "is counted up or down")
		case *ast.UnaryExpr:
			if n.Op == token.AND {
				variable(n.X, "hands out its address")
			}
		case *ast.CallExpr:
			if f, ok := n.Fun.(*ast.Ident); ok && (f.Name == "delete" || f.Name == "clear" || f.Name == "copy") && len(n.Args) > 0 {
				variable(n.Args[0], "is changed by "+f.Name)
			}
		}
	})
}

// packageVariable names the package-level variable that an expression like x, x.f, x[i] or *x is part of.
func (s source) packageVariable(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		if v, ok := s.info.Uses[e].(*types.Var); ok && v.Parent() == v.Pkg().Scope() {
			return e.Name
		}
	case *ast.SelectorExpr:
		return s.packageVariable(e.X)
	case *ast.IndexExpr:
		return s.packageVariable(e.X)
	case *ast.SliceExpr:
		return s.packageVariable(e.X)
	case *ast.StarExpr:
		return s.packageVariable(e.X)
	case *ast.ParenExpr:
		return s.packageVariable(e.X)
	}
	return ""
}

func (s source) each(visit func(ast.Node)) {
	for _, tree := range s.trees {
		ast.Inspect(tree, func(n ast.Node) bool {
			if n != nil {
				visit(n)
			}
			return true
		})
	}
}
