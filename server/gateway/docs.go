package gateway

import (
	"encoding/json"
	"fmt"
	"html/template"
	"maps"
	"net/http"
	"slices"
	"strings"
)

// docsPage is what /docs shows.
type docsPage struct {
	Style    template.CSS
	Title    string
	Services []docsService
	Types    []docsType
}

// docsService is a service with its calls.
type docsService struct {
	Name, Description string
	Operations        []docsOperation
}

// docsOperation is one call.
type docsOperation struct {
	Verb, Path, Summary, Description string
	Sample                           string // what a call must have at least, if more than the path
	Parameters, Body                 []docsField
	Answers                          []docsField // by media type
}

// docsType is a message or enum of the API.
type docsType struct {
	Name, Description string
	Fields            []docsField
	Values            []string
}

// docsField is a parameter, a member of a message, or an answer. Anchor is the name of its type if /docs shows that type.
type docsField struct {
	Name, In, Type, Anchor, Description string
	Required                            bool
}

// openAPI is the part of an OpenAPI document that /docs shows.
type openAPI struct {
	Info       struct{ Title string }
	Tags       []struct{ Name, Description string }
	Paths      map[string]map[string]openAPIOperation
	Components struct {
		Schemas    map[string]openAPISchema
		Parameters map[string]openAPIParameter
	}
}

type openAPIOperation struct {
	Tags                 []string
	Summary, Description string
	Parameters           []openAPIParameter
	RequestBody          struct{ Content map[string]openAPIContent }
	Responses            map[string]struct {
		Content map[string]openAPIContent
		Lines   map[string]openAPIContent `json:"x-lines"`
	}
}

type openAPIContent struct{ Schema openAPISchema }

type openAPIParameter struct {
	Ref                   string `json:"$ref"`
	Name, In, Description string
	Required              bool
	Schema                openAPISchema
}

type openAPISchema struct {
	Ref                       string `json:"$ref"`
	Type, Format, Description string
	Properties                map[string]openAPISchema
	Required                  []string
	Items                     *openAPISchema
	Enum                      []any
	AnyOf                     []openAPISchema
	AdditionalProperties      json.RawMessage
}

// readDocs makes the page /docs from an OpenAPI document. samples has by verb and path what a call must have at least.
func readDocs(document []byte, samples map[string]string) (docsPage, error) {
	var doc openAPI
	if err := json.Unmarshal(document, &doc); err != nil {
		return docsPage{}, fmt.Errorf("gateway: OpenAPI document: %w", err)
	}
	page := docsPage{Style: template.CSS(style), Title: doc.Info.Title}
	services := map[string]int{} // indexes by tag
	for _, tag := range doc.Tags {
		services[tag.Name] = len(page.Services)
		page.Services = append(page.Services, docsService{Name: tag.Name, Description: tag.Description})
	}
	for _, path := range slices.Sorted(maps.Keys(doc.Paths)) {
		for _, verb := range slices.Sorted(maps.Keys(doc.Paths[path])) {
			operation := doc.Paths[path][verb]
			index, ok := services[strings.Join(operation.Tags, " ")]
			if !ok {
				return docsPage{}, fmt.Errorf("gateway: OpenAPI document: %s %s is of no service", verb, path)
			}
			shown := doc.operation(verb, path, operation)
			shown.Sample = samples[shown.Verb+" "+path]
			page.Services[index].Operations = append(page.Services[index].Operations, shown)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(doc.Components.Schemas)) {
		schema := doc.Components.Schemas[name]
		shown := docsType{Name: shortName(name), Description: schema.Description, Fields: schema.fields()}
		for _, value := range schema.Enum {
			shown.Values = append(shown.Values, fmt.Sprint(value))
		}
		page.Types = append(page.Types, shown)
	}
	return page, nil
}

func (d *openAPI) operation(verb, path string, op openAPIOperation) docsOperation {
	shown := docsOperation{Verb: strings.ToUpper(verb), Path: path, Summary: op.Summary, Description: op.Description}
	for _, p := range op.Parameters {
		if name, ok := strings.CutPrefix(p.Ref, "#/components/parameters/"); ok {
			p = d.Components.Parameters[name]
		}
		field := p.Schema.field(p.Name)
		field.In, field.Required, field.Description = p.In, p.Required, p.Description
		shown.Parameters = append(shown.Parameters, field)
	}
	for _, mediaType := range []string{typeJSON, typeForm} {
		shown.Body = append(shown.Body, op.RequestBody.Content[mediaType].Schema.fields()...)
	}
	success := op.Responses[fmt.Sprint(http.StatusOK)]
	answers := maps.Clone(success.Content)
	maps.Copy(answers, success.Lines)
	for _, mediaType := range slices.Sorted(maps.Keys(answers)) {
		shown.Answers = append(shown.Answers, answers[mediaType].Schema.field(mediaType))
	}
	return shown
}

// fields returns the members of an object.
func (s openAPISchema) fields() []docsField {
	var fields []docsField
	for _, name := range slices.Sorted(maps.Keys(s.Properties)) {
		field := s.Properties[name].field(name)
		field.Required = slices.Contains(s.Required, name)
		fields = append(fields, field)
	}
	return fields
}

// field returns how /docs shows a value of the schema under a name.
func (s openAPISchema) field(name string) docsField {
	f := docsField{Name: name, Description: s.Description, Type: s.Type}
	var values openAPISchema
	switch {
	case s.Ref != "":
		f.Anchor = shortName(s.Ref)
		f.Type = f.Anchor
	case s.Items != nil:
		item := s.Items.field("")
		f.Type, f.Anchor = "list of "+item.Type, item.Anchor
	case len(s.AnyOf) > 0:
		line := s.AnyOf[0]
		for _, member := range line.Properties {
			line = member // the only one: an entry of a watch stands under its name
		}
		first := line.field("")
		f.Type, f.Anchor = "lines of "+first.Type, first.Anchor
	case json.Unmarshal(s.AdditionalProperties, &values) == nil && values.Ref != "":
		value := values.field("")
		f.Type, f.Anchor = "map of "+value.Type, value.Anchor
	case len(s.Enum) > 0:
		f.Type = strings.Trim(fmt.Sprint(s.Enum), "[]")
	case s.Format != "":
		f.Type = s.Type + ", " + s.Format
	}
	return f
}

// shortName returns the last part of a reference or full name, nested messages with their parent: Summary.End.
func shortName(name string) string {
	name = name[strings.LastIndexByte(name, '/')+1:]
	for i, part := 0, ""; i < len(name); i += len(part) + 1 {
		part, _, _ = strings.Cut(name[i:], ".")
		if part != "" && part[0] >= 'A' && part[0] <= 'Z' {
			return name[i:]
		}
	}
	return name
}

// prose returns a comment as HTML, with code between backticks marked up.
func prose(comment string) template.HTML {
	var out strings.Builder
	for i, part := range strings.Split(comment, "`") {
		text := template.HTMLEscapeString(part)
		if i%2 == 1 {
			text = "<code>" + text + "</code>"
		}
		out.WriteString(text)
	}
	return template.HTML(out.String())
}
