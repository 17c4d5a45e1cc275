package main

import (
	"fmt"
	"os/exec"
	"strings"
)

// commandsPage is what the program itself says of each command.
func commandsPage() (string, error) {
	list, err := help()
	if err != nil {
		return "", err
	}
	var text strings.Builder
	text.WriteString("# Commands\n\n```text\n" + list + "```\n")
	for _, name := range commandNames(list) {
		one, err := help(name)
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&text, "\n## daybook %s\n\n```text\n%s```\n", name, one)
	}
	return text.String(), nil
}

func help(command ...string) (string, error) {
	args := append([]string{"run", "./cmd/daybook"}, append(command, "--help")...)
	out, err := exec.Command("go", args...).Output()
	return string(out), err
}

// commandNames reads the names from the list of available commands.
func commandNames(list string) []string {
	_, rest, _ := strings.Cut(list, "Available Commands:\n")
	block, _, _ := strings.Cut(rest, "\n\n")
	var names []string
	for line := range strings.Lines(block) {
		if name, _, found := strings.Cut(strings.TrimSpace(line), " "); found && name != "help" && name != "completion" {
			names = append(names, name)
		}
	}
	return names
}
