// What speaks when nobody looks: started by a timer, it looks at the services of this server, tells
// what is wrong and what is over, and ends. It uses Go's standard library only.
//
//	alarm root      hand mail to sendmail, and write down what only root may see (as root)
//	alarm look      judge that, write down what to tell, tell it (as a user without rights)
//	alarm test      send one message, and say what the receiver answered
//	alarm mail      the same by mail, if that is wished (as root)
//	alarm status    say what is open and what waits; never the address (as root)
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

const (
	settingsFile = "/etc/goferry-alarm/settings"
	stateFolder  = "/var/lib/private/goferry-alarm"
	seenFile     = "/run/goferry-alarm.seen"
	largest      = 8 << 20
)

// Settings are what a person chose; the address is apart from them, a credential.
type Settings struct {
	Server          string   `json:"server"`
	Services        []string `json:"services"`
	Form            string   `json:"form"`
	Host            string   `json:"host"`
	Mail            string   `json:"mail"`
	Disk            int      `json:"disk"`
	CertificateDays int      `json:"certificate_days"`
	Calm            int64    `json:"calm"`
	LogLines        int      `json:"log_lines"`
	Program         string   `json:"program"`
}

// Address is where messages go; a second line of the credential is a secret to sign them with.
type Address struct{ url, secret string }

func main() {
	if len(os.Args) != 2 {
		fail("one of look, root, test, mail, status")
	}
	verbs := map[string]func(Settings) error{"look": look, "root": asRoot, "test": test, "mail": testMail, "status": status}
	verb, known := verbs[os.Args[1]]
	if !known {
		fail("no verb " + os.Args[1])
	}
	file := credential("settings")
	if _, err := os.Stat(file); err != nil {
		file = settingsFile
	}
	settings, err := read[Settings](file)
	if err == nil {
		err = verb(settings)
	}
	if err != nil {
		fail(err.Error())
	}
}

func look(settings Settings) error {
	folder := os.Getenv("STATE_DIRECTORY")
	state := recall(folder)
	before := state.text()
	seen, err := read[Seen](seenFile)
	if err != nil {
		return err
	}
	now := time.Now().Unix()
	observe(&Looking{Settings: settings, State: state, Seen: seen, now: now, uptime: uptime()})
	// What is to be told is on the disk before the first try to tell it.
	before, err = state.keep(folder, before)
	if err == nil {
		state.post(settings, address(), folder, now)
		_, err = state.keep(folder, before)
	}
	return err
}

func test(settings Settings) error {
	if settings.Form == "" {
		return nil
	}
	reply := send(settings, address(), trial(settings))
	return print(map[string]any{"by": "webhook", "delivered": reply.delivered, "status": reply.status, "why": reply.why})
}

func testMail(settings Settings) error {
	if settings.Mail == "" {
		return nil
	}
	why := ""
	err := sendmail(settings.Mail, bytes.NewReader(mail(settings, trial(settings))))
	if err != nil {
		why = "sendmail: " + plain(err.Error(), 200)
	}
	return print(map[string]any{"by": "mail", "delivered": err == nil, "status": 0, "why": why})
}

func trial(settings Settings) *Message {
	return &Message{
		ID: fresh(), Title: "Test from " + settings.Server, Kind: "test", State: "test", At: time.Now().Unix(),
		Since: time.Now().Unix(),
		Text:  "GoFerry on " + settings.Server + " can reach you. This is a test: nothing is wrong.",
	}
}

func status(settings Settings) error {
	state := recall(stateFolder)
	open := []map[string]any{}
	for _, one := range state.Open {
		if one.Told {
			open = append(open, map[string]any{"kind": one.Kind, "subject": one.Subject, "since": one.Since})
		}
	}
	return print(map[string]any{
		"settings": settings, "open": open, "waiting": len(state.Queue) + len(mails(stateFolder)),
		"given_up": state.GivenUp, "sent": state.Sent, "refused": state.Refused,
	})
}

// credential is where systemd puts what root alone may read, for this run.
func credential(name string) string { return filepath.Join(os.Getenv("CREDENTIALS_DIRECTORY"), name) }

func address() Address {
	content, _ := os.ReadFile(credential("webhook"))
	first, second, _ := strings.Cut(strings.TrimSpace(string(content)), "\n")
	return Address{url: strings.TrimSpace(first), secret: strings.TrimSpace(second)}
}

// read takes a file that may be anybody's: no link is followed, and nothing is waited for.
func read[T any](file string) (T, error) {
	var found T
	opened, err := os.OpenFile(file, os.O_RDONLY|syscall.O_NOFOLLOW|syscall.O_NONBLOCK, 0)
	if err != nil {
		return found, err
	}
	defer opened.Close()
	content, err := io.ReadAll(io.LimitReader(opened, largest))
	if err == nil {
		err = json.Unmarshal(content, &found)
	}
	return found, err
}

func print(found map[string]any) error { return json.NewEncoder(os.Stdout).Encode(found) }

func warn(words string) { fmt.Fprintln(os.Stderr, "<4>"+words) }

func fail(words string) {
	fmt.Fprintln(os.Stderr, "<3>"+words)
	os.Exit(1)
}
