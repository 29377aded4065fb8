// Renders charts as Helm does: Go's text/template, sprig, and the functions that Helm adds.
// Reads a JSON list of jobs on standard input and writes a list of their results, in the same order.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path"
	"sort"
	"strings"
	"text/template"

	"github.com/Masterminds/sprig"
	"sigs.k8s.io/yaml"
)

// job is a chart's templates and one set of values.
type job struct {
	Files       map[string]string      `json:"files"`
	Values      map[string]interface{} `json:"values"`
	APIVersions versions               `json:"apiVersions"`
}

// result is what each file became, or why none did.
type result struct {
	Files map[string]string `json:"files,omitempty"`
	Error string            `json:"error,omitempty"`
}

// versions answers `.Capabilities.APIVersions.Has`.
type versions []string

func (known versions) Has(version string) bool {
	for _, one := range known {
		if one == version {
			return true
		}
	}
	return false
}

// recursionAtMost is how often a template may include itself.
const recursionAtMost = 100

func main() {
	var jobs []job
	if err := json.NewDecoder(os.Stdin).Decode(&jobs); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	results := make([]result, len(jobs))
	for i, one := range jobs {
		files, err := render(one)
		if err != nil {
			results[i].Error = err.Error()
		} else {
			results[i].Files = files
		}
	}
	encoder := json.NewEncoder(os.Stdout)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(results); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func render(chart job) (map[string]string, error) {
	all := template.New("chart").Option("missingkey=zero")
	all.Funcs(functions(all))
	names := make([]string, 0, len(chart.Files))
	for name := range chart.Files {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		if _, err := all.New(name).Parse(chart.Files[name]); err != nil {
			return nil, err
		}
	}
	data := map[string]interface{}{
		"Values":       chart.Values,
		"Release":      map[string]interface{}{"Name": "chat", "Namespace": "serving", "Service": "Helm"},
		"Chart":        map[string]interface{}{"Name": "llm", "Version": "0.1.0"},
		"Capabilities": map[string]interface{}{"APIVersions": chart.APIVersions},
		"Template":     map[string]interface{}{"Name": "llm/templates/pool.yaml", "BasePath": "llm/templates"},
	}
	rendered := map[string]string{}
	for _, name := range names {
		if strings.HasPrefix(path.Base(name), "_") {
			continue
		}
		text, err := run(all.Lookup(name), data)
		if err != nil {
			return nil, err
		}
		rendered[name] = text
	}
	return rendered, nil
}

func run(one *template.Template, data interface{}) (string, error) {
	var text strings.Builder
	err := one.Execute(&text, data)
	return strings.ReplaceAll(text.String(), "<no value>", ""), err
}

// functions are sprig's without access to the machine, and Helm's own.
func functions(all *template.Template) template.FuncMap {
	known := sprig.TxtFuncMap()
	delete(known, "env")
	delete(known, "expandenv")
	depth := 0
	known["include"] = func(name string, data interface{}) (string, error) {
		if depth++; depth > recursionAtMost {
			return "", errors.New("a template includes itself without end")
		}
		defer func() { depth-- }()
		included := all.Lookup(name)
		if included == nil {
			return "", fmt.Errorf("no template is called %q", name)
		}
		return run(included, data)
	}
	known["tpl"] = func(text string, data interface{}) (string, error) {
		copied, err := all.Clone()
		if err != nil {
			return "", err
		}
		parsed, err := copied.New("tpl").Parse(text)
		if err != nil {
			return "", err
		}
		return run(parsed, data)
	}
	known["toYaml"] = func(value interface{}) string {
		text, err := yaml.Marshal(value)
		if err != nil {
			return ""
		}
		return strings.TrimSuffix(string(text), "\n")
	}
	known["fromYaml"] = func(text string) map[string]interface{} {
		value := map[string]interface{}{}
		if err := yaml.Unmarshal([]byte(text), &value); err != nil {
			value["Error"] = err.Error()
		}
		return value
	}
	known["required"] = func(message string, value interface{}) (interface{}, error) {
		if value == nil || value == "" {
			return nil, errors.New(message)
		}
		return value, nil
	}
	known["lookup"] = func(...string) map[string]interface{} { return map[string]interface{}{} }
	return known
}
