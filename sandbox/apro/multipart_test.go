package apro

import (
	"bytes"
	"io"
	"math/rand/v2"
	"mime/multipart"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestMultipartAsInPHP writes forms by hand.
func TestMultipartAsInPHP(t *testing.T) {
	const part = "--b\r\nContent-Disposition: form-data; name=\"upload\"; filename=\"a.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n"
	for name, c := range map[string]struct {
		form  string
		files []string // names and contents
		pairs []pair
	}{
		"as written":              {part + "x\r\n--b--\r\n", []string{"a.jpg", "x"}, nil},
		"bare line feeds":         {strings.ReplaceAll(part, "\r", "") + "x\r\n\n--b--\n", []string{"a.jpg", "x\r\n"}, nil},
		"no dashes at the end":    {part + "x\r\n--b\r\n", []string{"a.jpg", "x"}, nil},
		"no line end at the end":  {part + "x\r\n--b", []string{"a.jpg", "x"}, nil},
		"a file that is cut":      {part + "x\r\n--b\r\n" + strings.ReplaceAll(part, "a.jpg", "b.jpg")[5:] + "yyy", []string{"a.jpg", "x"}, nil},
		"no end":                  {part + "x", nil, nil},
		"a preamble":              {"preamble --b\r\n" + part + "x\r\n--b--", []string{"a.jpg", "x"}, nil},
		"an empty file":           {part + "\r\n--b--", []string{"a.jpg", ""}, nil},
		"boundary within a line":  {part + "x --b\r\n\r\r\n--b--", []string{"a.jpg", "x --b\r\n\r"}, nil},
		"after the end":           {part + "x\r\n--b--\r\n" + part + "y\r\n--b--", []string{"a.jpg", "x"}, nil},
		"a name in quotes":        {strings.Replace(part, "a.jpg", `a \"b\"; c=\\d.jpg`, 1) + "x\r\n--b--", []string{"d.jpg", "x"}, nil},
		"a quote in a name":       {strings.Replace(part, "a.jpg", `a \"b\"; c.jpg`, 1) + "x\r\n--b--", []string{`a "b"; c.jpg`, "x"}, nil},
		"no quotes":               {strings.ReplaceAll(part, `"`, "") + "x\r\n--b--", []string{"a.jpg", "x"}, nil},
		"folders":                 {strings.Replace(part, "a.jpg", "../../etc/a.jpg", 1) + "x\r\n--b--", []string{"a.jpg", "x"}, nil},
		"percents stay":           {strings.Replace(part, "a.jpg", "%22a+b.jpg", 1) + "x\r\n--b--", []string{"%22a+b.jpg", "x"}, nil},
		"no file was chosen":      {strings.Replace(part, "a.jpg", "", 1) + "\r\n--b--", nil, nil},
		"filename* is not known":  {strings.Replace(part, "filename=", "filename*=", 1) + "x\r\n--b--", nil, []pair{{"upload", "x"}}},
		"both":                    {strings.Replace(part, "filename=", `filename*=UTF-8''b.jpg; filename=`, 1) + "x\r\n--b--", []string{"a.jpg", "x"}, nil},
		"small letters":           {strings.ToLower(part) + "x\r\n--b--", []string{"a.jpg", "x"}, nil},
		"no name":                 {strings.Replace(part, "name=", "n=", 1) + "x\r\n--b--", nil, nil},
		"no headers":              {"--b\r\n\r\nx\r\n" + part + "x\r\n--b--", []string{"a.jpg", "x"}, nil},
		"a text":                  {"--b\r\nContent-Disposition: form-data; name=\"params[object]\"\r\n\r\nst\r\nock\r\n--b--", nil, []pair{{"params[object]", "st\r\nock"}}},
		"a text that is cut":      {"--b\r\nContent-Disposition: form-data; name=\"apikey\"\r\n\r\nkey", nil, nil},
		"nothing":                 {"", nil, nil},
		"only an end":             {"--b--\r\n", nil, nil},
		"headers that are cut":    {"--b\r\nContent-Disposition: form-data", nil, nil},
		"another boundary's form": {strings.ReplaceAll(part, "--b", "--c") + "x\r\n--c--", nil, nil},
	} {
		t.Run(name, func(t *testing.T) {
			pairs, files, err := readMultipart(inPieces(c.form), "b")
			require.NoError(t, err)
			require.Equal(t, c.pairs, pairs)
			var want []sentFile
			for i := 0; i < len(c.files); i += 2 {
				want = append(want, sentFile{"upload", c.files[i], int64(len(c.files[i+1])), hashOf(c.files[i+1])})
			}
			require.Equal(t, want, files)
		})
	}
}

// inPieces returns a reader that gives a text in two pieces.
func inPieces(text string) io.Reader {
	return io.MultiReader(strings.NewReader(text[:len(text)/3]), strings.NewReader(text[len(text)/3:]))
}

// TestMultipartOfOthers reads forms that Go's library writes: bytes that look like line ends and boundaries, around the size of
// the buffer.
func TestMultipartOfOthers(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	pieces := []string{"\r", "\n", "\r\n", "--b", "\r\n--", "--", "x", "\x00", strings.Repeat("y", 1000), strings.Repeat("z", 64<<10-200)}
	for range 300 {
		var form bytes.Buffer
		w := multipart.NewWriter(&form)
		require.NoError(t, w.SetBoundary("--b-b"))
		var want []sentFile
		for range 1 + random.IntN(3) {
			var text strings.Builder
			for range random.IntN(12) {
				text.WriteString(pieces[random.IntN(len(pieces))])
			}
			text.WriteString(strings.Repeat("y", random.IntN(300)))
			part, err := w.CreateFormFile("upload[]", "a.jpg")
			require.NoError(t, err)
			_, err = io.WriteString(part, text.String())
			require.NoError(t, err)
			want = append(want, sentFile{"upload[]", "a.jpg", int64(text.Len()), hashOf(text.String())})
		}
		require.NoError(t, w.Close())
		_, files, err := readMultipart(&form, "--b-b")
		require.NoError(t, err)
		require.Equal(t, want, files)
	}
}

// TestMultipartLineEndsAtTheBuffer has the line break before the boundary at the end of the buffer.
func TestMultipartLineEndsAtTheBuffer(t *testing.T) {
	for size := 64<<10 - 4; size < 64<<10+4; size++ {
		for _, end := range []string{"", "\r", "\r\r"} {
			text := strings.Repeat("x", size) + end
			form := "--b\r\nContent-Disposition: form-data; name=\"upload\"; filename=\"a\"\r\n\r\n" + text + "\r\n--b--\r\n"
			_, files, err := readMultipart(strings.NewReader(form), "b")
			require.NoError(t, err)
			require.Equal(t, []sentFile{{"upload", "a", int64(len(text)), hashOf(text)}}, files)
		}
	}
}

func TestMultipartWithTooMuchText(t *testing.T) {
	const text = "--b\r\nContent-Disposition: form-data; name=\"apikey\"\r\n\r\n"
	for name, form := range map[string]string{
		"a text":       text + strings.Repeat("x", maxBody) + "\r\n--b--",
		"texts":        strings.Repeat(text+strings.Repeat("x", maxBody/4)+"\r\n", 4) + "--b--",
		"a header":     "--b\r\nX: " + strings.Repeat("x", 1<<20) + "\r\n\r\n\r\n--b--",
		"many headers": "--b\r\n" + strings.Repeat("X: "+strings.Repeat("x", 1000)+"\r\n", maxBody/1000) + "\r\n\r\n--b--",
	} {
		_, _, err := readMultipart(strings.NewReader(form), "b")
		require.ErrorIs(t, err, errLongForm, name)
	}
	pairs, _, err := readMultipart(strings.NewReader("--b"+strings.Repeat(" ", 1<<20)+"\r\n"+text[5:]+"x\r\n--b--"), "b")
	require.NoError(t, err, "what comes after a boundary in its line does not matter")
	require.Equal(t, []pair{{"apikey", "x"}}, pairs)
}

// FuzzMultipart reads any form, and never more than it has.
func FuzzMultipart(f *testing.F) {
	f.Add("--b\r\nContent-Disposition: form-data; name=\"upload\"; filename=\"a.jpg\"\r\n\r\nx\r\n--b--\r\n")
	f.Add("--b\nContent-Disposition: form-data; name=a\n\nx\n--b")
	f.Fuzz(func(t *testing.T, form string) {
		pairs, files, err := readMultipart(strings.NewReader(form), "b")
		if err != nil {
			require.ErrorIs(t, err, errLongForm)
		}
		size := 0
		for _, p := range pairs {
			require.NotEmpty(t, p.name)
			size += len(p.text)
		}
		for _, file := range files {
			require.NotEmpty(t, file.name)
			size += int(file.size)
		}
		require.LessOrEqual(t, size, len(form))
	})
}
