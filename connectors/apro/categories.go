package apro

import (
	"slices"

	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro/internal/wire"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// maxPath is the most names in a category's path, so that a broken tree cannot fill the memory.
const maxPath = 100

// categoryTable reads a category (stock/category). Its type is the key of its list, and its parent and path come from the tree.
var categoryTable = transcode.Must(transcode.New(&crmstreamv1.StockCategory{},
	transcode.ID("id", "id"),
	transcode.Unmapped("type_id"),
	transcode.Col("name", transcode.Text, "name"),
	transcode.Unmapped("parent_id", "path"),
	transcode.Col("tree_id", transcode.Ref, "tree_id"),
	transcode.Col("parent_tree_id", transcode.Ref, "tree_parent"),
))

// categoryList declares what ListStockCategories can do.
func categoryList() connectors.List {
	list := keptList("stockCategories", opStockCategories)
	list.Orders = []string{"type_id,id"}
	return list
}

// stockCategories opens the list of the categories of all object types ("Requesting all categories of objects available").
func (c *Client) stockCategories(req *crmstreamv1.ListStockCategoriesRequest, known *connectors.Catalogue) (connectors.Fetch, error) {
	w := c.oneAnswer(opStockCategories, categoryTable, req.GetIncludeRaw())
	w.decode = func(data transcode.JSON, tc *transcode.Context, page *connectors.Page) error {
		data, err := wire.ListIn(w.op, data, data)
		if err != nil {
			return err
		}
		if err := wire.ValidNames(w.op, data); err != nil {
			return err
		}
		for typeID, list := range wire.Entries(data) {
			if err := categories(w.rowReader, typeID, list, tc, page); err != nil {
				return err
			}
		}
		return nil
	}
	return w.open(known)
}

// categories adds the categories of one type to a page.
func categories(r rowReader, typeID string, list transcode.JSON, tc *transcode.Context, page *connectors.Page) error {
	t := newTree(list)
	r.key = byNumber(connectors.NumberKey([]byte(typeID)))
	r.change = func(row *transcode.Row) error {
		return amend(r.op, &row.Record, &crmstreamv1.StockCategory{}, func(m *crmstreamv1.StockCategory) {
			if typeID != "0" {
				m.TypeId = proto.String(typeID)
			}
			if parent, ok := t.parent(m.GetTreeId()); ok && parent.id != "" {
				m.ParentId = proto.String(parent.id)
			}
			var lost wire.Alterations
			m.Path = t.path(m.GetTreeId(), m.GetName(), &lost)
			m.Alterations = lost.After(m.GetAlterations())
		})
	}
	return r.read(list, tc, page)
}

// tree is the categories of one type by their places in the upstream's tree, which are not their ids.
type tree map[string]node

// node is a category in a tree.
type node struct {
	id, above string
	name      transcode.JSON
}

func newTree(list transcode.JSON) tree {
	t := tree{}
	for row := range list.Elements() {
		name, _ := row.Member("name")
		t[wire.IDMember(row, "tree_id")] = node{id: wire.IDMember(row, "id"), name: name, above: wire.IDMember(row, "tree_parent")}
	}
	delete(t, "") // rows without a place
	t.unloop()
	return t
}

// unloop makes roots of the categories that are their own ancestors, so that every walk upwards ends.
func (t tree) unloop() {
	const walked, done = 1, 2
	state := map[string]int{}
	for place := range t {
		var way []string
		for at := place; state[at] != done; at = t[at].above {
			if state[at] == walked {
				for _, p := range way[slices.Index(way, at):] {
					b := t[p]
					b.above = ""
					t[p] = b
				}
				break
			}
			if _, ok := t[at]; !ok {
				break
			}
			state[at] = walked
			way = append(way, at)
		}
		for _, p := range way {
			state[p] = done
		}
	}
}

// parent returns the category above a place, if the tree has one.
func (t tree) parent(place string) (node, bool) {
	b, ok := t[t[place].above]
	return b, ok
}

// path returns the names from the root to a place, at most maxPath of them, and adds what the names above lose to the
// alterations.
func (t tree) path(place, name string, lost *wire.Alterations) []string {
	path := []string{name}
	for len(path) < maxPath {
		above, ok := t.parent(place)
		if !ok {
			break
		}
		text, _ := above.name.Text()
		lost.Losses("path", above.name)
		path = append(path, text)
		place = t[place].above
	}
	slices.Reverse(path)
	return path
}
