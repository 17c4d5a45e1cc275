package config

import _ "embed"

//go:embed sample.yaml
var sample string

// Sample returns the commented file that `daybook init` writes.
func Sample() string { return sample }
