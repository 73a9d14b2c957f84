package main

import (
	"bufio"
	"bytes"
	"crypto/tls"
	"encoding/json"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"time"
)

const (
	unitFolder    = "/etc/systemd/system"
	recordFolder  = "/var/lib/goferry"
	backupPrefix  = "goferry-backup-"
	betweenProofs = 600                                // seconds from one look at the certificates to the next
	stopping      = "de5b426a63be47a7b6ac3eaac82e2f6f" // systemd's message that it was asked to stop a unit
	exited        = "98e322203f7a4ed290d09fe03c09fe15" // … that a process of one has ended
	ended         = "d9b373ed55a64feb8242e02dbe79a49c" // … with what result a unit failed
)

var unitName = regexp.MustCompile(`^[a-z][a-z0-9.-]{0,80}\.service$`)
var siteLine = regexp.MustCompile(`^# Written by GoFerry: ([a-z0-9.*-]{1,253}) leads to ([a-z][a-z0-9-]{0,30}) on port [0-9]+\.$`)

// Looking is one look at the server.
type Looking struct {
	Settings
	*State
	Seen
	now    int64
	uptime float64
}

func observe(l *Looking) {
	for _, shown := range l.Units {
		l.unit(shown)
	}
	for _, service := range services() {
		l.history(service)
	}
	l.disks()
	l.certificates()
	l.forget()
}

// ours names the units that GoFerry wrote: their first line says so.
func ours() []string {
	files, _ := filepath.Glob(unitFolder + "/*.service")
	found := []string{}
	for _, file := range files {
		name := filepath.Base(file)
		if unitName.MatchString(name) && !strings.HasPrefix(name, "goferry-alarm") &&
			strings.HasPrefix(firstLine(file), "# Written by GoFerry") {
			found = append(found, name)
		}
	}
	return found
}

func firstLine(file string) string {
	opened, err := os.Open(file)
	if err != nil {
		return ""
	}
	defer opened.Close()
	lines := bufio.NewScanner(opened)
	lines.Scan()
	return lines.Text()
}

// Seen is what root saw: what systemd tells of each unit, and which domain leads to which service.
// The name of this boot is another in a sandbox with a /proc of its own, where that is a container.
type Seen struct {
	Boot    string              `json:"boot"`
	Units   []map[string]string `json:"units"`
	Domains map[string]string   `json:"domains"`
}

// units asks systemd about all of them at once.
func units() []map[string]string {
	found := []map[string]string{}
	names := ours()
	if len(names) == 0 {
		return found
	}
	words := append([]string{"show", "--property=Id,Type,ActiveState,Result,NRestarts,InvocationID,TriggeredBy," +
		"ExecMainCode,ExecMainStatus,ExecMainStartTimestamp,ActiveEnterTimestampMonotonic", "--"}, names...)
	for _, block := range strings.Split(run("systemctl", words...), "\n\n") {
		shown := map[string]string{}
		for _, line := range strings.Split(block, "\n") {
			key, value, _ := strings.Cut(line, "=")
			shown[key] = value
		}
		if shown["Id"] != "" {
			found = append(found, shown)
		}
	}
	return found
}

// domains reads the first line of each site, in which GoFerry said what leads where.
func domains() map[string]string {
	found := map[string]string{}
	for _, pattern := range []string{"/etc/front/sites/*.caddy", "/etc/nginx/conf.d/goferry-*.conf",
		"/etc/apache2/sites-enabled/goferry-*.conf", "/etc/httpd/conf.d/goferry-*.conf", "/etc/caddy/*/goferry-*"} {
		files, _ := filepath.Glob(pattern)
		for _, file := range files {
			if site := siteLine.FindStringSubmatch(firstLine(file)); site != nil {
				found[site[1]] = site[2]
			}
		}
	}
	return found
}

func run(command string, words ...string) string {
	ran := exec.Command(command, words...)
	ran.Env = append(os.Environ(), "TZ=UTC", "LC_ALL=C")
	var told bytes.Buffer
	ran.Stderr = &told
	out, err := ran.Output()
	if err != nil {
		warn(command + ": " + err.Error() + " " + plain(told.String(), 200))
	}
	return string(out)
}

// byHand tells whether somebody stopped this run of a unit; systemd says so beforehand.
func (l *Looking) byHand(shown map[string]string) bool {
	unit, run := shown["Id"], shown["InvocationID"]
	if run == "" || l.Stopped[unit] == run {
		return run != ""
	}
	found := l.journal("cat", 1, "_PID=1", "INVOCATION_ID="+run, "MESSAGE_ID="+stopping) != ""
	if found {
		l.Stopped[unit] = run
	}
	return found
}

// leftAlone tells whether a unit that is to run all the time has ended as if it had nothing more to
// do: systemd starts nothing again that ended well.
func (l *Looking) leftAlone(shown map[string]string) bool {
	return shown["ActiveState"] == "inactive" && shown["Type"] != "oneshot" && shown["TriggeredBy"] == "" &&
		shown["ExecMainCode"] == "1" && shown["ExecMainStatus"] == "0" &&
		shown["InvocationID"] != "" && !l.byHand(shown)
}

// journal returns the last lines of this boot that match.
func (l *Looking) journal(form string, most int, matches ...string) string {
	words := append([]string{"--quiet", "--output=" + form, "--lines=" + strconv.Itoa(most), "_BOOT_ID=" + l.Boot}, matches...)
	return strings.TrimSpace(run("journalctl", words...))
}

