// Package service does the work. It knows the model and nothing of HTTP.
package service

import (
	"slices"
	"sync"
	"time"

	"example.com/ferry-template/internal/model"
)

// Notes keeps notes in memory: enough for an example, and the place to put a database.
// It is safe for use by many requests at once.
type Notes struct {
	most int
	now  func() time.Time

	mu    sync.RWMutex
	last  int
	notes []model.Note // ordered by ID
}

// NewNotes returns an empty set that keeps at most `most` notes and takes the time from now.
func NewNotes(most int, now func() time.Time) *Notes {
	return &Notes{most: most, now: now}
}

// All returns the notes, the newest first.
func (n *Notes) All() []model.Note {
	n.mu.RLock()
	defer n.mu.RUnlock()
	notes := make([]model.Note, 0, len(n.notes)) // never nil: JSON shows an empty list as []
	for _, note := range slices.Backward(n.notes) {
		notes = append(notes, note)
	}
	return notes
}

// Get returns one note, or model.ErrNoSuchNote.
func (n *Notes) Get(id int) (model.Note, error) {
	n.mu.RLock()
	defer n.mu.RUnlock()
	place, found := n.find(id)
	if !found {
		return model.Note{}, model.ErrNoSuchNote
	}
	return n.notes[place], nil
}

// Add checks the text and keeps it as a new note.
func (n *Notes) Add(text string) (model.Note, error) {
	text, err := model.CleanText(text)
	if err != nil {
		return model.Note{}, err
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	if len(n.notes) >= n.most {
		return model.Note{}, model.ErrTooManyNotes
	}
	n.last++
	note := model.Note{ID: n.last, Text: text, Created: n.now().UTC()}
	n.notes = append(n.notes, note)
	return note, nil
}

// Delete removes one note, or returns model.ErrNoSuchNote.
func (n *Notes) Delete(id int) error {
	n.mu.Lock()
	defer n.mu.Unlock()
	place, found := n.find(id)
	if !found {
		return model.ErrNoSuchNote
	}
	n.notes = slices.Delete(n.notes, place, place+1)
	return nil
}

// find needs n.mu held.
func (n *Notes) find(id int) (place int, found bool) {
	return slices.BinarySearchFunc(n.notes, id, func(note model.Note, id int) int { return note.ID - id })
}
