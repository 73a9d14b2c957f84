// Package config holds the service's settings: defaults built into the program, overridden by the
// environment. There is no file to send along and none to forget.
package config

import (
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"strconv"
	"time"
)

//go:embed default.json
var defaults []byte

// Config is every setting, with the variable that overrides it.
type Config struct {
	Host            string     `json:"host"`             // HOST: address to listen on, empty for all
	Port            int        `json:"port"`             // PORT: unused when systemd hands over a socket
	LogLevel        slog.Level `json:"log_level"`        // LOG_LEVEL: debug, info, warn or error
	Drain           Duration   `json:"drain"`            // DRAIN: how long to turn clients away before stopping
	ShutdownTimeout Duration   `json:"shutdown_timeout"` // SHUTDOWN_TIMEOUT: how long requests may take to end
	MaxNotes        int        `json:"max_notes"`        // MAX_NOTES: how many notes are kept
	Release         string     `json:"-"`                // GOFERRY_RELEASE: set by the deploy, else the commit
}

// Lookup finds a variable of the environment; os.LookupEnv is one.
type Lookup func(name string) (value string, found bool)

// Load lays the environment over the defaults. Its error names every setting that makes no sense,
// not only the first.
func Load(lookup Lookup) (Config, error) {
	var cfg Config
	if err := json.Unmarshal(defaults, &cfg); err != nil {
		return Config{}, fmt.Errorf("read the built-in settings: %w", err)
	}
	err := errors.Join(
		override(lookup, "HOST", &cfg.Host, anyText),
		override(lookup, "PORT", &cfg.Port, between(0, 65535)),
		override(lookup, "LOG_LEVEL", &cfg.LogLevel, level),
		override(lookup, "DRAIN", &cfg.Drain, duration),
		override(lookup, "SHUTDOWN_TIMEOUT", &cfg.ShutdownTimeout, duration),
		override(lookup, "MAX_NOTES", &cfg.MaxNotes, between(1, 1_000_000)),
	)
	if err != nil {
		return Config{}, err
	}
	cfg.Release = release(lookup)
	return cfg, nil
}

// Address is where to listen, as net.Listen wants it.
func (c Config) Address() string {
	return net.JoinHostPort(c.Host, strconv.Itoa(c.Port))
}

// override replaces a setting by its variable, unless that is unset or empty.
func override[T any](lookup Lookup, name string, setting *T, parse func(string) (T, error)) error {
	text, found := lookup(name)
	if !found || text == "" {
		return nil
	}
	value, err := parse(text)
	if err != nil {
		return fmt.Errorf("%s=%q: %w", name, text, err)
	}
	*setting = value
	return nil
}

func anyText(text string) (string, error) { return text, nil }

func between(least, most int) func(string) (int, error) {
	return func(text string) (int, error) {
		number, err := strconv.Atoi(text)
		if err != nil || number < least || number > most {
			return 0, fmt.Errorf("want a whole number from %d to %d", least, most)
		}
		return number, nil
	}
}

func level(text string) (level slog.Level, err error) {
	return level, level.UnmarshalText([]byte(text))
}

func duration(text string) (length Duration, err error) {
	return length, length.UnmarshalText([]byte(text))
}

// Duration is a time.Duration that JSON spells as "1.5s".
type Duration struct{ time.Duration }

// UnmarshalText reads "1.5s"; a duration is never negative.
func (d *Duration) UnmarshalText(text []byte) error {
	length, err := time.ParseDuration(string(text))
	if err != nil || length < 0 {
		return errors.New(`want a duration such as "1.5s"`)
	}
	d.Duration = length
	return nil
}
