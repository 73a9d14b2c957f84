package handler

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/gin-gonic/gin"

	"example.com/ferry-template/internal/service"
)

// site is the whole service behind its handlers, and what it logged.
type site struct {
	http.Handler
	log *bytes.Buffer
}

func newSite(t *testing.T) site {
	t.Helper()
	gin.SetMode(gin.ReleaseMode)
	log := new(bytes.Buffer)
	router, err := NewRouter(Options{
		Notes:   service.NewNotes(2, time.Now),
		Logger:  slog.New(slog.NewJSONHandler(log, nil)),
		Release: "7-abc",
	})
	if err != nil {
		t.Fatal(err)
	}
	return site{router, log}
}

func (s site) ask(method, path, body string) *httptest.ResponseRecorder {
	request := httptest.NewRequest(method, path, strings.NewReader(body))
	if body != "" {
		request.Header.Set("Content-Type", "application/json")
	}
	reply := httptest.NewRecorder()
	s.ServeHTTP(reply, request)
	return reply
}

func TestHealthTellsTheRelease(t *testing.T) {
	reply := newSite(t).ask("GET", "/health", "")
	var told map[string]string
	if err := json.Unmarshal(reply.Body.Bytes(), &told); err != nil {
		t.Fatal(err)
	}
	if reply.Code != http.StatusOK || told["status"] != "ok" || told["release"] != "7-abc" {
		t.Errorf("%d %v", reply.Code, told)
	}
	if got := reply.Header().Get(ReleaseHeader); got != "7-abc" {
		t.Errorf("%s: %q", ReleaseHeader, got)
	}
}

func TestPagesAndAssetsAreBuiltIn(t *testing.T) {
	site := newSite(t)
	for path, want := range map[string]string{
		"/":                 "7-abc",
		"/static/style.css": "font-family",
		"/static/app.js":    "fetch",
	} {
		reply := site.ask("GET", path, "")
		if reply.Code != http.StatusOK || !strings.Contains(reply.Body.String(), want) {
			t.Errorf("%s: %d, or without %q", path, reply.Code, want)
		}
	}
	if got := site.ask("GET", "/static/", "").Body.String(); strings.Contains(got, "app.js") {
		t.Errorf("a folder was listed: %s", got)
	}
}

func TestANoteLivesThroughTheAPI(t *testing.T) {
	site := newSite(t)
	added := site.ask("POST", "/api/notes", `{"text": "hello"}`)
	if added.Code != http.StatusCreated {
		t.Fatalf("%d %s", added.Code, added.Body)
	}
	place := added.Header().Get("Location")
	if got := site.ask("GET", place, ""); got.Code != http.StatusOK || got.Body.String() != added.Body.String() {
		t.Errorf("%d %s", got.Code, got.Body)
	}
	if got := site.ask("GET", "/api/notes", "").Body.String(); !strings.Contains(got, `"hello"`) {
		t.Errorf("not listed: %s", got)
	}
	if code := site.ask("DELETE", place, "").Code; code != http.StatusNoContent {
		t.Errorf("delete: %d", code)
	}
	if code := site.ask("GET", place, "").Code; code != http.StatusNotFound {
		t.Errorf("still there: %d", code)
	}
}

func TestNoNotesAreAnEmptyList(t *testing.T) {
	if got := newSite(t).ask("GET", "/api/notes", "").Body.String(); got != `{"notes":[]}` {
		t.Error(got)
	}
}

func TestWhatCannotBeDoneIsSaidWithItsOwnCode(t *testing.T) {
	site := newSite(t)
	site.ask("POST", "/api/notes", `{"text": "one"}`)
	site.ask("POST", "/api/notes", `{"text": "two"}`)
	for _, wrong := range []struct {
		method, path, body string
		want               int
	}{
		{"GET", "/api/notes/99", "", http.StatusNotFound},
		{"GET", "/api/notes/x", "", http.StatusNotFound},
		{"GET", "/nowhere", "", http.StatusNotFound},
		{"PUT", "/api/notes", `{}`, http.StatusMethodNotAllowed},
		{"POST", "/api/notes", `{"text": " "}`, http.StatusUnprocessableEntity},
		{"POST", "/api/notes", `{"text": "three"}`, http.StatusInsufficientStorage},
		{"POST", "/api/notes", `{"text": 3}`, http.StatusBadRequest},
		{"POST", "/api/notes", `{"title": "x"}`, http.StatusBadRequest},
		{"POST", "/api/notes", "", http.StatusUnsupportedMediaType},
		{"POST", "/api/notes", `{"text": "` + strings.Repeat("x", largestBody) + `"}`, http.StatusRequestEntityTooLarge},
	} {
		reply := site.ask(wrong.method, wrong.path, wrong.body)
		var told map[string]string
		if err := json.Unmarshal(reply.Body.Bytes(), &told); err != nil || told["error"] == "" {
			t.Errorf("%s %s: %q says nothing", wrong.method, wrong.path, reply.Body)
		}
		if reply.Code != wrong.want {
			t.Errorf("%s %s %.20s: got %d, want %d", wrong.method, wrong.path, wrong.body, reply.Code, wrong.want)
		}
	}
}

func TestAPanicEndsOneRequestOnly(t *testing.T) {
	log := new(bytes.Buffer)
	logger := slog.New(slog.NewJSONHandler(log, nil))
	router := gin.New()
	router.Use(logRequests(logger), recoverPanics(logger))
	router.GET("/", func(*gin.Context) { panic("broken on purpose") })
	reply := httptest.NewRecorder()
	router.ServeHTTP(reply, httptest.NewRequest("GET", "/", nil))
	if reply.Code != http.StatusInternalServerError {
		t.Errorf("got %d", reply.Code)
	}
	if !strings.Contains(log.String(), "broken on purpose") || !strings.Contains(log.String(), `"status":500`) {
		t.Errorf("logged %s", log)
	}
}

func TestRequestsAreLoggedAndHealthChecksAreNot(t *testing.T) {
	site := newSite(t)
	site.ask("GET", "/health", "")
	if site.log.Len() != 0 {
		t.Errorf("a health check was logged: %s", site.log)
	}
	site.ask("GET", "/api/notes?token=secret", "")
	var line struct{ Msg, Method, Path, Client string }
	if err := json.Unmarshal(site.log.Bytes(), &line); err != nil {
		t.Fatal(err)
	}
	if line.Msg != "request" || line.Path != "/api/notes" || line.Method != "GET" || line.Client == "" {
		t.Errorf("logged %+v", line)
	}
}

func TestAClientCannotPretendAnotherAddress(t *testing.T) {
	site := newSite(t)
	request := httptest.NewRequest("GET", "/", nil)
	request.Header.Set("X-Forwarded-For", "203.0.113.9")
	site.ServeHTTP(httptest.NewRecorder(), request)
	if strings.Contains(site.log.String(), "203.0.113.9") {
		t.Error("X-Forwarded-For was believed")
	}
}
