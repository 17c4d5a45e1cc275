// Package daybook is the vocabulary of the worker: days, money, ratios, the closed set of facts,
// where a fact came from, what a published snapshot is, and the two small seams at the ends of the
// road (Source and Loader).
//
// Everybody imports this package and it imports nobody: standard library only.
//
//	sources -> journal of facts -> postings -> daily cube -> KPI formulas -> snapshots -> loaders
package daybook
