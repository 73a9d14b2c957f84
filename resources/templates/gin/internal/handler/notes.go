package handler

import (
	"encoding/json"
	"errors"
	"net/http"
	"strconv"

	"github.com/gin-gonic/gin"

	"example.com/ferry-template/internal/model"
	"example.com/ferry-template/internal/service"
)

type notesHandler struct {
	notes *service.Notes
}

func (h notesHandler) list(c *gin.Context) {
	c.JSON(http.StatusOK, gin.H{"notes": h.notes.All()})
}

func (h notesHandler) get(c *gin.Context) {
	id, ok := wantedID(c)
	if !ok {
		return
	}
	note, err := h.notes.Get(id)
	if err != nil {
		failWith(c, err)
		return
	}
	c.JSON(http.StatusOK, note)
}

func (h notesHandler) add(c *gin.Context) {
	var wanted struct {
		Text string `json:"text"`
	}
	if !readJSON(c, &wanted) {
		return
	}
	note, err := h.notes.Add(wanted.Text)
	if err != nil {
		failWith(c, err)
		return
	}
	c.Header("Location", "/api/notes/"+strconv.Itoa(note.ID))
	c.JSON(http.StatusCreated, note)
}

func (h notesHandler) remove(c *gin.Context) {
	id, ok := wantedID(c)
	if !ok {
		return
	}
	if err := h.notes.Delete(id); err != nil {
		failWith(c, err)
		return
	}
	c.Status(http.StatusNoContent)
}

func wantedID(c *gin.Context) (id int, ok bool) {
	id, err := strconv.Atoi(c.Param("id"))
	if err != nil {
		failWith(c, model.ErrNoSuchNote)
	}
	return id, err == nil
}

// readJSON accepts only what says that it is JSON: a form on somebody else's page cannot.
func readJSON(c *gin.Context, into any) (ok bool) {
	if c.ContentType() != gin.MIMEJSON {
		fail(c, http.StatusUnsupportedMediaType, "send application/json")
		return false
	}
	decoder := json.NewDecoder(c.Request.Body)
	decoder.DisallowUnknownFields()
	err := decoder.Decode(into)
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		fail(c, http.StatusRequestEntityTooLarge, "the request is too large")
	case err != nil:
		fail(c, http.StatusBadRequest, "this is not the JSON that is wanted here")
	}
	return err == nil
}

// failWith turns what can be wrong in the model into a status code.
func failWith(c *gin.Context, err error) {
	status := http.StatusInternalServerError
	switch {
	case errors.Is(err, model.ErrNoSuchNote):
		status = http.StatusNotFound
	case errors.Is(err, model.ErrEmptyNote), errors.Is(err, model.ErrNoteTooLong):
		status = http.StatusUnprocessableEntity
	case errors.Is(err, model.ErrTooManyNotes):
		status = http.StatusInsufficientStorage
	}
	fail(c, status, err.Error())
}
