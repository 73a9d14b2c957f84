package main

import (
	"fmt"
	"strings"
	"time"
)

const (
	loopFrom   = 3    // ends so close together are one that does not come up at all
	hold       = 15   // seconds in which it shows whether one end becomes a loop
	remembered = 3600 // seconds for which one that is over still counts as the same trouble
	longest    = 3600 // seconds that all must be well at most
	slack      = 3    // per cent by which a disk must have become emptier
)

func (l *Looking) wants(service string) bool {
	for _, one := range l.Services {
		if one == service {
			return true
		}
	}
	return len(l.Services) == 0
}

// subjectOf tells of which service a unit is, and what a person calls it.
func subjectOf(unit string) (service, subject string) {
	name := strings.TrimSuffix(unit, ".service")
	if of, backup := strings.CutPrefix(name, backupPrefix); backup {
		return of, "the backup of " + of
	}
	service, process, further := strings.Cut(name, ".")
	if further {
		return service, service + " (" + process + ")"
	}
	for _, suffix := range []string{"-proxy", "-recover"} {
		if of, part := strings.CutSuffix(name, suffix); part {
			return of, name
		}
	}
	return name, name
}

// unit follows one unit: how often it ended since the last look, and whether it runs again.
func (l *Looking) unit(shown map[string]string) {
	name, restarts := shown["Id"], int(number(shown["NRestarts"]))
	service, subject := subjectOf(name)
	before, known := l.Restarts[name]
	if !l.wants(service) || changing(service) {
		return
	}
	l.Restarts[name] = restarts
	died := restarts - before
	switch {
	case !known:
		died = 0
	case died < 0: // it was started anew, and counts from there
		died = restarts
	}
	if !known && shown["ActiveState"] == "inactive" && shown["Type"] != "oneshot" {
		l.Stopped[name] = shown["InvocationID"] // whatever ended it was before the first look
	}
	failed := shown["ActiveState"] == "failed"
	left := l.leftAlone(shown)
	one := l.Open[name]
	if one == nil && (died > 0 || left || failed && !l.byHand(shown)) {
		one = l.begin(name, &Incident{Service: service, Subject: subject})
	}
	if one == nil {
		return
	}
	one.Deaths += died
	switch {
	case !one.Told:
		l.judge(name, one, failed, left)
	case !left && l.well(shown, one) || failed && l.byHand(shown):
		l.end(name, "")
	}
}

func (l *Looking) judge(unit string, one *Incident, failed, left bool) {
	why, memory := l.cause(unit)
	switch {
	case memory:
		one.Kind = "out-of-memory"
	case strings.HasPrefix(unit, backupPrefix) && failed:
		one.Kind = "backup-failed"
	case failed:
		one.Kind = "failed"
	case left:
		one.Kind = "exited"
	case one.Deaths >= loopFrom:
		one.Kind = "crash-loop"
	case l.now-one.Since >= hold:
		one.Kind = "crashed"
	default:
		return // the next look tells
	}
	l.tell(unit, one, sentence(one)+because(why)+lines(l.lastLines(unit)))
}

func sentence(one *Incident) string {
	switch one.Kind {
	case "out-of-memory":
		return one.Subject + " was killed because memory ran out."
	case "backup-failed":
		return one.Subject + " failed."
	case "failed":
		return one.Subject + " failed and does not run."
	case "exited":
		return one.Subject + " exited without an error and does not run."
	case "crash-loop":
		return fmt.Sprintf("%s keeps crashing: it exited %d times, and systemd restarts it each time.", one.Subject, one.Deaths)
	}
	return one.Subject + " exited unexpectedly, and systemd restarted it."
}

func because(why string) string {
	if why == "" {
		return ""
	}
	return " Cause: " + why + "."
}

func lines(last string) string {
	if last == "" {
		return ""
	}
	return "\nLast lines:\n" + last
}

// well tells whether a unit has run long enough, or its job has succeeded since.
func (l *Looking) well(shown map[string]string, one *Incident) bool {
	switch shown["ActiveState"] {
	case "active":
		return l.uptime-number(shown["ActiveEnterTimestampMonotonic"])/1e6 >= float64(one.Calm)
	case "inactive":
		if shown["Type"] != "oneshot" {
			return true // somebody stopped it
		}
		began, err := time.Parse("Mon 2006-01-02 15:04:05 MST", shown["ExecMainStartTimestamp"])
		return err == nil && began.Unix() > one.Since && shown["Result"] == "success"
	}
	return false
}

// history reads what became of changes: whether a release was taken back without anybody there.
func (l *Looking) history(service string) {
	news := l.news(service)
	if !l.wants(service) {
		return
	}
	key := "change:" + service
	for _, change := range news {
		kind, what := trouble(change)
		switch {
		case kind != "":
			delete(l.Open, key) // the newest counts
			l.tell(key, l.begin(key, &Incident{Kind: kind, Service: service, Subject: service}), service+": "+what)
		case l.Open[key] != nil && (change.Result == "live" || change.Result == "proved"):
			l.end(key, fmt.Sprintf("%s: release %s is live.", service, plain(change.Release, 40)))
		}
	}
}

