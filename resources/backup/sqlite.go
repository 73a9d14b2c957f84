package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"syscall"
	"time"
)

// SQLite's locks are bytes of its files (os_unix.c, wal.c). With SHARED nobody writes to the database
// in a rollback mode, and nobody changes its mode or removes its log. In WAL mode the database changes
// only by a checkpoint, and the log only grows unless it is begun anew: with CHECKPOINT held alone, and
// one of the readers' marks shared, neither can happen, while writers go on. The mark is the last one:
// others find theirs before it. What a writer has half appended has no valid checksum, and SQLite
// passes over it. Whoever comes alone rebuilds the log's index, for which it needs CHECKPOINT: so we are
// counted among those who have it open (DEADMAN), but only where another one is, who keeps it right.
const (
	setLock, getLock = 37, 36 // F_OFD_SETLK, F_OFD_GETLK: they end with this open file, not with another
	pendingByte      = 0x40000000
	reservedByte     = pendingByte + 1
	sharedFirst      = pendingByte + 2
	sharedSize       = 510
	checkpointByte   = 121
	lastMarkByte     = 127
	deadManByte      = 128
	walVersion       = 2
	patience         = 30 * time.Second
	pause            = 10 * time.Millisecond
	tries            = 5
)

var (
	errLocked = errors.New("locked")
	errMoved  = errors.New("opened meanwhile")
	magic     = []byte("SQLite format 3\x00")
)

func isDatabase(file *os.File) bool {
	first := make([]byte, len(magic))
	_, err := file.ReadAt(first, 0)
	return err == nil && bytes.Equal(first, magic)
}

// database writes one that is locked, and what belongs to it; once more where nobody had it open, so
// that nothing could be locked, and somebody opened it meanwhile. The later entry of a name counts.
func (a *archive) database(path string, file *os.File) error {
	for _, end := range []string{"-wal", "-shm", "-journal"} {
		a.taken[path+end] = true
	}
	for again := 0; again < tries; again++ {
		held, err := hold(file, path)
		if err != nil {
			return fmt.Errorf("%w %s", errLocked, path)
		}
		err = a.whole(path, held, again > 0)
		held.release()
		if !errors.Is(err, errMoved) {
			return err
		}
	}
	return fmt.Errorf("%w %s", errLocked, path)
}

func (a *archive) whole(path string, held holding, again bool) error {
	since := time.Now()
	before, err := held.file.Stat()
	if err != nil {
		return err
	}
	log, _ := os.Lstat(path + "-wal")
	if err := a.content(path, held.file, before); err != nil {
		return err
	}
	if err := a.beside(path, held, again); err != nil {
		return err
	}
	if held.wal && held.shm == nil {
		after, err := held.file.Stat()
		later, _ := os.Lstat(path + "-wal")
		if err != nil || isOpen(path) || !same(before, after) || !same(log, later) {
			return errMoved
		}
	}
	journal := "rollback"
	if held.wal {
		journal = "wal"
	}
	a.manifest.Databases = append(a.manifest.Databases,
		Database{Path: path, Journal: journal, Held: time.Since(since).Seconds()})
	return nil
}

// isOpen tells whether anybody has a database in WAL mode open.
func isOpen(path string) bool {
	shm, err := os.OpenFile(path+"-shm", os.O_RDWR|syscall.O_NOFOLLOW, 0)
	if err != nil {
		return !errors.Is(err, fs.ErrNotExist)
	}
	defer shm.Close()
	return asked(shm, deadManByte)
}

func same(one, other fs.FileInfo) bool {
	if one == nil || other == nil {
		return one == nil && other == nil
	}
	return one.ModTime().Equal(other.ModTime()) && one.Size() == other.Size()
}

// beside writes the log, or the journal of a writer that died: SQLite takes that back when it opens it.
// A log that an earlier try wrote, and is gone, becomes an empty one.
func (a *archive) beside(path string, held holding, again bool) error {
	name := path + "-journal"
	if held.wal {
		name = path + "-wal"
	} else if asked(held.file, reservedByte) { // of a writer that lives, and has changed nothing here yet
		return nil
	}
	log, err := os.OpenFile(name, os.O_RDONLY|syscall.O_NOFOLLOW, 0)
	if errors.Is(err, fs.ErrNotExist) && again {
		log, err = os.Open(os.DevNull)
	}
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer log.Close()
	info, err := log.Stat()
	if err != nil {
		return err
	}
	return a.content(name, log, plain{info})
}

// plain is a file of the archive, whatever was read for it.
type plain struct{ fs.FileInfo }

func (p plain) Mode() fs.FileMode { return p.FileInfo.Mode().Perm() & 0o660 }

type holding struct {
	wal  bool
	file *os.File
	shm  *os.File
}

// hold waits for the locks; a program that keeps its database to itself is never through.
func hold(file *os.File, path string) (holding, error) {
	for until := time.Now().Add(patience); ; time.Sleep(pause) {
		held, err := try(file, path)
		if err == nil || time.Now().After(until) {
			return held, err
		}
		held.release()
	}
}

func try(file *os.File, path string) (holding, error) {
	held := holding{file: file}
	if err := lock(file, syscall.F_RDLCK, pendingByte, 1); err != nil {
		return held, err
	}
	err := lock(file, syscall.F_RDLCK, sharedFirst, sharedSize)
	if end := lock(file, syscall.F_UNLCK, pendingByte, 1); err != nil || end != nil {
		return held, errors.Join(err, end)
	}
	version := make([]byte, 1)
	if _, err := file.ReadAt(version, 19); err != nil {
		return held, err
	}
	held.wal = version[0] == walVersion
	if !held.wal {
		return held, nil
	}
	return held.withLog(path)
}

func (h holding) withLog(path string) (holding, error) {
	shm, err := os.OpenFile(path+"-shm", os.O_RDWR|syscall.O_NOFOLLOW, 0)
	if errors.Is(err, fs.ErrNotExist) { // nobody has it open
		return h, nil
	}
	if err != nil {
		return h, err
	}
	if err := lock(shm, syscall.F_RDLCK, deadManByte, 1); err != nil || !asked(shm, deadManByte) {
		return h, errors.Join(err, shm.Close())
	}
	h.shm = shm
	if err := lock(shm, syscall.F_WRLCK, checkpointByte, 1); err != nil {
		return h, err
	}
	return h, lock(shm, syscall.F_RDLCK, lastMarkByte, 1)
}

func (h holding) release() {
	_ = lock(h.file, syscall.F_UNLCK, 0, 0)
	if h.shm != nil {
		_ = h.shm.Close()
	}
}

func lock(file *os.File, kind int16, from, size int64) error {
	wish := syscall.Flock_t{Type: kind, Start: from, Len: size}
	return syscall.FcntlFlock(file.Fd(), setLock, &wish)
}

// asked tells whether another one holds this byte for itself.
func asked(file *os.File, at int64) bool {
	wish := syscall.Flock_t{Type: syscall.F_WRLCK, Start: at, Len: 1}
	err := syscall.FcntlFlock(file.Fd(), getLock, &wish)
	return err != nil || wish.Type != syscall.F_UNLCK
}
