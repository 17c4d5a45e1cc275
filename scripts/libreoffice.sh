#!/usr/bin/env bash
# Makes the workbooks in internal/sheet/testdata anew from the CSV files beside them, with LibreOffice (soffice).
set -euo pipefail
cd "$(dirname "$0")/../internal/sheet/testdata"
profile=$(mktemp -d)
trap 'rm -rf "$profile"' EXIT
# Comma, quote, UTF-8, from line 1, columns as they are, US English; quoted text stays text; dates, booleans and numbers are recognised.
filter='CSV:44,34,76,1,,1033,false,true,false'
for table in *.csv; do
  for format in xlsx ods; do
    soffice -env:UserInstallation="file://$profile" --headless --infilter="$filter" --convert-to "$format" "$table" >/dev/null
  done
done
ls -l
