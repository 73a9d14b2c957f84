package main

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func ask(t *testing.T, path string) (reply *httptest.ResponseRecorder, log string) {
	t.Helper()
	lines := new(bytes.Buffer)
	reply = httptest.NewRecorder()
	site := newSite("7-abc", slog.New(slog.NewJSONHandler(lines, nil)))
	site.ServeHTTP(reply, httptest.NewRequest("GET", path, nil))
	return reply, lines.String()
}

func TestHealthTellsTheReleaseAndIsNotLogged(t *testing.T) {
	reply, log := ask(t, "/health")
	var told map[string]string
	if err := json.Unmarshal(reply.Body.Bytes(), &told); err != nil {
		t.Fatal(err)
	}
	if told["status"] != "ok" || told["release"] != "7-abc" || reply.Header().Get("X-Release") != "7-abc" {
		t.Errorf("got %v, %v", told, reply.Header())
	}
	if log != "" {
		t.Errorf("logged %s", log)
	}
}

func TestThePageAndItsStylesAreBuiltIn(t *testing.T) {
	for path, want := range map[string]string{"/": "7-abc", "/static/style.css": "font-family"} {
		if reply, _ := ask(t, path); reply.Code != http.StatusOK || !strings.Contains(reply.Body.String(), want) {
			t.Errorf("%s: %d, or without %q", path, reply.Code, want)
		}
	}
}

func TestWhatIsNotThereIsSaidAndLogged(t *testing.T) {
	reply, log := ask(t, "/nowhere")
	if reply.Code != http.StatusNotFound || !strings.Contains(log, `"status":404`) {
		t.Errorf("%d, logged %s", reply.Code, log)
	}
}

func TestTheDeploysNameForTheReleaseComesFirst(t *testing.T) {
	t.Setenv("GOFERRY_RELEASE", "8-def")
	if got := release(); got != "8-def" {
		t.Errorf("got %q", got)
	}
}
