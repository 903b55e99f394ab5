package app_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// Two speakers that take one code for two sentences are told apart by what
// they fill in: whoever merged last would leave the other with bare {places}.
func TestEverySpeakerFillsThePlacesOfItsSentence(t *testing.T) {
	zh := catalogue(t, "zh-Hans")
	for k, v := range decode(t, "../ui/messages/zh-Hans.json") {
		zh[k] = v
	}
	seen := 0
	for _, dir := range []string{"../app", "../review", "../storage", "../signing", "../ui"} {
		err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			set := token.NewFileSet()
			file, err := parser.ParseFile(set, path, nil, parser.SkipObjectResolution)
			if err != nil {
				return err
			}
			ast.Inspect(file, func(n ast.Node) bool {
				call, ok := n.(*ast.CallExpr)
				if !ok || call.Ellipsis.IsValid() || addsItsOwn(file, call.Fun) {
					return true
				}
				name := calls(call.Fun)
				wraps := name == "FaultFrom" || name == "Wrap" // what is wrapped is its {why}
				for i, a := range call.Args {
					sentence, ok := zh[literal(a)]
					if !ok {
						continue
					}
					names, ok := filled(call.Args[i+1:])
					if !ok {
						break
					}
					seen++
					for _, p := range places.FindAllString(sentence, -1) {
						if p := strings.Trim(p, "{}"); !slices.Contains(names, p) && (!wraps || p != "why") {
							t.Errorf("%s: %s has {%s}, which is not filled in", set.Position(call.Pos()), literal(a), p)
						}
					}
					break
				}
				return true
			})
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if seen < 200 {
		t.Fatalf("only %d speakers seen: the test shows nothing", seen)
	}
}

// literal is what a string written out in the code says, or nothing.
func literal(e ast.Expr) string {
	l, ok := e.(*ast.BasicLit)
	if !ok || l.Kind != token.STRING {
		return ""
	}
	s, err := strconv.Unquote(l.Value)
	if err != nil {
		return ""
	}
	return s
}

// filled are the names of the pairs of name and value that follow a code, and
// whether all are written out.
func filled(args []ast.Expr) (names []string, ok bool) {
	if len(args) == 0 || len(args)%2 == 1 {
		return nil, false
	}
	for i := 0; i < len(args); i += 2 {
		name := literal(args[i])
		if name == "" {
			return nil, false
		}
		names = append(names, name)
	}
	return names, true
}

func calls(fun ast.Expr) string {
	switch f := fun.(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		return f.Sel.Name
	}
	return ""
}

// addsItsOwn tells whether a speaker is a function within a function, which
// knows places of its own.
func addsItsOwn(file *ast.File, fun ast.Expr) bool {
	id, ok := fun.(*ast.Ident)
	if !ok {
		return false
	}
	local := false
	ast.Inspect(file, func(n ast.Node) bool {
		if a, ok := n.(*ast.AssignStmt); ok {
			for i, l := range a.Lhs {
				if x, ok := l.(*ast.Ident); ok && x.Name == id.Name && i < len(a.Rhs) {
					_, f := a.Rhs[i].(*ast.FuncLit)
					local = local || f
				}
			}
		}
		return !local
	})
	return local
}
