package kpi

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/file"
	"github.com/expr-lang/expr/parser"

	"daybook"
	"daybook/config"
	"daybook/transforms/posting"
)

// formula turns the text of a definition into numerator and denominator. The text is parsed by expr-lang;
// its tree is evaluated here, because expr computes in floating point and we do not.
func (c *compiler) formula(d config.Definition) (numerator, denominator Expr, err error) {
	tree, err := parser.Parse(d.Formula)
	if err != nil {
		return nil, nil, located(d, syntax(err))
	}
	t := &translator{c, d.Formula}
	if division, ok := tree.Node.(*ast.BinaryNode); ok && division.Operator == "/" {
		numerator, err = t.expr(division.Left)
		if err == nil {
			denominator, err = t.expr(division.Right)
		}
		if err == nil {
			denominator = nonzero(denominator, divisionReason(denominator))
		}
	} else {
		numerator, err = t.expr(tree.Node)
	}
	return numerator, denominator, located(d, err)
}

func located(d config.Definition, err error) error {
	if err == nil {
		return nil
	}
	var problem *daybook.Error
	if !errors.As(err, &problem) {
		problem = &daybook.Error{Err: err}
	}
	place := "kpis.define " + d.Name + ": formula"
	if d.Place != "" {
		place = d.Place + ": " + place
	}
	if problem.Place != "" {
		place += ", " + problem.Place
	}
	return &daybook.Error{
		Code: daybook.Misconfigured, Place: place, Found: problem.Found, Wanted: problem.Wanted,
		Remedy: problem.Remedy, Hint: problem.Hint, Err: problem.Err,
	}
}

func syntax(err error) error {
	var problem *file.Error
	if !errors.As(err, &problem) {
		return &daybook.Error{Found: err.Error(), Wanted: "a formula"}
	}
	return &daybook.Error{Place: column(problem.Location), Found: problem.Message, Wanted: "a formula like spend / customers_new"}
}

func column(at file.Location) string { return fmt.Sprintf("character %d", at.From+1) }

// translator turns nodes of the parsed tree into expressions.
type translator struct {
	*compiler
	text string
}

func (t *translator) expr(node ast.Node) (Expr, error) {
	e, err := t.translate(node)
	var problem *daybook.Error
	if errors.As(err, &problem) && problem.Place == "" {
		problem.Place = column(node.Location())
	}
	return e, err
}

func (t *translator) translate(node ast.Node) (Expr, error) {
	switch node := node.(type) {
	case *ast.IntegerNode, *ast.FloatNode:
		return t.number(node)
	case *ast.IdentifierNode:
		return t.named(node.Value)
	case *ast.UnaryNode:
		return t.unary(node)
	case *ast.BinaryNode:
		return t.binary(node)
	case *ast.CallNode:
		return t.call(node)
	}
	return nil, unsupported(t.source(node))
}

// number reads a literal from the text, because the parser's own value is a float.
func (t *translator) number(node ast.Node) (Expr, error) {
	text := strings.ReplaceAll(t.source(node), "_", "")
	value, err := daybook.ParseDecimal(text)
	if err != nil {
		return nil, err
	}
	return constant{value.Ratio()}, nil
}

func (t *translator) source(node ast.Node) string {
	at, runes := node.Location(), []rune(t.text)
	if at.From < 0 || at.To > len(runes) || at.From >= at.To {
		return node.String()
	}
	return string(runes[at.From:at.To])
}

func (t *translator) unary(node *ast.UnaryNode) (Expr, error) {
	inner, err := t.expr(node.Node)
	switch {
	case err != nil || node.Operator == "+":
		return inner, err
	case node.Operator == "-":
		return times(count(-1), inner), nil
	}
	return nil, unsupported(node.Operator)
}

func (t *translator) binary(node *ast.BinaryNode) (Expr, error) {
	left, err := t.expr(node.Left)
	if err != nil {
		return nil, err
	}
	right, err := t.expr(node.Right)
	if err != nil {
		return nil, err
	}
	switch node.Operator {
	case "+":
		return plus(left, right), nil
	case "-":
		return minus(left, right), nil
	case "*":
		return times(left, right), nil
	case "/":
		return over(left, right, divisionReason(right)), nil
	}
	return nil, unsupported(node.Operator)
}

func (t *translator) call(node *ast.CallNode) (Expr, error) {
	callee, ok := node.Callee.(*ast.IdentifierNode)
	if !ok {
		return nil, unsupported(node.String())
	}
	for _, f := range functions() {
		if f.name == callee.Value {
			return f.call(t, node)
		}
	}
	return nil, unsupported(node.String())
}

func unsupported(found string) error {
	return &daybook.Error{Found: found, Wanted: "numbers, names, + - * / and parentheses, and the functions " + functionNames()}
}

// divisionReason says why a division by this part is undefined where it is 0.
func divisionReason(divisor Expr) daybook.Reason {
	if observes(divisor) {
		return daybook.NoObservations
	}
	return daybook.DivisionByZero
}

// observes reports whether an observation is named in a formula itself, not in the KPIs that it names.
func observes(e Expr) bool {
	switch e := e.(type) {
	case flow:
		return strings.HasPrefix(string(e.measure), string(posting.Observation(""))) || strings.HasPrefix(string(e.measure), string(posting.ObservationCount("")))
	case sum:
		return slices.ContainsFunc(slices.Concat(e.add, e.less), observes)
	case product:
		return observes(e.left) || observes(e.right)
	case quotient:
		return observes(e.left) || observes(e.right)
	case elsewhere:
		return observes(e.Expr)
	}
	return false
}
