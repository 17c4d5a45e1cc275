// Package journal is the book: the facts with all their versions, how far each source has been read,
// the runs, the rejects, and every figure ever published. It lives in SQLite or in Postgres, behind
// one implementation.
//
// What it promises:
//
//   - Append-only. A changed fact supersedes its former version, a vanished one is closed, so the
//     book can be read as known at any moment. Reading the same input twice changes nothing.
//   - A batch of facts, its rejects and the source's cursor are stored in one transaction or not at
//     all (invariants 4 and 8).
//   - One writer for each company, by a lease with a fencing token: a writer that lost its lease
//     cannot write.
//   - A restated figure keeps its former revisions (invariant 6).
package journal
