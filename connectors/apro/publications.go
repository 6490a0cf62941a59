package apro

import (
	"iter"

	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro/internal/wire"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// publicationColumns read the keys of a publication in both operations.
var publicationColumns = []transcode.Column{
	transcode.ID("id", "id"),
	transcode.Checked("parent_id", transcode.Ref, "parent_id"),
	transcode.Col("title", transcode.Text, "title"),
	transcode.Col("description", transcode.Text, "description"),
	transcode.Col("news", transcode.Flag, "news"),
	transcode.Col("news_time", transcode.LocalTime, "date_news"),
	transcode.Col("published", transcode.Flag, "publ"),
	transcode.Col("body", transcode.Text, "body"),
	transcode.Col("create_time", transcode.LocalTime, "created_on", "created_at"),
	transcode.Unmapped("files", "images", "child_ids"),
}

// publicationRowTable reads a publication of a list (publication/list), in which childs is a flag.
var publicationRowTable = transcode.Must(transcode.New(&crmstreamv1.Publication{},
	append(publicationColumns[:len(publicationColumns):len(publicationColumns)],
		transcode.Col("has_children", transcode.Flag, "childs"))...))

// publicationTable reads a whole publication (publication/single), in which childs is a list.
var publicationTable = transcode.Must(transcode.New(&crmstreamv1.Publication{},
	append(publicationColumns[:len(publicationColumns):len(publicationColumns)],
		transcode.Unmapped("has_children"), transcode.Col("", transcode.Ignore, "childs", "files", "images"))...))

var parentField = transcode.Constant[string]("parent_id", &crmstreamv1.Publication{})

// publications opens the list of the direct children of a publication ("Obtaining the list of posts").
func (c *Client) publications(req *crmstreamv1.ListPublicationsRequest, known *connectors.Catalogue) (connectors.Fetch, error) {
	w := c.oneAnswer(opPublications, publicationRowTable, req.GetIncludeRaw())
	w.blame = "parent_id"
	parent, err := "0", error(nil)
	if req.GetParentId() != "" {
		parent, err = wire.Number("parent_id", req.GetParentId())
	}
	w.Fail(err)
	w.Set(parent, "parent_id")
	w.Verify("parent_id", "parent_id", parent)
	if parent != "0" {
		w.constants = parentField(parent)
	}
	return w.open(known)
}

// getPublication opens a look-up of one publication with its body ("Obtaining a post").
func (c *Client) getPublication(req *crmstreamv1.GetPublicationRequest, _ *connectors.Catalogue) (connectors.Find, error) {
	w := c.oneAnswer(opPublication, publicationTable, req.GetIncludeRaw())
	w.blame, w.asked = "ids", []string{req.GetId()}
	_, err := wire.RecordIDs("ids", []string{req.GetId()})
	w.Fail(err)
	w.Set(req.GetId(), "id")
	w.Verify("ids", "id", req.GetId())
	w.decode = func(data transcode.JSON, tc *transcode.Context, page *connectors.Page) error {
		if wire.None(data) {
			return nil
		}
		return w.read(wire.AsList(data), tc, page)
	}
	w.change = func(row *transcode.Row) error {
		return amend(opPublication, &row.Record, &crmstreamv1.Publication{}, func(p *crmstreamv1.Publication) {
			var lost wire.Alterations
			if children, has := wire.Member(row.JSON, "childs"); has {
				p.ChildIds = childIDs(&lost, children)
				p.HasChildren = proto.Bool(len(p.GetChildIds()) > 0)
			}
			p.Files = publicationFiles(&lost, row.JSON)
			p.Images = publicationImages(&lost, row.JSON)
			p.Alterations = lost.After(p.GetAlterations())
		})
	}
	return w.find()
}

// childIDs returns the ids of a publication's children, which come as a list of ids, or of publications.
func childIDs(lost *wire.Alterations, children transcode.JSON) []string {
	const field = "child_ids"
	if !children.List() {
		lost.Unreadable(field, children)
	}
	var ids []string
	for child := range children.Elements() {
		id := child
		if inner, ok := child.Member("id"); ok {
			id = inner
		}
		if text := lost.Text(field, id); text != nil && *text != "" {
			ids = append(ids, *text)
		}
	}
	return ids
}

// publicationFiles returns the files of a publication, a map by their ids.
func publicationFiles(lost *wire.Alterations, publication transcode.JSON) []*crmstreamv1.PublicationFile {
	var files []*crmstreamv1.PublicationFile
	for id, file := range attached(lost, "files", publication) {
		files = append(files, &crmstreamv1.PublicationFile{
			Id: id, Title: lost.TextMember("files.title", file, "title"), Url: lost.TextMember("files.url", file, "url"),
		})
	}
	return files
}

// publicationImages returns the pictures of a publication, a map by their ids.
func publicationImages(lost *wire.Alterations, publication transcode.JSON) []*crmstreamv1.PublicationImage {
	var images []*crmstreamv1.PublicationImage
	for id, image := range attached(lost, "images", publication) {
		images = append(images, &crmstreamv1.PublicationImage{
			Id: id, Title: lost.TextMember("images.title", image, "title"), Description: lost.TextMember("images.description", image, "description"),
			Width: lost.Number("images.width", image, "width"), Height: lost.Number("images.height", image, "height"),
			Url: lost.TextMember("images.url", image, "url"), PreviewUrl: lost.TextMember("images.preview_url", image, "preview"),
		})
	}
	return images
}

// attached returns the objects of a map by id. Other values become alterations.
func attached(lost *wire.Alterations, field string, publication transcode.JSON) iter.Seq2[string, transcode.JSON] {
	return func(yield func(string, transcode.JSON) bool) {
		list, _ := publication.Member(field)
		if list.Kind() != '{' {
			lost.Unreadable(field, list)
		}
		for name, value := range list.Named() {
			if value.Kind() != '{' {
				lost.Unreadable(field, value)
			}
			id, _ := name.Text()
			lost.Losses(field+".id", name)
			if !yield(id, value) {
				return
			}
		}
	}
}
