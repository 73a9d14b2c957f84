package config

import (
	"log/slog"
	"runtime/debug"
	"strings"
	"testing"
	"time"
)

func environment(values map[string]string) Lookup {
	return func(name string) (string, bool) {
		value, found := values[name]
		return value, found
	}
}

func TestDefaultsAreBuiltIn(t *testing.T) {
	cfg, err := Load(environment(nil))
	if err != nil {
		t.Fatal(err)
	}
	if cfg.Address() != ":8080" || cfg.Drain.Duration != 1500*time.Millisecond {
		t.Errorf("got %+v", cfg)
	}
}

func TestTheEnvironmentOverridesDefaults(t *testing.T) {
	cfg, err := Load(environment(map[string]string{
		"HOST": "::1", "PORT": "81", "LOG_LEVEL": "debug", "DRAIN": "0s", "GOFERRY_RELEASE": "7-abc",
	}))
	if err != nil {
		t.Fatal(err)
	}
	if cfg.Address() != "[::1]:81" || cfg.LogLevel != slog.LevelDebug || cfg.Drain.Duration != 0 {
		t.Errorf("got %+v", cfg)
	}
	if cfg.Release != "7-abc" {
		t.Errorf("release %q", cfg.Release)
	}
}

func TestAnEmptyVariableChangesNothing(t *testing.T) {
	cfg, err := Load(environment(map[string]string{"PORT": ""}))
	if err != nil || cfg.Port != 8080 {
		t.Errorf("got %+v, %v", cfg, err)
	}
}

func TestEveryBadSettingIsNamed(t *testing.T) {
	_, err := Load(environment(map[string]string{
		"PORT": "70000", "LOG_LEVEL": "loud", "DRAIN": "-1s", "MAX_NOTES": "0",
	}))
	if err == nil {
		t.Fatal("bad settings were accepted")
	}
	for _, name := range []string{"PORT", "LOG_LEVEL", "DRAIN", "MAX_NOTES"} {
		if !strings.Contains(err.Error(), name) {
			t.Errorf("%s is not named in %q", name, err)
		}
	}
}

func TestWithoutADeployTheCommitNamesTheRelease(t *testing.T) {
	settings := func(modified string) []debug.BuildSetting {
		return []debug.BuildSetting{
			{Key: "vcs.revision", Value: "0123456789abcdef0123"},
			{Key: "vcs.modified", Value: modified},
		}
	}
	for want, given := range map[string][]debug.BuildSetting{
		"unknown":               nil,
		"0123456789ab":          settings("false"),
		"0123456789ab-modified": settings("true"),
	} {
		if got := commit(given); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
