// Package config reads the one YAML file that an operator edits.
//
// It is strict: an unknown key, a wrong type, a duplicate or a missing value is an error that names
// file, line and column, what was found, what was wanted and the remedy; all errors of a file come at
// once. ${NAME} and ${file:/run/secrets/x} expand in every value after the YAML has been read, so that no
// value can break the syntax, and a value that came from there is never printed.
//
// The same struct tags drive the decoder, the JSON Schema and the reference page: yaml (the key),
// jsonschema (required, default=…, example=…) and jsonschema_description (the meaning). The options of
// connectors and loaders use them too: see Options.
package config
