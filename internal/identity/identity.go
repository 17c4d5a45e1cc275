// Package identity gives ids to lines that bring none: of what a line says, and counted where lines say the same.
package identity

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
)

// Digest is the first half of a SHA-256.
type Digest [16]byte

// Of is the digest of the parts as JSON: texts, whole numbers and what is made of them.
func Of(parts ...any) Digest {
	body, err := json.Marshal(parts)
	if err != nil {
		panic(err) // texts and whole numbers: it cannot fail
	}
	whole := sha256.Sum256(body)
	return Digest(whole[:16])
}

func (d Digest) String() string { return hex.EncodeToString(d[:]) }

// Counts is how often each digest has had an id.
type Counts map[Digest]int

// Next is the id of the next line of a digest: its hexadecimal digits, and "#0" for the first such line, "#1" for the second.
func (c Counts) Next(d Digest) string {
	n := c[d]
	c[d]++
	return fmt.Sprintf("%s#%d", d, n)
}
