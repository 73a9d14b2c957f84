// What the alarm program judges and how it spells it; copied beside its sources by
// tests/core/test_alarm_program.py. What systemd and journald say is what a Debian 12 said.
package main

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

var problem = &Message{
	ID: "id1", Title: "web on lab: crashed", Text: "web <exited> & restarted.\nSince then.", Kind: "crashed",
	State: "problem", Service: "web", Release: "2-abcd1234", Since: 1796021115, At: 1796021131,
}

// receiver answers once with a status and a body, and writes down what it got.
func receiver(t *testing.T, status int, body string) (string, *http.Request, *string) {
	got, text := new(http.Request), new(string)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		content, _ := io.ReadAll(r.Body)
		*got, *text = *r, string(content)
		if status/100 == 3 {
			w.Header().Set("Location", "http://127.0.0.1:1/elsewhere")
		}
		w.WriteHeader(status)
		io.WriteString(w, body)
	}))
	t.Cleanup(server.Close)
	return server.URL, got, text
}

const words = `[GoFerry] web on lab: crashed\nweb <exited> & restarted.\nSince then.`

func TestEachFormIsWhatItsVendorDocuments(t *testing.T) {
	cases := map[string]struct{ path, body, reply string }{
		"json": {"/hook", `{"at":"2026-11-30T06:45:31Z","id":"id1","kind":"crashed","release":"2-abcd1234",` +
			`"server":"lab","service":"web","since":"2026-11-30T06:45:15Z","source":"goferry","state":"problem",` +
			`"text":"web <exited> & restarted.\nSince then.","title":"web on lab: crashed"}`, ""},
		"slack":   {"/services/T/B/X", `{"text":"[GoFerry] web on lab: crashed\nweb &lt;exited&gt; &amp; restarted.\nSince then."}`, "ok"},
		"discord": {"/api/webhooks/1/x", `{"allowed_mentions":{"parse":[]},"content":"` + words + `"}`, ""},
		"telegram": {"/bot1:A/sendMessage?chat_id=-100", `{"chat_id":"-100","disable_web_page_preview":true,` +
			`"text":"` + words + `"}`, `{"ok":true,"result":{}}`},
		"ntfy":     {"/topic", "web <exited> & restarted.\nSince then.", `{"id":"x","event":"message"}`},
		"wecom":    {"/cgi-bin/webhook/send?key=k", `{"msgtype":"text","text":{"content":"` + words + `"}}`, `{"errcode":0,"errmsg":"ok"}`},
		"dingtalk": {"/robot/send?access_token=a", `{"msgtype":"text","text":{"content":"` + words + `"}}`, `{"errcode":0,"errmsg":"ok"}`},
	}
	for form := range forms {
		one, known := cases[form]
		if !known {
			t.Fatalf("%s has no recorded shape", form)
		}
		url, got, body := receiver(t, 200, one.reply)
		reply := send(Settings{Server: "lab", Form: form}, Address{url: url + one.path}, problem)
		if !reply.delivered || strings.TrimSuffix(*body, "\n") != one.body || got.Method != "POST" {
			t.Errorf("%s: %+v\n%s", form, reply, *body)
		}
		wanted := one.path
		if form == "telegram" {
			wanted = "/bot1:A/sendMessage"
		}
		if got.URL.String() != wanted {
			t.Errorf("%s went to %s", form, got.URL)
		}
	}
	url, got, _ := receiver(t, 200, "")
	send(Settings{Form: "ntfy"}, Address{url: url}, problem)
	title, priority := got.Header.Get("Title"), got.Header.Get("Priority")
	if title != "=?UTF-8?B?d2ViIG9uIGxhYjogY3Jhc2hlZA==?=" || priority != "high" {
		t.Errorf("ntfy got %q and %q", title, priority)
	}
}

func TestDingTalkIsSignedAsItsVendorDocuments(t *testing.T) {
	url, got, _ := receiver(t, 200, `{"errcode":0}`)
	send(Settings{Form: "dingtalk"}, Address{url: url + "/robot/send?access_token=a", secret: "this is secret"}, problem)
	asked := got.URL.Query()
	if asked.Get("access_token") != "a" || len(asked.Get("timestamp")) != 13 || len(asked.Get("sign")) != 44 {
		t.Errorf("%s", got.URL)
	}
}

