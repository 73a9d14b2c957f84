package main

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// Form is how one kind of receiver wants a message. `most` bounds its text, in bytes; one with
// `errcode` answers 200 to everything, and says in the body whether it took it.
type Form struct {
	most    int
	errcode bool
	body    func(settings Settings, message *Message, words string, to *url.URL) any
}

var forms = map[string]Form{
	"json": {most: 8192, body: func(settings Settings, message *Message, words string, _ *url.URL) any {
		return map[string]any{
			"source": "goferry", "id": message.ID, "server": settings.Server, "service": message.Service,
			"release": message.Release, "kind": message.Kind, "state": message.State, "title": message.Title,
			"text": message.Text, "since": stamp(message.Since), "at": stamp(message.At),
		}
	}},
	"slack": {most: 3000, body: func(_ Settings, _ *Message, words string, _ *url.URL) any {
		return map[string]any{"text": strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(words)}
	}},
	"discord": {most: 1900, body: func(_ Settings, _ *Message, words string, _ *url.URL) any {
		return map[string]any{"content": words, "allowed_mentions": map[string]any{"parse": []string{}}}
	}},
	"telegram": {most: 3900, body: func(_ Settings, _ *Message, words string, to *url.URL) any {
		asked := to.Query()
		found := map[string]any{"chat_id": asked.Get("chat_id"), "text": words, "disable_web_page_preview": true}
		to.RawQuery = ""
		return found
	}},
	"ntfy":     {most: 3900},
	"wecom":    {most: 2000, errcode: true, body: textMessage},
	"dingtalk": {most: 15000, errcode: true, body: textMessage},
}

func textMessage(_ Settings, _ *Message, words string, _ *url.URL) any {
	return map[string]any{"msgtype": "text", "text": map[string]any{"content": words}}
}

func (form Form) request(to Address, settings Settings, message *Message) (*http.Request, error) {
	where, err := url.Parse(to.url)
	if err != nil {
		return nil, err
	}
	if form.body == nil {
		return notification(where, message, form.most)
	}
	words := cut("[GoFerry] "+message.Title+"\n"+message.Text, form.most)
	var content bytes.Buffer
	writer := json.NewEncoder(&content)
	writer.SetEscapeHTML(false)
	if err := writer.Encode(form.body(settings, message, words, where)); err != nil {
		return nil, err
	}
	if to.secret != "" {
		signed(where, to.secret, time.Now().UnixMilli())
	}
	request, err := http.NewRequest("POST", where.String(), &content)
	if err == nil {
		request.Header.Set("Content-Type", "application/json; charset=utf-8")
	}
	return request, err
}

// notification is ntfy's: the text as the body, all else as headers.
func notification(where *url.URL, message *Message, most int) (*http.Request, error) {
	request, err := http.NewRequest("POST", where.String(), strings.NewReader(cut(message.Text, most)))
	if err != nil {
		return nil, err
	}
	request.Header.Set("Title", "=?UTF-8?B?"+encoded(message.Title)+"?=")
	if message.State == "problem" {
		request.Header.Set("Priority", "high")
		request.Header.Set("Tags", "warning")
	}
	return request, nil
}

// signed adds what DingTalk checks where its robot was set up to be signed to.
func signed(where *url.URL, secret string, millis int64) {
	code := hmac.New(sha256.New, []byte(secret))
	fmt.Fprintf(code, "%d\n%s", millis, secret)
	asked := where.Query()
	asked.Set("timestamp", fmt.Sprint(millis))
	asked.Set("sign", base64.StdEncoding.EncodeToString(code.Sum(nil)))
	where.RawQuery = asked.Encode()
}

func cut(words string, most int) string {
	if len(words) <= most {
		return words
	}
	return strings.ToValidUTF8(words[:most], "") + "…"
}

func encoded(words string) string { return base64.StdEncoding.EncodeToString([]byte(words)) }

func stamp(seconds int64) string { return time.Unix(seconds, 0).UTC().Format(time.RFC3339) }
