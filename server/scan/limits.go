package scan

import "github.com/crmstream/crmstream/connectors"

// full returns which of the limit and the page size is reached, 0 for neither.
func (s *Scan) full() End {
	if s.opts.Limit > 0 && s.state.Counts.Delivered >= s.opts.Limit {
		return EndLimit
	}
	if s.opts.PageSize > 0 && s.delivered >= s.opts.PageSize {
		return EndPageSize
	}
	return 0
}

// pagesSpent reports whether the call has read as many pages as its size can need, and has delivered a record.
func (s *Scan) pagesSpent() bool {
	return s.delivered > 0 && s.lastPage()
}

// lastPage reports whether the call has read as many pages as its size can need.
func (s *Scan) lastPage() bool {
	size, most := s.opts.PageSize, s.opts.PageMax
	return size > 0 && most > 0 && s.pages >= (size+most-1)/most
}

// wanted reports whether the call goes on after this page, with the i-th record as the next one.
func (s *Scan) wanted(page *connectors.Page, i int) bool {
	if page.Next == "" || s.lastPage() {
		return false
	}
	left := s.left()
	return left == 0 || left > len(page.Records)-i
}

// left returns the number of records that the call may still deliver, 0 for any number.
func (s *Scan) left() int {
	left := 0
	if s.opts.Limit > 0 {
		left = s.opts.Limit - s.state.Counts.Delivered
	}
	if s.opts.PageSize > 0 && (left == 0 || s.opts.PageSize-s.delivered < left) {
		left = s.opts.PageSize - s.delivered
	}
	return left
}
