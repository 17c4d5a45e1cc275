package config

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"daybook"
)

// reader turns YAML into nodes: it expands values, resolves anchors, and reports duplicate keys.
type reader struct {
	*report
	expand  expander
	anchors map[string]*node
}

// read returns the file's mapping; nil where there is none, which it has reported.
func (r *reader) read(data []byte) (root *node) {
	defer r.survive(&root)
	file, err := parser.ParseBytes(bytes.TrimPrefix(data, []byte("\ufeff")), 0, parser.AllowDuplicateMapKey())
	if err != nil {
		r.syntax(data, err)
		return nil
	}
	root = &node{kind: mapping, at: position{1, 1}}
	documents := slices.DeleteFunc(file.Docs, isEmpty)
	if len(documents) > 1 {
		r.add(tokenAt(documents[1]), daybook.Error{Found: "a second document", Wanted: "one YAML document", Remedy: "remove the line --- and what follows"})
		return nil
	}
	if len(documents) == 1 {
		root = r.node(documents[0].Body)
	}
	switch root.kind {
	case mapping:
		return root
	case broken:
		return nil
	}
	r.add(root.at, daybook.Error{Found: root.shown(), Wanted: "keys with values, such as company: {name: …}", Remedy: "see the file that `daybook init` writes"})
	return nil
}

// isEmpty reports whether a document says nothing: it is blank, or a directive such as %YAML 1.2.
func isEmpty(document *ast.DocumentNode) bool {
	_, directive := document.Body.(*ast.DirectiveNode)
	return document.Body == nil || directive
}

// survive turns a panic of the YAML library, which hostile input can cause, into an error.
func (r *reader) survive(root **node) {
	if cause := recover(); cause != nil {
		*root = nil
		r.add(position{1, 1}, daybook.Error{Found: "YAML that cannot be read", Wanted: "plain YAML", Remedy: "look for a stray bracket, quote or tab"})
	}
}

func (r *reader) syntax(data []byte, err error) {
	var wrong *yaml.SyntaxError
	if !errors.As(err, &wrong) || wrong.Token == nil {
		r.add(position{1, 1}, daybook.Error{Found: "YAML that cannot be read", Wanted: "valid YAML", Remedy: "look for a stray bracket, quote or tab"})
		return
	}
	at := position{max(wrong.Token.Position.Line, 1), max(wrong.Token.Position.Column, 1)}
	problem := daybook.Error{Found: "a syntax error: " + wrong.Message, Wanted: "valid YAML", Remedy: "mend that line or the one above it"}
	if lines := bytes.Split(data, []byte("\n")); at.line <= len(lines) && bytes.Contains(lines[at.line-1], []byte("${")) {
		problem.Hint = `inside { } and [ ] a ${NAME} needs quotes: "${NAME}"`
	}
	r.add(at, problem)
}

func (r *reader) node(n ast.Node) *node {
	switch n := n.(type) {
	case *ast.MappingNode:
		return r.mapping(n)
	case *ast.SequenceNode:
		return r.list(n)
	case *ast.NullNode:
		return &node{at: tokenAt(n)}
	case *ast.StringNode:
		return r.scalar(n, n.Value)
	case *ast.LiteralNode:
		return r.scalar(n, n.Value.Value)
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.InfinityNode, *ast.NanNode:
		return r.scalar(n, n.GetToken().Value)
	case *ast.AnchorNode:
		value := r.node(n.Value)
		r.anchors[n.Name.GetToken().Value] = value
		return value
	case *ast.AliasNode:
		return r.alias(n)
	case *ast.TagNode:
		return r.tag(n)
	}
	return r.unfit(n)
}

// unfit reports what has no place in a configuration.
func (r *reader) unfit(n ast.Node) *node {
	r.add(tokenAt(n), daybook.Error{Found: "YAML of the kind " + n.Type().String(), Wanted: "text, a number, a list or a mapping"})
	return &node{kind: broken, at: tokenAt(n)}
}

