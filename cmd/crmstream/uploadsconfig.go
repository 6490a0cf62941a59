package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/server/spool"
)

// uploadsConfig bounds the files of uploads; see spool.Settings.
type uploadsConfig struct {
	FileMiB int `yaml:"file_mib" show:"yes"`
	CallMiB int `yaml:"call_mib" show:"yes"`
	AtOnce  int `yaml:"at_once" show:"yes"`
}

func defaultUploads() uploadsConfig {
	s := spool.DefaultSettings()
	return uploadsConfig{FileMiB: int(s.File >> 20), CallMiB: int(s.Call >> 20), AtOnce: s.AtOnce}
}

// read returns the settings of the spool, and adds their mistakes.
func (c uploadsConfig) read(doc *document) spool.Settings {
	s := spool.Settings{File: int64(c.FileMiB) << 20, Call: int64(c.CallMiB) << 20, AtOnce: c.AtOnce}
	doc.addJoined("uploads", s.Validate())
	return s
}

// uploadOf returns the upload of a client, nil if it stores no files.
func uploadOf(client connectors.Client) *connectors.Upload {
	uploader, ok := client.(connectors.Uploader)
	if !ok {
		return nil
	}
	upload := uploader.Upload()
	return &upload
}

// uploadLine returns the line of the source's upload for people, nil if the source does not allow it.
func (s sourceSetup) uploadLine() []string {
	if s.upload == nil || !slices.Contains(s.allowed[filesResource()], connectors.UploadWord) {
		return nil
	}
	return []string{"  " + connectors.UploadWord + " " + filesResource(), s.upload.Op, fmt.Sprintf("%s Files of %s.", s.upload.Cost, strings.Join(s.upload.Resources, ", "))}
}
