package kpi

import (
	"strings"

	"github.com/expr-lang/expr/ast"

	"daybook"
	"daybook/transforms/posting"
)

// function is what a formula can call.
type function struct {
	name, example string
	call          func(*translator, *ast.CallNode) (Expr, error)
}

func functions() []function {
	return []function{
		{"observation", "observation('visits')", observationCall(posting.Observation)},
		{"observation_count", "observation_count('engagement')", observationCall(posting.ObservationCount)},
		{"opening", "opening(mrr)", openingCall},
		{"previous", "previous(revenue)", previousCall},
		{"lag", "lag(spend, 1)", lagCall},
		{"over", "over(revenue, '90d')", overCall},
		{"total", "total(revenue)", totalCall},
		{"segment", "segment(revenue, 'channel=google')", segmentCall},
	}
}

func functionNames() string {
	var names []string
	for _, f := range functions() {
		names = append(names, f.example)
	}
	return strings.Join(names, ", ")
}

// misused says how a function is to be called.
func misused(node *ast.CallNode, example string) error {
	return &daybook.Error{Found: node.String(), Wanted: "a call like " + example}
}

func observationCall(measure func(string) daybook.Measure) func(*translator, *ast.CallNode) (Expr, error) {
	return func(_ *translator, node *ast.CallNode) (Expr, error) {
		name, ok := textArgument(node, 0, 1)
		if !ok || name == "" {
			return nil, &daybook.Error{Found: node.String(), Wanted: "a name in quotes: observation('visits')"}
		}
		return in(measure(name)), nil
	}
}

// textArgument is the argument at a place, where it is a text in quotes and there are so many arguments.
func textArgument(node *ast.CallNode, at, of int) (string, bool) {
	if len(node.Arguments) != of {
		return "", false
	}
	text, ok := node.Arguments[at].(*ast.StringNode)
	if !ok {
		return "", false
	}
	return text.Value, true
}

// openingCall takes a level: a measure that is one, or a KPI that is nothing but one.
func openingCall(t *translator, node *ast.CallNode) (Expr, error) {
	if len(node.Arguments) != 1 {
		return nil, misused(node, "opening(mrr)")
	}
	inner, err := t.expr(node.Arguments[0])
	if err != nil {
		return nil, err
	}
	if named, ok := inner.(reference); ok && named.kpi.Denominator == nil {
		inner = named.kpi.Numerator
	}
	level, ok := inner.(stock)
	if !ok {
		return nil, &daybook.Error{Found: node.String(), Wanted: "a level, such as opening(mrr) or opening(customers_active); a sum over days has no opening"}
	}
	return opening(level.measure), nil
}

func previousCall(t *translator, node *ast.CallNode) (Expr, error) {
	if len(node.Arguments) != 1 {
		return nil, misused(node, "previous(revenue)")
	}
	inner, err := t.expr(node.Arguments[0])
	if err != nil {
		return nil, err
	}
	return formerly(inner), nil
}

func lagCall(t *translator, node *ast.CallNode) (Expr, error) {
	if len(node.Arguments) != 2 {
		return nil, misused(node, "lag(spend, 1)")
	}
	months, ok := node.Arguments[1].(*ast.IntegerNode)
	if !ok || months.Value < 1 || months.Value > 120 {
		return nil, &daybook.Error{Found: node.String(), Wanted: "a number of months from 1 to 120, like lag(spend, 1)"}
	}
	inner, err := t.expr(node.Arguments[0])
	if err != nil {
		return nil, err
	}
	return back(inner, months.Value, node.String()), nil
}

func overCall(t *translator, node *ast.CallNode) (Expr, error) {
	text, ok := textArgument(node, 1, 2)
	if !ok {
		return nil, misused(node, "over(revenue, '90d')")
	}
	period, err := daybook.ParsePeriod(text)
	if err != nil {
		return nil, err
	}
	inner, err := t.expr(node.Arguments[0])
	if err != nil {
		return nil, err
	}
	t.periods = append(t.periods, period)
	return lasting(inner, period, node.String()), nil
}

func totalCall(t *translator, node *ast.CallNode) (Expr, error) {
	if len(node.Arguments) != 1 {
		return nil, misused(node, "total(revenue)")
	}
	inner, err := t.expr(node.Arguments[0])
	if err != nil {
		return nil, err
	}
	return ofSegment(inner, "", node.String()), nil
}

func segmentCall(t *translator, node *ast.CallNode) (Expr, error) {
	segment, ok := textArgument(node, 1, 2)
	if !ok || !strings.Contains(segment, "=") {
		return nil, misused(node, "segment(revenue, 'channel=google')")
	}
	inner, err := t.expr(node.Arguments[0])
	if err != nil {
		return nil, err
	}
	return ofSegment(inner, segment, node.String()), nil
}
