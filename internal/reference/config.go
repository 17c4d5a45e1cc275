package main

import (
	"strings"

	"daybook/config"
	allconnectors "daybook/connectors/all"
	allloaders "daybook/pipeline/loaders/all"
)

func configPage() (string, error) {
	return "# daybook.yaml\n\nEvery key of the configuration file. `daybook init` writes a commented file to start from,\n" +
		"and `daybook check --schema` prints the JSON Schema for editors. `${NAME}` stands for an environment\n" +
		"variable and `${file:/run/secrets/name}` for the content of a file, in every value.\n\n" +
		config.Reference() + "\nThe options of each source type are in [connectors](connectors.md), those of each loader type in [loaders](loaders.md).\n", nil
}

func connectorsPage() (string, error) {
	var text strings.Builder
	text.WriteString("# Connectors\n\nA source in `daybook.yaml` has a name, one of these types, perhaps a schedule of its own, and the type's options.\n")
	for _, c := range allconnectors.List() {
		about, err := packageComment("connectors/" + c.Type)
		if err != nil {
			return "", err
		}
		text.WriteString("\n## " + c.Type + ": " + c.Title + "\n\n" + about + "\n" + config.OptionsReference(c.Options()))
	}
	return text.String(), nil
}

func loadersPage() (string, error) {
	var text strings.Builder
	text.WriteString("# Loaders\n\nA loader in `daybook.yaml` has a name, one of these types, and the type's options.\n")
	for _, d := range allloaders.List() {
		about, err := packageComment("pipeline/loaders/" + d.Type)
		if err != nil {
			return "", err
		}
		text.WriteString("\n## " + d.Type + ": " + d.Title + "\n\n" + about + "\n" + config.OptionsReference(d.Options()))
	}
	return text.String(), nil
}
