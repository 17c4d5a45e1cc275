// Package conformance checks daybook against public data with known answers: examples that vendors publish,
// recorded answers of other tools, the demonstration data of open-source projects.
//
//	make conformance DATA=folder
//
// The data is not part of this project; DATA is a folder with one folder for each data set. Where a data set
// has records, they are read by the real connectors into a real book, and the figures are those that the book
// publishes. A file that is not there is a failure.
//
// QuickBooks tables as Fivetran writes them, NetSuite and Sage Intacct are formats that this release does not read,
// so their data sets are not checked.
package conformance
