package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

const (
	atOnce      = 5         // messages in one run: chats take some 20 a minute
	patience    = 8         // seconds for one message; with the timer's pause, less than 30
	givenUp     = 3 * 86400 // seconds for which one is offered to a receiver that rejects it
	mostPause   = 900
	longestMail = 65536
	nobody      = 1<<32 - 1
)

// Reply is what became of one try; status 0 says that no receiver answered.
type Reply struct {
	delivered bool
	status    int
	why       string
}

// post tells what waits.
func (state *State) post(settings Settings, to Address, folder string, now int64) {
	waiting, tried := []*Message{}, 0
	for _, message := range state.Queue {
		if settings.Mail != "" && !message.Mailed {
			message.Mailed = write(filepath.Join(outbox(folder), message.ID), mail(settings, message)) == nil
		}
		message.Posted = message.Posted || settings.Form == ""
		if !message.Posted && message.Next <= now && tried < atOnce {
			tried++
			state.try(settings, to, message, now)
			if !message.Posted && message.Next <= now {
				tried = atOnce // the line is down: the others would wait for it, too
			}
		}
		if !message.Posted || settings.Mail != "" && !message.Mailed {
			waiting = append(waiting, message)
		}
	}
	state.Queue = waiting
}

func (state *State) try(settings Settings, to Address, message *Message, now int64) {
	reply := send(settings, to, message)
	if reply.delivered {
		message.Posted, state.Sent, state.Refused = true, now, ""
		return
	}
	if state.Refused != reply.why {
		warn("a message could not be sent: " + reply.why)
	}
	state.Refused = reply.why
	message.Tries++
	if reply.status == 0 {
		return // the next run tries again
	}
	message.Next = now + min(int64(15)<<min(message.Tries, 6), mostPause)
	if now-message.At > givenUp {
		message.Posted = true
		state.GivenUp++
	}
}

