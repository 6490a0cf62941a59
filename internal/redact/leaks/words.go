package leaks

// The functions below return the length of the word at the start of a text, or 0. They are regular expressions read by hand,
// since Find reads long texts many times and package regexp took most of its time. TestWords compares them with the
// expressions.

// hexWord reads `(?i)(?:(?:0x|\\x)?[0-9a-f]{2}[ :,;%-]{0,2})+`.
func hexWord(s string) int {
	end := 0
	for {
		at := end
		if len(s) >= at+2 && (s[at] == '0' || s[at] == '\\') && s[at+1]|0x20 == 'x' {
			at += 2
		}
		if len(s) < at+2 || !isHex(s[at]) || !isHex(s[at+1]) {
			return end
		}
		end = at + 2
		for stop := min(end+2, len(s)); end < stop && isSeparator(s[end]); {
			end++
		}
	}
}

// decimalWord reads `\d{1,3}(?:[ ,]+\d{1,3})+`.
func decimalWord(s string) int {
	first := digits(s)
	end := first
	for end > 0 {
		at := end
		for at < len(s) && (s[at] == ' ' || s[at] == ',') {
			at++
		}
		more := digits(s[at:])
		if at == end || more == 0 {
			break
		}
		end = at + more
	}
	if end == first {
		return 0
	}
	return end
}

// base64Word reads `[A-Za-z0-9+/_-]+(?:[ \t\r\n]+[A-Za-z0-9+/_-]+)*`.
func base64Word(s string) int {
	end := 0
	for at := 0; at < len(s); at++ {
		switch c := s[at]; {
		case isBase64(c):
			end = at + 1
		case end == 0 || c != ' ' && c != '\t' && c != '\r' && c != '\n':
			return end
		}
	}
	return end
}

// digits returns how many digits a text begins with, up to three.
func digits(s string) int {
	n := 0
	for n < min(3, len(s)) && isDigit(s[n]) {
		n++
	}
	return n
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func isHex(c byte) bool { return isDigit(c) || 'a' <= c|0x20 && c|0x20 <= 'f' }

func isBase64(c byte) bool {
	return 'a' <= c|0x20 && c|0x20 <= 'z' || isDigit(c) || c == '+' || c == '/' || c == '_' || c == '-'
}

func isSeparator(c byte) bool {
	return c == ' ' || c == ':' || c == ',' || c == ';' || c == '%' || c == '-'
}