// cause finds out how a unit ended last: the words for it, and whether memory ran out.
func (l *Looking) cause(unit string) (string, bool) {
	words, memory := "", false
	told := l.journal("json", 2, "_PID=1", "UNIT="+unit, "MESSAGE_ID="+exited, "MESSAGE_ID="+ended)
	for _, line := range strings.Split(told, "\n") {
		entry := map[string]any{}
		if json.Unmarshal([]byte(line), &entry) != nil {
			continue
		}
		switch entry["EXIT_CODE"] {
		case "exited":
			words = "exit code " + text(entry["EXIT_STATUS"])
		case "killed", "dumped":
			words = "killed by signal " + text(entry["EXIT_STATUS"])
		}
		switch result := text(entry["UNIT_RESULT"]); result {
		case "oom-kill":
			memory = true
		case "watchdog", "timeout", "protocol", "resources", "start-limit-hit":
			words = result
		}
	}
	return words, memory
}

func (l *Looking) lastLines(unit string) string {
	if l.LogLines == 0 {
		return ""
	}
	return plain(l.journal("cat", l.LogLines, "_SYSTEMD_UNIT="+unit), 1200)
}

func services() []string {
	files, _ := filepath.Glob(recordFolder + "/*/history.jsonl")
	found := []string{}
	for _, file := range files {
		found = append(found, filepath.Base(filepath.Dir(file)))
	}
	return found
}

// changing tells whether a deploy is at work, or watches: it tells by itself what comes of it.
func changing(service string) bool {
	for _, name := range []string{"txn.json", "probation"} {
		if _, err := os.Stat(filepath.Join(recordFolder, service, name)); err == nil {
			return true
		}
	}
	return false
}

func release(service string) string {
	target, err := os.Readlink("/opt/" + service + "/current")
	if err != nil {
		return ""
	}
	return filepath.Base(target)
}

// Change is a line of a service's history.
type Change struct {
	Verb, Release, Previous, Result string
}

func (l *Looking) news(service string) []Change {
	file := filepath.Join(recordFolder, service, "history.jsonl")
	content, err := os.ReadFile(file)
	if err != nil {
		return nil
	}
	whole := int64(strings.LastIndexByte(string(content), '\n') + 1)
	from, known := l.Read[service]
	l.Read[service] = whole
	if !known {
		return nil
	}
	if from > whole { // it was removed, and deployed anew
		from = 0
	}
	found := []Change{}
	for _, line := range strings.Split(string(content[from:whole]), "\n") {
		change := Change{}
		if json.Unmarshal([]byte(line), &change) == nil {
			found = append(found, change)
		}
	}
	return found
}

type disk struct {
	path    string
	percent int
	inodes  bool
	left    uint64
}

func disks() []disk {
	found, seen := []disk{}, map[uint64]bool{}
	for _, path := range []string{"/", "/var", "/var/lib", "/var/log", "/opt"} {
		var about syscall.Stat_t
		var room syscall.Statfs_t
		if syscall.Stat(path, &about) != nil || seen[uint64(about.Dev)] || syscall.Statfs(path, &room) != nil {
			continue
		}
		seen[uint64(about.Dev)] = true
		used := room.Blocks - room.Bfree
		if all := used + room.Bavail; all > 0 {
			found = append(found, disk{path: path, percent: int((used*100 + all - 1) / all), left: room.Bavail * uint64(room.Bsize)})
		}
		if room.Files > 0 {
			percent := int((room.Files - room.Ffree) * 100 / room.Files)
			found = append(found, disk{path: path, percent: percent, left: room.Ffree, inodes: true})
		}
	}
	return found
}

// proof asks this server itself for the certificate of a domain; nothing where it has none.
func proof(domain string) (from, until time.Time, known bool) {
	dialer := &net.Dialer{Timeout: 2 * time.Second}
	// The end is asked of it here, not whether anybody may trust it.
	config := &tls.Config{ServerName: domain, InsecureSkipVerify: true}
	connection, err := tls.DialWithDialer(dialer, "tcp", "127.0.0.1:443", config)
	if err != nil {
		return
	}
	defer connection.Close()
	leaf := connection.ConnectionState().PeerCertificates[0]
	return leaf.NotBefore, leaf.NotAfter, leaf.VerifyHostname(domain) == nil
}

func boot() string {
	content, _ := os.ReadFile("/proc/sys/kernel/random/boot_id")
	return strings.ReplaceAll(strings.TrimSpace(string(content)), "-", "")
}

func uptime() float64 {
	content, _ := os.ReadFile("/proc/uptime")
	first, _, _ := strings.Cut(string(content), " ")
	return number(first)
}

func number(text string) float64 {
	found, _ := strconv.ParseFloat(text, 64)
	return found
}

func text(value any) string {
	found, _ := value.(string)
	return plain(found, 40)
}

// plain takes from a text what a terminal or a chat could obey, and what is too long.
func plain(words string, most int) string {
	clean := strings.Map(func(sign rune) rune {
		if sign == '\n' || sign == '\t' || sign >= ' ' && sign != 0x7f && !(sign >= 0x80 && sign < 0xa0) &&
			!(sign >= 0x200b && sign <= 0x200f) && !(sign >= 0x2028 && sign <= 0x202e) && !(sign >= 0x2066 && sign <= 0x2069) {
			return sign
		}
		return '?'
	}, strings.ToValidUTF8(words, "?"))
	if letters := []rune(clean); len(letters) > most {
		clean = "…" + string(letters[len(letters)-most:])
	}
	return strings.TrimSpace(clean)
}
