// Package spreadsheet reads tables: .xlsx, .xlsm and .ods workbooks, .csv, .tsv and other delimited text. A row is
// a record; `facts:` says of what kind.
//
//	sources:
//	  - name: ads
//	    type: spreadsheet
//	    path: marketing.xlsx        # or a pattern: exports/ads-*.csv
//	    sheet: Spend                # of a workbook; the first visible one if left out
//	    facts: spend
//	    columns: {day: Date, amount: Cost, channel: Channel}
//	    defaults: {currency: USD}
//
// # Columns
//
// A field is looked for under its own name, or under the header that `columns:` gives it; case, spaces,
// underscores and hyphens do not matter. Those with a question mark may be missing.
//
//	customers      id, day, email?, channel?, plan?, country?; every other column is an attribute
//	payments       id, day or time, customer, amount, currency?, kind? (charge, refund, dispute, fee)
//	subscriptions  id, customer, start, end?, amount, interval?, plan?, currency?, status?
//	invoice_lines  id, customer, amount, start, end, day?, plan?, invoice?, subscription?, currency?
//	entries        day, account, amount or debit and credit, id?, name?, type?, currency?, memo?, transaction?, side?
//	spend          day, amount, channel?, currency?
//	observations   day, name, value; every other column is an attribute. Or wide: day and one column for each name
//	rates          day, from, to, rate (the price of one unit of `from` in `to`)
//
// A column that has to be there and is not, that `columns:` names and the sheet has no longer, or that was read
// when the file was last read well and is gone, stops the file with an error that lists what was found and says
// what the column may be called now; the facts read before stay as they are. A column that is meant to be gone is
// accepted by `daybook run --accept-columns`, or put under `ignore:`. New columns are told, once. In customers,
// payments, spend and observations `columns:` may name further columns, which become attributes.
//
//   - day of a customer is when it was first seen. A customer may have further rows, each with the day from which on it says
//     something else: who moves to Germany on 1 May has a row with that day and DE under country. An empty cell leaves an
//     attribute as it was; "unknown" says that it is not known any more. Figures by country count such a customer where it
//     was on the day; channel and campaign are those of the first row for good (`customers.first_touch`).
//   - end is the first day that is no longer covered. A subscription may have several rows under one id, one
//     for each price or state, as long as their days do not overlap.
//   - interval is day, week, month, quarter or year, or a number of them ("3 months"); month if it is empty. amount
//     is for one interval.
//   - status is active, trialing, past_due, paused, or canceled (which needs an end); active if it is empty.
//   - kind is charge if it is empty; a charge below zero is a refund. Refunds, disputes and fees are money that
//     leaves, with or without a minus; a fee that came back is kind "fee refund". A payment without a customer is
//     money from nobody in particular.
//   - amounts of entries count as `sign:` says, natural (an amount above zero increases the account) or
//     debit_positive; where there are debit and credit, debits less credits count. An amount on a side, "5.00 CR" or
//     with Dr or Cr (D or C, Debit or Credit, S or H) in the column side, is a debit or a credit whatever `sign:` says. memo
//     and the names of people are not kept.
//   - account may be "4000 Sales", "4000", "Sales" or a path, "Income:Sales"; with a column name, account is the code.
//   - currency: the column or its default, else the sign or code beside the amount, else the company's. A sign that
//     contradicts the column is a reject.
//
// # Wide sheets
//
// A wide sheet has a column for each channel, month, account or name, and in its cells the amounts. `wide:` names the field
// that the headers give:
//
//	spend          wide: channel, or day (months across), or any attribute
//	entries        wide: day (months across), or account
//	observations   wide: name (or true), or day; also without wide:, where the header has neither a column name nor a column value
//	rates          wide: from, or to
//
// Every cell that has something is a record of its own, with its own place; one that will not do is a reject and leaves the
// others as they are. Columns headed channel, plan, country, campaign, region, segment or source, and those named under
// `columns:`, are attributes of all records of the row. A column of totals is not read.
//
// With `wide: day` headers are days ("2024-03-05"), months ("2024-03", "03/2024", "Mar 2024", "Mar-24"), quarters ("Q1 2024") or
// years; columns with other headers are not read. Dates that are all the first days of different months, as a workbook keeps
// its month headers, are months. An entry of a month spans it, and reports spread it over its days; money spent is spread over
// the days here, exactly; an observation is made on the last day.
//
// # Part of a sheet
//
// `range:` reads some cells only, so that several sources can read several tables of one sheet: cells ("B4:F200",
// "Spend!B4:F200", "B:F"), a named range, or an Excel table by its name, without its row of totals. A name that is a formula is
// refused. Without it a table is found by its header.
//
// Hidden rows and columns are read: a filter left on must not lose money in silence. `hidden: skip` leaves them out, and counts
// the rows as skipped. A label that is merged over several rows counts for each of them; a merged amount counts once.
//
// # Ids
//
// A record has the id of its column id, that of a customer together with the day. Spend, observations, and entries without one get an id from their
// content, so that overlapping files do not count twice and a row that moves stays the same record; equal rows of one
// file are told apart by counting them. Rates are known by day and currencies. A row that repeats an id with the
// same content is skipped; with other content it is rejected.
//
// # How cells are read
//
// The header is the first row, within the first 200, that has all the columns wanted; titles above it do not
// matter, nor does a header in two rows whose cells are merged. `header_row:` names it instead.
//
// Workbooks type their cells: dates by number format and epoch (1900 and 1904), numbers with the 15 digits that Excel
// shows, formulas by the value saved with them. In text, amounts may be written 1,234.56 or 1.234,56 or 1 234,56 or
// 1'234.56, with a currency sign or code, negative as -5, 5-, (5) or −5, percent as 12%. Dates may be 2024-02-29,
// 29.02.2024, 2/29/2024, 29 Feb 2024, 29. März 2024, with or without a time; a year of two digits lies in 1970 to 2069. A
// time with an offset is put into the company's time zone.
//
// What can be read in two ways is decided by proof over the whole column, never by a sample: 25/12/2024 proves
// day-first, 1,234.56 proves a decimal point. Without a proof the row is rejected, and `decimal:` (point, comma) or
// `date_order:` (dmy, mdy, ymd) settles it. One exception: 1,200 is twelve hundred in money of two decimals or none.
// An amount finer than the currency's minor unit is rejected unless `rounding: half_even` is set; what a workbook's
// binary arithmetic leaves behind, 1.35999999999999, is 1.36.
//
// Text may be UTF-8 or UTF-16, with or without a byte order mark, Windows-1252 (of which ISO 8859-1 is a part) or Mac OS Roman, which
// their letters tell apart; other encodings are named by `encoding:`. Cells are parted by commas, semicolons, tabs or pipes, as the
// first lines prove or a line "sep=;" says; quotes in quoted cells are doubled or stand behind a backslash; lines end in any way, and
// a quoted cell may have several. NUL characters are left out.
//
// .xls, .xlsb, Apple Numbers and workbooks with a password are refused with what to do; so are damaged ones, with the sheet and the
// row, and files that are made to fill memories: zips that unpack to more than 200 times their size, sheets of more than 250 million cells.
//
// # Skipped rows
//
// title (above the header), header, blank, total (there is no date, and the first text says
// total or the amount is the sum of the rows above or of those since the last total), hidden (with hidden: skip), duplicate, zero
// amount (payments), no value (wide sheets). Every other row is a fact or a reject; a line of text with more
// cells than headers is a reject, as it has a comma or a quote where none should be.
//
// # Personal data
//
// Columns headed by words like name, phone, address, street, birthday or notes are not read, and stand as *** in
// rejects. An e-mail is read for customers only, to know the same customer elsewhere; the book keeps a hash of it. An
// attribute that looks like an e-mail address is left out.
//
// # Files
//
// Every file is a part of the source and is read whole, in the order of names; where two files hold the same record,
// the one read last counts. An unchanged file is not read again, unless options changed; a renamed one keeps its facts,
// and so does one that is gone, with a warning. A file that is being written while it is read is not stored.
//
// A .zip stands for the files in it: export.zip/books.csv is a part of its own.
//
// path: may be the https:// address of a file, as Google Sheets and others publish it (in Google Sheets: File, Share, Publish to web, as
// comma-separated values). The server is asked for it only if it has changed since, as far as it says so (ETag, Last-Modified). What
// follows a question mark, and a user and password, appear in no place, error or log; put them into the environment all the same.
//
// Or it names objects of a store: s3://bucket/exports/books-*.csv, gs://bucket/…, azblob://container/…, file:///folder/…. * stands for
// anything but a slash. Credentials are looked for where each store's own programs do (AWS_ACCESS_KEY_ID, AWS_PROFILE,
// GOOGLE_APPLICATION_CREDENTIALS, AZURE_STORAGE_ACCOUNT and AZURE_STORAGE_KEY, …); region, endpoint and use_path_style may be given
// as parameters: s3://bucket/a.csv?region=eu-central-1&endpoint=https://minio.example.org&use_path_style=true. An object is fetched
// only if it has changed. One file may have 1 GB.
package spreadsheet
