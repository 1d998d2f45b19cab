// Reads texts as kustomize reads the files under `resources:`: one JSON string a line on stdin, one JSON answer a line on stdout:
// {"documents": […]}, or {"error": "…"}. `rest` says why a reader of the whole text refuses it: kustomize leaves unread what stands
// behind the first node of a document.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"

	"sigs.k8s.io/kustomize/kyaml/kio"
	"sigs.k8s.io/kustomize/kyaml/yaml"
)

type answer struct {
	Documents []json.RawMessage `json:"documents,omitempty"`
	Error     string            `json:"error,omitempty"`
	Rest      string            `json:"rest,omitempty"`
}

func rest(text string) string {
	decoder := yaml.NewDecoder(strings.NewReader(text))
	for {
		var node yaml.Node
		if err := decoder.Decode(&node); err == io.EOF {
			return ""
		} else if err != nil {
			return err.Error()
		}
	}
}

// read does what api/resource/factory.go and the writing of the build do with a file; a panic is an error too.
func read(text string) (given answer) {
	defer func() {
		if problem := recover(); problem != nil {
			given = answer{Error: fmt.Sprint(problem)}
		}
	}()
	nodes, err := kio.FromBytes([]byte(text))
	if err != nil {
		return answer{Error: err.Error()}
	}
	for _, node := range nodes {
		if node.IsNilOrEmpty() {
			continue
		}
		data, err := node.MarshalJSON()
		if err != nil {
			return answer{Error: err.Error()}
		}
		given.Documents = append(given.Documents, data)
	}
	given.Rest = rest(text)
	return given
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(make([]byte, 1<<20), 1<<26)
	out := json.NewEncoder(os.Stdout)
	for lines.Scan() {
		var text string
		given := answer{}
		if err := json.Unmarshal(lines.Bytes(), &text); err != nil {
			given.Error = err.Error()
		} else {
			given = read(text)
		}
		if err := out.Encode(given); err != nil {
			os.Exit(1)
		}
	}
}
