// Package model holds what the service is about, free of HTTP and storage.
package model

import (
	"errors"
	"strings"
	"time"
	"unicode/utf8"
)

// LongestNote is how many characters a note may have.
const LongestNote = 280

// What can be wrong with a request for notes. Handlers turn these into status codes.
var (
	ErrNoSuchNote   = errors.New("there is no such note")
	ErrEmptyNote    = errors.New("a note needs some text")
	ErrNoteTooLong  = errors.New("a note may have 280 characters")
	ErrTooManyNotes = errors.New("no more notes fit; delete one first")
)

// Note is a short text that somebody left.
type Note struct {
	ID      int       `json:"id"`
	Text    string    `json:"text"`
	Created time.Time `json:"created"`
}

// CleanText trims a note's text and checks it.
func CleanText(text string) (string, error) {
	text = strings.TrimSpace(text)
	switch {
	case text == "":
		return "", ErrEmptyNote
	case utf8.RuneCountInString(text) > LongestNote:
		return "", ErrNoteTooLong
	}
	return text, nil
}
