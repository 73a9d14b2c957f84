package main

import (
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"
)

const (
	stateVersion = 1
	mostWaiting  = 500
)

// State is what has to outlive a run and a reboot.
type State struct {
	Version  int                  `json:"version"`
	Restarts map[string]int       `json:"restarts"` // by unit, as systemd counted them last
	Stopped  map[string]string    `json:"stopped"`  // the run of a unit that somebody stopped
	Open     map[string]*Incident `json:"open"`     // what is wrong now
	Over     map[string]*Incident `json:"over"`     // what was wrong within the last hour
	Read     map[string]int64     `json:"read"`     // how far the history of each service was read
	Queue    []*Message           `json:"queue"`
	Looked   int64                `json:"looked"` // when the certificates were looked at last
	Sent     int64                `json:"sent"`   // when a message got through last
	Refused  string               `json:"refused"`
	GivenUp  int                  `json:"given_up"`
}

// Incident is one thing that is wrong, from its first sign until it is over.
type Incident struct {
	Kind    string `json:"kind"`
	Service string `json:"service"`
	Subject string `json:"subject"`
	Since   int64  `json:"since"`
	Ended   int64  `json:"ended"`
	Told    bool   `json:"told"`
	Deaths  int    `json:"deaths"`
	Calm    int64  `json:"calm"` // for how long all must be well before it is over
}

// Message waits here until its receiver has taken it.
type Message struct {
	ID      string `json:"id"`
	Title   string `json:"title"`
	Text    string `json:"text"`
	Kind    string `json:"kind"`
	State   string `json:"state"`
	Service string `json:"service"`
	Release string `json:"release"`
	Since   int64  `json:"since"`
	At      int64  `json:"at"`
	Next    int64  `json:"next"`
	Tries   int    `json:"tries"`
	Mailed  bool   `json:"mailed"`
	Posted  bool   `json:"posted"`
}

func recall(folder string) *State {
	file := filepath.Join(folder, "state.json")
	found, err := read[State](file)
	if err != nil && !os.IsNotExist(err) {
		warn("what was known is damaged, so it is put aside and begun anew")
		os.Rename(file, file+".damaged")
		found = State{}
	}
	state := &found
	state.Version = stateVersion
	made(&state.Restarts)
	made(&state.Stopped)
	made(&state.Open)
	made(&state.Over)
	made(&state.Read)
	return state
}

func made[T any](table *map[string]T) {
	if *table == nil {
		*table = map[string]T{}
	}
}

func (state *State) text() string {
	content, _ := json.Marshal(state)
	return string(content)
}

// keep writes it down where it is not what it was before, and returns what it is now.
func (state *State) keep(folder, before string) (string, error) {
	content := state.text()
	if content == before {
		return content, nil
	}
	return content, write(filepath.Join(folder, "state.json"), []byte(content))
}

// write replaces a file as a whole, and has it on the disk.
func write(file string, content []byte) error {
	opened, err := os.OpenFile(file+".new", os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = opened.Write(content)
	if err == nil {
		err = opened.Sync()
	}
	opened.Close()
	if err != nil {
		return err
	}
	if err = os.Rename(file+".new", file); err != nil {
		return err
	}
	folder, err := os.Open(filepath.Dir(file))
	if err != nil {
		return err
	}
	defer folder.Close()
	return folder.Sync()
}

func (state *State) queue(message *Message) {
	message.ID = fresh()
	state.Queue = append(state.Queue, message)
	if over := len(state.Queue) - mostWaiting; over > 0 {
		state.GivenUp += over
		state.Queue = state.Queue[over:]
	}
}

func fresh() string {
	bytes := make([]byte, 12)
	rand.Read(bytes)
	return hex.EncodeToString(bytes)
}
