package sheet

import (
	"archive/zip"
	"io"
	"runtime"
	"syscall"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

const largeRows = 500_000

// largeKinds are the kinds of the cells in a row of the large workbook.
var largeKinds = [8]Kind{Text, Date, Text, Text, Number, Number, Bool, Text}

// A workbook of 500,000 rows of eight columns, one of them a date: unzipped, read by this package, also for its merged cells alone
// and where no cell is plain, and read by excelize's Rows with raw and with formatted values. The figures behind docs/performance.md.
func BenchmarkWorkbook(b *testing.B) {
	path, odd := large(b, largeRows, ""), large(b, largeRows, " ")
	b.Run("unzip", func(b *testing.B) {
		timed(b, func() { unzip(b, path) })
	})
	b.Run("daybook", func(b *testing.B) {
		timed(b, func() { readAll(b, path) })
	})
	b.Run("daybook-merged", func(b *testing.B) {
		timed(b, func() { readMerged(b, path) })
	})
	b.Run("daybook-tag-by-tag", func(b *testing.B) {
		timed(b, func() { readAll(b, odd) })
	})
	b.Run("excelize-raw", func(b *testing.B) {
		timed(b, func() { readExcelize(b, path, true) })
	})
	b.Run("excelize-formatted", func(b *testing.B) {
		timed(b, func() { readExcelize(b, path, false) })
	})
}

// timed runs a benchmark and reports the processor's time, too, which other work on the machine disturbs less.
func timed(b *testing.B, run func()) {
	before := processorTime(b)
	for b.Loop() {
		run()
	}
	b.ReportMetric((processorTime(b)-before).Seconds()/float64(b.N), "cpu-s/op")
}

func processorTime(b *testing.B) time.Duration {
	var usage syscall.Rusage
	must(b, syscall.Getrusage(syscall.RUSAGE_SELF, &usage))
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

// The heap in use while workbooks of growing length are read.
func BenchmarkWorkbookMemory(b *testing.B) {
	for _, rows := range []int{50_000, 500_000, 1_000_000} {
		path := large(b, rows, "")
		b.Run(Place("", "rows", rows, -1), func(b *testing.B) {
			for b.Loop() {
				b.ReportMetric(float64(readAll(b, path))/(1<<20), "peak-MB")
			}
		})
	}
}

func unzip(b *testing.B, path string) {
	archive, err := zip.OpenReader(path)
	must(b, err)
	for _, file := range archive.File {
		part, err := file.Open()
		must(b, err)
		_, err = io.Copy(io.Discard, part)
		must(b, err)
		must(b, part.Close())
	}
	must(b, archive.Close())
}

// readAll reads a workbook and returns the largest heap that was in use.
func readAll(b *testing.B, path string) (peak uint64) {
	runtime.GC()
	reader, err := Open(path, Options{Name: "a.xlsx"})
	must(b, err)
	rows := 0
	var memory runtime.MemStats
	for row, err := range reader.Rows() {
		must(b, err)
		for column, kind := range largeKinds {
			if row.Cell(column).Kind != kind || row.Cells[column].Text == "" {
				b.Fatalf("row %d has %+v", row.Number, row.Cells)
			}
		}
		if rows++; rows%50_000 == 0 {
			runtime.ReadMemStats(&memory)
			peak = max(peak, memory.HeapInuse)
		}
	}
	if rows < 50_000 {
		b.Fatalf("%d rows", rows)
	}
	must(b, reader.Close())
	return peak
}

func readMerged(b *testing.B, path string) {
	reader, err := Open(path, Options{Name: "a.xlsx"})
	must(b, err)
	_, err = reader.Merged()
	must(b, err)
	must(b, reader.Close())
}

func readExcelize(b *testing.B, path string, raw bool) {
	file, err := excelize.OpenFile(path, excelize.Options{RawCellValue: raw})
	must(b, err)
	rows, err := file.Rows("Data")
	must(b, err)
	for rows.Next() {
		_, err := rows.Columns()
		must(b, err)
	}
	must(b, rows.Error())
	must(b, rows.Close())
	must(b, file.Close())
}
