package transcode_test

import (
	"encoding/json"
	"errors"
	"strings"

	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// gather reads the options, files or references of all values of one custom field.
func (r *reference) gather(name string, kind transcode.Datatype, entries []refEntry) *crmstreamv1.FieldValue {
	options, files, references := &crmstreamv1.FieldValue_OptionList{}, &crmstreamv1.FieldValue_FileList{}, &crmstreamv1.FieldValue_ReferenceList{}
	fv, list := &crmstreamv1.FieldValue{}, proto.Message(nil)
	switch kind {
	case transcode.AsOptions, transcode.AsOptionIDs:
		fv.Value, list = &crmstreamv1.FieldValue_Options{Options: options}, options
	case transcode.AsFiles:
		fv.Value, list = &crmstreamv1.FieldValue_Files{Files: files}, files
	default:
		fv.Value, list = &crmstreamv1.FieldValue_References{References: references}, references
	}
	complain := func(unread int) *crmstreamv1.FieldValue { // what the others say is left out
		for i, e := range entries {
			if i != unread {
				r.tell(name, crmstreamv1.AlterationKind_ALTERATION_KIND_DUPLICATE_FIELD, e.value)
			}
		}
		return r.complain(name, kind, entries[unread].value)
	}
	for i, e := range entries {
		if isEmpty(e.value) || isFalse(e.value) {
			continue
		}
		told := len(r.told)
		var twice []*crmstreamv1.Alteration
		var parts []json.RawMessage
		switch {
		case kind == transcode.AsOptions && e.value[0] == '"':
			for text := range strings.SplitSeq(r.text(name, e.value), ",") {
				if text != "" {
					options.Options = append(options.Options, &crmstreamv1.FieldValue_Option{Text: text})
				}
			}
			continue
		case (kind == transcode.AsReferences || kind == transcode.AsOptionIDs) && e.value[0] == '"' && strings.Contains(refText(e.value), ","):
			ids, err := refIDs(e.value)
			must(err)
			for _, id := range ids {
				if kind == transcode.AsOptionIDs {
					options.Options = append(options.Options, &crmstreamv1.FieldValue_Option{Id: id})
					continue
				}
				references.References = append(references.References, &crmstreamv1.FieldValue_Reference{Id: id})
			}
			r.lossOf(name, e.value)
			continue
		case !isContainer(e.value) || kind == transcode.AsReferences && e.value[0] == '{' && (refObject(e.value)["id"] != nil || refObject(e.value)["object"] != nil):
			parts = []json.RawMessage{e.value}
		default:
			for _, m := range refSplit(e.value) {
				parts = append(parts, m.raw)
			}
		}
		for _, part := range parts {
			if isEmpty(part) {
				continue
			}
			if kind != transcode.AsReferences && isContainer(part) {
				r.told = r.told[:told]
				return complain(i)
			}
			switch kind {
			case transcode.AsOptionIDs:
				id, err := refID(part)
				if errors.Is(err, errUnreadable) {
					r.told = r.told[:told]
					return complain(i)
				} else if err == nil {
					r.lossOf(name, part)
					options.Options = append(options.Options, &crmstreamv1.FieldValue_Option{Id: id})
				}
			case transcode.AsOptions:
				options.Options = append(options.Options, &crmstreamv1.FieldValue_Option{Text: r.text(name, part)})
			case transcode.AsFiles:
				files.Files = append(files.Files, &crmstreamv1.FieldValue_File{Name: r.text(name, part)})
			default:
				ref := &crmstreamv1.FieldValue_Reference{}
				id := part
				if isContainer(part) {
					o := map[string]json.RawMessage{}
					if part[0] == '{' {
						o = refObject(part)
						before := len(r.told)
						r.twice(name, part, "id", "object")
						twice = append(twice, r.told[before:]...)
						r.told = r.told[:before]
					}
					id = o["id"]
					if id == nil || !isEmpty(o["object"]) && isContainer(o["object"]) {
						r.told = append(r.told[:told], twice...)
						return complain(i)
					}
					if !isEmpty(o["object"]) {
						ref.Kind = r.text(name, o["object"])
					}
				}
				var err error
				if ref.Id, err = refID(id); errors.Is(err, errUnreadable) {
					r.told = append(r.told[:told], twice...)
					return complain(i)
				} else if err == nil {
					r.lossOf(name, id)
					references.References = append(references.References, ref)
				}
			}
		}
		r.toldOnce(told, e.value)
		r.told = append(r.told, twice...)
	}
	if proto.Size(list) == 0 {
		return nil
	}
	return fv
}
