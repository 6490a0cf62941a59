package apro

import (
	"cmp"
	"context"
	"errors"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro/internal/timeline"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// contactTable reads a contact (purchaser/filter), and writes it (purchaser/insert and update).
var contactTable = transcode.Must(transcode.New(&crmstreamv1.Contact{},
	transcode.ID("id", "id"),
	transcode.Checked("group_id", transcode.Ref, "group_id"),
	transcode.Col("last_name", transcode.Text, "surname").Writable(transcode.ClearByText),
	transcode.Col("first_name", transcode.Text, "name").Writable(transcode.ClearByText),
	transcode.Col("patronymic", transcode.Text, "patronymic", "secondname").
		Writable(transcode.ClearByText, "patronymic", "secondname"),
	transcode.Checked("owner_id", transcode.Ref, "manager_id", "employee_id").Writable(transcode.ClearByZero),
	transcode.Checked("additional_owner_ids", transcode.RefList, "additional_manager_id", "additional_employee_id").
		Writable(transcode.ClearByFalse),
	transcode.Checked("create_time", transcode.LocalTime, "create_date"),
	scanKey("activity_time", "customer_activity_date"),
	transcode.Checked(checkWord, transcode.Text, "customer_activity_type"),
	transcode.Checked("type_id", transcode.Ref, "marktype").Writable(transcode.ClearByZero),
	transcode.Col("type_name", transcode.Text, "markname"),
	enum("kind", "kind_text", contactKinds, "nattype"),
	transcode.Objects("emails", emailTable, "email", "mail").Writable(transcode.ClearListByText).Bare(),
	transcode.Objects("phones", phoneTable, "phone").Writable(transcode.ClearListByText).Bare(),
	transcode.Col("address", transcode.Text, "address"),
	transcode.Col("comment", transcode.Text, "comment").Writable(transcode.ClearByText),
	transcode.Col("creator_id", transcode.Ref, "customer_creator_id"),
	deletedColumn,
	customFields.Writable(transcode.ClearByText),
	transcode.Unmapped("name", "company_id", "specialization", "targets", "categories", "archived", "morion_id",
		"company_morion_id"),
))

// emailTable reads an e-mail address of a contact or a user. Some rows name it mail, others email.
var emailTable = transcode.Must(transcode.New(&crmstreamv1.Email{},
	transcode.Col("address", transcode.Text, "mail", "email").Writable(transcode.NotCleared).Required(),
	transcode.Col("comment", transcode.Text, "comment").Writable(transcode.ClearByText),
))

var phoneTable = transcode.Must(transcode.New(&crmstreamv1.Phone{},
	transcode.Col("number", transcode.Text, "phone").Writable(transcode.NotCleared).Required(),
	transcode.Col("comment", transcode.Text, "comment").Writable(transcode.ClearByText),
))

// The values of nattype in the two dialects.
const (
	personEnglish, organizationEnglish = "private_individual", "legal_entity"
	personIntrum, organizationIntrum   = "physface", "jurface"
)

var contactKinds = map[string]int32{
	personEnglish:       int32(crmstreamv1.ContactKind_CONTACT_KIND_PERSON),
	personIntrum:        int32(crmstreamv1.ContactKind_CONTACT_KIND_PERSON),
	organizationEnglish: int32(crmstreamv1.ContactKind_CONTACT_KIND_ORGANIZATION),
	organizationIntrum:  int32(crmstreamv1.ContactKind_CONTACT_KIND_ORGANIZATION),
}

// contactList declares what ListContacts can do.
func (c *Client) contactList() connectors.List {
	list := c.filterList("contacts", opContacts, c.settings.PageSizes.Contacts)
	list.Fields = append(list.Fields, "group_ids", "owner_id", "type_ids", "kind", "search")
	list.Unverifiable = []string{"search", "deleted, where rows do not show it"}
	return list
}

// contacts opens a list of contacts. With a filter by kind and an unknown dialect, it opens the list once for each dialect.
func (c *Client) contacts(req *crmstreamv1.ListContactsRequest, known *connectors.Catalogue) (connectors.Fetch, error) {
	if req.GetKind() == crmstreamv1.ContactKind_CONTACT_KIND_UNSPECIFIED || c.settings.Dialect != dialectBoth {
		return opened(c.openContacts(req, known, c.settings.Dialect))
	}
	english, err := c.openContacts(req, known, dialectEnglish)
	if err != nil {
		return nil, err
	}
	intrum, err := c.openContacts(req, known, dialectIntrum)
	if err != nil {
		return nil, err
	}
	in := map[string]*timeline.List{dialectEnglish: english, dialectIntrum: intrum}
	return func(ctx context.Context, at connectors.PageRequest) (connectors.Page, error) {
		return c.contactsOfKind(ctx, in, at)
	}, nil
}

// contactsOfKind fetches a page of contacts of a kind. Only rows show the server's words for kinds, so the filter may have to
// be sent again, in the words of the first answer.
func (c *Client) contactsOfKind(ctx context.Context, in map[string]*timeline.List, at connectors.PageRequest) (connectors.Page, error) {
	sent := c.kindDialect()
	page, err := in[sent].Page(ctx, at)
	switch learned := c.kindDialect(); {
	case kindIgnored(err) && learned != sent:
		return in[learned].Page(ctx, at)
	case err == nil && len(page.Records) == 0 && at.Cursor == "" && c.edition.Words() == "":
		// No rows: there is no such contact, or the server does not know the word.
		if again, err := in[dialectIntrum].Page(ctx, at); !kindIgnored(err) {
			return again, err
		}
	}
	return page, err
}

// openContacts reads a request for contacts, and spells their kind in a dialect.
func (c *Client) openContacts(req *crmstreamv1.ListContactsRequest, known *connectors.Catalogue, dialect string) (*timeline.List, error) {
	l, err := c.openFilter(opContacts, "customer_activity_date", req, known)
	if err != nil {
		return nil, err
	}
	l.Table, l.Noun, l.TakesIDs = contactTable, "contacts", true
	c.sized(l, c.settings.PageSizes.Contacts)
	l.Observe = c.observeKind
	f := &l.Filters
	f.Verify("group_ids", "group_id", f.IDs("group_ids", req.GetGroupIds(), "groups")...)
	f.Owner("owner_id", f.ID("owner_id", req.GetOwnerId(), "manager"))
	f.Verify("type_ids", "type_id", f.IDs("type_ids", req.GetTypeIds(), "marktype")...)
	switch req.GetKind() {
	case crmstreamv1.ContactKind_CONTACT_KIND_PERSON:
		f.Text(spelt(dialect, personEnglish, personIntrum), "nattype")
		f.Verify("kind", "kind", personEnglish, personIntrum)
	case crmstreamv1.ContactKind_CONTACT_KIND_ORGANIZATION:
		f.Text(spelt(dialect, organizationEnglish, organizationIntrum), "nattype")
		f.Verify("kind", "kind", organizationEnglish, organizationIntrum)
	}
	f.Text(req.GetSearch(), "search")
	return l, f.Err
}

// kindDialect returns the dialect for kinds if none is configured: the observed one, or English.
func (c *Client) kindDialect() string {
	return cmp.Or(c.edition.Words(), dialectEnglish)
}

// observeKind notes the dialect of a row.
func (c *Client) observeKind(row *transcode.Row) {
	dialect := dialectEnglish
	switch word, _ := row.Check("kind"); word {
	case personIntrum, organizationIntrum:
		dialect = dialectIntrum
	case personEnglish, organizationEnglish:
	default:
		return
	}
	c.edition.Learn(dialect)
}

// kindIgnored reports whether an error means that rows of the other kind came.
func kindIgnored(err error) bool {
	var e *connectors.Error
	return errors.As(err, &e) && e.Kind == connectors.KindFilterIgnored && e.Field == "kind"
}

// spelt returns the spelling of a value in a dialect.
func spelt(dialect, english, intrum string) string {
	if dialect == dialectIntrum {
		return intrum
	}
	return english
}
