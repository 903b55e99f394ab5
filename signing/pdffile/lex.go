package pdffile

import "strconv"

// Character classes of ISO 32000-1, 7.2.2.
const (
	regular = iota
	white
	delimiter
)

var class = func() (c [256]byte) {
	for _, w := range []byte("\x00\t\n\f\r ") {
		c[w] = white
	}
	for _, d := range []byte("()<>[]{}/%") {
		c[d] = delimiter
	}
	return c
}()

// lexer reads the tokens of b from pos on.
type lexer struct {
	b   []byte
	pos int
}

// space skips white space and comments (7.2.3).
func (l *lexer) space() {
	for l.pos < len(l.b) {
		c := l.b[l.pos]
		switch {
		case class[c] == white:
			l.pos++
		case c == '%':
			for l.pos < len(l.b) && l.b[l.pos] != '\n' && l.b[l.pos] != '\r' {
				l.pos++
			}
		default:
			return
		}
	}
}

// blank skips white space only.
func (l *lexer) blank() {
	for l.pos < len(l.b) && class[l.b[l.pos]] == white {
		l.pos++
	}
}

// word reads regular characters; empty at a delimiter or the end.
func (l *lexer) word() []byte {
	from := l.pos
	for l.pos < len(l.b) && class[l.b[l.pos]] == regular {
		l.pos++
	}
	return l.b[from:l.pos]
}

// keyword skips k if it stands here as a whole word.
func (l *lexer) keyword(k string) bool {
	end := l.pos + len(k)
	if end > len(l.b) || string(l.b[l.pos:end]) != k {
		return false
	}
	if end < len(l.b) && class[l.b[end]] == regular {
		return false
	}
	l.pos = end
	return true
}

// natural reads an unsigned decimal integer of at most ten digits.
func (l *lexer) natural() (int, bool) {
	w := l.word()
	return natural(w)
}

func natural(w []byte) (int, bool) {
	if len(w) == 0 || len(w) > 10 {
		return 0, false
	}
	n := int64(0)
	for _, c := range w {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + int64(c-'0')
	}
	if n > 1<<31-1 { // int is 32 bits wide in some builds
		return 0, false
	}
	return int(n), true
}

// number reads an integer or a real (7.3.3).
func number(w []byte) (Object, bool) {
	i, dots := 0, 0
	if len(w) > 0 && (w[0] == '+' || w[0] == '-') {
		i++
	}
	if i == len(w) || len(w) > 64 {
		return nil, false
	}
	digits := 0
	for _, c := range w[i:] {
		switch {
		case c == '.':
			dots++
		case c >= '0' && c <= '9':
			digits++
		default:
			return nil, false
		}
	}
	if digits == 0 || dots > 1 {
		return nil, false
	}
	if dots == 0 {
		n, err := strconv.ParseInt(string(w), 10, 64)
		return n, err == nil
	}
	f, err := strconv.ParseFloat(string(w), 64)
	return f, err == nil
}

func hexDigit(c byte) (byte, bool) {
	switch {
	case c >= '0' && c <= '9':
		return c - '0', true
	case c >= 'a' && c <= 'f':
		return c - 'a' + 10, true
	case c >= 'A' && c <= 'F':
		return c - 'A' + 10, true
	}
	return 0, false
}