func TestOnlyWhatTheReceiverTookIsDelivered(t *testing.T) {
	for _, one := range []struct {
		form, body string
		status     int
		delivered  bool
	}{
		{"json", "", 204, true}, {"json", "", 301, false}, {"json", "no", 404, false}, {"json", "", 500, false},
		{"wecom", `{"errcode":93000,"errmsg":"invalid webhook url"}`, 200, false},
		{"dingtalk", `{"errcode":310000,"errmsg":"keywords not in content"}`, 200, false},
		{"dingtalk", "<html>", 200, false}, {"wecom", "{}", 200, false},
		{"telegram", `{"ok":false,"error_code":404,"description":"Not Found"}`, 404, false},
	} {
		url, _, _ := receiver(t, one.status, one.body)
		reply := send(Settings{Form: one.form}, Address{url: url + "/x"}, problem)
		if reply.delivered != one.delivered || reply.status != one.status {
			t.Errorf("%+v: %+v", one, reply)
		}
	}
}

func TestNoReasonHoldsAPartOfTheAddress(t *testing.T) {
	url, _, _ := receiver(t, 403, "no such token: SECRETTOKEN, SEC9876")
	address := Address{url: url + "/hooks/SECRETTOKEN?key=KEY1234", secret: "SEC9876"}
	refused := send(Settings{Form: "dingtalk"}, address, problem).why
	address.url = "http://127.0.0.1:1/hooks/SECRETTOKEN?key=KEY1234"
	unreachable := send(Settings{Form: "json"}, address, problem).why
	for _, why := range []string{refused, unreachable} {
		if strings.Contains(why, "SECRET") || strings.Contains(why, "KEY") || strings.Contains(why, "SEC9") {
			t.Error(why)
		}
	}
	if !strings.Contains(unreachable, "connection refused") || !strings.Contains(refused, "answered 403") {
		t.Error(unreachable, refused)
	}
}

func TestWhatCouldBeObeyedIsMadeInert(t *testing.T) {
	if found := plain("a\x1b[2J\u202eb\x9bc\nd", 100); found != "a?[2J?b?c\nd" {
		t.Errorf("%q", found)
	}
	if found := cut(strings.Repeat("é", 2000), 2001); len(found) > 2004 || !strings.HasSuffix(found, "é…") {
		t.Errorf("%d", len(found))
	}
}

// Server is one that is looked at again and again, with a journal that says what is in a file.
type Server struct {
	*testing.T
	*Looking
}

func lab(t *testing.T) *Server {
	folder := t.TempDir()
	os.WriteFile(filepath.Join(folder, "journalctl"), []byte("#!/bin/sh\nread -r line <\"$0.says\" && echo \"$line\"\n"), 0o755)
	t.Setenv("PATH", folder)
	settings := Settings{Server: "lab", Disk: 101, Calm: 300, CertificateDays: 14}
	server := &Server{t, &Looking{Settings: settings, State: recall(folder), now: 1796021115, uptime: 5000}}
	server.says("")
	return server
}

func (s *Server) says(line string) {
	os.WriteFile(filepath.Join(os.Getenv("PATH"), "journalctl.says"), []byte(line+"\n"), 0o600)
}

func (s *Server) after(seconds int64, shown ...string) {
	s.now, s.uptime = s.now+seconds, s.uptime+float64(seconds)
	unit := map[string]string{"Id": "web.service", "Type": "exec", "ActiveState": "active", "NRestarts": "0", "InvocationID": "a0"}
	for _, one := range shown {
		key, value, _ := strings.Cut(one, "=")
		unit[key] = value
	}
	s.unit(unit)
}

func (s *Server) told(wanted ...string) {
	s.Helper()
	found := []string{}
	for _, one := range s.Queue {
		found = append(found, one.Title)
	}
	if strings.Join(found, "|") != strings.Join(wanted, "|") {
		s.Fatalf("told %q instead of %q", found, wanted)
	}
}

const exit3 = `{"EXIT_CODE":"exited","EXIT_STATUS":"3","MESSAGE_ID":"98e322203f7a4ed290d09fe03c09fe15"}`

func TestAThousandRestartsAreOneMessageAndOneAllClear(t *testing.T) {
	s := lab(t)
	s.says(exit3)
	s.after(0, "NRestarts=7") // what was before it was looked at first, is no news
	s.after(15, "NRestarts=9")
	s.told()
	for restarts := 15; restarts < 1010; restarts += 6 {
		s.after(15, "ActiveState=activating", "NRestarts="+itoa(restarts))
	}
	s.told("web on lab: crash loop")
	if text := s.Queue[0].Text; !strings.Contains(text, "exited 8 times") || !strings.Contains(text, "Cause: exit code 3.") {
		t.Error(text)
	}
	began := s.uptime
	active := "ActiveEnterTimestampMonotonic=" + itoa(int(began)*1e6)
	s.after(299, "NRestarts=1010", active)
	s.told("web on lab: crash loop")
	s.after(1, "NRestarts=1010", active)
	s.told("web on lab: crash loop", "web on lab: over (crash loop)")
	if text := s.Queue[1].Text; !strings.Contains(text, "It had exited 1003 times.") {
		t.Error(text)
	}
	s.after(60, "NRestarts=1011") // so soon after, it has to be well for twice as long
	s.after(15, "NRestarts=1011")
	if calm := s.Open["web.service"].Calm; calm != 600 {
		t.Error(calm)
	}
}

