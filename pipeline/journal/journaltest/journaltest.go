// Package journaltest is the suite that the book passes in each of its databases.
package journaltest

import (
	"testing"
)

// Run runs the suite. newURL returns the URL of an empty database that lasts as long as the test.
func Run(t *testing.T, newURL func(testing.TB) string) {
	for _, one := range []struct {
		name string
		test func(*testing.T, *desk)
	}{
		{"putting the same facts twice changes nothing", twiceChangesNothing},
		{"a changed fact supersedes its former version, which stays readable", changedFact},
		{"a fact that moved to another place keeps its version", movedFact},
		{"a whole part closes what it no longer holds", wholePartCloses},
		{"a part that is not whole closes nothing", partialBatchClosesNothing},
		{"a closed fact can come back", closedFactReturns},
		{"of two parts with the same record the one written last is read", sharedRecord},
		{"of two records with one id in a batch the last wins", lastDuplicateWins},
		{"a batch larger than memory is stored whole, or not at all", largeBatch},
		{"the cursor moves only together with its facts", cursorWithFacts},
		{"a batch in flight is gone with its connection", batchInFlight},
		{"every kind of fact comes back as it was put", everyKind},
		{"odd text is stored alike in both databases", oddText},
		{"facts are read by customer or by day, by kind and by source", ordersAndFilters},
		{"a record without id or day is refused", incompleteFact},
		{"the rejects of a whole part are replaced", rejectsReplaced},
		{"a record that was mended sheds its reject", rejectMended},
		{"of a batch that is refused only the rejects are kept", batchRefused},
		{"documents are kept as they are now, and found by type, owner, id and time", documentsKept},
		{"documents are stored with their batch, or not at all", documentsWithTheirBatch},
		{"what is gone is closed, and its rejects are withdrawn", goneCloses},
		{"a copy holds the facts that stand, their documents, cursors and the secrets", copied},
		{"what has changed since a batch is told once, as it was and as it is", changesSince},
		{"a record that shows or is hidden behind a copy has changed", changesOfSharedRecords},
		{"payments are read in blocks, as they stand or stood", paymentBlocks},
		{"payments that fill several blocks are read whole", manyPayments},
		{"facts are read for some customers only", factsOfCustomers},
		{"a reader may stop in the middle, and ask within", readerStops},
		{"a cube is kept between runs", cubeKept},
		{"a cube of other rules is not mixed with this one", cubeOfOtherRules},
		{"one writer at a time", oneWriter},
		{"one who waits gets the book when it is released", waitingWriter},
		{"a writer that lost its lease cannot write", lostLease},
		{"a lease is kept for longer than it lasts by writing", leaseOutlivesLongWrite},
		{"companies do not see or hold up each other", companiesApart},
		{"runs are numbered, and a dead one is marked interrupted", runsNumbered},
		{"the status of a source counts what the book holds", sourceStatus},
		{"a secret is made once", secretMadeOnce},
		{"publishing twice changes nothing", publishTwice},
		{"a restated figure keeps its former revision", restatedFigure},
		{"a figure that is no longer computed is closed, and may return", closedFigure},
		{"a publication leaves figures outside of its scope alone", scopeRespected},
		{"a figure out of scope, twice or not a number is refused", badFigures},
		{"a preview says what would change and changes nothing", previewWritesNothing},
		{"figures are chosen by kpi, period, segment and day", snapshotQueries},
		{"a publication that fails leaves nothing", failedPublication},
		{"a publication feed holds what changed since a run", feed},
		{"a target that is ahead of the book gets everything anew", feedForStranger},
		{"dashboards read the published tables as numbers and days", dashboards},
		{"restatements tell what a figure was and is", restatementsListed},
		{"cohorts are published as a whole, and not written again unchanged", cohortsPublished},
		{"a kpi that leaves the catalogue keeps its empty column", dailyColumnsStay},
		{"a book of a newer version is refused", newerBook},
		{"several processes may open a new book at once", openedAtOnce},
	} {
		t.Run(one.name, func(t *testing.T) { one.test(t, newDesk(t, newURL(t))) })
	}
}