func send(settings Settings, to Address, message *Message) Reply {
	form, known := forms[settings.Form]
	if !known {
		return Reply{why: "there is no form " + settings.Form}
	}
	request, err := form.request(to, settings, message)
	if err != nil {
		return Reply{why: "the address cannot be used"}
	}
	request.Header.Set("User-Agent", "GoFerry")
	client := &http.Client{
		Timeout: patience * time.Second,
		// An answer that leads elsewhere would take the address along.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	answer, err := client.Do(request)
	if err != nil {
		return Reply{why: reason(err, to)}
	}
	defer answer.Body.Close()
	body, _ := io.ReadAll(io.LimitReader(answer.Body, 4096))
	return judge(form, answer.StatusCode, body, to)
}

// judge takes a reply for what it says: some answer 200 to what they reject.
func judge(form Form, status int, body []byte, to Address) Reply {
	told := struct{ Errcode int }{}
	good := status >= 200 && status < 300
	if good && form.errcode {
		good = json.Unmarshal(body, &told) == nil && told.Errcode == 0 && bytes.Contains(body, []byte("errcode"))
	}
	if good {
		return Reply{delivered: true, status: status}
	}
	why := fmt.Sprintf("the receiver answered %d", status)
	if words := hidden(plain(string(body), 200), to); words != "" {
		why += ": " + strings.Join(strings.Fields(words), " ")
	}
	return Reply{status: status, why: why}
}

// reason says why nobody answered, without the address that Go's error begins with.
func reason(err error, to Address) string {
	var about *url.Error
	if errors.As(err, &about) {
		err = about.Err
	}
	return hidden(plain(err.Error(), 200), to)
}

// hidden takes out of a text whatever is a part of the address.
func hidden(words string, to Address) string {
	parts := []string{to.secret}
	if where, err := url.Parse(to.url); err == nil {
		parts = append(parts, where.RequestURI(), where.Path, where.RawQuery)
		parts = append(parts, strings.FieldsFunc(where.RequestURI(), func(sign rune) bool {
			return strings.ContainsRune("/?&=:", sign)
		})...)
		if where.User != nil {
			password, _ := where.User.Password()
			parts = append(parts, where.User.Username(), password)
		}
	}
	for _, part := range parts {
		if len(part) >= 4 {
			words = strings.ReplaceAll(words, part, "…")
		}
	}
	return words
}

func outbox(folder string) string {
	folder = filepath.Join(folder, "outbox")
	os.Mkdir(folder, 0o700)
	return folder
}

func mails(folder string) []string {
	found, _ := filepath.Glob(filepath.Join(folder, "outbox", "*"))
	return found
}

func mail(settings Settings, message *Message) []byte {
	var out bytes.Buffer
	fmt.Fprintf(&out, "To: %s\nSubject: =?UTF-8?B?%s?=\nDate: %s\nMessage-ID: <%s@goferry>\n", settings.Mail,
		encoded("[GoFerry] "+message.Title), time.Unix(message.At, 0).UTC().Format(time.RFC1123Z), message.ID)
	fmt.Fprintf(&out, "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n")
	fmt.Fprintf(&out, "Auto-Submitted: auto-generated\n\n%s\n", message.Text)
	return out.Bytes()
}

// asRoot does the little that the user without rights cannot.
func asRoot(settings Settings) error {
	flags := os.O_RDONLY | syscall.O_DIRECTORY | syscall.O_NOFOLLOW
	if outbox, err := os.OpenFile(filepath.Join(stateFolder, "outbox"), flags, 0); err == nil {
		deliver(settings.Mail, outbox)
		outbox.Close()
	}
	seen, err := json.Marshal(Seen{Boot: boot(), Units: units(), Domains: domains()})
	if err != nil {
		return err
	}
	os.Remove(seenFile + ".new")
	if err := os.WriteFile(seenFile+".new", seen, 0o600); err != nil {
		return err
	}
	os.Chmod(seenFile+".new", 0o644)
	return os.Rename(seenFile+".new", seenFile)
}

// deliver hands over what that user wrote, and never leaves the open folder: it may be a trap.
func deliver(to string, outbox *os.File) {
	names, _ := outbox.Readdirnames(mostWaiting)
	for _, name := range names {
		file := fmt.Sprintf("/proc/self/fd/%d/%s", outbox.Fd(), name)
		if to == "" || strings.HasSuffix(name, ".new") { // it is no longer wished, or was cut off
			os.Remove(file)
		} else if err := handOver(to, file, owner(outbox)); err != nil {
			warn("sendmail: " + plain(err.Error(), 200))
		}
	}
}

// handOver reads a file as what it is: not to be believed, followed or waited for.
func handOver(to, file string, by uint32) error {
	opened, err := os.OpenFile(file, os.O_RDONLY|syscall.O_NOFOLLOW|syscall.O_NONBLOCK, 0)
	if err != nil {
		return err
	}
	defer opened.Close()
	if about, err := opened.Stat(); err != nil || !about.Mode().IsRegular() || owner(opened) != by {
		return errors.New(filepath.Base(file) + " is no mail")
	}
	if err := sendmail(to, io.LimitReader(opened, longestMail)); err != nil {
		return err
	}
	return os.Remove(file)
}

// owner tells whose an open file is; nobody's, where it has another name elsewhere.
func owner(of *os.File) uint32 {
	var about syscall.Stat_t
	if syscall.Fstat(int(of.Fd()), &about) != nil || about.Mode&syscall.S_IFDIR == 0 && about.Nlink != 1 {
		return nobody
	}
	return about.Uid
}

func sendmail(to string, content io.Reader) error {
	ran := exec.Command("/usr/sbin/sendmail", "-oi", "--", to)
	ran.Stdin = content
	if out, err := ran.CombinedOutput(); err != nil {
		return fmt.Errorf("%w %s", err, out)
	}
	return nil
}
