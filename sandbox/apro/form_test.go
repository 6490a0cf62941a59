package apro

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// dump writes a tree of form variables as text.
func dump(v *value) string {
	if v == nil {
		return "nil"
	}
	if !v.isArray() {
		return v.text
	}
	parts := make([]string, len(v.keys))
	for i, key := range v.keys {
		parts[i] = key + ":" + dump(v.items[key])
	}
	return "{" + strings.Join(parts, " ") + "}"
}

func TestFormsNestAsInPHP(t *testing.T) {
	for name, c := range map[string]struct{ form, want string }{
		"empty":                       {"", "{}"},
		"scalar":                      {"a=1&b=2", "{a:1 b:2}"},
		"nested":                      {"a[b][c]=1&a[b][d]=2", "{a:{b:{c:1 d:2}}}"},
		"append":                      {"a[]=x&a[]=y", "{a:{0:x 1:y}}"},
		"append after an index":       {"a[5]=x&a[]=y", "{a:{5:x 6:y}}"},
		"append after a text key":     {"a[08]=x&a[]=y", "{a:{08:x 0:y}}"},
		"sparse and out of order":     {"a[7]=x&a[2]=y", "{a:{7:x 2:y}}"},
		"repeated name":               {"a[0]=x&a[0]=y", "{a:{0:y}}"},
		"map replaces scalar":         {"a=1&a[b]=2", "{a:{b:2}}"},
		"scalar replaces map":         {"a[b]=2&a=1", "{a:1}"},
		"percent encoded":             {"a%5Bb%5D=%D0%99+%26", "{a:{b:Й &}}"},
		"bad percent escapes stay":    {"a=100%&b=%zz", "{a:100% b:%zz}"},
		"no value":                    {"a", "{a:}"},
		"open bracket":                {"a[b=1", "{a_b:1}"},
		"dots and blanks in a name":   {"a.b c=1", "{a_b_c:1}"},
		"blank inside a key":          {"a[b ]=1", "{a:{b :1}}"},
		"text after a bracket":        {"a[b]x[c]=1", "{a:{b:1}}"},
		"list of maps":                {"p[0][id]=3&p[0][v]=x&p[1][id]=4", "{p:{0:{id:3 v:x} 1:{id:4}}}"},
		"nameless variables are lost": {"=1&&a=2", "{a:2}"},
	} {
		t.Run(name, func(t *testing.T) {
			require.Equal(t, c.want, dump(nest(splitForm(c.form))))
		})
	}
}

func TestDeepNamesAreForgotten(t *testing.T) {
	require.Equal(t, "{}", dump(nest(splitForm("a"+strings.Repeat("[b]", maxNesting)+"=1"))))
}

func FuzzForm(f *testing.F) {
	f.Add("a[b][]=1&a=%41&a[b=2")
	f.Add("params[fields][0][id]=3&params[fields][0][value]=%3E%3D+3")
	f.Fuzz(func(t *testing.T, form string) {
		root := nest(splitForm(form))
		require.Len(t, root.items, len(root.keys))
	})
}
