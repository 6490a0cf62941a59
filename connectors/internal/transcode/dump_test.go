package transcode_test
import ("testing";"os")
func TestDump(t *testing.T) { os.WriteFile("/tmp/plain.json", contactsPage(50,false), 0o600); os.WriteFile("/tmp/escaped.json", contactsPage(50,true), 0o600) }