func TestOneCrashIsToldOnceItIsSeenToBeNoLoop(t *testing.T) {
	s := lab(t)
	s.after(0)
	s.says(`{"EXIT_CODE":"killed","EXIT_STATUS":"9"}`)
	s.after(15, "NRestarts=1")
	s.told()
	s.after(15, "NRestarts=1")
	s.told("web on lab: crashed")
	if text := s.Queue[0].Text; !strings.Contains(text, "Cause: killed by signal 9.") {
		t.Error(text)
	}
}

func TestAKillForMemoryIsToldAtOnce(t *testing.T) {
	s := lab(t)
	s.after(0)
	s.says(`{"UNIT_RESULT":"oom-kill","MESSAGE_ID":"d9b373ed55a64feb8242e02dbe79a49c"}`)
	s.after(15, "NRestarts=1")
	s.told("web on lab: killed, out of memory")
}

func TestWhatSomebodyStopsIsNoFailure(t *testing.T) {
	s := lab(t)
	s.after(0)
	s.says("Stopping web.service - web...")
	s.after(15, "ActiveState=failed", "Result=exit-code")
	s.told()
	s.says("")
	s.after(15, "ActiveState=failed", "Result=exit-code", "InvocationID=a1")
	s.told("web on lab: failed")
	s.after(15, "ActiveState=inactive")
	s.told("web on lab: failed", "web on lab: over (failed)")
}

func TestAProgramThatLeavesWithoutAnErrorIsToldUnlessItWasAskedTo(t *testing.T) {
	gone := []string{"ActiveState=inactive", "ExecMainCode=1", "ExecMainStatus=0", "InvocationID=a1"}
	s := lab(t)
	s.after(0)
	s.after(15, append(gone, "TriggeredBy=web.socket")...) // the next request starts it
	s.says("Stopping web.service - web...")
	s.after(15, gone...)
	s.says("") // it is remembered, however long the journal is
	s.after(15, gone...)
	s.told()
	s.after(15, append(gone, "InvocationID=a2", "ExecMainStatus=3")...) // stopped while it was to start again
	s.told()
	s.after(15, append(gone, "InvocationID=a3")...)
	s.told("web on lab: exited, does not run")
	s.after(1500, append(gone, "InvocationID=a3")...)
	s.told("web on lab: exited, does not run")
	s.after(15, "ActiveEnterTimestampMonotonic=0")
	s.told("web on lab: exited, does not run", "web on lab: over (exited, does not run)")
	first := lab(t)
	first.after(0, gone...)
	first.after(15, gone...)
	first.told()
}

func TestAStartByHandCountsFromZero(t *testing.T) {
	s := lab(t)
	s.after(0, "NRestarts=40")
	s.after(15, "NRestarts=0")
	s.after(15, "NRestarts=0")
	s.told()
}

func TestABackupThatFailsIsOverWithItsNextSuccess(t *testing.T) {
	s := lab(t)
	job := []string{"Id=goferry-backup-web.service", "Type=oneshot"}
	s.after(0, append(job, "ActiveState=inactive")...)
	s.after(15, append(job, "ActiveState=failed", "Result=exit-code")...)
	s.told("the backup of web on lab: backup failed")
	earlier := time.Unix(s.now-60, 0).UTC().Format("Mon 2006-01-02 15:04:05 MST")
	s.after(15, append(job, "ActiveState=inactive", "Result=success", "ExecMainStartTimestamp=")...) // after a reboot
	s.after(15, append(job, "ActiveState=inactive", "Result=success", "ExecMainStartTimestamp="+earlier)...)
	s.told("the backup of web on lab: backup failed")
	later := time.Unix(s.now, 0).UTC().Format("Mon 2006-01-02 15:04:05 MST")
	s.after(15, append(job, "ActiveState=inactive", "Result=success", "ExecMainStartTimestamp="+later)...)
	s.told("the backup of web on lab: backup failed", "the backup of web on lab: over (backup failed)")
}

func TestOnlyTheServicesThatWereNamedAreTold(t *testing.T) {
	s := lab(t)
	s.Services = []string{"other"}
	s.after(0)
	s.after(15, "ActiveState=failed")
	s.told()
}

