package mt940

import (
	"testing"

	"daybook/connectors/connectortest"
)

// Every line of a file is a fact, a skip or a reject; a file that is none is an error.
func FuzzMT940(f *testing.F) {
	f.Add(":20:1\n:25:1/2\n:60F:C231229EUR100,00\n:61:2401150115C1234,50NMSCNONREF//R1\n:86:166?00\n:62F:C240119EUR1290,00\n-\n")
	f.Fuzz(func(t *testing.T, content string) { connectortest.BankFile(t, read, content, ":61:") })
}
