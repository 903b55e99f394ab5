package demo_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
)

// script is court.json as the tests read it.
type script struct {
	Court struct {
		Name   string   `json:"name"`
		Public []string `json:"public"` // its own telephones
	} `json:"court"`
	People []struct {
		Name string `json:"name"`
	} `json:"people"`
	Cases []struct {
		Folder string `json:"folder"`
		Key    string `json:"key"`
		Until  string `json:"until"`
		After  struct {
			Seal string `json:"seal"`
		} `json:"after"`
	} `json:"cases"`
}

// caseFile is 案件信息.json as the tests read it.
type caseFile struct {
	Number  string `json:"案号"`
	Court   string `json:"法院"`
	Clerk   string `json:"书记员"`
	Parties []struct {
		Name           string `json:"姓名或名称"`
		ID             string `json:"证件号码"`
		Code           string `json:"统一社会信用代码"`
		Address        string `json:"住所"`
		Representative string `json:"法定代表人"`
	} `json:"当事人"`
	Panel []struct {
		Name string `json:"姓名"`
	} `json:"合议庭"`
}

// planned is what the script says of a case.
type planned struct {
	caseFile
	key  string // with which the president signs: "", "ecdsa" or "sm2"
	hand bool   // stamped by hand
}

// plans are the cases by number.
func plans(t *testing.T) (script, map[string]planned) {
	t.Helper()
	var s script
	decode(t, "court.json", &s)
	all := map[string]planned{}
	for _, c := range s.Cases {
		p := planned{key: c.Key, hand: c.After.Seal == "hand"}
		decode(t, filepath.Join("cases", c.Folder, "案件信息.json"), &p.caseFile)
		all[p.Number] = p
	}
	if len(all) != len(s.Cases) || len(all) < 40 {
		t.Fatalf("%d cases, %d numbers", len(s.Cases), len(all))
	}
	return s, all
}

func decode(t *testing.T, file string, v any) {
	t.Helper()
	b, err := os.ReadFile(file)
	if err == nil {
		err = json.Unmarshal(b, v)
	}
	if err != nil {
		t.Fatal(file, err)
	}
}
