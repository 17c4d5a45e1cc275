package main

import (
	"go/ast"
	"go/doc/comment"
	"go/parser"
	"go/token"
	"path/filepath"
	"strings"
)

// packageComment returns the comment of the package in a folder as Markdown, headings one level below a page's.
func packageComment(dir string) (string, error) {
	files, err := filepath.Glob(filepath.Join(filepath.FromSlash(dir), "*.go"))
	if err != nil {
		return "", err
	}
	for _, file := range files {
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ParseComments|parser.PackageClauseOnly)
		if err != nil {
			return "", err
		}
		if parsed.Doc != nil && !strings.HasSuffix(file, "_test.go") {
			return markdown(parsed.Doc), nil
		}
	}
	return "", nil
}

func markdown(doc *ast.CommentGroup) string {
	printer := comment.Printer{HeadingLevel: 3, HeadingID: func(*comment.Heading) string { return "" }}
	return string(printer.Markdown(new(comment.Parser).Parse(doc.Text())))
}
