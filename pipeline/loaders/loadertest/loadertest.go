// Package loadertest is the suite that every loader passes, against a real target.
package loadertest

import (
	"testing"

	"daybook/pipeline/loaders"
)

// Target is an empty place for a loader to write to.
type Target struct {
	Options any    // for the driver's Open
	URL     string // for the suite to look inside
	Schema  string
}

// Run runs the suite. newTarget makes a target that lasts as long as the test.
func Run(t *testing.T, driver loaders.Driver, newTarget func(testing.TB) Target) {
	for _, one := range []struct {
		name string
		test func(*testing.T, *desk)
	}{
		{"an empty target is at position 0, and asking writes nothing", emptyTarget},
		{"a fresh load makes tables, views and figures", freshLoad},
		{"a later load adds, restates and closes", laterLoad},
		{"loading twice changes nothing", loadTwice},
		{"a load that fails leaves the target and its position as they were", failedLoad},
		{"a target that was dropped is filled again from 0", droppedTarget},
		{"a publication from 0 replaces what another book has left", replacedBook},
		{"a large publication is loaded in one transaction", largeLoad},
		{"two companies share a target", twoCompanies},
		{"two companies may come to an empty target at once", atOnce},
		{"the book itself is refused as a target", bookRefused},
	} {
		t.Run(one.name, func(t *testing.T) { one.test(t, newDesk(t, driver, newTarget(t))) })
	}
}
