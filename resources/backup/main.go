// Command snapshot writes the folder it is started in to standard output, as a tar archive.
//
// It runs with the service's own rights while the service writes on. A file of SQLite, and its
// write-ahead log, are taken under SQLite's own locks (sqlite.go), so that they are what a reader would
// have seen at one moment. Any other file is read as it is, and named when it changed meanwhile. The
// archive ends with manifest.json: the SHA-256 of each file in the order of the archive.
package main

import (
	"archive/tar"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"time"
)

const (
	prefix   = "data/"
	most     = 1000 // of each list of names
	locked   = 3
	unlocked = 1
)

// Manifest is the last entry of the archive.
type Manifest struct {
	Format    int        `json:"format"`
	Service   string     `json:"service"`
	Release   string     `json:"release"`
	Time      string     `json:"time"`
	Databases []Database `json:"databases"`
	Changed   []string   `json:"changed"` // while they were read
	Unread    []string   `json:"unread"`  // closed to the service itself
	Skipped   []string   `json:"skipped"` // sockets, pipes, devices, other mounts
	Hashes    []string   `json:"hashes"`  // of plain files, in the order of the archive
}

// Database is a file of SQLite: Journal is wal or rollback, Held the seconds of the lock.
type Database struct {
	Path    string  `json:"path"`
	Journal string  `json:"journal"`
	Held    float64 `json:"held"`
}

type archive struct {
	out      *tar.Writer
	manifest Manifest
	taken    map[string]bool // what went with its database
	device   uint64
}

func main() {
	var err error
	switch {
	case len(os.Args) == 3 && os.Args[1] == "seal":
		err = seal(os.Stdout, os.Stdin, os.Args[2])
	case len(os.Args) == 4:
		err = write(os.Stdout, os.Args[1], os.Args[2], os.Args[3])
	default:
		fmt.Fprintln(os.Stderr, "usage: snapshot SERVICE RELEASE TIME, or snapshot seal KEY-FILE <ARCHIVE")
		os.Exit(2)
	}
	if err == nil {
		return
	}
	fmt.Fprintln(os.Stderr, err)
	if errors.Is(err, errLocked) {
		os.Exit(locked)
	}
	os.Exit(unlocked)
}

func write(to io.Writer, service, release, moment string) error {
	one := archive{out: tar.NewWriter(to), taken: map[string]bool{}, manifest: Manifest{
		Format: 1, Service: service, Release: release, Time: moment, Databases: []Database{},
		Changed: []string{}, Unread: []string{}, Skipped: []string{}, Hashes: []string{},
	}}
	if err := filepath.WalkDir(".", one.add); err != nil {
		return err
	}
	text, err := json.Marshal(one.manifest)
	if err != nil {
		return err
	}
	head := tar.Header{Name: "manifest.json", Mode: 0o600, Size: int64(len(text)), Format: tar.FormatGNU}
	if err := one.out.WriteHeader(&head); err != nil {
		return err
	}
	if _, err := one.out.Write(text); err != nil {
		return err
	}
	return one.out.Close()
}

func (a *archive) add(path string, entry fs.DirEntry, trouble error) error {
	if a.taken[path] {
		return nil
	}
	info, err := os.Lstat(path)
	if errors.Is(err, fs.ErrNotExist) && path != "." { // it went meanwhile
		return nil
	}
	if trouble != nil || err != nil {
		note(&a.manifest.Unread, path)
		if entry != nil && entry.IsDir() && path != "." {
			return fs.SkipDir
		}
		return errors.Join(fatal(path, trouble), fatal(path, err))
	}
	switch {
	case info.IsDir():
		return a.folder(path, info)
	case info.Mode().IsRegular():
		return a.file(path, info)
	case info.Mode()&fs.ModeSymlink != 0:
		return a.link(path, info)
	}
	note(&a.manifest.Skipped, path)
	return nil
}

// fatal is what leaves nothing to go on with: the folder itself cannot be read.
func fatal(path string, err error) error {
	if path != "." {
		return nil
	}
	return err
}

func (a *archive) folder(path string, info fs.FileInfo) error {
	device := uint64(info.Sys().(*syscall.Stat_t).Dev)
	if path == "." {
		a.device = device
	} else if device != a.device {
		note(&a.manifest.Skipped, path)
		return fs.SkipDir
	}
	return a.head(path+"/", info, "", 0)
}

func (a *archive) link(path string, info fs.FileInfo) error {
	to, err := os.Readlink(path)
	if err != nil {
		return nil // it went meanwhile
	}
	return a.head(path, info, to, 0)
}

func (a *archive) file(path string, info fs.FileInfo) error {
	file, err := os.OpenFile(path, os.O_RDONLY|syscall.O_NOFOLLOW|syscall.O_NONBLOCK, 0)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		note(&a.manifest.Unread, path)
		return nil
	}
	defer file.Close()
	if isDatabase(file) {
		return a.database(path, file)
	}
	before, err := file.Stat()
	if err != nil {
		return err
	}
	if err := a.content(path, file, before); err != nil {
		return err
	}
	after, err := os.Lstat(path)
	if err != nil || !after.ModTime().Equal(info.ModTime()) || after.Size() != before.Size() {
		note(&a.manifest.Changed, path)
	}
	return nil
}

// content writes as many bytes as the file had when it was looked at; what is missing becomes zeros.
func (a *archive) content(path string, file *os.File, info fs.FileInfo) error {
	if err := a.head(path, info, "", info.Size()); err != nil {
		return err
	}
	sum := sha256.New()
	both := io.MultiWriter(a.out, sum)
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return err
	}
	count, err := io.CopyBuffer(onlyWriter{both}, io.LimitReader(file, info.Size()), make([]byte, 1<<20))
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	if _, err := io.CopyN(both, zeros{}, info.Size()-count); err != nil {
		return err
	}
	a.manifest.Hashes = append(a.manifest.Hashes, hex.EncodeToString(sum.Sum(nil)))
	return nil
}

func (a *archive) head(path string, info fs.FileInfo, to string, size int64) error {
	head, err := tar.FileInfoHeader(info, to)
	if err != nil {
		return err
	}
	head.Name, head.Size, head.Format = prefix+path, size, tar.FormatGNU
	if path == "./" {
		head.Name = prefix
	}
	head.Uname, head.Gname, head.Uid, head.Gid = "", "", 0, 0 // whoever restores it owns it
	head.ModTime = head.ModTime.Truncate(time.Second)
	head.AccessTime, head.ChangeTime = time.Time{}, time.Time{}
	return a.out.WriteHeader(head)
}

func note(list *[]string, path string) {
	if len(*list) < most {
		*list = append(*list, path)
	}
}

type onlyWriter struct{ io.Writer }

type zeros struct{}

func (zeros) Read(into []byte) (int, error) {
	clear(into)
	return len(into), nil
}
