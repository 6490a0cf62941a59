package apro

import "strconv"

// CRM groups.
const (
	firstGroup = 149
	groupCount = 5
)

const (
	departments = 6
	branches    = 3
)

// listDepartments answers worker/department: a tree of three levels. The newer edition writes ids as numbers.
func (s *Server) listDepartments(a *args) ([]byte, error) {
	names := [departments]string{
		"Guidance", "Отдел продаж", "Marketing & PR", "Группа «Север»", "Rent <b>desk</b>", "Back office ",
	}
	parents := [departments]int64{0, 1, 1, 2, 2, 0}
	return s.document(a, func(e *encoder) {
		e.open('[')
		for k, name := range names {
			e.open('{')
			e.key("id")
			if e.dialect == Intrum {
				e.int(int64(k) + 1)
			} else {
				e.quoted(int64(k) + 1)
			}
			e.id("parent_id", parents[k])
			e.text("name", name)
			e.text("description", [...]string{"", "Line one\nline two"}[k%2])
			e.id("order", int64(departments-k))
			if e.dialect != English {
				e.key("publ")
				if e.dialect == Intrum {
					e.int(1)
				} else {
					e.string("1")
				}
				e.text("timezone", "")
			}
			e.close('}')
		}
		e.close(']')
	})
}

// listBranches answers worker/filiation: a list. The vendor's page shows only one object of it.
func (s *Server) listBranches(a *args) ([]byte, error) {
	return s.document(a, func(e *encoder) {
		if s.settings.DocumentedTypes {
			e.branch(0)
			return
		}
		e.open('[')
		for k := range branches {
			e.branch(k)
		}
		e.close(']')
	})
}

func (e *encoder) branch(k int) {
	e.open('{')
	e.id("id", int64(k)+1)
	e.text("name", [branches]string{"East London", "Филиал «Нева»", "Head office"}[k])
	e.text("description", [branches]string{"", "вход со двора", "24/7"}[k])
	e.text("city", [branches]string{"London", "Санкт-Петербург", ""}[k])
	e.dual("address", "adress", [branches]string{"Union St. 17", "Невский пр., 1", ""}[k])
	e.text("phone", "44 20 0000 456"+strconv.Itoa(k))
	e.text("email", "branch"+strconv.Itoa(k+1)+"@example.org")
	e.close('}')
}

// listGroups answers managergroup. Its path has no subtype.
func (s *Server) listGroups(a *args) ([]byte, error) {
	names := [groupCount]string{"Car dealer #1", "Car dealer #2", "Аренда", "VIP & «Партнёры»", "Archive"}
	return s.document(a, func(e *encoder) {
		e.open('[')
		for k, name := range names {
			e.open('{')
			e.id("id", firstGroup+int64(k))
			e.text("name", name)
			e.close('}')
		}
		e.close(']')
	})
}
