package redact

import (
	"regexp"
	"strings"
)

// keyLike matches keys of callers (server/access), and what looks like a part of one. Which keys there are nobody knows: only their
// digests are kept.
var keyLike = regexp.MustCompile(`crms_[0-9A-Za-z]{8}_[0-9A-Za-z]*`)

// Keys returns a text in which keys of callers are only their ids: a key that somebody put in a wrong place, such as the name of a
// source, is not to be read in an error or in a log.
func Keys(text string) string {
	const prefix, id = "crms_", 8
	if !strings.Contains(text, prefix) {
		return text
	}
	return keyLike.ReplaceAllStringFunc(text, func(key string) string { return key[:len(prefix)+id] + "_" + mask })
}
