package redact

import (
	"regexp"
	"strings"
)

// keyLike matches keys of callers (server/access), and texts that look like a part of a key. The keys themselves are unknown
// here: only their digests are stored.
var keyLike = regexp.MustCompile(`crms_[0-9A-Za-z]{8}_[0-9A-Za-z]*`)

// Keys returns a text in which keys of callers are replaced by their ids. A key in a wrong place, such as the name of a source,
// must not appear in an error or in a log.
func Keys(text string) string {
	const prefix, id = "crms_", 8
	if !strings.Contains(text, prefix) {
		return text
	}
	return keyLike.ReplaceAllStringFunc(text, func(key string) string { return key[:len(prefix)+id] + "_" + mask })
}
