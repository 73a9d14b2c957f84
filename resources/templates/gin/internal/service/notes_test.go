package service

import (
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"example.com/ferry-template/internal/model"
)

var noon = time.Date(2030, 1, 2, 12, 0, 0, 0, time.UTC)

func notes(most int) *Notes {
	return NewNotes(most, func() time.Time { return noon })
}

func TestANoteIsKeptUntilItIsDeleted(t *testing.T) {
	notes := notes(10)
	added, err := notes.Add("  hello  ")
	if err != nil {
		t.Fatal(err)
	}
	if want := (model.Note{ID: 1, Text: "hello", Created: noon}); added != want {
		t.Errorf("got %+v, want %+v", added, want)
	}
	if found, err := notes.Get(added.ID); err != nil || found != added {
		t.Errorf("got %+v, %v", found, err)
	}
	if err := notes.Delete(added.ID); err != nil {
		t.Error(err)
	}
	if _, err := notes.Get(added.ID); !errors.Is(err, model.ErrNoSuchNote) {
		t.Errorf("a deleted note was found: %v", err)
	}
	if err := notes.Delete(added.ID); !errors.Is(err, model.ErrNoSuchNote) {
		t.Errorf("a note was deleted twice: %v", err)
	}
}

func TestTheNewestNoteComesFirst(t *testing.T) {
	notes := notes(10)
	for _, text := range []string{"one", "two", "three"} {
		if _, err := notes.Add(text); err != nil {
			t.Fatal(err)
		}
	}
	if all := notes.All(); len(all) != 3 || all[0].Text != "three" || all[2].Text != "one" {
		t.Errorf("got %+v", all)
	}
}

func TestATextThatIsNoNoteIsRefused(t *testing.T) {
	for text, want := range map[string]error{
		" \n": model.ErrEmptyNote,
		strings.Repeat("é", model.LongestNote+1): model.ErrNoteTooLong,
		strings.Repeat("é", model.LongestNote):   nil,
	} {
		if _, err := notes(10).Add(text); !errors.Is(err, want) {
			t.Errorf("%.10q…: got %v, want %v", text, err, want)
		}
	}
}

func TestNotesDoNotGrowWithoutEnd(t *testing.T) {
	notes := notes(1)
	if _, err := notes.Add("first"); err != nil {
		t.Fatal(err)
	}
	if _, err := notes.Add("second"); !errors.Is(err, model.ErrTooManyNotes) {
		t.Errorf("got %v", err)
	}
}

func TestManyMayWriteAtOnce(t *testing.T) {
	notes := notes(1000)
	var writers sync.WaitGroup
	for range 100 {
		writers.Add(1)
		go func() {
			defer writers.Done()
			if _, err := notes.Add("text"); err != nil {
				t.Error(err)
			}
			notes.All()
		}()
	}
	writers.Wait()
	if all := notes.All(); len(all) != 100 || all[0].ID != 100 {
		t.Errorf("%d notes, the newest is %d", len(all), all[0].ID)
	}
}