func (r *reader) scalar(n ast.Node, text string) *node {
	value := &node{kind: scalar, at: tokenAt(n)}
	expanded, values, err := r.expand.text(text)
	if err != nil {
		r.add(value.at, *err)
		return &node{kind: broken, at: value.at}
	}
	if value.text, value.values = expanded, values; len(values) > 0 {
		value.source = text
	}
	return value
}

func (r *reader) list(n *ast.SequenceNode) *node {
	value := &node{kind: list, at: tokenAt(n)}
	for _, item := range n.Values {
		value.items = append(value.items, r.node(item))
	}
	return value
}

func (r *reader) mapping(n *ast.MappingNode) *node {
	value := &node{kind: mapping, at: tokenAt(n)}
	var merged []*node
	for _, entry := range n.Values {
		if entry.Key.IsMergeKey() {
			merged = append(merged, r.node(entry.Value))
			continue
		}
		r.entry(value, entry)
	}
	for _, from := range merged {
		r.merge(value, from)
	}
	return value
}

func (r *reader) entry(into *node, entry *ast.MappingValueNode) {
	key, at := keyText(entry.Key), tokenAt(entry.Key)
	if first, twice := into.find(key); twice {
		r.add(at, daybook.Error{Found: fmt.Sprintf("key %q a second time", key), Wanted: "each key once", Remedy: "remove this one or the one at " + r.place(first.at)})
		return
	}
	into.pairs = append(into.pairs, pair{key, at, r.node(entry.Value)})
}

// merge fills in the keys of `<<: *anchor` that the mapping does not have itself.
func (r *reader) merge(into, from *node) {
	for _, each := range from.items {
		r.merge(into, each)
	}
	if from.kind == null || from.kind == scalar {
		r.add(from.at, daybook.Error{Found: "<< with " + from.shown(), Wanted: "a mapping, such as *anchor"})
	}
	for _, p := range from.pairs {
		if _, own := into.find(p.key); !own {
			into.pairs = append(into.pairs, p)
		}
	}
}

func (r *reader) alias(n *ast.AliasNode) *node {
	name := n.Value.GetToken().Value
	if value, known := r.anchors[name]; known {
		return value
	}
	r.add(tokenAt(n), daybook.Error{Found: fmt.Sprintf("alias *%s", name), Wanted: fmt.Sprintf("an anchor &%s before it", name), Remedy: "put quotes round text that begins with *"})
	return &node{kind: broken, at: tokenAt(n)}
}

// tag lets the plain tags of YAML pass; the type that a key wants is known anyway.
func (r *reader) tag(n *ast.TagNode) *node {
	switch tag := n.GetToken().Value; tag {
	case "!!str", "!!int", "!!float", "!!bool", "!!null", "!!seq", "!!map", "!!timestamp":
		return r.node(n.Value)
	default:
		r.add(tokenAt(n), daybook.Error{Found: "tag " + quote(tag), Wanted: "a plain value", Remedy: "remove the tag, or put quotes round text that begins with !"})
	}
	return &node{kind: broken, at: tokenAt(n)}
}

func keyText(key ast.MapKeyNode) string {
	if explicit, ok := key.(*ast.MappingKeyNode); ok {
		return explicit.Value.GetToken().Value
	}
	return key.GetToken().Value
}

// tokenAt is where a value begins; the token of a block mapping is its first colon.
func tokenAt(n ast.Node) position {
	for {
		block, ok := n.(*ast.MappingNode)
		if !ok || block.IsFlowStyle || len(block.Values) == 0 {
			break
		}
		n = block.Values[0].Key
	}
	token := n.GetToken()
	if document, ok := n.(*ast.DocumentNode); ok && document.Start != nil {
		token = document.Start
	}
	if token == nil || token.Position == nil {
		return position{1, 1}
	}
	return position{max(token.Position.Line, 1), max(token.Position.Column, 1)}
}

// commaList reads the defaults of lists.
func commaList(text string) *node {
	value := &node{kind: list}
	for item := range strings.SplitSeq(text, ",") {
		value.items = append(value.items, &node{kind: scalar, text: item})
	}
	return value
}
