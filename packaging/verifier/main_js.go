package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"syscall/js"
	"time"

	"shenqian/signing"
	"shenqian/signing/fault"
	"shenqian/signing/trust"
)

// answer is what the page gets: a report, or the code of why there is none.
type answer struct {
	Report *signing.Report   `json:"report,omitempty"`
	SHA256 string            `json:"sha256"`
	Code   string            `json:"code,omitempty"`
	Args   map[string]string `json:"args,omitempty"`
}

// main offers verifyPDF(name, bytes, [bytes of trust files]) to the page. It
// returns the JSON of an answer.
func main() {
	js.Global().Set("verifyPDF", js.FuncOf(func(_ js.Value, args []js.Value) any {
		var anchors [][]byte
		for i := range args[2].Length() {
			anchors = append(anchors, bytesOf(args[2].Index(i)))
		}
		b, err := json.Marshal(verify(args[0].String(), bytesOf(args[1]), anchors))
		if err != nil {
			return `{"code":"verify.failed"}`
		}
		return string(b)
	}))
	select {}
}

func bytesOf(v js.Value) []byte {
	b := make([]byte, v.Length())
	js.CopyBytesToGo(b, v)
	return b
}

// verify judges as the command line does without --online: as of now, and by
// what the file itself holds.
func verify(name string, pdf []byte, anchors [][]byte) (a answer) {
	defer func() {
		if p := recover(); p != nil { // a hostile file must not end the page
			a = answer{Code: "verify.failed", Args: map[string]string{"cause": fmt.Sprint(p)}}
		}
	}()
	sum := sha256.Sum256(pdf)
	o := signing.Options{At: time.Now()}
	if len(anchors) > 0 {
		pool, err := trust.NewPool(anchors...)
		if err != nil {
			return failed(err)
		}
		o.Trust = pool
	}
	report, err := signing.Verify(pdf, o)
	if err != nil {
		return failed(err)
	}
	report.File = name
	return answer{Report: report, SHA256: hex.EncodeToString(sum[:])}
}

func failed(err error) answer {
	if f, ok := err.(*fault.Error); ok {
		return answer{Code: f.Code, Args: f.Args}
	}
	return answer{Code: "verify.failed"}
}
