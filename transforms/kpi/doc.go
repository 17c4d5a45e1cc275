// Package kpi computes the key figures from the cube: one file for each family of formulas, one list of
// them (All), and the engine that publishes a figure for every KPI, period, segment and day.
//
// A formula is a tree of measures. The same tree is evaluated, printed, checked for the dimensions that
// it can be told apart by, and explained down to the records. All arithmetic is exact; a figure is rounded
// once, on its way out. A division by nothing is undefined, with a reason.
package kpi
