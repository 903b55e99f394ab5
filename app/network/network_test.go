package network

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"shenqian/review"
)

// client asks a server that answers as a function says, without waiting.
func client(t *testing.T, f http.HandlerFunc) (*Client, string, *time.Time) {
	t.Helper()
	s := httptest.NewServer(f)
	t.Cleanup(s.Close)
	now := time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC)
	c := New(t.TempDir(), func() time.Time { return now })
	c.Wait = 0
	return c, s.URL, &now
}

func code(err error) string {
	var f interface{ ErrorCode() string }
	if errors.As(err, &f) {
		return f.ErrorCode()
	}
	return ""
}

func stamp(t *testing.T, c *Client, address string) ([]byte, error) {
	t.Helper()
	all, err := c.Authorities([]string{address})
	if err != nil {
		t.Fatal(err)
	}
	return all[0].Stamp(t.Context(), []byte("query"))
}

func TestABusyAuthorityIsAskedAgainAndARefusingOneIsNot(t *testing.T) {
	for name, tt := range map[string]struct {
		statuses []int
		asked    int
		code     string
	}{
		"at once":           {[]int{200}, 1, ""},
		"busy, then good":   {[]int{503, 429, 200}, 3, ""},
		"busy for long":     {[]int{503, 503, 503, 200}, 3, "network.status"},
		"refusing":          {[]int{403, 200}, 1, "network.status"},
		"not there":         {[]int{404, 200}, 1, "network.status"},
		"an empty redirect": {[]int{304, 200}, 1, "network.status"},
	} {
		asked := 0
		c, address, _ := client(t, func(w http.ResponseWriter, r *http.Request) {
			body, err := io.ReadAll(r.Body)
			if err != nil || string(body) != "query" || r.Header.Get("Content-Type") != "application/timestamp-query" || r.Method != http.MethodPost {
				t.Errorf("%s: asked %q", name, body)
			}
			w.WriteHeader(tt.statuses[asked])
			asked++
			if tt.statuses[asked-1] == http.StatusOK {
				_, _ = io.WriteString(w, "answer")
			}
		})
		b, err := stamp(t, c, address)
		if asked != tt.asked || code(err) != tt.code || err == nil && string(b) != "answer" {
			t.Errorf("%s: asked %d times, %q, %v", name, asked, b, err)
		}
	}
}

func TestAnAnswerHasALimit(t *testing.T) {
	c, address, _ := client(t, func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, strings.Repeat("x", mostStamp+1))
	})
	if _, err := stamp(t, c, address); code(err) != "network.toolong" {
		t.Error(err)
	}
}

func TestNobodyIsWaitedForLongerThanTheCallerWants(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	c, address, _ := client(t, func(w http.ResponseWriter, _ *http.Request) {
		cancel()
		w.WriteHeader(http.StatusServiceUnavailable)
	})
	c.Wait = time.Hour
	all, err := c.Authorities([]string{address})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := all[0].Stamp(ctx, nil); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func TestOnlyPlainAddressesAreAsked(t *testing.T) {
	c := New("", time.Now)
	for _, a := range []string{"", "authority", "ftp://a", "file:///etc/passwd", "http://", "http://a b"} {
		if _, err := c.Authorities([]string{a}); code(err) != "network.address" {
			t.Errorf("%q: %v", a, err)
		}
		if _, err := c.Fetch(t.Context(), a, nil); code(err) != "network.address" {
			t.Errorf("%q: %v", a, err)
		}
	}
	c, address, _ := client(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Location", "file:///etc/passwd")
		w.WriteHeader(http.StatusFound)
	})
	c.Tries = 1
	if _, err := c.Fetch(t.Context(), address, nil); err == nil {
		t.Error("a redirect to a file was followed")
	}
	all, err := New("", time.Now).Authorities([]string{"http://user:secret@a/tsa"})
	if err != nil || strings.Contains(all[0].String(), "secret") {
		t.Error("a password is shown", err)
	}
}

func TestAnAnswerAboutACertificateIsKeptAndStandsInForOneThatCannotBeHad(t *testing.T) {
	asked, down := 0, false
	c, address, now := client(t, func(w http.ResponseWriter, _ *http.Request) {
		if asked++; down {
			w.WriteHeader(http.StatusNotFound)
			return
		}
		_, _ = io.WriteString(w, "list "+review.HashOf([]byte{byte(asked)}).Short())
	})
	get := func(query []byte) string {
		b, err := c.Fetch(t.Context(), address, query)
		if err != nil {
			return code(err)
		}
		return string(b)
	}
	first := get(nil)
	if again := get(nil); again != first || asked != 1 {
		t.Errorf("a young answer is asked for again: %d", asked)
	}
	if other := get([]byte("query")); other == first || asked != 2 {
		t.Error("one question's answer stands for another's")
	}
	*now = now.Add(2 * freshFor)
	second := get(nil)
	if second == first || asked != 3 {
		t.Error("an old answer is not asked for again")
	}
	*now, down = now.Add(1000*freshFor), true
	if kept := get(nil); kept != second || asked != 4 {
		t.Errorf("%q, asked %d", kept, asked)
	}
	if b, err := c.Memory().Fetch(t.Context(), address, nil); err != nil || string(b) != second || asked != 4 {
		t.Error("memory:", err)
	}
	if _, err := c.Memory().Fetch(t.Context(), address+"/else", nil); code(err) != "network.offline" || asked != 4 {
		t.Error("memory asks:", err)
	}
	if get([]byte("new")) != "network.status" {
		t.Error("an answer out of nothing")
	}
}