func TestChangesAreReadAsTheHelperWritesThem(t *testing.T) {
	for line, wanted := range map[string]string{
		`{"verb":"return","release":"1-a","previous":"2-b","result":"live"}`:        "rolled-back",
		`{"verb":"deploy","release":"2-b","previous":"1-a","result":"rolled_back"}`: "rolled-back",
		`{"verb":"probation","release":"2-b","previous":"","result":"unproved"}`:    "unhealthy",
		`{"verb":"restart","release":"2-b","previous":"2-b","result":"down"}`:       "down",
		`{"verb":"deploy","release":"2-b","previous":"1-a","result":"live"}`:        "",
		`{"verb":"deploy","release":"2-b","previous":"1-a","result":"refused"}`:     "",
	} {
		change := Change{}
		json.Unmarshal([]byte(line), &change)
		if kind, _ := trouble(change); kind != wanted {
			t.Errorf("%s is %q", line, kind)
		}
	}
}

func TestWhatWaitsOutlivesARebootAndDamageIsPutAside(t *testing.T) {
	folder := t.TempDir()
	state := recall(folder)
	state.queue(&Message{Title: "a"})
	state.post(Settings{Form: "json"}, Address{url: "http://127.0.0.1:1/"}, folder, 100)
	state.keep(folder, "")
	again := recall(folder)
	if len(again.Queue) != 1 || again.Queue[0].Next > 100 || again.Refused == "" {
		t.Errorf("%+v", again)
	}
	url, _, _ := receiver(t, 200, "")
	again.post(Settings{Form: "json"}, Address{url: url}, folder, 101)
	if len(again.Queue) != 0 || again.Sent != 101 || again.Refused != "" {
		t.Errorf("%+v", again)
	}
	os.WriteFile(filepath.Join(folder, "state.json"), []byte("{"), 0o600)
	if recall(folder).Open == nil {
		t.Error("no fresh state")
	}
	if _, err := os.Stat(filepath.Join(folder, "state.json.damaged")); err != nil {
		t.Error(err)
	}
}

func TestARejectedMessageHoldsUpNoOther(t *testing.T) {
	folder, state := t.TempDir(), &State{}
	url, _, _ := receiver(t, 400, "")
	state.queue(&Message{Title: "a", At: 100})
	state.queue(&Message{Title: "b", At: 100})
	state.post(Settings{Form: "json"}, Address{url: url}, folder, 100)
	if state.Queue[0].Tries != 1 || state.Queue[1].Tries != 1 || state.Queue[0].Next != 130 {
		t.Errorf("%+v", state.Queue)
	}
	state.post(Settings{Form: "json"}, Address{url: url}, folder, 110)
	if state.Queue[0].Tries != 1 {
		t.Error("it was tried again too soon")
	}
	state.post(Settings{Form: "json"}, Address{url: url}, folder, 100+givenUp+1)
	if len(state.Queue) != 0 || state.GivenUp != 2 {
		t.Errorf("%d wait, %d were given up", len(state.Queue), state.GivenUp)
	}
}

func TestMailIsHandedOverAsWhatItIs(t *testing.T) {
	folder, state := t.TempDir(), &State{}
	state.queue(problem)
	state.post(Settings{Mail: "a@b.example"}, Address{}, folder, 100)
	found := mails(folder)
	if len(state.Queue) != 0 || len(found) != 1 {
		t.Fatalf("%d wait, %d are mail", len(state.Queue), len(found))
	}
	if text, _ := os.ReadFile(found[0]); !strings.Contains(string(text), "To: a@b.example\n") {
		t.Errorf("%s", text)
	}
}

func TestNoTrapInTheOutboxIsReadOrRemovedByRoot(t *testing.T) {
	folder := t.TempDir()
	secret, box := filepath.Join(folder, "secret"), outbox(folder)
	os.WriteFile(secret, []byte("x"), 0o600)
	os.Symlink(secret, filepath.Join(box, "link"))
	os.Link(secret, filepath.Join(box, "another name"))
	os.WriteFile(filepath.Join(box, "cut.new"), []byte("x"), 0o600)
	opened, _ := os.Open(box)
	defer opened.Close()
	for _, name := range []string{"link", "another name"} {
		if err := handOver("a@b.example", filepath.Join(box, name), owner(opened)); err == nil || strings.Contains(err.Error(), "sendmail") {
			t.Errorf("%s: %v", name, err)
		}
	}
	deliver("a@b.example", opened)
	if _, err := os.Stat(secret); err != nil || len(mails(folder)) != 2 {
		t.Error(err, mails(folder))
	}
}

func itoa(number int) string {
	text, _ := json.Marshal(number)
	return string(text)
}
