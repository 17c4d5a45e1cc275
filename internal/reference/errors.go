package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"strings"
)

func errorsPage() (string, error) {
	var text strings.Builder
	text.WriteString("# Exit codes and reasons\n\n## Exit codes\n\n| code | meaning |\n| --- | --- |\n" +
		"| 0 | done |\n| 1 | failed |\n| 2 | bad configuration or usage |\n| 3 | a source or a database is unreachable |\n" +
		"| 4 | finished with rejects: `daybook rejects` lists them |\n| 130 | interrupted; the next run completes it |\n\n" +
		"An error names the place, what was found, what was wanted and what to do; a second line begins with `hint:`.\n\n" +
		"## Why a figure is undefined\n\n| reason | meaning |\n| --- | --- |\n")
	reasons, err := constants("ratio.go", "Reason")
	if err != nil {
		return "", err
	}
	for _, reason := range reasons {
		fmt.Fprintf(&text, "| `%s` | %s |\n", reason.value, reason.meaning)
	}
	return text.String(), nil
}

type constant struct{ value, meaning string }

// constants reads the text constants of a type, with the comment behind each, from a file.
func constants(file, typeName string) ([]constant, error) {
	parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ParseComments)
	if err != nil {
		return nil, err
	}
	var all []constant
	ast.Inspect(parsed, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok || spec.Comment == nil || len(spec.Values) != 1 {
			return true
		}
		named, ok := spec.Type.(*ast.Ident)
		literal, isLiteral := spec.Values[0].(*ast.BasicLit)
		if !ok || !isLiteral || named.Name != typeName {
			return true
		}
		value, err := strconv.Unquote(literal.Value)
		if err == nil {
			all = append(all, constant{value, strings.TrimSpace(spec.Comment.Text())})
		}
		return true
	})
	return all, nil
}
