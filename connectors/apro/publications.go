package apro

import (
	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// publicationColumns are what both operations tell of a publication.
var publicationColumns = []transcode.Column{
	idColumn,
	checked("parent_id", transcode.Ref, "parent_id"),
	col("title", transcode.Text, "title"),
	col("description", transcode.Text, "description"),
	col("news", transcode.Flag, "news"),
	col("news_time", transcode.LocalTime, "date_news"),
	col("published", transcode.Flag, "publ"),
	col("body", transcode.Text, "body"),
	col("create_time", transcode.LocalTime, "created_on", "created_at"),
	unmapped("files"),
	unmapped("images"),
	unmapped("child_ids"),
}

// publicationRowTable reads a publication of a list (publication/list), where childs is a flag.
var publicationRowTable = transcode.Must(transcode.New(&crmstreamv1.Publication{},
	append(publicationColumns[:len(publicationColumns):len(publicationColumns)], col("has_children", transcode.Flag, "childs"))...))

// publicationTable reads a whole publication (publication/single), where childs is a list.
var publicationTable = transcode.Must(transcode.New(&crmstreamv1.Publication{},
	append(publicationColumns[:len(publicationColumns):len(publicationColumns)],
		unmapped("has_children"), col("", transcode.Ignore, "childs", "files", "images"))...))

var parentField = transcode.Constant[string]("parent_id", &crmstreamv1.Publication{})

// publications opens the list of the publications directly below one ("Obtaining the list of posts").
func (c *Client) publications(req *crmstreamv1.ListPublicationsRequest, known *connectors.Catalogue) (connectors.Fetch, error) {
	w := c.whole(opPublications, publicationRowTable, req.GetIncludeRaw())
	w.blame = "parent_id"
	parent, err := "0", error(nil)
	if req.GetParentId() != "" {
		parent, err = number("parent_id", req.GetParentId())
	}
	w.fail(err)
	w.set(parent, "parent_id")
	w.verify("parent_id", "parent_id", parent)
	if parent != "0" {
		w.constants = parentField(parent)
	}
	return w.open(known)
}

// getPublication opens a look-up of one publication with its body ("Obtaining a post").
func (c *Client) getPublication(req *crmstreamv1.GetPublicationRequest, _ *connectors.Catalogue) (connectors.Find, error) {
	w := c.whole(opPublication, publicationTable, req.GetIncludeRaw())
	w.blame, w.asked = "ids", []string{req.GetId()}
	_, err := recordIDs("ids", []string{req.GetId()})
	w.fail(err)
	w.set(req.GetId(), "id")
	w.verify("ids", "id", req.GetId())
	w.decode = func(data transcode.JSON, tc *transcode.Context, page *connectors.Page) error {
		if none(data) {
			return nil
		}
		return w.read(listed(data), tc, page)
	}
	w.change = func(row *transcode.Row) error {
		return amend(opPublication, &row.Record, &crmstreamv1.Publication{}, func(p *crmstreamv1.Publication) {
			if children, told := member(row.JSON, "childs"); told {
				p.ChildIds = childIDs(children)
				p.HasChildren = proto.Bool(len(p.GetChildIds()) > 0)
			}
			p.Files = publicationFiles(row.JSON)
			p.Images = publicationImages(row.JSON)
		})
	}
	return w.find()
}

// childIDs returns the ids of a publication's children, which are told as a list of ids, or of publications.
func childIDs(children transcode.JSON) []string {
	var ids []string
	for _, child := range entries(children) {
		id, ok := child.Text()
		if !ok {
			id = scalarMember(child, "id")
		}
		if id != "" {
			ids = append(ids, id)
		}
	}
	return ids
}

// publicationFiles returns the files of a publication, a map by their ids.
func publicationFiles(publication transcode.JSON) []*crmstreamv1.PublicationFile {
	list, _ := publication.Member("files")
	var files []*crmstreamv1.PublicationFile
	for id, file := range list.Members() {
		files = append(files, &crmstreamv1.PublicationFile{
			Id: id, Title: textMember(file, "title"), Url: textMember(file, "url"),
		})
	}
	return files
}

// publicationImages returns the pictures of a publication, a map by their ids.
func publicationImages(publication transcode.JSON) []*crmstreamv1.PublicationImage {
	list, _ := publication.Member("images")
	var images []*crmstreamv1.PublicationImage
	for id, image := range list.Members() {
		images = append(images, &crmstreamv1.PublicationImage{
			Id: id, Title: textMember(image, "title"), Description: textMember(image, "description"),
			Width: intMember(image, "width"), Height: intMember(image, "height"),
			Url: textMember(image, "url"), PreviewUrl: textMember(image, "preview"),
		})
	}
	return images
}

// textMember returns a member that is a scalar, nil for none.
func textMember(object transcode.JSON, name string) *string {
	member, _ := object.Member(name)
	text, ok := member.Text()
	if !ok {
		return nil
	}
	return &text
}