func trouble(change Change) (kind, what string) {
	release, previous := plain(change.Release, 40), plain(change.Previous, 40)
	switch {
	case change.Verb == "return" && change.Result == "live":
		return "rolled-back", fmt.Sprintf("release %s failed on probation. The server rolled back to %s.", previous, release)
	case change.Result == "unproved":
		return "unhealthy", fmt.Sprintf("release %s failed on probation, and there is no previous release to roll back to.", release)
	case change.Result == "rolled_back":
		return "rolled-back", fmt.Sprintf("release %s was not healthy. The server rolled back to %s.", release, previous)
	case change.Result == "down":
		return "down", fmt.Sprintf("the change to release %s failed, and the service does not run.", release)
	}
	return "", ""
}

func (l *Looking) disks() {
	for _, one := range disks() {
		key, what := "disk:"+one.path, "the disk of "+one.path
		left := fmt.Sprintf("%d MB are left", one.left/1e6)
		if one.inodes {
			key, what = "inodes:"+one.path, "the number of files on the disk of "+one.path
			left = fmt.Sprintf("%d more files can be made", one.left)
		}
		open := l.Open[key]
		switch {
		case open == nil && one.percent >= l.Disk:
			open = l.begin(key, &Incident{Kind: "disk-full", Subject: what})
			l.tell(key, open, fmt.Sprintf("%s is at %d%% of what it can hold. %s.", what, one.percent, left))
		case open != nil && one.percent <= l.Disk-slack:
			l.end(key, fmt.Sprintf("%s is at %d%% again.", what, one.percent))
		}
	}
}

func (l *Looking) certificates() {
	due := l.now-l.Looked >= betweenProofs
	for domain, service := range l.Domains {
		key := "certificate:" + domain
		open := l.Open[key]
		if !l.wants(service) || !due && open == nil {
			continue
		}
		l.Looked = l.now
		from, until, known := proof(domain)
		if !known {
			continue
		}
		left := until.Sub(time.Unix(l.now, 0))
		soon := left <= min(time.Duration(l.CertificateDays)*24*time.Hour, until.Sub(from)/4)
		switch {
		case open == nil && soon:
			open = l.begin(key, &Incident{Kind: "certificate", Service: service, Subject: domain})
			l.tell(key, open, fmt.Sprintf("The certificate of %s ends on %s, and was not renewed.", domain, moment(until.Unix())))
		case open != nil && !soon:
			l.end(key, fmt.Sprintf("The certificate of %s is valid until %s.", domain, moment(until.Unix())))
		}
	}
}

// begin opens an incident; one that comes again soon after has to be over for longer.
func (l *Looking) begin(key string, one *Incident) *Incident {
	one.Since, one.Calm = l.now, l.Calm
	if before := l.Over[key]; before != nil {
		one.Calm = min(2*before.Calm, max(longest, l.Calm))
		delete(l.Over, key)
	}
	l.Open[key] = one
	return one
}

func (l *Looking) tell(key string, one *Incident, what string) {
	one.Told = true
	l.State.queue(l.message(one, one.Kind, "problem", what))
}

func (l *Looking) end(key, what string) {
	one := l.Open[key]
	if what == "" {
		what = one.Subject + " is well again."
	}
	if one.Deaths > 1 {
		what += fmt.Sprintf(" It had exited %d times.", one.Deaths)
	}
	one.Ended = l.now
	delete(l.Open, key)
	l.Over[key] = one
	l.State.queue(l.message(one, one.Kind, "over", what))
}

func (l *Looking) message(one *Incident, kind, state, what string) *Message {
	running := ""
	if one.Service != "" {
		running = release(one.Service)
	}
	title := fmt.Sprintf("%s on %s: %s", one.Subject, l.Server, kinds[kind])
	span := "Since " + moment(one.Since) + "."
	if state == "over" {
		title = fmt.Sprintf("%s on %s: over (%s)", one.Subject, l.Server, kinds[kind])
		span = "From " + moment(one.Since) + " to " + moment(l.now) + "."
	}
	if running != "" {
		span += " Live release: " + plain(running, 40) + "."
	}
	return &Message{
		Title: title, Text: upper(what) + "\n" + span, Kind: kind, State: state, Service: one.Service,
		Release: running, Since: one.Since, At: l.now,
	}
}

var kinds = map[string]string{
	"backup-failed": "backup failed",
	"certificate":   "certificate ends soon",
	"crash-loop":    "crash loop",
	"crashed":       "crashed",
	"disk-full":     "almost full",
	"down":          "does not run",
	"exited":        "exited, does not run",
	"failed":        "failed",
	"out-of-memory": "killed, out of memory",
	"rolled-back":   "rolled back automatically",
	"test":          "test",
	"unhealthy":     "unhealthy",
}

// forget drops what is long over, and units that are no more.
func (l *Looking) forget() {
	for key, one := range l.Over {
		if l.now-one.Ended > remembered {
			delete(l.Over, key)
		}
	}
}

// upper begins a sentence with a capital, unless its first word is a name.
func upper(what string) string {
	if strings.HasPrefix(what, "the ") {
		return "T" + what[1:]
	}
	return what
}

func moment(seconds int64) string { return time.Unix(seconds, 0).UTC().Format("2006-01-02 15:04 UTC") }
