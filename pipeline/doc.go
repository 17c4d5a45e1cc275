// Package pipeline walks the road: it pulls from the sources into the book, turns facts into figures,
// publishes them in the book, and feeds them to the loaders. A daily run is a backfill of one day.
//
// A run that dies anywhere leaves the book as before or after a batch, and the next run completes it.
package pipeline
