package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io/fs"
	"syscall/js"
	"time"

	"shenqian/signing"
	"shenqian/signing/bundle"
	"shenqian/signing/fault"
	"shenqian/signing/trust"
)

// answer is what the page gets: a report, or the code of why there is none.
type answer struct {
	Report *signing.Report   `json:"report,omitempty"`
	Bundle *bundle.Report    `json:"bundle,omitempty"`
	SHA256 string            `json:"sha256"`
	Code   string            `json:"code,omitempty"`
	Args   map[string]string `json:"args,omitempty"`
}

// main offers to the page
//
//	verifyPDF(name, bytes, [bytes of trust files])
//	verifyBundle([paths], [Files], folder, [bytes of trust files], progress)
//
// The first returns the JSON of an answer, the second a promise of it, since it
// asks the browser for one file after another; progress is called with the
// number of files that were read so far.
func main() {
	js.Global().Set("verifyBundle", js.FuncOf(func(_ js.Value, args []js.Value) any {
		names, files := make([]string, args[0].Length()), make([]js.Value, args[0].Length())
		for i := range names {
			names[i], files[i] = args[0].Index(i).String(), args[1].Index(i)
		}
		dir, anchors, progress := args[2].String(), all(args[3]), args[4]
		read := 0
		opened := func(string) {
			read++
			progress.Invoke(read)
		}
		executor := js.FuncOf(func(_ js.Value, args []js.Value) any {
			kept := args[0]
			go func() { kept.Invoke(said(verifyBundle(newFolder(names, files, opened).below(dir), anchors))) }()
			return nil
		})
		defer executor.Release()
		return js.Global().Get("Promise").New(executor)
	}))
	js.Global().Set("verifyPDF", js.FuncOf(func(_ js.Value, args []js.Value) any {
		return said(verify(args[0].String(), bytesOf(args[1]), all(args[2])))
	}))
	select {}
}

func said(a answer) string {
	b, err := json.Marshal(a)
	if err != nil {
		return `{"code":"verify.failed"}`
	}
	return string(b)
}

// all are the bytes of several arrays.
func all(v js.Value) (out [][]byte) {
	for i := range v.Length() {
		out = append(out, bytesOf(v.Index(i)))
	}
	return out
}

func bytesOf(v js.Value) []byte {
	b := make([]byte, v.Length())
	js.CopyBytesToGo(b, v)
	return b
}

// recovered keeps a hostile file from ending the page.
func recovered(a *answer) {
	if p := recover(); p != nil {
		*a = answer{Code: "verify.failed", Args: map[string]string{"cause": fmt.Sprint(p)}}
	}
}

// options judge as the command line does without --online: as of now, and by
// what the files themselves hold.
func options(anchors [][]byte) (o signing.Options, err error) {
	o.At = time.Now()
	if len(anchors) > 0 {
		o.Trust, err = trust.NewPool(anchors...)
	}
	return o, err
}

func verify(name string, pdf []byte, anchors [][]byte) (a answer) {
	defer recovered(&a)
	sum := sha256.Sum256(pdf)
	o, err := options(anchors)
	if err != nil {
		return failed(err)
	}
	report, err := signing.Verify(pdf, o)
	if err != nil {
		return failed(err)
	}
	report.File = name
	return answer{Report: report, SHA256: hex.EncodeToString(sum[:])}
}

func verifyBundle(f fs.FS, anchors [][]byte) (a answer) {
	defer recovered(&a)
	o, err := options(anchors)
	if err != nil {
		return failed(err)
	}
	report, err := bundle.Verify(f, o)
	if err != nil {
		return failed(err)
	}
	return answer{Bundle: report}
}

func failed(err error) answer {
	if f, ok := err.(*fault.Error); ok {
		return answer{Code: f.Code, Args: f.Args}
	}
	return answer{Code: "verify.failed"}
}
