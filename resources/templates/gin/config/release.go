package config

import "runtime/debug"

const shortCommit = 12

// release tells which build runs: the name that the deploy gave it, else the commit it was made
// of, else "unknown".
func release(lookup Lookup) string {
	if name, found := lookup("GOFERRY_RELEASE"); found && name != "" {
		return name
	}
	info, found := debug.ReadBuildInfo()
	if !found {
		return "unknown"
	}
	return commit(info.Settings)
}

func commit(settings []debug.BuildSetting) string {
	values := make(map[string]string, len(settings))
	for _, setting := range settings {
		values[setting.Key] = setting.Value
	}
	revision := values["vcs.revision"]
	if revision == "" {
		return "unknown"
	}
	revision = revision[:min(shortCommit, len(revision))]
	if values["vcs.modified"] == "true" {
		revision += "-modified"
	}
	return revision
}
