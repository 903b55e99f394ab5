//go:build !js

package main

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"text/template"

	"shenqian/signing/fault"
)

//go:embed page messages
var files embed.FS

// languages of the page; the first is the one it opens in.
var languages = []string{"zh-Hans", "en"}

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: go run ./packaging/verifier FILE.html")
		os.Exit(2)
	}
	if err := build(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
}

// build compiles the program and writes the page that holds it.
func build(to string) error {
	program, err := compile()
	if err != nil {
		return err
	}
	page, err := assemble(program)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	if err := os.WriteFile(to, page, 0o644); err != nil {
		return err
	}
	fmt.Printf("%s: %d KB (WebAssembly %d KB)\n", to, len(page)>>10, len(program)>>10)
	return nil
}

// compile builds this package for the browser, the same bytes on any machine.
func compile() ([]byte, error) {
	dir, err := os.MkdirTemp("", "verifier")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	out := filepath.Join(dir, "verifier.wasm")
	cmd := exec.Command("go", "build", "-p", "1", "-trimpath", "-buildvcs=false", "-ldflags=-s -w -buildid=", "-o", out, "shenqian/packaging/verifier")
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm", "GOFLAGS=", "CGO_ENABLED=0")
	if said, err := cmd.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("%w: %s", err, said)
	}
	return os.ReadFile(out)
}

// parts are what the page's template takes.
type parts struct {
	Language                      string
	Style, Script, Words, Program string
	ScriptHash, StyleHash         string
	say                           map[string]string
}

// Say is a text for those parts of the page that no script fills.
func (p parts) Say(code string) (string, error) {
	if s, ok := p.say[code]; ok {
		return template.HTMLEscapeString(s), nil
	}
	return "", errors.New("no text for " + code)
}

// assemble puts everything into one file. The policy names the hashes of the
// one script and the one style sheet, and permits nothing else: no connection,
// picture, frame, form or further script.
func assemble(program []byte) ([]byte, error) {
	words, err := catalogues()
	if err != nil {
		return nil, err
	}
	said, err := json.Marshal(words)
	if err != nil {
		return nil, err
	}
	packed, err := pack(program)
	if err != nil {
		return nil, err
	}
	runtime, err := goRuntime()
	if err != nil {
		return nil, err
	}
	p := parts{Language: languages[0], Words: string(said), Program: packed, say: words[languages[0]]}
	scripts := []string{string(runtime)}
	for _, name := range []string{"words.js", "report.js", "page.js"} {
		b, err := files.ReadFile("page/" + name)
		if err != nil {
			return nil, err
		}
		scripts = append(scripts, string(b))
	}
	p.Script = strings.Join(scripts, "\n")
	style, err := files.ReadFile("page/page.css")
	if err != nil {
		return nil, err
	}
	p.Style = string(style)
	for _, s := range []string{p.Script, p.Style} {
		if strings.Contains(s, "</") {
			return nil, errors.New("a script or style sheet must not hold the beginning of an end tag")
		}
	}
	p.ScriptHash, p.StyleHash = hash(p.Script), hash(p.Style)
	t, err := template.ParseFS(files, "page/page.html")
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = t.Execute(&b, p)
	return b.Bytes(), err
}

// hash is the source expression for an inline script or style (CSP 3, 2.3.1).
func hash(s string) string {
	sum := sha256.Sum256([]byte(s))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// pack is the base64 of the gzip of b, which carries no time and no name.
func pack(b []byte) (string, error) {
	var out bytes.Buffer
	w, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		return "", err
	}
	if _, err := w.Write(b); err != nil {
		return "", err
	}
	if err := w.Close(); err != nil {
		return "", err
	}
	return base64.StdEncoding.EncodeToString(out.Bytes()), nil
}

// goRuntime is the script of the Go distribution that runs its WebAssembly; it
// must be of the very version that compiled the program.
func goRuntime() ([]byte, error) {
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return nil, err
	}
	return os.ReadFile(filepath.Join(strings.TrimSpace(string(root)), "lib", "wasm", "wasm_exec.js"))
}

// catalogues are signing's sentences and the page's own, for each language.
// Where both have a code, the page's is meant for it: it has no options to name.
func catalogues() (map[string]map[string]string, error) {
	all := map[string]map[string]string{}
	for _, l := range languages {
		m := map[string]string{}
		for _, read := range []func(string) ([]byte, error){fault.Messages.ReadFile, files.ReadFile} {
			b, err := read("messages/" + l + ".json")
			if err != nil {
				return nil, err
			}
			if err := json.Unmarshal(b, &m); err != nil {
				return nil, fmt.Errorf("%s: %w", l, err)
			}
		}
		all[l] = m
	}
	return all, nil
}
