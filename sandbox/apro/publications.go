package apro

import "strconv"

// The articles of the intranet are a tree of three levels. Ids are 1 to publications; the first are the roots.
const (
	publications     = 40
	rootPublications = 4
	childrenOfEach   = 3
)

func publicationParent(id int64) int64 {
	if id <= rootPublications {
		return 0
	}
	return 1 + (id-rootPublications-1)/childrenOfEach
}

func publicationChildren(id int64) []int64 {
	var ids []int64
	for child := int64(1); child <= publications; child++ {
		if publicationParent(child) == id {
			ids = append(ids, child)
		}
	}
	return ids
}

func (w *world) publicationTitle(id int64) string { return w.pick(id, saltTitle, w.words.titles) }

func (w *world) publicationNote(id int64) string { return w.pick(id, saltSource, w.words.comments) }

// listPublications answers publication/list: a map of the articles directly below one.
func (s *Server) listPublications(a *args) ([]byte, error) {
	parent := a.number("parent_id", -1)
	if parent < 0 {
		return nil, badParams
	}
	w := s.world
	return s.document(a, func(e *encoder) {
		always := func(int64) bool { return true }
		e.entries(publicationChildren(parent), always, func(id int64) {
			news := oneIf(id%3 == 1)
			e.open('{')
			e.id("id", id)
			e.text("description", w.publicationNote(id))
			e.id("news", news)
			e.time("date_news", news*(lastCreation+id*86400))
			e.text("title", w.publicationTitle(id))
			e.id("publ", oneIf(id%9 > 0))
			e.flag("childs", len(publicationChildren(id)) > 0)
			e.close('}')
		})
	})
}

// getPublication answers publication/single: a map with one article, empty for an unknown id.
func (s *Server) getPublication(a *args) ([]byte, error) {
	id := a.number("id", -1)
	if id < 0 {
		return nil, badParams
	}
	return s.document(a, func(e *encoder) {
		exists := func(id int64) bool { return id >= 1 && id <= publications }
		e.entries([]int64{id}, exists, func(id int64) { s.world.writePublication(e, id) })
	})
}

func (w *world) writePublication(e *encoder, id int64) {
	e.open('{')
	e.id("id", id)
	e.text("title", w.publicationTitle(id))
	e.text("description", w.publicationNote(id))
	e.id("parent_id", publicationParent(id))
	body := ""
	if id%4 > 0 {
		body = `<p class="lead">` + w.publicationTitle(id) + "</p>\n<p>Текст &amp; ссылки</p>"
	}
	e.text("body", body)
	e.id("publ", oneIf(id%9 > 0))
	e.dual("created_on", "created_at", timeText(beginning+id*86401))
	e.key("files")
	e.attachments(id%3, func(n int64) {
		e.text("title", w.words.files[(id+n)%int64(len(w.words.files))])
		e.text("url", "/file/load/"+strconv.FormatInt(1000+id*10+n, 10))
	}, 1000+id*10)
	e.key("images")
	e.attachments((id+1)%3, func(n int64) {
		url := "/images/article/" + strconv.FormatInt(id*10+n, 10)
		e.text("title", "Headline")
		e.text("description", "")
		e.number("width", 600+n)
		e.number("height", 400)
		e.text("url", url+".jpg")
		e.text("preview", url+"_250x250.jpg")
	}, id*10)
	// The page shows only an empty list; the ids of the articles below are a guess.
	e.ids("childs", publicationChildren(id))
	e.close('}')
}

// attachments writes a map of count objects, with ids from first on.
func (e *encoder) attachments(count int64, members func(n int64), first int64) {
	if count == 0 {
		e.emptyMap()
		return
	}
	e.open('{')
	for n := range count {
		e.key(strconv.FormatInt(first+n, 10))
		e.open('{')
		members(n)
		e.close('}')
	}
	e.close('}')
}
